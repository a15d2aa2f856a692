pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The clave, only when no paper carries it: whoever has folio and clave can ask for the trámite. */
Rectangle {
    id: plate
    property string clave
    property string note

    implicitHeight: words.implicitHeight + Theme.u * 28
    radius: Theme.cardRadius
    color: Theme.surface
    border { width: Theme.selectedLine; color: Theme.primary }
    Accessible.role: Accessible.StaticText
    Accessible.name: note

    Column {
        id: words
        x: Theme.u * 28
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: 0
        TextBlock { width: parent.width; text: plate.note; size: 27; secondary: true; Accessible.ignored: true }
        Text {
            objectName: "clave"
            width: parent.width
            text: plate.clave
            color: Theme.ink
            font { family: Theme.mono; bold: true; pixelSize: Math.round(Theme.u * 60); letterSpacing: Theme.u * 2 }
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
