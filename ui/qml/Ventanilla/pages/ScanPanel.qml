pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The code reader, drawn: the paper under its light, and what the reader says. */
Rectangle {
    id: panel
    property string kind: "info"
    property string text
    readonly property bool trouble: kind === "bad" || kind === "warn"
    readonly property real drawingHeight: Math.max(0, height - status.implicitHeight - Theme.u * 48)

    radius: Theme.panelRadius
    color: trouble ? Theme.surface : Theme.panel
    border { width: trouble || Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Item {
        id: drawing
        readonly property bool shown: !panel.trouble && height > Theme.u * 90
        visible: shown
        readonly property real scaleTo: Math.min(height / 340, width / 560)
        width: panel.width - Theme.u * 48
        height: panel.drawingHeight
        x: Theme.u * 24
        y: Theme.u * 8

        Rectangle { // the bill
            id: bill
            width: drawing.scaleTo * 300
            height: drawing.scaleTo * 190
            anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom; bottomMargin: (parent.height - drawing.scaleTo * 312) / 2 }
            radius: drawing.scaleTo * 10
            color: Theme.blush
            border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
            Column {
                x: drawing.scaleTo * 26
                y: drawing.scaleTo * 24
                spacing: drawing.scaleTo * 10
                Repeater {
                    model: [150, 104]
                    delegate: Rectangle {
                        required property int modelData
                        width: drawing.scaleTo * modelData
                        height: drawing.scaleTo * 9
                        radius: height / 2
                        color: Theme.ink2
                    }
                }
            }
            Row {
                x: drawing.scaleTo * 26
                anchors { bottom: parent.bottom; bottomMargin: drawing.scaleTo * 24 }
                spacing: drawing.scaleTo * 6
                Repeater {
                    model: [8, 4, 12, 4, 8, 16, 4, 8, 4, 12, 8, 4, 16, 4, 8, 12, 4, 8]
                    delegate: Rectangle {
                        required property int modelData
                        width: drawing.scaleTo * modelData
                        height: drawing.scaleTo * 66
                        color: Theme.ink
                    }
                }
            }
        }
        Rectangle { // the light
            width: drawing.scaleTo * 330
            height: Math.max(Theme.u * 3, drawing.scaleTo * 8)
            radius: height / 2
            anchors.horizontalCenter: parent.horizontalCenter
            y: bill.y + bill.height - drawing.scaleTo * 60
            color: Theme.bordered ? Theme.bad : Theme.accent
        }
        Rectangle { // the reader
            width: drawing.scaleTo * 190
            height: drawing.scaleTo * 96
            topLeftRadius: width / 2
            topRightRadius: width / 2
            bottomLeftRadius: drawing.scaleTo * 10
            bottomRightRadius: drawing.scaleTo * 10
            anchors { horizontalCenter: parent.horizontalCenter; bottom: bill.top; bottomMargin: drawing.scaleTo * 26 }
            color: Theme.maize
            border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
            Icon { name: "scan"; color: Theme.drawInk; size: drawing.scaleTo * 52; anchors.centerIn: parent; anchors.verticalCenterOffset: drawing.scaleTo * 8 }
        }
    }
    IconLine {
        id: status
        y: drawing.shown ? parent.height - height - Theme.u * 24 : (parent.height - height) / 2
        x: Math.max(Theme.u * 28, (parent.width - implicitWidth) / 2)
        width: Math.min(implicitWidth, parent.width - 2 * Theme.u * 28)
        iconName: panel.kind === "ok" ? "check-circle" : panel.trouble ? "alert" : "scan"
        text: panel.text
        size: 32
        bold: true
        color: panel.trouble ? Theme.statusColor(panel.kind) : Theme.panelInk
    }
}
