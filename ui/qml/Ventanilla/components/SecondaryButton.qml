import QtQuick
import Ventanilla

/** A bordered button. `danger` erases; `plain` has a quiet border and less width (languages, ways out). */
Touchable {
    id: control
    property string iconName
    property bool leading: true
    property bool danger: false
    property bool plain: false
    property bool inBar: false
    property real pad: Theme.u * (plain ? 24 : Theme.compact ? 30 : 40)
    readonly property color ink: danger ? Theme.bad : Theme.primary
    readonly property real textPixelSize: inBar ? Theme.barText(32) : Theme.t(plain ? 30 : 32)

    objectName: "secondaryButton"
    implicitWidth: label.implicitWidth + 2 * pad
    implicitHeight: Math.max(Theme.u * (plain ? 80 : Theme.compact ? 80 : 96), label.implicitHeight + Theme.u * 24)

    background: Rectangle {
        radius: control.ringRadius
        color: !control.enabled ? Theme.disBg : control.lit ? Theme.pressedBack : Theme.surface
        border {
            width: control.plain && !Theme.bordered ? Theme.u * 2 : Theme.controlLine
            color: !control.enabled ? (Theme.bordered ? Theme.disFg : Theme.line)
                 : control.plain && !Theme.highContrast ? Theme.control : control.ink
        }
    }
    contentItem: Item {
        ButtonLabel {
            id: label
            anchors { fill: parent; leftMargin: Theme.u * 16; rightMargin: Theme.u * 16 }
            text: control.text
            iconName: control.iconName
            leading: control.leading
            ink: !control.enabled ? Theme.disFg : control.lit ? Theme.pressedInk(control.ink) : control.ink
            textPixelSize: control.textPixelSize
            iconSize: Math.max(Theme.u * 37, Math.min(control.textPixelSize, Theme.u * 48))
        }
    }
}
