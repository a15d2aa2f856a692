pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The one theme of a kiosk that offers only one: a broad window instead of a lonely tile. */
Touchable {
    id: control
    required property var theme
    property real tall: Theme.u * 420
    readonly property real windowWidth: Math.min(width * 0.3, height * 1.1)

    objectName: "theme_" + (theme.id ?? "")
    text: qsTr(theme.name ?? "")
    Accessible.name: [text, qsTr(theme.line ?? ""), qsTr(theme.chip ?? "")].filter(part => part !== "").join(". ")
    implicitHeight: Math.max(words.implicitHeight + Theme.u * 40, Math.min(tall, Theme.u * (Theme.compact ? 240 : 420)))
    ringRadius: Theme.panelRadius

    background: Rectangle {
        radius: Theme.panelRadius
        color: control.lit ? Theme.tint : Theme.surface
        border { width: control.lit ? Theme.selectedLine : Theme.cardLine; color: control.lit ? Theme.primary : Theme.line }
    }
    contentItem: Item {
        Rectangle {
            id: wall
            width: control.windowWidth
            height: parent.height
            topLeftRadius: Theme.panelRadius
            bottomLeftRadius: Theme.panelRadius
            color: Theme.panel
            border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
            Arch {
                width: Math.min(wall.width * 0.62, wall.height * 0.6)
                height: wall.height * 0.84
                anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom }
                bottomLeftRadius: 0
                bottomRightRadius: 0
                iconName: control.theme.icon ?? ""
                iconSize: width * 0.5
                back: control.lit ? Theme.primaryDown : Theme.maize
                ink: control.lit ? Theme.primaryInk : Theme.drawInk
            }
        }
        Column {
            id: words
            x: wall.width + Theme.u * (Theme.compact ? 36 : 64)
            width: parent.width - x - Theme.u * (Theme.compact ? 84 : 128)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.u * 10
            TextBlock { width: parent.width; text: control.text; size: 48; font.pixelSize: Theme.title3; bold: true; lineHeight: Theme.titleLine; Accessible.ignored: true }
            TextBlock { width: parent.width; visible: text !== "" && !(Theme.veryLarge && Theme.compact); text: qsTr(control.theme.line ?? ""); size: 34; secondary: true; Accessible.ignored: true }
            DeviceStatusChip { visible: text !== ""; kind: "warn"; text: qsTr(control.theme.chip ?? ""); Accessible.ignored: true }
        }
        Icon {
            name: "chevron"
            stroke: 2
            size: Theme.u * 52
            anchors { right: parent.right; rightMargin: Theme.u * (Theme.compact ? 24 : 48); verticalCenter: parent.verticalCenter }
        }
    }
}
