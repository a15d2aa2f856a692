pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The line of a message that is there before the message is: nothing jumps when it appears. */
Item {
    id: line
    property string text
    property bool reserved: true
    readonly property real size: Theme.veryLarge && Theme.compact ? 21 : 28

    implicitHeight: text === "" && !reserved ? 0 : Math.max(words.implicitHeight, Theme.t(size) * 1.28, Theme.u * 40)

    Icon {
        id: sign
        name: line.text === "" ? "" : "bad"
        color: Theme.bad
        size: Math.max(Theme.u * 36, Theme.t(line.size))
        y: Math.max(0, (Theme.t(line.size) * 1.28 - height) / 2 + Theme.u * 2)
    }
    TextBlock {
        id: words
        objectName: "error"
        x: sign.width + Theme.u * 12
        width: parent.width - x
        text: line.text
        size: line.size
        bold: true
        color: Theme.bad
        Accessible.role: Accessible.AlertMessage
    }
}
