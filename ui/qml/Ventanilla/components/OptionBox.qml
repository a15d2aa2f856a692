import QtQuick
import Ventanilla

/** One option of "Idioma y texto": a box that shows itself in its own size and its own colours. */
Touchable {
    id: box
    property bool selected: false
    property string iconName
    property bool exclusive: true
    property real textPixelSize: Theme.t(32)
    property color back: Theme.surface
    property color ink: Theme.ink

    objectName: "optionBox"
    Accessible.role: exclusive ? Accessible.RadioButton : Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: selected
    implicitWidth: Theme.u * 420
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 72 : 92), words.implicitHeight + Theme.u * 24)

    background: Rectangle {
        radius: Theme.controlRadius
        color: box.lit ? Theme.pressedBack : box.back
        border {
            width: box.selected ? Theme.selectedLine : Theme.cardLine
            color: box.selected ? Theme.primary : Theme.control
        }
    }
    contentItem: Item {
        Rectangle {
            id: sign
            visible: box.selected
            x: Theme.u * 18
            width: Theme.u * 42
            height: width
            radius: width / 2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.primary
            Icon { name: "check"; color: Theme.primaryInk; size: Theme.u * 28; stroke: 2.4; anchors.centerIn: parent }
        }
        Icon {
            id: picture
            name: box.selected ? "" : box.iconName
            x: Theme.u * 26
            size: Theme.u * 46
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: box.selected || box.iconName !== "" ? Theme.u * 76 + (box.selected ? 0 : Theme.u * 18) : Theme.u * 28
            width: parent.width - x - Theme.u * 12
            text: box.text
            color: box.lit ? Theme.pressedInk(box.ink) : box.ink
            font { family: Theme.sans; bold: true; pixelSize: Math.round(box.textPixelSize) }
            lineHeight: Theme.textLine
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }
}
