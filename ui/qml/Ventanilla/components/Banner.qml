import QtQuick
import Ventanilla

/** News in its place in the page: blue neutral, green confirmed, amber to know, red what stops. At most two lines. */
Rectangle {
    id: banner
    property string kind: "info"
    property string title
    property string text
    property string iconName: kind === "ok" ? "check-circle" : kind === "warn" ? "alert" : kind === "bad" ? "bad" : "info"

    objectName: "banner"
    implicitWidth: Theme.u * 620
    implicitHeight: words.implicitHeight + 2 * Theme.u * 22
    radius: Theme.controlRadius
    topLeftRadius: Theme.u * 4
    bottomLeftRadius: Theme.u * 4
    color: Theme.statusBack(kind)
    border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.statusColor(kind) }
    Accessible.role: kind === "bad" || kind === "warn" ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: [title, text].filter(part => part !== "").join(". ")

    Rectangle {
        width: Theme.u * 10
        height: parent.height
        topLeftRadius: Theme.u * 4
        bottomLeftRadius: Theme.u * 4
        color: Theme.statusColor(banner.kind)
    }
    Icon {
        id: sign
        name: banner.iconName
        color: Theme.statusColor(banner.kind)
        size: Math.max(Theme.u * 40, Theme.t(30))
        x: Theme.u * 36
        y: Theme.u * 20
    }
    Column {
        id: words
        x: sign.x + sign.width + Theme.u * 20
        width: parent.width - x - Theme.u * 32
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 4
        TextBlock { width: parent.width; visible: text !== ""; text: banner.title; bold: true; color: Theme.statusColor(banner.kind); Accessible.ignored: true }
        TextBlock { width: parent.width; visible: text !== ""; text: banner.text; size: 28; Accessible.ignored: true }
    }
}
