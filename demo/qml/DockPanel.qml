pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Mishaps to play and what is really stored. Staff sizes: the person who demonstrates has a mouse. */
Rectangle {
    id: dock
    required property QtObject model
    property real u: 1

    objectName: "dock"
    color: Theme.surface

    Rectangle { width: dock.u * 2; height: parent.height; color: Theme.line }
    Column {
        id: column
        x: dock.u * 24
        y: dock.u * 20
        width: parent.width - 2 * x
        spacing: dock.u * 12

        DockText { u: dock.u; size: 26; bold: true; text: qsTr("Percances") }
        DockGroup {
            u: dock.u
            title: qsTr("Impresora")
            buttons: [
                ["Quitar papel", () => dock.model.playPrinter("paper-out")], ["Poner papel", () => dock.model.playPrinter("new-roll")],
                ["Abrir tapa", () => dock.model.playPrinter("cover-open")], ["Cerrar tapa", () => dock.model.playPrinter("cover-close")],
                ["Desconectar", () => dock.model.playPrinter("unplug")], ["Conectar", () => dock.model.playPrinter("plug")],
                ["Callar", () => dock.model.playPrinter("silent")], ["Que conteste", () => dock.model.playPrinter("answer")]
            ]
        }
        DockGroup {
            u: dock.u
            title: qsTr("Lector")
            buttons: [
                ["Escanear recibo", () => dock.model.scan("01 071840512345 261120 000001250 7")], ["Escanear otro", () => dock.model.scan("HOLA-123")],
                ["Desconectar", () => dock.model.playScanner("unplug")], ["Conectar", () => dock.model.playScanner("plug")]
            ]
        }
        DockGroup {
            u: dock.u
            title: qsTr("Red")
            chosen: ({ up: "Con conexión", down: "Sin conexión", slow: "Lenta", cut: "Cortar" })[dock.model.network] ?? ""
            buttons: [
                ["Con conexión", () => dock.model.setNetwork("up")], ["Sin conexión", () => dock.model.setNetwork("down")],
                ["Lenta", () => dock.model.setNetwork("slow")], ["Cortar", () => dock.model.setNetwork("cut")]
            ]
        }
        DockGroup {
            u: dock.u
            title: qsTr("Plataforma y terminal")
            chosen: dock.model.platformOn ? "Encender" : "Apagar"
            buttons: [
                ["Encender", () => dock.model.setPlatform(true)], ["Apagar", () => dock.model.setPlatform(false)],
                ["Matar y volver a empezar", () => dock.model.restartTerminal()]
            ]
        }
        Rectangle { width: parent.width; height: dock.u * 2; color: Theme.line }
        DockText { u: dock.u; size: 26; bold: true; text: qsTr("Lo que hay de verdad") }
        DockText { u: dock.u; objectName: "dockPrinter"; text: qsTr("Impresora: %1").arg(dock.model.printerWords) }
        DockText { u: dock.u; objectName: "dockQueue"; text: qsTr("Cola de la terminal: %1").arg(dock.model.queueWords) }
        DockText { u: dock.u; objectName: "dockHeld"; text: qsTr("En la plataforma: %1").arg(dock.model.held) }
        DockText { u: dock.u; objectName: "dockSlips"; text: qsTr("Papeles que salieron: %1").arg(dock.model.slips) }
        DockText { u: dock.u; visible: text !== ""; color: Theme.bad; text: dock.model.trouble }
    }
    Rectangle {
        id: paper
        visible: dock.model.slip !== ""
        anchors { top: column.bottom; topMargin: dock.u * 12; bottom: parent.bottom; bottomMargin: dock.u * 20; left: column.left; right: column.right }
        color: Theme.sunken
        radius: dock.u * 12
        clip: true
        Image {
            anchors { fill: parent; margins: dock.u * 12 }
            source: dock.model.slip
            sourceSize.width: dock.u * 360
            fillMode: Image.PreserveAspectFit
            verticalAlignment: Image.AlignTop
            asynchronous: true
            Accessible.role: Accessible.Graphic
            Accessible.name: dock.model.slipComplete ? qsTr("Último papel, completo") : qsTr("Último papel, incompleto")
        }
    }
}
