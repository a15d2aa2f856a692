pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A card with an icon in a tinted disc, a bold line and one more below. Only read, never touched. */
Card {
    id: row
    property string iconName
    property string title
    property string text
    property real disc: Theme.u * (Theme.compact ? 60 : 76)

    implicitHeight: Math.max(Theme.u * (Theme.compact ? 84 : 118), words.implicitHeight + Theme.u * (Theme.compact ? 20 : 32))
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, text].filter(part => part !== "").join(". ")

    Rectangle {
        id: circle
        x: Theme.u * 22
        width: row.disc
        height: row.disc
        radius: width / 2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.tint
        border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
        Icon { name: row.iconName; size: row.disc * 0.54; anchors.centerIn: parent }
    }
    Column {
        id: words
        x: circle.x + circle.width + Theme.u * 28
        width: parent.width - x - Theme.u * 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 2
        TextBlock { width: parent.width; text: row.title; size: 32; bold: true; Accessible.ignored: true }
        TextBlock { width: parent.width; visible: text !== ""; text: row.text; size: 27; secondary: true; Accessible.ignored: true }
    }
}
