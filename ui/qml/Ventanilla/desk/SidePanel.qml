pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Right: what the caller needs at hand, and what is never asked by telephone. */
DeskPanel {
    id: panel
    required property DeskViewModel viewModel

    title: "Para este trámite"

    Column {
        width: parent.width
        spacing: Theme.u * 10
        DeskText { width: parent.width; text: panel.viewModel.facts === "" ? "Elija primero el trámite." : panel.viewModel.facts; secondary: true }
        Repeater {
            model: panel.viewModel.needs
            Column {
                id: need
                required property var modelData
                width: parent ? parent.width : 0
                DeskText { width: parent.width; text: need.modelData.text; bold: true }
                DeskText { width: parent.width; text: need.modelData.detail; small: true; secondary: true }
            }
        }
    }
    Rectangle {
        anchors { bottom: parent.bottom; left: parent.left; right: parent.right }
        height: never.height + Theme.u * 24
        radius: Theme.u * 8
        color: Theme.warnBg
        Column {
            id: never
            x: Theme.u * 14
            y: Theme.u * 12
            width: parent.width - Theme.u * 28
            spacing: Theme.u * 4
            DeskText { width: parent.width; text: "No pregunte ni anote"; bold: true; color: Theme.warn }
            DeskText { width: parent.width; text: "PIN, contraseñas ni datos bancarios. Por teléfono no se firma: si el trámite pide firma, la persona va a una ventanilla." }
        }
    }
}
