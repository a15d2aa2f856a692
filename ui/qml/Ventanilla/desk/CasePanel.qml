pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Left: find a case by folio; with the clave the caller gives, its details. */
DeskPanel {
    id: panel
    required property DeskCaseViewModel viewModel

    function takeFocus(): void { folio.takeFocus() }

    title: "Buscar un caso"
    keyText: "Alt+1"

    Column {
        width: parent.width
        spacing: Theme.u * (panel.height > Theme.u * 720 ? 10 : 4)

        DeskText { width: parent.width; text: "Folio"; Accessible.ignored: true }
        DeskField {
            id: folio
            objectName: "folio"
            width: parent.width
            mono: true
            maximumLength: 40
            accessibleName: "Folio"
            value: panel.viewModel.folio
            onEdited: text => panel.viewModel.editFolio(text)
            onAccepted: clave.takeFocus()
        }
        DeskText { width: parent.width; text: "Clave, si la tiene"; Accessible.ignored: true }
        DeskField {
            id: clave
            objectName: "clave"
            width: parent.width
            mono: true
            maximumLength: 20
            accessibleName: "Clave que dice la persona"
            value: panel.viewModel.clave
            onEdited: text => panel.viewModel.editClave(text)
            onAccepted: panel.viewModel.search()
        }
        DeskButton {
            objectName: "searchCase"
            text: "Buscar"
            keyText: "Intro"
            onActivated: panel.viewModel.search()
        }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.waiting ? "Preguntando a la plataforma…" : "" }
        DeskText { objectName: "caseProblem"; width: parent.width; visible: text !== ""; text: panel.viewModel.problem; color: Theme.bad; bold: true }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.offlineText; color: Theme.warn; small: true }
        Rectangle { width: parent.width; height: 1; color: Theme.line; visible: panel.viewModel.foundFolio !== "" }
        DeskText { objectName: "caseFolio"; width: parent.width; visible: text !== ""; text: panel.viewModel.foundFolio; font.family: Theme.mono; bold: true }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.name; bold: true }
        DeskText { objectName: "caseState"; width: parent.width; visible: text !== ""; text: panel.viewModel.stateText; color: Theme.ok; bold: true }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.agencyFolio; small: true }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.earlier; small: true; secondary: true }
        Repeater {
            model: panel.viewModel.events
            Item {
                id: step
                required property var modelData
                width: parent ? parent.width : 0
                height: what.height
                DeskText { id: when; text: step.modelData.at; small: true; secondary: true; font.family: Theme.mono }
                DeskText {
                    id: what
                    anchors { left: when.right; leftMargin: Theme.u * 10; right: parent.right }
                    text: step.modelData.text
                    small: true
                }
            }
        }
        DeskText { width: parent.width; visible: text !== ""; text: panel.viewModel.note; secondary: true }
    }
}
