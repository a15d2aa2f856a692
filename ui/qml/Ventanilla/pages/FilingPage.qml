pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The moment in which the trámite becomes durable. Nothing to touch, nothing promised yet. */
Rectangle {
    id: page
    required property ShellViewModel shell
    readonly property Item firstFocus: heading

    objectName: "page-filing"
    color: Theme.paper

    Rectangle { width: parent.width; height: Math.round(Theme.u * 10); color: Theme.primary }
    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.u * 40
        Arch {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.u * 200
            height: Theme.u * 240
            iconName: "save"
            iconSize: Theme.u * 96
        }
        Heading {
            id: heading
            objectName: "heading"
            width: parent.width
            text: qsTr("Guardando su trámite…")
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
