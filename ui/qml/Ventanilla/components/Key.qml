import QtQuick
import Ventanilla

/** One key. It never takes the focus, stays lit a moment, and ignores the bounce of a finger meanwhile. */
Touchable {
    id: key
    required property var definition
    property bool capital: false
    property bool shiftOn: false
    readonly property string act: definition.action
    readonly property bool alternate: act !== ""
    readonly property string cap: capital ? definition.cap.toUpperCase() : definition.cap
    readonly property bool wordy: definition.cap.length > 1
    readonly property bool shown: lit || glow.running || (act === "shift" && shiftOn)

    objectName: "key_" + (act === "" ? definition.insert : act === "page" ? "page_" + definition.page : act)
    text: cap
    focusPolicy: Qt.NoFocus
    restMs: Math.min(120, Theme.repeatGuardMs)
    Accessible.name: act === "shift" ? (shiftOn ? qsTr("mayúsculas, encendido") : qsTr("mayúsculas, apagado")) : qsTr(definition.name)
    onActivated: glow.restart()

    readonly property Timer glow: Timer { id: glow; interval: 120 }

    background: Rectangle {
        radius: Theme.keyRadius
        color: key.shown ? Theme.primary : key.alternate ? Theme.keyAlt : Theme.key
        border { width: key.shown ? 0 : Theme.cardLine; color: Theme.bordered || !key.alternate ? Theme.line : Theme.keyAlt }
    }
    contentItem: Item {
        Icon {
            name: key.definition.icon
            color: key.shown ? Theme.primaryInk : Theme.ink
            size: Theme.cap(34) * 1.1
            stroke: 2.1
            anchors.centerIn: parent
        }
        Text {
            visible: key.definition.icon === ""
            anchors.centerIn: parent
            text: key.alternate ? qsTr(key.cap) : key.cap
            color: key.shown ? Theme.primaryInk : Theme.ink
            font { family: Theme.sans; pixelSize: Theme.cap(key.wordy ? 28 : 34) }
            Accessible.ignored: true
        }
    }
}
