import QtQuick
import Ventanilla
import Ventanilla.Model

/** Top: whose desk it is, who sits at it, the way out and the help. */
Rectangle {
    id: bar
    required property DeskViewModel viewModel

    implicitHeight: Theme.u * 64
    color: Theme.panel

    Rectangle {
        id: mark
        x: Theme.u * 18
        width: Theme.u * 44
        height: width
        radius: Theme.u * 8
        color: Theme.surface
        anchors.verticalCenter: parent.verticalCenter
        BrandMark { anchors.centerIn: parent; width: Theme.u * 36; height: width }
    }
    Column {
        anchors { left: mark.right; leftMargin: Theme.u * 16; verticalCenter: parent.verticalCenter }
        DeskText { text: "Escritorio del agente"; bold: true; color: Theme.panelInk }
        DeskText { objectName: "who"; small: true; text: [bar.viewModel.agent, bar.viewModel.place].filter(part => part !== "").join(" · "); color: Theme.panelInk2 }
    }
    Row {
        anchors { right: parent.right; rightMargin: Theme.u * 18; verticalCenter: parent.verticalCenter }
        spacing: Theme.u * 24
        DeskButton { objectName: "finishCall"; text: "Terminar y borrar"; keyText: "F9"; onActivated: bar.viewModel.finish() }
        DeskButton { objectName: "help"; text: "Ayuda"; keyText: "F1"; onActivated: bar.viewModel.toggleHelp() }
    }
}
