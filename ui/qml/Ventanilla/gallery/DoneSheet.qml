pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The proof in hand: folio, paper, what follows, code for the telephone. */
PageFrame {
    id: frame
    tramite: qsTr("Reportar una falla de luz")
    backVisible: false
    finishVisible: false
    secondaryText: qsTr("Hacer otro trámite")
    primaryText: qsTr("Terminar y borrar mis datos")
    primaryIcon: "exit"
    secondaryShortText: qsTr("Otro trámite")
    primaryShortText: qsTr("Terminar y borrar")

    Row {
        id: title
        width: parent.width
        spacing: Theme.u * 28
        StatusDisc { kind: "info"; iconName: "save" }
        Column {
            width: parent.width - Theme.u * 128
            Heading { width: parent.width; text: qsTr("Guardamos su reporte") }
            TextBlock { width: parent.width; text: qsTr("Ahora no hay conexión. Se enviará solo, en cuanto vuelva."); secondary: true; visible: !Theme.veryLarge }
        }
    }
    Flow {
        anchors { top: title.bottom; topMargin: Theme.u * 24 }
        width: parent.width
        spacing: Theme.gutter
        Column {
            width: Theme.wide ? parent.width * 0.66 : parent.width
            spacing: Theme.gutter
            FolioPlate {
                width: parent.width
                folio: "2A7K-M229-8QF4-31WX"
                caption: qsTr("Su folio")
                note: qsTr("Sirve para seguirlo en cualquier ventanilla.")
                provisional: true
            }
            PrintStateCard { width: parent.width; progress: 0.62; title: qsTr("Imprimiendo su comprobante…"); text: qsTr("Espere a que se corte solo") }
            Timeline {
                width: parent.width
                visible: !Theme.veryLarge && Theme.portrait
                items: [
                    { title: qsTr("Guardado en esta ventanilla"), line: qsTr("Hoy, 10:42. Cifrado, aunque se vaya la luz."), state: "done", icon: "check" },
                    { title: qsTr("Se envía a la Comisión Federal de Electricidad"), line: qsTr("En cuanto haya conexión."), state: "now", icon: "send" }
                ]
            }
        }
        Card {
            visible: !Theme.compact && !Theme.veryLarge
            width: Theme.wide ? parent.width * 0.34 - Theme.gutter : parent.width
            height: Theme.wide ? Theme.u * 600 : Theme.u * 394
            QrPlate {
                id: qr
                side: Theme.u * (Theme.wide ? 404 : 330)
                x: Theme.wide ? (parent.width - width) / 2 : Theme.u * 32
                y: Theme.u * 32
                text: "VENTANILLA:2A7KM2298QF431WX"
            }
            Column {
                x: Theme.wide ? Theme.u * 32 : qr.x + qr.width + Theme.u * 36
                y: Theme.wide ? qr.y + qr.height + Theme.u * 24 : Theme.u * 120
                width: parent.width - x - Theme.u * 32
                spacing: Theme.u * 8
                TextBlock { width: parent.width; size: 34; bold: true; text: qsTr("Lléveselo en su celular"); horizontalAlignment: Theme.wide ? Text.AlignHCenter : Text.AlignLeft }
                TextBlock { width: parent.width; size: 28; secondary: true; text: qsTr("No guarda sus datos personales."); horizontalAlignment: Theme.wide ? Text.AlignHCenter : Text.AlignLeft }
            }
        }
    }
}
