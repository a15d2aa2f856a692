import QtQuick
import Ventanilla

/** The double ring around a control: dark inside, bright outside, so that one of them shows on any ground. */
Item {
    id: ring
    property real radius: Theme.controlRadius
    property bool single: false // a text field's own border is the inner ring

    anchors.fill: parent

    Rectangle {
        anchors { fill: parent; margins: -Theme.u * (ring.single ? 6 : 10) }
        radius: ring.radius + Theme.u * (ring.single ? 6 : 10)
        color: "transparent"
        border { color: Theme.focus; width: Math.round(Theme.u * 6) }
    }
    Rectangle {
        anchors { fill: parent; margins: -Math.round(Theme.u * 4) }
        radius: ring.radius + Theme.u * 4
        visible: !ring.single
        color: "transparent"
        border { color: Theme.focusIn; width: Math.round(Theme.u * 4) }
    }
}
