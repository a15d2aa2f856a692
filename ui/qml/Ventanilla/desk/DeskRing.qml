import QtQuick
import Ventanilla

/** Where the keys go now: bright outside, dark inside. */
Item {
    id: ring
    property real radius: Theme.u * 8

    anchors.fill: parent

    Rectangle {
        anchors { fill: parent; margins: -Theme.u * 4 }
        radius: ring.radius + Theme.u * 4
        color: "transparent"
        border { color: Theme.focus; width: Math.max(1, Theme.u * 4) }
    }
    Rectangle {
        anchors.fill: parent
        radius: ring.radius
        color: "transparent"
        border { color: Theme.focusIn; width: Math.max(1, Theme.u * 3) }
    }
}
