import QtQuick
import Ventanilla

/** A button of the desk, with the key that presses it. `primary` is filled. */
Touchable {
    id: control
    property bool primary: false
    property string keyText
    readonly property color ink: !enabled ? Theme.disFg : primary ? Theme.primaryInk : Theme.primary

    objectName: "deskButton"
    implicitWidth: words.implicitWidth + cap.implicitWidth + Theme.u * 44
    implicitHeight: Theme.u * 44
    ringRadius: Theme.u * 8
    z: activeFocus ? 1 : 0
    Accessible.description: keyText

    background: Rectangle {
        radius: control.ringRadius
        color: !control.enabled ? Theme.disBg : control.primary ? (control.lit ? Theme.primaryDown : Theme.primary)
             : control.lit ? Theme.pressedBack : Theme.surface
        border { width: control.primary ? 0 : Math.max(1, Theme.u * 2); color: control.enabled ? Theme.primary : Theme.line }
    }
    contentItem: Item {
        DeskText {
            id: words
            x: (parent.width - width - (cap.visible ? cap.width + Theme.u * 12 : 0)) / 2
            anchors.verticalCenter: parent.verticalCenter
            text: control.text
            bold: true
            color: control.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        KeyCap {
            id: cap
            x: words.x + words.width + Theme.u * 12
            anchors.verticalCenter: parent.verticalCenter
            text: control.keyText
            ink: control.ink
        }
    }
}
