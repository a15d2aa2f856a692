import QtQuick
import Ventanilla

/** The folio, large enough to copy from a step away. Provisional is a state beside it, never another number. */
Rectangle {
    id: plate
    property string folio
    property string caption: qsTr("Su folio")
    property string note
    property bool provisional: false
    property string chip: provisional ? qsTr("Pendiente de enviar") : ""
    property real folioSize: Theme.folio
    readonly property bool halves: folio.length > 12 && oneLine.advanceWidth > width - 2 * pad
    readonly property real pad: Theme.u * (Theme.compact ? 28 : 44)
    readonly property var groups: folio.split("-")
    readonly property string shown: halves && groups.length === 4 ? groups[0] + "-" + groups[1] + "-\n" + groups[2] + "-" + groups[3] : folio

    objectName: "folioPlate"
    implicitWidth: Theme.u * 1146
    implicitHeight: Math.max(Theme.u * (Theme.wide ? 236 : 200), words.implicitHeight + 2 * Theme.u * 28)
    radius: Theme.cardRadius
    color: provisional ? Theme.surface : Theme.panel
    border {
        width: provisional ? Theme.selectedLine : Theme.bordered ? Theme.cardLine : 0
        color: provisional ? Theme.info : Theme.line
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: [caption + ": " + folio, plate.chip, note].filter(part => part !== "").join(". ")

    TextMetrics {
        id: oneLine
        font: number.font
        text: plate.folio
    }
    Column {
        id: words
        x: plate.pad
        width: parent.width - 2 * plate.pad
        anchors.verticalCenter: parent.verticalCenter
        Flow {
            width: parent.width
            spacing: Theme.u * 20
            TextBlock {
                text: plate.caption
                height: Math.max(implicitHeight, plate.chip === "" ? 0 : chip.height)
                verticalAlignment: Text.AlignVCenter
                color: plate.provisional ? Theme.ink2 : Theme.panelInk2
                Accessible.ignored: true
            }
            DeviceStatusChip {
                id: chip
                visible: plate.chip !== ""
                kind: plate.provisional ? "info" : "ok"
                iconName: plate.provisional ? "clock" : "check"
                text: plate.chip
                Accessible.ignored: true
            }
        }
        Text {
            id: number
            objectName: "folio"
            width: parent.width
            text: plate.shown
            color: plate.provisional ? Theme.ink : Theme.panelInk
            font { family: Theme.mono; bold: true; pixelSize: Math.round(plate.folioSize); letterSpacing: Theme.u * 2 }
            lineHeight: plate.halves ? 0.86 : 0.8
            textFormat: Text.PlainText
            bottomPadding: plate.note === "" ? 0 : Theme.u * 4
            Accessible.ignored: true
        }
        TextBlock {
            width: parent.width
            visible: text !== ""
            text: plate.note
            size: 28
            color: plate.provisional ? Theme.ink2 : Theme.panelInk2
            Accessible.ignored: true
        }
    }
}
