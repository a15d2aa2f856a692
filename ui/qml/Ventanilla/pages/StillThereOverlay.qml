pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 11: nobody touched the screen for a while. */
Item {
    id: overlay
    required property StillThereViewModel viewModel
    required property ShellViewModel shell

    objectName: "page-still-there"
    DialogPanel {
        opened: true
        title: qsTr(overlay.viewModel.title)
        text: qsTr(overlay.viewModel.text)
        note: qsTr(overlay.viewModel.note)
        seconds: overlay.viewModel.seconds
        total: overlay.viewModel.total
        primaryText: qsTr("Sí, sigo aquí")
        primaryIcon: "hand"
        secondaryText: qsTr("Terminar y borrar")
        onPrimaryRequested: overlay.viewModel.stay()
        onSecondaryRequested: overlay.viewModel.finish()
    }
}
