pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A PIN is typed here. It holds no digit: it shows how many there are and says each one to its owner, once. */
Rectangle {
    id: pad
    property int count: 0
    property int most: 8
    property bool problem: false // the last PIN was not taken: a box with a bad border
    property bool active: true
    readonly property real keyWidth: Theme.u * (Theme.compact ? 150 : 190)
    readonly property real keyHeight: Theme.u * (Theme.compact ? 88 : 114)
    readonly property real gap: Theme.u * 16
    readonly property real pad: Theme.u * (Theme.compact ? 28 : 41)
    readonly property real dotsHeight: Theme.u * (Theme.compact ? 84 : 124)

    signal digit(string digit)
    signal eraseRequested()

    component PinKey: Touchable {
        id: key
        property string cap // what is drawn; never said aloud
        property string iconName
        readonly property bool shown: (lit || glow.running) && enabled

        focusPolicy: Qt.NoFocus
        width: pad.keyWidth
        height: pad.keyHeight
        restMs: Math.min(120, Theme.repeatGuardMs)
        enabled: pad.active
        Accessible.name: iconName === "" ? qsTr("Tecla del PIN") : qsTr("borrar")
        onActivated: glow.restart()

        readonly property Timer glow: Timer { id: glow; interval: 120 }

        background: Rectangle {
            radius: Theme.keyRadius
            color: !key.enabled ? Theme.disBg : key.shown ? Theme.primary : key.iconName === "" ? Theme.key : Theme.keyAlt
            border { width: key.shown ? 0 : Theme.cardLine; color: Theme.line }
        }
        contentItem: Item {
            Icon {
                name: key.iconName
                anchors.centerIn: parent
                size: Theme.u * 48
                color: !key.enabled ? Theme.disFg : key.shown ? Theme.primaryInk : Theme.ink
            }
            Text {
                anchors.centerIn: parent
                text: key.cap
                color: !key.enabled ? Theme.disFg : key.shown ? Theme.primaryInk : Theme.ink
                font { family: Theme.sansDisplay; bold: true; pixelSize: Theme.cap(48) }
                Accessible.ignored: true
            }
        }
    }

    objectName: "pinPad"
    implicitWidth: 3 * keyWidth + 2 * gap + 2 * pad.pad
    implicitHeight: dotsHeight + 4 * keyHeight + 4 * gap + 2 * pad.pad
    radius: Theme.panelRadius
    color: Theme.sunken
    border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }

    Rectangle {
        id: box
        x: pad.pad
        y: pad.pad
        width: parent.width - 2 * x
        height: pad.dotsHeight
        radius: Theme.controlRadius
        color: Theme.surface
        border { width: pad.problem ? Theme.errorLine : Theme.controlLine; color: pad.problem ? Theme.bad : Theme.control }
        Accessible.role: Accessible.StaticText
        Accessible.name: pad.count === 1 ? qsTr("1 número escrito") : qsTr("%1 números escritos").arg(pad.count)

        Row {
            id: dots
            readonly property real room: (box.width - Theme.u * 40) / pad.most
            readonly property real dot: Math.min(Theme.u * 30, room * 0.72)
            anchors.centerIn: parent
            spacing: Math.min(Theme.u * 20, room - dot)
            Repeater {
                model: pad.most
                delegate: Rectangle {
                    required property int index
                    readonly property bool typed: index < pad.count
                    width: dots.dot
                    height: width
                    radius: width / 2
                    color: typed ? Theme.ink : "transparent"
                    border { width: Theme.controlLine; color: typed ? Theme.ink : Theme.control }
                }
            }
        }
    }
    Grid {
        x: pad.pad
        y: box.y + box.height + pad.gap
        columns: 3
        spacing: pad.gap
        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]
            delegate: Item {
                id: place
                required property string modelData
                width: pad.keyWidth
                height: pad.keyHeight
                PinKey {
                    visible: place.modelData !== ""
                    objectName: "key_" + place.modelData
                    cap: place.modelData.length === 1 ? place.modelData : ""
                    iconName: place.modelData === "erase" ? "backspace" : ""
                    onActivated: {
                        if (iconName === "")
                            pad.digit(cap)
                        else
                            pad.eraseRequested()
                    }
                }
            }
        }
    }
}
