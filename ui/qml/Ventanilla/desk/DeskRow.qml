import QtQuick
import Ventanilla

/** A row that can be chosen: its number or key, its words, what stands at its right. */
Touchable {
    id: row
    property string keyText
    property string line
    property string problem
    property string rightText
    property bool marked: false

    implicitHeight: Math.max(Theme.u * 40, words.height + Theme.u * 14)
    ringRadius: Theme.u * 8
    z: activeFocus ? 1 : 0
    Accessible.name: [keyText, text, rightText, problem].filter(part => part !== "").join(". ")
    Accessible.role: Accessible.ListItem
    Accessible.checked: marked
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus()

    background: Rectangle {
        radius: row.ringRadius
        color: row.marked ? Theme.tint : row.lit ? Theme.pressedBack : Theme.surface
        border { width: Math.max(1, Theme.u * (row.marked ? 2 : 1)); color: row.marked ? Theme.primary : Theme.line }
    }
    contentItem: Item {
        KeyCap { id: cap; x: Theme.u * 10; anchors.verticalCenter: parent.verticalCenter; text: row.keyText }
        Column {
            id: words
            anchors { left: cap.right; leftMargin: Theme.u * 12; right: right.left; rightMargin: Theme.u * 8; verticalCenter: parent.verticalCenter }
            DeskText { width: parent.width; text: row.text; bold: row.marked; Accessible.ignored: true }
            DeskText { width: parent.width; visible: text !== ""; text: row.line; small: true; secondary: true; Accessible.ignored: true }
            DeskText { width: parent.width; visible: text !== ""; text: row.problem; small: true; bold: true; color: Theme.warn; Accessible.ignored: true }
        }
        DeskText {
            id: right
            anchors { right: parent.right; rightMargin: Theme.u * 12; verticalCenter: parent.verticalCenter }
            width: Math.min(implicitWidth, row.width * 0.55)
            text: row.rightText
            bold: true
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
