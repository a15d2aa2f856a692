pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** One device: what it is and why, how it is now, how its last test came out, and the button that tests it. */
Item {
    id: row
    required property var device
    required property bool testing
    readonly property real chipColumn: Theme.u * (Theme.compact ? 176 : 200)
    readonly property real testColumn: Theme.u * (Theme.compact ? 170 : 200)
    readonly property real runColumn: Theme.compact ? 0 : Theme.u * 140 // compact: the button above the list does it

    signal testRequested()

    implicitHeight: Math.max(Theme.u * 84, words.implicitHeight + Theme.u * 20)

    Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }
    Icon {
        id: sign
        anchors.verticalCenter: parent.verticalCenter
        name: row.device.icon
        size: Theme.u * 34
        color: Theme.ink2
    }
    Column {
        id: words
        x: sign.width + Theme.u * 20
        width: chip.x - x - Theme.u * 16
        anchors.verticalCenter: parent.verticalCenter
        StaffText { width: parent.width; text: row.device.name; bold: true }
        StaffText { width: parent.width; text: row.device.detail; small: true; secondary: true }
    }
    StaffChip {
        id: chip
        x: row.width - row.runColumn - row.testColumn - row.chipColumn
        anchors.verticalCenter: parent.verticalCenter
        kind: row.device.kind
        text: row.device.word
        Accessible.name: row.device.name + ", " + row.device.word
    }
    Column {
        x: row.width - row.runColumn - row.testColumn
        width: row.testColumn - Theme.u * 12
        anchors.verticalCenter: parent.verticalCenter
        StaffText { width: parent.width; visible: text !== ""; text: row.device.testAt; small: true; bold: true }
        StaffText { width: parent.width; visible: text !== ""; text: row.device.testWord; small: true; secondary: true }
    }
    StaffButton {
        visible: row.device.testable && row.runColumn > 0
        objectName: "test_" + row.device.id
        x: row.width - width
        width: row.runColumn
        anchors.verticalCenter: parent.verticalCenter
        enabled: !row.testing
        text: "Probar"
        Accessible.name: "Probar " + row.device.name
        onActivated: row.testRequested()
    }
}
