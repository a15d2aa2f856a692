pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Asked before something written would be lost. */
Item {
    id: overlay
    required property ShellViewModel shell

    objectName: "page-confirm-finish"
    DialogPanel {
        opened: true
        iconName: "trash"
        title: qsTr("¿Terminar y borrar?")
        text: qsTr("Se borra lo que escribió en esta pantalla. Todavía no se ha enviado nada.")
        primaryText: qsTr("Seguir con mi trámite")
        secondaryText: qsTr("Terminar y borrar")
        danger: true
        onPrimaryRequested: overlay.shell.cancelFinish()
        onSecondaryRequested: overlay.shell.confirmFinish()
    }
}
