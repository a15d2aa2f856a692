pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Shown until the erasing of a citizen's data is confirmed. */
Rectangle {
    id: overlay
    required property ShellViewModel shell
    readonly property Item firstFocus: heading

    objectName: "page-erasing"
    color: Theme.panel
    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.u * 40
        Arch {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.u * 200
            height: Theme.u * 240
            iconName: "shield"
            iconSize: Theme.u * 96
            back: Theme.maize
            ink: Theme.drawInk
        }
        Heading {
            id: heading
            objectName: "heading"
            width: parent.width
            color: Theme.panelInk
            text: qsTr("Borrando sus datos…")
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
