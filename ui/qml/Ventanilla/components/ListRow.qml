import QtQuick
import Ventanilla

/** One row to choose: a radio row of a question, or (`chevron`) a row that opens something. */
Touchable {
    id: row
    property string line
    property string iconName
    property bool selected: false
    property bool radio: true
    property bool chevron: false
    readonly property real side: Theme.u * 44
    readonly property real rightRoom: Theme.u * (chevron ? 84 : 24)

    objectName: "listRow"
    checkable: false
    Accessible.role: radio ? Accessible.RadioButton : Accessible.Button
    Accessible.name: line === "" ? text : text + ". " + line
    Accessible.checkable: radio
    Accessible.checked: radio && selected
    implicitWidth: Theme.u * 800
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 76 : 92), words.implicitHeight + Theme.u * 28)
    ringRadius: Theme.controlRadius

    background: Rectangle {
        radius: Theme.controlRadius
        color: row.lit || (row.selected && !Theme.bordered) ? Theme.tint : Theme.surface
        border {
            width: row.selected || row.lit ? Theme.selectedLine : Theme.cardLine
            color: row.selected || row.lit ? Theme.primary : row.radio ? Theme.control : Theme.line
        }
    }
    contentItem: Item {
        Rectangle {
            visible: row.radio
            x: Theme.u * 26
            width: row.side
            height: row.side
            radius: width / 2
            anchors.verticalCenter: parent.verticalCenter
            color: row.selected ? Theme.primary : Theme.surface
            border { width: row.selected ? 0 : Theme.controlLine; color: Theme.control }
            Icon {
                name: row.selected ? "check" : ""
                color: Theme.primaryInk
                size: Theme.u * 28
                stroke: 2.6
                anchors.centerIn: parent
            }
        }
        Icon {
            name: row.radio ? "" : row.iconName
            x: Theme.u * 26
            size: row.side
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: row.radio || row.iconName !== "" ? Theme.u * 26 + row.side + Theme.u * 22 : Theme.u * 32
            width: parent ? parent.width - x - row.rightRoom : 0 // a row that goes has no parent any more
            TextBlock {
                width: parent.width
                text: row.text
                size: 32
                bold: true
                color: row.radio ? Theme.ink : Theme.primary
                Accessible.ignored: true
            }
            TextBlock { width: parent.width; text: row.line; size: 27; secondary: true; visible: text !== ""; Accessible.ignored: true }
        }
        Icon {
            name: row.chevron ? "chevron" : ""
            stroke: 2.2
            anchors { right: parent.right; rightMargin: Theme.u * 24; verticalCenter: parent.verticalCenter }
        }
    }
}
