import QtQuick
import Ventanilla
import Ventanilla.Model

/** The foot of the start screen: what works now, the promise to erase, larger letters, who to call. */
Rectangle {
    id: foot
    required property StartViewModel viewModel
    readonly property bool tight: Theme.compact || Theme.veryLarge
    readonly property real pad: Theme.u * (Theme.compact ? 12 : 20)

    signal settingsRequested()

    color: Theme.surface
    implicitHeight: words.implicitHeight + 2 * pad

    Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }
    Column {
        id: words
        x: Theme.margin
        y: foot.pad
        width: parent.width - Theme.margin - Theme.u * 24
        spacing: Theme.u * (foot.tight ? 2 : 8)
        Flow {
            width: parent.width
            spacing: Theme.u * 12
            DeviceStatusChip {
                id: chip
                kind: foot.viewModel.conditionKind
                text: qsTr(foot.viewModel.conditionText)
            }
            TextBlock {
                visible: text !== "" && !Theme.veryLarge
                width: Math.min(implicitWidth, words.width)
                height: Math.max(implicitHeight, chip.height)
                verticalAlignment: Text.AlignVCenter
                text: qsTr(foot.viewModel.conditionDetail)
                size: 27
            }
        }
        IconLine {
            visible: !foot.tight
            width: parent.width
            iconName: "shield"
            text: qsTr("Si se va, en 2 minutos borramos todo lo que escribió.")
        }
        Flow {
            width: parent.width
            spacing: Theme.u * 28
            QuietButton {
                objectName: "settingsLink"
                pad: Theme.u * 4
                iconName: "person"
                underlined: true
                text: qsTr("Letra grande y contraste")
                onActivated: foot.settingsRequested()
            }
            IconLine {
                visible: Theme.helpPhone !== "" && !Theme.veryLarge
                height: Theme.u * (Theme.compact ? 64 : 80)
                iconName: "phone"
                text: qsTr("Ayuda: %1").arg(Theme.helpPhone)
            }
        }
    }
}
