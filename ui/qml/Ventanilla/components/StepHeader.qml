pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** "Paso 3 de 5" with its segments; narrow panels and very large text show the words only. */
Item {
    id: header
    property int step: 0
    property int count: 0
    property bool wordsOnly: Theme.narrow && !Theme.portrait || Theme.veryLarge

    objectName: "steps"
    visible: count > 0
    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(Theme.u * 40, row.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Paso %1 de %2").arg(step).arg(count)

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 24
        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Paso <b>%1</b> de %2").arg(header.step).arg(header.count)
            color: Theme.ink2
            textFormat: Text.StyledText
            font { family: Theme.sans; pixelSize: Theme.textS }
            Accessible.ignored: true
        }
        Row {
            visible: !header.wordsOnly
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.u * 8
            Repeater {
                model: header.count
                delegate: Rectangle {
                    required property int index
                    readonly property bool done: index < header.step
                    width: Theme.u * Math.min(56, 312 / header.count - 8)
                    height: Math.round(Theme.u * 10)
                    radius: height / 2
                    color: done ? Theme.primary : Theme.bordered ? Theme.paper : Theme.tint2
                    border { width: Theme.bordered ? Theme.u * 2 : 0; color: Theme.line }
                }
            }
        }
    }
}
