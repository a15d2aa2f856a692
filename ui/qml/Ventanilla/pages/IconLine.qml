pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A small icon and one sentence beside it. */
Item {
    id: line
    property string iconName
    property alias text: words.text
    property alias size: words.size
    property alias bold: words.bold
    property alias color: words.color
    property color iconColor: words.color
    property real iconSize: Math.max(Theme.u * 34, Theme.t(28))
    readonly property real indent: iconSize + Theme.u * 16

    implicitWidth: indent + words.implicitWidth
    implicitHeight: Math.max(iconSize, words.implicitHeight)

    Icon {
        name: line.iconName
        color: line.iconColor
        size: line.iconSize
        y: Math.min((line.height - height) / 2, (words.lineCount === 1 ? (line.height - height) / 2 : Theme.u * 4))
    }
    TextBlock {
        id: words
        x: line.indent
        width: line.width - x
        height: line.height
        verticalAlignment: Text.AlignVCenter
        size: 28
        secondary: true
    }
}
