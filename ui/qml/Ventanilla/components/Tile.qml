import QtQuick
import Ventanilla

/** A theme of the catalogue: arch, title, one line. `chip` says what it cannot do today; it still opens. */
Touchable {
    id: tile
    property string title
    property string line
    property string iconName
    property string chip
    readonly property bool beside: Theme.portrait || Theme.compact // arch beside the words

    objectName: "tile"
    text: title
    Accessible.name: [title, line, chip].filter(part => part !== "").join(". ")
    implicitWidth: Theme.u * (Theme.portrait ? 464 : 414)
    implicitHeight: Math.max(Theme.u * (Theme.portrait ? 200 : Theme.compact ? 150 : 232), (beside ? 0 : Theme.u * 126) + words.implicitHeight + Theme.u * 24)
    ringRadius: Theme.cardRadius

    background: Rectangle {
        radius: Theme.cardRadius
        color: tile.lit ? Theme.tint : Theme.surface
        border {
            width: tile.lit ? Theme.selectedLine : Theme.cardLine
            color: tile.lit ? Theme.primary : Theme.line
        }
    }
    contentItem: Item {
        Arch {
            id: arch
            x: Theme.u * 27
            y: tile.beside ? (parent.height - height) / 2 : Theme.u * 22
            width: Theme.u * 84
            height: Theme.u * (tile.beside && !Theme.compact ? 100 : 92)
            iconName: tile.iconName
            lit: tile.lit
        }
        Icon {
            name: tile.beside ? "" : "chevron"
            size: Theme.u * 36
            stroke: 2.2
            anchors { right: parent.right; rightMargin: Theme.u * 22; verticalCenter: arch.verticalCenter }
        }
        Column {
            id: words
            x: tile.beside ? arch.x + arch.width + Theme.u * 20 : arch.x
            width: parent.width - x - Theme.u * 16
            anchors {
                top: tile.beside ? undefined : arch.bottom
                topMargin: Theme.u * 12
                verticalCenter: tile.beside ? parent.verticalCenter : undefined
            }
            spacing: Theme.u * (tile.beside ? 6 : 0)
            TextBlock { width: parent.width; text: tile.title; size: tile.beside ? 32 : 34; bold: true; Accessible.ignored: true }
            TextBlock { width: parent.width; text: tile.line; size: 27; secondary: true; visible: text !== "" && !Theme.veryLarge && tile.chip === ""; Accessible.ignored: true }
            DeviceStatusChip { visible: tile.chip !== ""; kind: "warn"; text: tile.chip; small: true; Accessible.ignored: true }
        }
    }
}
