pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Centre, after storing: folio and clave to read aloud, and what follows. */
DeskPanel {
    id: panel
    required property DeskViewModel viewModel

    function takeFocus(): void { folio.forceActiveFocus() } // not the button: a second Intro must not erase a folio nobody read

    objectName: "filed"
    title: viewModel.doneTitle
    keyText: "Alt+2"

    Column {
        width: parent.width
        spacing: Theme.u * 14
        DeskText { objectName: "doneLine"; width: parent.width; text: panel.viewModel.doneLine }
        GroupsAloud { id: folio; objectName: "folioAloud"; width: parent.width; label: "Lea el folio, grupo por grupo"; parts: panel.viewModel.folioGroups }
        GroupsAloud { objectName: "claveAloud"; width: parent.width; label: "Lea la clave aparte: con ella se ve todo su trámite"; parts: panel.viewModel.claveGroups }
        DeskText { text: "Diga"; bold: true; secondary: true }
        Repeater {
            model: panel.viewModel.nextSteps
            DeskText {
                required property string modelData
                width: parent ? parent.width : 0
                text: "«" + modelData + "»"
            }
        }
    }
    DeskButton {
        objectName: "finish"
        anchors { bottom: parent.bottom; left: parent.left }
        primary: true
        text: "Terminar y borrar sus datos"
        keyText: "F9"
        onActivated: panel.viewModel.finish()
    }
}
