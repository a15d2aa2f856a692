pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** What has happened, what is happening and what comes. Items: {title, line, state: done|now|next, icon}. */
Column {
    id: timeline
    property var items: []
    property real step: Theme.u * (Theme.compact ? 96 : 118)

    objectName: "timeline"
    Repeater {
        model: timeline.items
        delegate: Item {
            id: entry
            required property var modelData
            required property int index
            readonly property bool done: modelData.state === "done"
            readonly property bool now: modelData.state === "now"
            readonly property bool last: index === timeline.items.length - 1
            readonly property string stateName: done ? qsTr("hecho") : now ? qsTr("en curso") : qsTr("después")
            readonly property color ink: done ? Theme.ok : now ? Theme.info : Theme.control

            width: timeline.width
            height: Math.max(last ? dot.height : timeline.step, words.implicitHeight + Theme.u * 16)
            Accessible.role: Accessible.ListItem
            Accessible.name: [modelData.title + ", " + stateName, modelData.line].filter(part => part !== "").join(". ")

            Rectangle {
                visible: !entry.last
                x: dot.x + dot.width / 2 - width / 2
                y: dot.height
                width: Math.round(Theme.u * 4)
                height: parent.height - dot.height
                color: entry.done ? Theme.ok : Theme.line
            }
            Rectangle {
                id: dot
                width: Theme.u * 72
                height: width
                radius: width / 2
                color: entry.done ? Theme.ok : entry.now ? Theme.infoBg : Theme.sunken
                border { width: entry.done ? 0 : Theme.controlLine; color: entry.ink }
                Icon {
                    name: entry.done ? "check" : entry.modelData.icon
                    color: entry.done ? Theme.surface : entry.now ? Theme.info : Theme.ink2
                    size: Theme.u * 36
                    stroke: 1.9
                    anchors.centerIn: parent
                }
            }
            Column {
                id: words
                x: dot.width + Theme.u * 28
                y: Math.max(0, (dot.height - implicitHeight) / 2)
                width: parent.width - x
                TextBlock { width: parent.width; text: entry.modelData.title; size: 32; bold: true; Accessible.ignored: true }
                TextBlock { width: parent.width; visible: text !== ""; text: entry.modelData.line; size: 28; secondary: true; Accessible.ignored: true }
            }
        }
    }
}
