import QtQuick
import Ventanilla

/** A bordered button of technician mode. */
Touchable {
    id: control
    property string iconName

    implicitWidth: label.implicitWidth + 2 * Theme.u * 24
    implicitHeight: Theme.u * 64

    background: Rectangle {
        radius: control.ringRadius
        color: !control.enabled ? Theme.disBg : control.lit ? Theme.pressedBack : Theme.surface
        border { width: Theme.controlLine; color: control.enabled ? Theme.primary : Theme.line }
    }
    contentItem: Item {
        ButtonLabel {
            id: label
            anchors { fill: parent; leftMargin: Theme.u * 12; rightMargin: Theme.u * 12 }
            text: control.text
            iconName: control.iconName
            leading: true
            gap: Theme.u * 12
            ink: !control.enabled ? Theme.disFg : control.lit ? Theme.pressedInk(Theme.primary) : Theme.primary
            textPixelSize: Theme.staffM
            iconSize: Theme.u * 28
        }
    }
}
