import QtQuick
import Ventanilla

/** The round-headed window: the product's one ornament. It carries a theme's icon. */
Rectangle {
    id: arch
    property string iconName
    property bool lit: false
    property color back: lit ? Theme.primary : Theme.tint
    property color ink: lit ? Theme.primaryInk : Theme.primary
    property real iconSize: Theme.u * 48
    property bool outlined: Theme.bordered

    implicitWidth: Theme.u * 84
    implicitHeight: Theme.u * 92
    color: back
    topLeftRadius: Math.min(width / 2, height)
    topRightRadius: topLeftRadius
    bottomLeftRadius: width * 0.1
    bottomRightRadius: width * 0.1
    border { width: outlined ? Theme.cardLine : 0; color: Theme.line }

    Icon {
        name: arch.iconName
        color: arch.ink
        size: arch.iconSize
        anchors.horizontalCenter: parent.horizontalCenter
        y: arch.height * 0.54 - height / 2
    }
}
