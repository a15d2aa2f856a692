pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A title and its buttons, two in a row; `chosen` is the one that is true now. Each entry is [words, what to do]. */
Column {
    id: group
    property real u: 1
    property string title
    property string chosen
    property var buttons: []

    width: parent ? parent.width : 0
    spacing: u * 6

    DockText { u: group.u; text: group.title; color: Theme.ink2 }
    Flow {
        width: parent.width
        spacing: group.u * 8
        Repeater {
            model: group.buttons
            delegate: Rectangle {
                id: button
                required property var modelData
                required property int index
                readonly property bool isChosen: modelData[0] === group.chosen
                readonly property bool alone: index === group.buttons.length - 1 && index % 2 === 0

                objectName: "dockButton"
                width: alone ? group.width : (group.width - group.u * 8) / 2
                height: group.u * 44
                radius: group.u * 10
                color: press.pressed ? Theme.tint2 : isChosen ? Theme.tint : Theme.surface
                border { width: Math.max(1, group.u * 2); color: isChosen ? Theme.primary : Theme.control }
                Accessible.role: Accessible.Button
                Accessible.name: group.title + ": " + modelData[0]
                Accessible.onPressAction: modelData[1]()

                DockText {
                    u: group.u
                    size: 19
                    bold: true
                    anchors.centerIn: parent
                    width: implicitWidth
                    color: Theme.primary
                    text: button.modelData[0]
                    Accessible.ignored: true
                }
                TapHandler { id: press; onTapped: button.modelData[1]() }
            }
        }
    }
}
