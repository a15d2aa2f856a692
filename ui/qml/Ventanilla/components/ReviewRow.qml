import QtQuick
import Ventanilla

/** Label, value and "Cambiar", on a line of the review. `source` says where the value came from instead. */
Item {
    id: row
    property string label
    property string value
    property string source
    property string problem
    property bool masked: false
    property bool changed: false
    property bool changeVisible: source === ""
    property bool divided: true
    readonly property bool stacked: !Theme.wide || Theme.grow > 1
    readonly property real labelWidth: width * 0.32
    readonly property string shownValue: value === "" ? qsTr("Sin respuesta") : value

    signal changeRequested()

    implicitWidth: Theme.u * 1040
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 76 : 98), words.implicitHeight + Theme.u * 20)
    Accessible.role: Accessible.StaticText
    Accessible.name: [label, shownValue, source, problem, changed ? qsTr("Cambiado") : ""].filter(part => part !== "").join(". ")

    Grid {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - action.width - Theme.u * 16
        columns: row.stacked ? 1 : 2
        rowSpacing: Theme.u * 2
        verticalItemAlignment: Grid.AlignVCenter
        TextBlock {
            width: row.stacked ? parent.width : row.labelWidth
            text: row.label
            size: row.stacked ? 27 : 28
            secondary: true
            Accessible.ignored: true
        }
        Column {
            width: row.stacked ? parent.width : parent.width - row.labelWidth
            TextBlock {
                width: parent.width
                text: row.shownValue
                size: 32
                bold: true
                font.family: row.masked ? Theme.mono : Theme.sans
                color: row.problem !== "" ? Theme.bad : Theme.ink
                Accessible.ignored: true
            }
            TextBlock {
                width: parent.width
                visible: text !== ""
                text: row.problem !== "" ? row.problem : row.changed ? qsTr("Cambiado") : ""
                size: 27
                color: row.problem !== "" ? Theme.bad : Theme.info
                Accessible.ignored: true
            }
        }
    }
    Item {
        id: action
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        width: Math.max(Theme.u * 170, row.changeVisible ? change.implicitWidth : origin.implicitWidth)
        height: parent.height
        LinkButton {
            id: change
            objectName: "change_" + row.label
            visible: row.changeVisible
            anchors { right: parent.right; rightMargin: -Theme.u * 14; verticalCenter: parent.verticalCenter }
            height: Math.min(implicitHeight, row.height)
            text: row.problem !== "" ? qsTr("Corregir") : qsTr("Cambiar")
            accessibleName: qsTr("%1 %2, ahora %3").arg(text).arg(row.label.toLowerCase()).arg(row.shownValue)
            onActivated: row.changeRequested()
        }
        TextBlock {
            id: origin
            visible: !row.changeVisible
            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            text: row.source
            size: 27
            secondary: true
            Accessible.ignored: true
        }
    }
    Rectangle {
        visible: row.divided
        anchors { bottom: parent.bottom; left: parent.left; right: parent.right }
        height: Math.max(1, Math.round(Theme.u * 2))
        color: Theme.line
    }
}
