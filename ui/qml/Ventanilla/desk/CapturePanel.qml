pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Centre, during a capture: what to say, the numbered fields with one lit, what comes next. */
DeskPanel {
    id: panel
    required property DeskCaptureViewModel viewModel
    readonly property string kind: viewModel.kind
    readonly property bool asks: kind !== "safety" && kind !== "notice" && kind !== "review" && kind !== "filing"
    readonly property bool reading: kind === "safety" || kind === "notice"
    readonly property int near: height > Theme.u * 720 ? 3 : 1

    function takeFocus(): void {
        if (asks)
            box.takeFocus()
        else if (reading)
            script.forceActiveFocus()
        else
            save.forceActiveFocus()
    }

    title: viewModel.name
    keyText: "Alt+2"

    Column {
        id: column
        width: parent.width
        spacing: Theme.u * (panel.height > Theme.u * 720 ? 12 : 6)

        DeskText { width: parent.width; text: panel.viewModel.stepText; small: true; secondary: true }
        ScriptCard {
            id: script
            width: parent.width
            title: panel.kind === "safety" ? "Diga primero" : panel.kind === "notice" ? "Lea el aviso de privacidad" : "Diga"
            text: panel.viewModel.script
            lines: panel.viewModel.scriptLines
            phones: panel.viewModel.phones
            danger: panel.kind === "safety"
        }
        Repeater {
            model: panel.asks ? panel.viewModel.before : []
            FieldLine {
                required property var modelData
                visible: modelData.far <= panel.near
                width: column.width
                number: modelData.number
                label: modelData.label
                value: modelData.value
            }
        }
        AnswerBox { id: box; visible: panel.asks; width: column.width; viewModel: panel.viewModel }
        Repeater {
            model: panel.asks && panel.kind !== "list" ? panel.viewModel.after : []
            FieldLine {
                required property var modelData
                visible: modelData.far <= panel.near
                width: column.width
                number: modelData.number
                label: modelData.label
            }
        }
        Grid {
            visible: panel.kind === "review"
            width: parent.width
            columns: panel.viewModel.review.length > 6 ? 2 : 1
            spacing: Theme.u * 6
            Repeater {
                model: panel.viewModel.review
                DeskRow {
                    required property var modelData
                    objectName: "review_" + modelData.page
                    width: (column.width - (panel.viewModel.review.length > 6 ? Theme.u * 6 : 0)) / (panel.viewModel.review.length > 6 ? 2 : 1)
                    implicitHeight: Theme.u * 48
                    keyText: modelData.number
                    text: modelData.value
                    line: modelData.label
                    problem: modelData.problem
                    onActivated: panel.viewModel.change(modelData.page)
                }
            }
        }
        DeskText { visible: panel.kind === "review"; width: parent.width; small: true; secondary: true; text: "Tab o flechas e Intro para corregir una respuesta." }
        DeskText { objectName: "captureTrouble"; width: parent.width; visible: text !== ""; text: panel.viewModel.trouble; bold: true; color: Theme.bad }
        DeskText { visible: panel.kind === "filing"; width: parent.width; text: "Guardando…"; bold: true }
    }
    Row {
        anchors { bottom: parent.bottom; left: parent.left }
        spacing: Theme.u * 24
        DeskButton {
            objectName: "goOn"
            visible: panel.asks || panel.reading
            primary: true
            text: panel.viewModel.goOnText
            keyText: panel.reading ? "Ctrl+Intro" : "Intro"
            onActivated: panel.viewModel.submit()
        }
        DeskButton {
            id: save
            objectName: "save"
            visible: panel.kind === "review"
            primary: true
            text: "Guardar y leer el folio"
            keyText: "Ctrl+Intro"
            onActivated: panel.viewModel.send()
        }
        DeskButton {
            objectName: "deskBack"
            visible: panel.kind !== "filing"
            text: "Pregunta anterior"
            keyText: "Alt+←"
            onActivated: panel.viewModel.back()
        }
    }
}
