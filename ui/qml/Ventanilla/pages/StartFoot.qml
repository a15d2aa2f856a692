pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The foot of the start screen: what works now, the promise to erase, larger letters, who to call. */
Rectangle {
    id: foot
    required property StartViewModel viewModel
    property int gives: 0 // what of it steps aside for want of room
    readonly property real between: Theme.u * (Theme.compact || Theme.veryLarge ? 2 : 8)
    readonly property real pad: Theme.u * (Theme.compact ? 12 : 20)

    property bool listenVisible: false
    property bool speaking: false

    signal settingsRequested()
    signal listenRequested()

    color: Theme.surface
    implicitHeight: heightAt(gives)

    // A function of the level alone: what is hidden must not change what is decided.
    function heightAt(level: int): real {
        const beside = chip.implicitWidth + Theme.u * 12 + detail.implicitWidth <= words.width
        const parts = [Math.max(chip.implicitHeight, level < 4 && beside ? detail.implicitHeight : 0),
                       level < 4 && !beside ? Math.max(detail.implicitHeight, chip.implicitHeight) + Theme.u * 4 : 0,
                       level < 3 ? promise.implicitHeight : 0, link.implicitHeight]
        return parts.filter(part => part > 0).reduce((sum, part) => sum + part + between, 2 * pad - between)
    }

    Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }
    Column {
        id: words
        x: Theme.margin
        y: foot.pad
        width: parent.width - Theme.margin - Theme.u * 24
        spacing: foot.between
        Flow {
            width: parent.width
            spacing: Theme.u * 12
            DeviceStatusChip {
                id: chip
                kind: foot.viewModel.conditionKind
                text: qsTr(foot.viewModel.conditionText)
            }
            TextBlock {
                id: detail
                visible: text !== "" && foot.gives < 4
                width: Math.min(implicitWidth, words.width)
                height: Math.max(implicitHeight, chip.height)
                verticalAlignment: Text.AlignVCenter
                text: qsTr(foot.viewModel.conditionDetail)
                size: 27
            }
        }
        IconLine {
            id: promise
            visible: foot.gives < 3
            width: parent.width
            iconName: "shield"
            text: qsTr("Si se va, en 2 minutos borramos todo lo que escribió.")
        }
        Flow {
            width: parent.width
            spacing: Theme.u * 28
            QuietButton {
                id: link
                objectName: "settingsLink"
                pad: Theme.u * 4
                iconName: "person"
                underlined: true
                text: qsTr("Letra grande y contraste")
                onActivated: foot.settingsRequested()
            }
            QuietButton {
                id: listen
                objectName: "listen"
                visible: foot.listenVisible && link.implicitWidth + implicitWidth + Theme.u * 28 <= words.width
                pad: Theme.u * 4
                iconName: foot.speaking ? "cross" : "listen"
                underlined: true
                text: foot.speaking ? qsTr("Parar") : qsTr("Escuchar")
                onActivated: foot.listenRequested()
            }
            IconLine {
                readonly property real taken: link.implicitWidth + (listen.visible ? listen.implicitWidth + Theme.u * 28 : 0)
                visible: Theme.helpPhone !== "" && taken + implicitWidth + Theme.u * 28 <= words.width
                height: Theme.u * (Theme.compact ? 64 : 80)
                iconName: "phone"
                text: qsTr("Ayuda: %1").arg(Theme.helpPhone)
            }
        }
    }
}
