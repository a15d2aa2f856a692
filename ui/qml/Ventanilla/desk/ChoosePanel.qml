pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Centre, before a capture: which trámite the caller asks for. */
DeskPanel {
    id: panel
    required property DeskChooseViewModel viewModel

    function takeFocus(): void { words.takeFocus() }

    title: "¿Qué necesita la persona?"
    keyText: "Alt+2"

    Column {
        width: parent.width
        spacing: Theme.u * 12

        DeskText { objectName: "leftOver"; width: parent.width; visible: text !== ""; text: panel.viewModel.leftOver; bold: true; color: Theme.info }
        DeskField {
            id: words
            objectName: "tramiteSearch"
            width: parent.width
            accessibleName: "Buscar trámite con las palabras de la persona"
            value: panel.viewModel.typed
            onEdited: text => panel.viewModel.search(text)
            onMoved: step => panel.viewModel.move(step)
            onAccepted: panel.viewModel.open()
        }
        DeskText { width: parent.width; small: true; secondary: true; text: "Escriba sus palabras. Flechas para elegir, Intro para empezar." }
        DeskText { objectName: "chooseTrouble"; width: parent.width; visible: text !== ""; text: panel.viewModel.trouble; bold: true; color: Theme.bad }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.emptyText }
        Repeater {
            model: panel.viewModel.rows
            DeskRow {
                required property var modelData
                required property int index
                objectName: "tramite_" + index
                width: parent ? parent.width : 0
                text: modelData.name
                line: modelData.line
                problem: modelData.problem
                rightText: modelData.agency
                marked: modelData.marked
                onActivated: panel.viewModel.openRow(index)
            }
        }
    }
}
