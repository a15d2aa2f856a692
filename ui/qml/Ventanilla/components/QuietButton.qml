import QtQuick
import Ventanilla

/** A button without border: the utilities of the bar and the ways out of a question. */
Touchable {
    id: control
    property string iconName
    property bool trailing: false // the icon after the words
    property real size: 28
    property real pad: Theme.u * 20
    property real gap: Theme.u * 18
    property bool inBar: false
    property bool wordsOnly: false
    property bool underlined: false
    readonly property real textPixelSize: inBar ? Theme.barText(27) : Theme.t(size)

    objectName: "quietButton"
    implicitWidth: label.implicitWidth + 2 * pad
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 64 : 80), label.implicitHeight + Theme.u * 20)

    background: Rectangle {
        radius: control.ringRadius
        color: !control.enabled ? (Theme.bordered ? "transparent" : Theme.disBg) : control.lit ? Theme.pressedBack : "transparent"
    }
    contentItem: Item {
        ButtonLabel {
            id: label
            anchors { fill: parent; leftMargin: control.pad; rightMargin: control.pad }
            text: control.text
            iconName: control.wordsOnly ? "" : control.iconName
            leading: !control.trailing
            gap: control.gap
            underlined: control.underlined
            alignment: Qt.AlignLeft
            ink: !control.enabled ? Theme.disFg : control.lit ? Theme.pressedInk(Theme.primary) : Theme.primary
            textPixelSize: control.textPixelSize
            iconSize: Math.max(Theme.u * 30, Math.min(control.textPixelSize, Theme.u * 44))
        }
    }
}
