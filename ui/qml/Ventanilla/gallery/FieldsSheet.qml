pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Fields, banners, conditions, steps, keys and the folio. */
Item {
    id: sheet
    readonly property real columnWidth: (width - 2 * Theme.margin - (Theme.portrait ? 0 : 2 * Theme.u * 48)) / (Theme.portrait ? 1 : 3)

    Flow {
        x: Theme.margin
        y: Theme.u * (Theme.portrait ? 16 : 40)
        width: sheet.width - 2 * Theme.margin
        spacing: Theme.u * (Theme.portrait ? 14 : 46)
        Column {
            width: sheet.columnWidth
            spacing: Theme.u * 16
            TextBlock { text: qsTr("Campo"); size: 27; bold: true; secondary: true }
            Field { objectName: "fieldRest"; width: parent.width; label: qsTr("Código postal"); value: "72000"; messageReserved: false }
            Field { id: focused; objectName: "fieldFocus"; width: parent.width; label: qsTr("Con foco"); value: "720"; messageReserved: false; Component.onCompleted: takeFocus() }
            Field { objectName: "fieldError"; width: parent.width; label: qsTr("Con error"); value: "7200"; error: qsTr("Le falta un número. Son 5.") }
        }
        Column {
            width: sheet.columnWidth
            spacing: Theme.u * 18
            TextBlock { text: qsTr("Avisos"); size: 27; bold: true; secondary: true }
            Banner { width: parent.width; kind: "info"; title: qsTr("Puede seguir después"); text: qsTr("Guardamos su avance 72 horas.") }
            Banner { width: parent.width; kind: "ok"; title: qsTr("Su comprobante salió completo"); text: qsTr("Tómelo de la ranura.") }
            Banner { width: parent.width; kind: "warn"; title: qsTr("Hoy no hay impresora"); text: qsTr("Recibe su folio en pantalla.") }
            Banner { width: parent.width; kind: "bad"; title: qsTr("No pudimos leer su tarjeta"); text: qsTr("Sáquela y métala con el chip arriba.") }
        }
        Column {
            width: sheet.columnWidth
            spacing: Theme.u * 18
            TextBlock { text: qsTr("Condición de un aparato"); size: 27; bold: true; secondary: true }
            Flow {
                width: parent.width
                spacing: Theme.u * 12
                DeviceStatusChip { kind: "ok"; text: qsTr("Listo") }
                DeviceStatusChip { kind: "warn"; text: qsTr("Poco papel") }
                DeviceStatusChip { kind: "bad"; text: qsTr("No responde") }
                DeviceStatusChip { kind: "none"; text: qsTr("No se sabe") }
                DeviceStatusChip { kind: "info"; text: qsTr("Ocupado") }
            }
            TextBlock { text: qsTr("Pasos y teclas"); size: 27; bold: true; secondary: true }
            StepHeader { step: 3; count: 5 }
            Row {
                spacing: Theme.u * 12
                Key { width: Theme.u * 96; height: Theme.u * 78; definition: ({ cap: "a", insert: "a", action: "", page: "", icon: "", name: "a" }) }
                Key { width: Theme.u * 96; height: Theme.u * 78; pressedLook: true; definition: ({ cap: "ñ", insert: "ñ", action: "", page: "", icon: "", name: "eñe" }) }
                Key { width: Theme.u * 96; height: Theme.u * 78; definition: ({ cap: "á é", insert: "", action: "page", page: "acentos", icon: "", name: "letras con acento" }) }
            }
            TextBlock { text: qsTr("Folio"); size: 27; bold: true; secondary: true }
            FolioPlate { width: parent.width; folio: "2A7K-M229-8QF4-31WX"; folioSize: Theme.u * 58 }
        }
    }
}
