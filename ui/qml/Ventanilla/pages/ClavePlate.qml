import QtQuick
import Ventanilla

/** The clave, only when no paper carries it: whoever has folio and clave can ask for the trámite. */
Rectangle {
    id: plate
    property string clave
    property string note

    implicitHeight: words.implicitHeight + Theme.u * 40
    radius: Theme.cardRadius
    color: Theme.surface
    border { width: Theme.selectedLine; color: Theme.primary }
    Accessible.role: Accessible.StaticText
    Accessible.name: [qsTr("Su clave"), note].join(". ")

    Column {
        id: words
        x: Theme.u * 32
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 4
        TextBlock { width: parent.width; text: qsTr("Su clave"); size: 28; secondary: true; Accessible.ignored: true }
        Text {
            objectName: "clave"
            width: parent.width
            text: plate.clave
            color: Theme.ink
            font { family: Theme.mono; bold: true; pixelSize: Math.round(Theme.u * 60); letterSpacing: Theme.u * 2 }
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        TextBlock { width: parent.width; visible: text !== ""; text: plate.note; size: 27; secondary: true; Accessible.ignored: true }
    }
}
