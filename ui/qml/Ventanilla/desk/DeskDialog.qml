pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** What lies over the desk: the list of keys, or the question before a capture is thrown away. */
Rectangle {
    id: cover
    required property DeskViewModel viewModel
    readonly property bool help: viewModel.overlay === "help"

    function takeFocus(): void {
        if (help)
            close.forceActiveFocus()
        else
            stay.forceActiveFocus()
    }

    visible: viewModel.overlay !== ""
    color: Theme.sunken
    Keys.onEscapePressed: cover.viewModel.closeOverlay()

    Rectangle {
        objectName: "dialog"
        anchors.centerIn: parent
        width: Theme.u * 640
        height: column.height + Theme.u * 56
        radius: Theme.u * 12
        color: Theme.surface
        border { width: 1; color: Theme.line }

        Column {
            id: column
            x: Theme.u * 28
            y: Theme.u * 28
            width: parent.width - Theme.u * 56
            spacing: Theme.u * 12
            DeskText { width: parent.width; size: 22; bold: true; text: cover.help ? "Teclas del escritorio" : "¿Terminar la llamada?"; Accessible.role: Accessible.Heading }
            DeskText { visible: !cover.help; width: parent.width; text: "El trámite no se ha guardado. Si termina, se borra lo que escribió." }
            Repeater {
                model: cover.help ? cover.viewModel.keys : []
                Item {
                    id: entry
                    required property var modelData
                    width: column.width
                    height: Theme.u * 28
                    KeyCap { text: entry.modelData.key }
                    DeskText { x: Theme.u * 150; width: parent.width - x; text: entry.modelData.does }
                }
            }
            Row {
                spacing: Theme.u * 24
                DeskButton { id: close; objectName: "closeHelp"; visible: cover.help; primary: true; text: "Cerrar"; keyText: "Esc"; onActivated: cover.viewModel.closeOverlay() }
                DeskButton { id: stay; objectName: "stay"; visible: !cover.help; primary: true; text: "Seguir con la llamada"; keyText: "Esc"; onActivated: cover.viewModel.closeOverlay() }
                DeskButton { objectName: "endCall"; visible: !cover.help; text: "Terminar y borrar"; keyText: "F9"; onActivated: cover.viewModel.endCall() }
            }
        }
    }
}
