pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** What the agent reads aloud. `danger` comes before everything else. */
Rectangle {
    id: card
    property string title: "Diga"
    property string text
    property var lines: []
    property string phones
    property bool danger: false
    readonly property color ink: danger ? Theme.bad : Theme.info

    objectName: "script"
    implicitHeight: column.height + Theme.u * 24
    radius: Theme.u * 8
    color: danger ? Theme.badBg : Theme.infoBg
    activeFocusOnTab: true
    Accessible.role: Accessible.Paragraph
    Accessible.name: [title, text, ...lines, phones].filter(part => part !== "").join(". ")
    Accessible.focusable: true

    DeskRing { visible: card.activeFocus }
    Rectangle { width: Theme.u * 5; height: parent.height; color: card.ink }
    Column {
        id: column
        x: Theme.u * 22
        y: Theme.u * 12
        width: parent.width - Theme.u * 40
        spacing: Theme.u * 4
        DeskText { width: parent.width; text: card.title; bold: true; small: true; color: card.ink }
        DeskText { objectName: "scriptText"; width: parent.width; text: "«" + card.text + "»"; size: 20 }
        Repeater {
            model: card.lines
            DeskText {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
            }
        }
        DeskText { width: parent.width; visible: text !== ""; text: card.phones; bold: true; size: 24; color: card.ink }
    }
}
