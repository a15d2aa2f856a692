import QtQuick
import Ventanilla

/** A condition in one word, with its icon: never by colour alone, and unknown never drawn as fine. */
Rectangle {
    id: chip
    property string kind: "none"
    property string text
    property bool small: false
    property string iconName: kind === "ok" ? "check" : kind === "warn" ? "alert" : kind === "bad" ? "cross" : kind === "info" ? "busy" : "info"
    readonly property color ink: Theme.statusColor(kind)

    objectName: "chip"
    implicitWidth: words.x + words.implicitWidth + Theme.u * 24
    implicitHeight: Math.max(Theme.u * (small ? 48 : 57), words.implicitHeight + Theme.u * 14)
    radius: height / 2
    color: Theme.statusBack(kind)
    border { width: Theme.bordered ? Theme.cardLine : 0; color: ink }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Icon {
        id: sign
        name: chip.iconName
        color: chip.ink
        size: Math.max(Theme.u * 30, Theme.t(27))
        stroke: 2.1
        x: Theme.u * 20
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        id: words
        x: sign.x + sign.width + Theme.u * 10
        anchors.verticalCenter: parent.verticalCenter
        text: chip.text
        size: 27
        bold: true
        color: chip.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
