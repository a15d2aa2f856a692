import QtQuick
import Ventanilla

/** A field that is not the lit one: number, label, answer. */
Item {
    id: line
    property int number
    property string label
    property string value

    implicitHeight: Theme.u * 34
    Accessible.role: Accessible.StaticText
    Accessible.name: number + ". " + label + ". " + value

    DeskText { id: count; width: Theme.u * 30; anchors.verticalCenter: parent.verticalCenter; text: line.number; secondary: true; Accessible.ignored: true }
    DeskText {
        id: name
        anchors { left: count.right; verticalCenter: parent.verticalCenter }
        width: line.width * 0.42
        text: line.label
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        secondary: true
        Accessible.ignored: true
    }
    DeskText {
        anchors { left: name.right; leftMargin: Theme.u * 12; right: parent.right; verticalCenter: parent.verticalCenter }
        text: line.value
        bold: true
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
