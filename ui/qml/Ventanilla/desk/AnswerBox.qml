pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The lit field: a box to type in, or choices with their keys. */
Rectangle {
    id: box
    required property DeskCaptureViewModel viewModel
    readonly property bool choice: viewModel.kind === "choice"
    readonly property real half: (width - Theme.u * 40) / 2

    function takeFocus(): void {
        if (choice)
            choices.forceActiveFocus()
        else
            answer.takeFocus()
    }

    objectName: "answerBox"
    implicitHeight: column.height + Theme.u * 24
    radius: Theme.u * 8
    color: Theme.tint

    Column {
        id: column
        x: Theme.u * 14
        y: Theme.u * 12
        width: parent.width - Theme.u * 28
        spacing: Theme.u * 8

        DeskText { width: parent.width; text: box.viewModel.number + "   " + box.viewModel.label; bold: true }
        DeskField {
            id: answer
            objectName: "answer"
            visible: !box.choice
            width: Math.min(parent.width, Theme.u * 520)
            accessibleName: box.viewModel.label
            error: box.viewModel.error
            value: box.viewModel.value
            onEdited: text => box.viewModel.edit(text)
            onAccepted: box.viewModel.submit()
            onMoved: step => box.viewModel.move(step)
        }
        FocusScope {
            id: choices
            objectName: "choices"
            visible: box.choice
            activeFocusOnTab: true
            width: parent.width
            height: grid.height
            Accessible.role: Accessible.List
            Accessible.name: [box.viewModel.label, box.viewModel.error].filter(part => part !== "").join(". ")
            Accessible.focusable: true
            Keys.onReturnPressed: box.viewModel.submit()
            Keys.onEnterPressed: box.viewModel.submit()
            Keys.onDownPressed: box.viewModel.move(1)
            Keys.onUpPressed: box.viewModel.move(-1)
            Keys.onPressed: event => {
                const number = parseInt(event.text)
                if (number > 0 && !(event.modifiers & Qt.AltModifier)) {
                    box.viewModel.pick(number)
                    event.accepted = true
                }
            }
            DeskRing { anchors.margins: -Theme.u * 4; visible: choices.activeFocus }
            Flow {
                id: grid
                width: parent.width
                spacing: Theme.u * 8
                Repeater {
                    model: box.viewModel.options
                    DeskRow {
                        required property var modelData
                        objectName: "option_" + modelData.key
                        width: box.half
                        focusPolicy: Qt.NoFocus
                        keyText: modelData.key
                        text: modelData.text
                        marked: modelData.selected
                        Accessible.role: Accessible.RadioButton
                        onActivated: box.viewModel.pick(modelData.key)
                    }
                }
            }
        }
        Repeater {
            model: box.viewModel.matches
            DeskRow {
                required property var modelData
                required property int index
                objectName: "match_" + index
                width: answer.width
                implicitHeight: Theme.u * 32
                focusPolicy: Qt.NoFocus
                text: modelData.text
                marked: modelData.selected
                onActivated: box.viewModel.takeRow(index)
            }
        }
        DeskText { width: parent.width; visible: text !== ""; text: box.viewModel.hint; small: true; secondary: true }
        DeskText { objectName: "answerError"; width: parent.width; visible: text !== ""; text: box.viewModel.error; bold: true; color: Theme.bad; Accessible.role: Accessible.AlertMessage }
    }
}
