import QtQuick
import Ventanilla

/** Seconds left, as a number and as a ring that is exchanged once a second. */
Item {
    id: ring
    property int seconds: 0
    property int total: 30
    readonly property int thousandths: total > 0 ? Math.round(1000 * seconds / total) : 0

    implicitWidth: Theme.u * 290
    implicitHeight: implicitWidth
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%n segundos", "", seconds)

    Image {
        anchors.fill: parent
        cache: false
        source: "image://drawn/ring/" + ring.thousandths + "/" + String(Theme.primary).slice(-6) + "/" + String(Theme.bordered ? Theme.sunken : Theme.tint2).slice(-6)
        sourceSize: Qt.size(Math.round(width), Math.round(height))
        Accessible.ignored: true
    }
    Heading {
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: -ring.height * 0.05 }
        text: ring.seconds
        size: ring.height * 0.42
        balanced: false
        color: Theme.primary
        Accessible.ignored: true
    }
    TextBlock {
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: ring.height * 0.2 }
        text: ring.seconds === 1 ? qsTr("segundo") : qsTr("segundos")
        font.pixelSize: Math.round(Theme.u * 27 * (ring.height > Theme.u * 260 ? Math.min(1.3, Theme.grow) : 1))
        secondary: true
        Accessible.ignored: true
    }
}
