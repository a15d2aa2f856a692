pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** "Seguir un trámite": opens the search by the folio of a comprobante. */
Touchable {
    id: control
    readonly property real pad: Theme.u * 36

    objectName: "followUp"
    text: qsTr("Seguir un trámite")
    Accessible.name: qsTr("Seguir un trámite con el folio de su comprobante")
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 80 : 110), words.implicitHeight + Theme.u * 20)

    background: Rectangle {
        radius: Theme.controlRadius
        color: control.lit ? Theme.pressedBack : Theme.surface
        border { width: Theme.controlLine; color: Theme.primary }
    }
    contentItem: Item {
        Icon {
            id: picture
            name: "receipt"
            x: control.pad
            size: Theme.u * 44
            color: control.lit ? Theme.pressedInk(Theme.primary) : Theme.primary
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            x: picture.x + picture.width + Theme.u * 28
            width: parent.width - x - Theme.u * 20
            anchors.verticalCenter: parent.verticalCenter
            TextBlock {
                width: parent.width
                text: control.text
                size: 32
                bold: true
                color: control.lit ? Theme.pressedInk(Theme.primary) : Theme.primary
                Accessible.ignored: true
            }
            TextBlock {
                visible: !Theme.hintsHidden
                width: parent.width
                text: qsTr("Con el folio de su comprobante")
                size: 27
                color: control.lit ? Theme.pressedInk(Theme.ink2) : Theme.ink2
                Accessible.ignored: true
            }
        }
    }
}
