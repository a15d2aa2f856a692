pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** One step of several: its number in a disc and one sentence. */
Item {
    id: line
    property int number
    property string kind // "" for the quiet disc of "Qué sigue"
    property alias text: words.text
    property alias size: words.size
    property alias bold: words.bold
    readonly property real side: Math.max(Theme.u * (kind === "" ? 52 : 60), Theme.t(words.size) * 1.3)

    implicitHeight: Math.max(side, words.implicitHeight)
    Accessible.role: Accessible.ListItem
    Accessible.name: number + ". " + words.text

    Rectangle {
        id: disc
        width: line.side
        height: line.side
        radius: width / 2
        color: line.kind === "" ? Theme.tint : Theme.statusColor(line.kind)
        border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
        Text {
            anchors.centerIn: parent
            text: line.number
            color: line.kind === "" ? Theme.primary : Theme.surface
            font { family: Theme.sans; bold: true; pixelSize: Theme.t(line.kind === "" ? 28 : 32) }
            Accessible.ignored: true
        }
    }
    TextBlock {
        id: words
        x: disc.width + Theme.u * 22
        width: parent.width - x
        y: Math.max(0, (disc.height - Theme.t(size) * 1.28) / 2)
        size: 30
        Accessible.ignored: true
    }
}
