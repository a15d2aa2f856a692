import QtQuick
import Ventanilla

/** The most urgent thing: what it is, what was seen, what to do. */
Rectangle {
    id: card
    required property var urgent
    readonly property string kind: urgent.kind ?? "ok"

    implicitHeight: words.implicitHeight + 2 * Theme.u * 22
    radius: Theme.cardRadius
    color: Theme.surface
    border { width: Theme.controlLine; color: Theme.statusColor(kind) }

    Column {
        id: words
        x: Theme.u * 24
        y: Theme.u * 22
        width: parent.width - 2 * x
        spacing: Theme.u * 10
        StaffText {
            width: parent.width
            text: card.urgent.title ?? "Nada por arreglar"
            font.pixelSize: Math.round(Theme.u * 28)
            bold: true
            color: Theme.statusColor(card.kind)
        }
        StaffText { width: parent.width; text: card.urgent.text ?? "Todo lo que se revisa está bien."; secondary: true; maximumLineCount: 4; elide: Text.ElideRight }
        StaffText { width: parent.width; visible: text !== ""; text: card.urgent.remedy ?? ""; bold: true }
    }
}
