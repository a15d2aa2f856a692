pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A folio or clave to read aloud, group by group, with how each is said. */
Column {
    id: groups
    property string label
    property var parts: []

    spacing: Theme.u * 6
    activeFocusOnTab: true
    Accessible.role: Accessible.Paragraph
    Accessible.name: [label, ...parts.map(part => part.spelled)].join(". ")
    Accessible.focusable: true

    DeskText { text: groups.label; bold: true; secondary: true }
    Flow {
        width: groups.width
        spacing: Theme.u * 10
        Repeater {
            model: groups.parts
            Rectangle {
                id: part
                DeskRing { visible: groups.activeFocus }
                required property var modelData
                width: (groups.width - Theme.u * 30) / 4
                height: inside.height + Theme.u * 20
                radius: Theme.u * 8
                color: Theme.panel
                Column {
                    id: inside
                    x: Theme.u * 12
                    y: Theme.u * 10
                    width: parent.width - Theme.u * 24
                    DeskText { width: parent.width; text: part.modelData.text; font.family: Theme.mono; bold: true; size: 30; color: Theme.panelInk }
                    DeskText { width: parent.width; text: part.modelData.spelled; small: true; color: Theme.panelInk2 }
                }
            }
        }
    }
}
