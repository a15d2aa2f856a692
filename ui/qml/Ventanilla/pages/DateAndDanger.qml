pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Which date counts while the trámite waits, and what not to wait for. */
Card {
    id: card
    required property DoneViewModel viewModel
    readonly property real pad: Theme.u * (Theme.compact ? 28 : 40)

    radius: Theme.panelRadius
    implicitHeight: column.implicitHeight + 2 * Theme.u * (Theme.compact ? 16 : 26)

    Column {
        id: column
        x: card.pad
        y: Theme.u * (Theme.compact ? 16 : 26)
        width: parent.width - 2 * card.pad
        spacing: Theme.u * (Theme.compact ? 4 : 12)
        TextBlock { width: parent.width; visible: text !== ""; text: qsTr(card.viewModel.dateTitle); size: 30; bold: true }
        TextBlock { width: parent.width; visible: text !== ""; text: qsTr(card.viewModel.dateText); size: 28; secondary: true }
        Rectangle {
            visible: card.viewModel.danger !== "" && card.viewModel.dateText !== ""
            width: parent.width
            height: Theme.cardLine
            color: Theme.line
        }
        TextBlock { width: parent.width; visible: card.viewModel.danger !== ""; text: qsTr(card.viewModel.dangerTitle); size: 30; bold: true; color: Theme.bad }
        TextBlock { width: parent.width; visible: text !== ""; text: qsTr(card.viewModel.danger); size: 28 }
    }
}
