import QtQuick
import Ventanilla

/** A large way to do something. It reacts to touch, or (`reacts: false`) to a device and is only read. */
Touchable {
    id: tile
    property string title
    property string line
    property string iconName
    property string problem
    property bool reacts: true
    property bool chevron: false

    objectName: "choiceTile"
    text: title
    enabled: reacts
    focusPolicy: reacts ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: reacts ? Accessible.Button : Accessible.StaticText
    Accessible.name: [title, problem !== "" ? problem : line].filter(part => part !== "").join(". ")
    implicitWidth: Theme.u * 560
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 150 : 200), words.implicitHeight + Theme.u * 32)
    ringRadius: Theme.cardRadius

    background: Rectangle {
        radius: Theme.cardRadius
        color: tile.lit ? Theme.tint : Theme.surface
        border {
            width: tile.reacts ? Theme.controlLine : Theme.cardLine
            color: tile.reacts ? Theme.primary : Theme.line
        }
    }
    contentItem: Item {
        Arch {
            id: arch
            x: Theme.u * 31
            width: Theme.u * (Theme.compact ? 84 : 104)
            height: Theme.u * (Theme.compact ? 100 : 128)
            anchors.verticalCenter: parent.verticalCenter
            iconName: tile.iconName
            iconSize: Theme.u * 52
            lit: tile.lit
        }
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: arch.x + arch.width + Theme.u * 28
            width: parent.width - x - Theme.u * (tile.chevron ? 88 : 24)
            spacing: Theme.u * 4
            TextBlock {
                width: parent.width
                text: tile.title
                size: 34
                bold: true
                color: tile.reacts ? Theme.primary : Theme.ink
                Accessible.ignored: true
            }
            TextBlock {
                width: parent.width
                text: tile.problem !== "" ? tile.problem : tile.line
                size: 27
                color: tile.problem !== "" ? Theme.warn : Theme.ink2
                Accessible.ignored: true
            }
        }
        Icon {
            name: tile.chevron ? "chevron" : ""
            stroke: 2.2
            anchors { right: parent.right; rightMargin: Theme.u * 28; verticalCenter: parent.verticalCenter }
        }
    }
}
