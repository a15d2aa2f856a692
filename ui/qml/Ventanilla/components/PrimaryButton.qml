import QtQuick
import Ventanilla

/** The one filled button of a screen. `big` is the start screen's. */
Touchable {
    id: control
    property string iconName
    property bool leading: false
    property bool big: false
    property bool inBar: false
    readonly property real textPixelSize: big ? Theme.title(46) : inBar ? Theme.barText(32) : Theme.t(32)

    objectName: "primaryButton"
    implicitWidth: Math.max(Theme.u * (Theme.compact ? 276 : 320), label.implicitWidth + 2 * Theme.u * (Theme.compact ? 32 : 40))
    implicitHeight: big ? Theme.u * (Theme.portrait ? 148 : 128) : Math.max(Theme.u * (Theme.compact ? 80 : 96), label.implicitHeight + Theme.u * 32)
    ringRadius: big ? Theme.cardRadius : Theme.controlRadius

    background: Rectangle {
        radius: control.ringRadius
        color: !control.enabled ? Theme.disBg : control.lit ? Theme.primaryDown : Theme.primary
        border { width: control.enabled ? 0 : Theme.controlLine; color: Theme.bordered ? Theme.disFg : Theme.line }
    }
    contentItem: Item {
        ButtonLabel {
            id: label
            anchors { fill: parent; leftMargin: Theme.u * 20; rightMargin: Theme.u * 20 }
            text: control.text
            iconName: control.iconName
            leading: control.leading
            ink: control.enabled ? Theme.primaryInk : Theme.disFg
            textPixelSize: control.textPixelSize
            iconSize: control.big ? Theme.u * 54 : Math.max(Theme.u * 37, Math.min(control.textPixelSize, Theme.u * 48))
            gap: Theme.u * (control.big ? 22 : 18)
        }
    }
}
