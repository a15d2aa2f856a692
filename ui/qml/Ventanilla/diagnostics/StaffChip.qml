import QtQuick
import Ventanilla

/** A condition in one or two words, at the size of technician mode. */
Rectangle {
    id: chip
    property string kind: "none"
    property string text

    implicitWidth: words.x + words.implicitWidth + Theme.u * 18
    implicitHeight: Theme.u * 40
    radius: height / 2
    color: Theme.statusBack(kind)
    border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.statusColor(kind) }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Icon {
        id: sign
        x: Theme.u * 14
        anchors.verticalCenter: parent.verticalCenter
        name: chip.kind === "ok" ? "check" : chip.kind === "warn" ? "alert" : chip.kind === "bad" ? "cross" : "info"
        size: Theme.u * 22
        color: Theme.statusColor(chip.kind)
    }
    StaffText {
        id: words
        x: sign.x + sign.width + Theme.u * 8
        anchors.verticalCenter: parent.verticalCenter
        text: chip.text
        small: true
        bold: true
        color: Theme.statusColor(chip.kind)
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
