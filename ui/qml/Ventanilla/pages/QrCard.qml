pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The code for the citizen's telephone with what it is for: below it in a column, beside it across a page. */
Card {
    id: card
    property string qrText
    property bool beside: false
    property bool small: false
    readonly property real pad: Theme.u * (Theme.compact ? 20 : 28)
    property real largeHeight: 0 // the room there is for a code as large as can be
    readonly property real side: largeHeight > 0 ? Math.min(beside ? largeHeight - 2 * pad : largeHeight - words.implicitHeight - 3 * pad, width * (beside ? 0.55 : 0.9)) : Math.min(Theme.u * (small || Theme.compact ? 352 : beside ? 370 : 380), width * (beside ? 0.45 : 0.86))

    radius: Theme.panelRadius
    implicitHeight: beside ? Math.max(side, words.implicitHeight) + 2 * pad : side + words.implicitHeight + 3 * pad

    QrPlate {
        id: code
        text: card.qrText
        side: card.side
        width: card.side
        height: card.side
        x: card.beside ? card.pad : (card.width - width) / 2
        y: card.beside ? (card.height - height) / 2 : card.pad + Math.max(0, (card.height - card.implicitHeight) * 0.3)
    }
    Column {
        id: words
        x: card.beside ? code.x + code.width + card.pad : card.pad
        y: card.beside ? (card.height - implicitHeight) / 2 : code.y + code.height + card.pad
        width: card.width - x - card.pad
        spacing: Theme.u * 8
        TextBlock {
            visible: card.largeHeight === 0 // the page's heading says it
            width: parent.width
            text: qsTr("Lléveselo en su celular")
            size: 36
            bold: true
            horizontalAlignment: card.beside ? Text.AlignLeft : Text.AlignHCenter
        }
        TextBlock {
            width: parent.width
            text: qsTr("Apunte la cámara a este código. No guarda sus datos personales.")
            size: card.largeHeight > 0 ? 36 : 28
            secondary: true
            horizontalAlignment: card.beside ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}
