pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The question that covers everything. */
Item {
    DialogPanel {
        opened: true
        title: qsTr("¿Sigue ahí?")
        text: qsTr("Para cuidar sus datos, cerraremos esta sesión y borraremos lo que escribió.")
        note: qsTr("Todavía no se ha enviado nada.")
        seconds: 24
        total: 30
        primaryText: qsTr("Sí, sigo aquí")
        primaryIcon: "hand"
        secondaryText: qsTr("Terminar y borrar")
    }
}
