import QtQuick
import Ventanilla

/** A column's card: its title, the key that leads to it, and what it holds. */
Rectangle {
    id: panel
    property string title
    property string keyText
    default property alias content: body.data
    readonly property real pad: Theme.u * 18
    readonly property alias body: body

    radius: Theme.u * 10
    color: Theme.surface
    border { width: 1; color: Theme.line }

    DeskText {
        id: name
        x: panel.pad
        y: panel.pad - Theme.u * 4
        width: panel.width - 2 * panel.pad - cap.width
        text: panel.title
        bold: true
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        Accessible.role: Accessible.Heading
    }
    KeyCap {
        id: cap
        anchors { right: parent.right; top: parent.top; margins: panel.pad - Theme.u * 4 }
        text: panel.keyText
    }
    Item {
        id: body
        anchors { fill: parent; margins: panel.pad; topMargin: panel.pad + Theme.u * 32 }
    }
}
