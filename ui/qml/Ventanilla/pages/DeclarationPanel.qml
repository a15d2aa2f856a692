pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** What the citizen states by sending, in short lines. */
Rectangle {
    id: panel
    property var lines: []
    readonly property real pad: Theme.u * (Theme.compact ? 28 : 44)

    radius: Theme.panelRadius
    color: Theme.panel
    border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
    implicitHeight: column.implicitHeight + 2 * pad

    Column {
        id: column
        x: panel.pad
        y: panel.pad
        width: parent.width - 2 * panel.pad
        spacing: Theme.u * 24
        Item {
            width: parent.width
            height: Math.max(arch.height, title.implicitHeight)
            Arch {
                id: arch
                height: Theme.u * (Theme.compact ? 84 : 100)
                iconName: "send"
                back: Theme.maize
                ink: Theme.drawInk
            }
            TextBlock {
                id: title
                x: arch.width + Theme.u * 24
                width: parent.width - x
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Al enviar usted declara que")
                size: 36
                bold: true
                color: Theme.panelInk
            }
        }
        Repeater {
            model: panel.lines
            delegate: IconLine {
                required property string modelData
                width: column.width
                iconName: "check"
                iconColor: Theme.maize
                text: qsTr(modelData)
                size: 30
                color: Theme.panelInk
            }
        }
        Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.panel3 }
        TextBlock {
            width: parent.width
            text: qsTr("Después de enviar ya no podrá hacer cambios aquí.")
            size: 28
            color: Theme.panelInk2
        }
    }
}
