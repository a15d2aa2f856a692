pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** An arch of the start screen: a theme in its colour, icon over name; the whole window is the target. */
Touchable {
    id: control
    property string iconName
    property string color
    property bool large: false
    readonly property color back: color === "maize" ? Theme.maize : color === "accent" ? Theme.accent : color === "blush" ? Theme.blush
                                : color === "tint" ? Theme.tint : Theme.panel3
    readonly property color ink: color === "maize" || color === "accent" ? Theme.drawInk : color === "blush" || color === "tint" ? Theme.ink
                               : Theme.panelInk

    Accessible.name: qsTr("%1, tema").arg(text)
    ringRadius: Math.min(width / 2, height)

    background: Rectangle {
        color: control.lit ? Theme.primaryDown : control.back
        topLeftRadius: Math.min(width / 2, height * 0.6)
        topRightRadius: topLeftRadius
        bottomLeftRadius: Math.min(Theme.u * 16, width * 0.1)
        bottomRightRadius: bottomLeftRadius
        border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.highContrast ? Theme.line : Theme.panelInk }
    }
    contentItem: Item {
        Icon {
            id: picture
            name: control.iconName
            color: control.lit ? Theme.primaryInk : control.ink
            size: Math.min(control.width * (control.large ? 0.36 : 0.42), control.height * 0.3)
            anchors.horizontalCenter: parent.horizontalCenter
            y: control.height * (control.large ? 0.40 : 0.37) - height / 2
        }
        TextBlock {
            id: words
            anchors { left: parent.left; right: parent.right; margins: Theme.u * (control.large ? 28 : Theme.compact ? 4 : 12) }
            y: control.height * (control.large ? 0.64 : 0.65)
            height: control.height - y - Theme.u * 12
            wrapMode: Text.WordWrap
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(Theme.u * 18)
            text: control.text
            size: control.large ? 44 : 28
            font.pixelSize: Math.min(Theme.t(size), Math.round(Theme.u * (control.large ? 56 : 36)))
            bold: true
            color: control.lit ? Theme.primaryInk : control.ink
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
