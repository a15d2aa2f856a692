pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The card of a trámite's sheet: time, cost, what one takes away, and the devices it needs, as they are now. */
Card {
    id: card
    required property SheetViewModel viewModel
    property bool factsVisible: true
    property bool devicesVisible: true
    readonly property real pad: Theme.u * (Theme.compact ? 24 : 40)
    readonly property var facts: [
        { icon: "clock", label: qsTr("Tiempo"), value: viewModel.minutesText },
        { icon: "banknote", label: qsTr("Costo"), value: qsTr(viewModel.costText) },
        { icon: "receipt", label: qsTr("Se lleva"), value: qsTr(viewModel.takesAwayText) }
    ].filter(fact => fact.value !== "")

    radius: Theme.panelRadius
    implicitHeight: column.implicitHeight + 2 * Theme.u * (Theme.compact ? 14 : 20)

    Column {
        id: column
        x: card.pad
        y: Theme.u * (Theme.compact ? 14 : 20)
        width: parent.width - 2 * card.pad
        Repeater {
            model: card.factsVisible ? card.facts : []
            delegate: Item {
                id: fact
                required property var modelData
                required property int index
                width: column.width
                height: Math.max(Theme.u * (Theme.compact ? 76 : 118), words.implicitHeight + Theme.u * 20)
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.label + ": " + modelData.value
                Icon {
                    id: picture
                    name: fact.modelData.icon
                    size: Theme.u * (Theme.compact ? 40 : 52)
                    anchors.verticalCenter: parent.verticalCenter
                }
                Column {
                    id: words
                    x: picture.width + Theme.u * (Theme.compact ? 22 : 32)
                    width: parent.width - x
                    anchors.verticalCenter: parent.verticalCenter
                    TextBlock { width: parent.width; text: fact.modelData.label; size: 27; secondary: true; Accessible.ignored: true }
                    TextBlock { width: parent.width; text: fact.modelData.value; size: Theme.compact ? 32 : 36; bold: true; Accessible.ignored: true }
                }
                Rectangle {
                    visible: card.devicesVisible || fact.index < card.facts.length - 1
                    width: parent.width
                    height: Math.max(1, Math.round(Theme.u * 2))
                    anchors.bottom: parent.bottom
                    color: Theme.line
                }
            }
        }
        Item { visible: card.devicesVisible && card.factsVisible; width: 1; height: Theme.u * (Theme.compact ? 10 : 26) }
        TextBlock {
            visible: card.devicesVisible
            width: parent.width
            text: qsTr("Qué funciona ahora")
            size: 32
            bold: true
            bottomPadding: Theme.u * (Theme.compact ? 4 : 12)
        }
        Repeater {
            model: card.devicesVisible ? card.viewModel.devices : []
            delegate: Item {
                id: device
                required property var modelData
                readonly property bool stacked: name.implicitWidth + chip.implicitWidth + sign.width + Theme.u * 40 > width
                width: column.width
                height: stacked ? name.implicitHeight + chip.implicitHeight + Theme.u * 20
                                : Math.max(chip.implicitHeight, name.implicitHeight) + Theme.u * (Theme.compact ? 8 : 14)
                Accessible.role: Accessible.ListItem
                Accessible.name: name.text + ", " + chip.text
                Icon {
                    id: sign
                    name: device.modelData.icon
                    size: Theme.u * 40
                    color: Theme.ink2
                    y: name.y + (Math.min(name.height, Theme.t(28) * 1.28) - height) / 2
                }
                TextBlock {
                    id: name
                    x: sign.width + Theme.u * 20
                    y: device.stacked ? Theme.u * 6 : (parent.height - height) / 2
                    width: Math.min(implicitWidth, parent.width - x)
                    text: qsTr(device.modelData.name)
                    size: 28
                    Accessible.ignored: true
                }
                DeviceStatusChip {
                    id: chip
                    x: device.stacked ? name.x : parent.width - width
                    y: device.stacked ? name.y + name.implicitHeight + Theme.u * 4 : (parent.height - height) / 2
                    kind: device.modelData.kind
                    text: qsTr(device.modelData.word)
                    small: Theme.compact
                    Accessible.ignored: true
                }
            }
        }
    }
}
