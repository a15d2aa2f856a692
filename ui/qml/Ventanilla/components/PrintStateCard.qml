pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** What is really known of the paper. `progress` is 0 to 1, or -1 for none; `asks` lets the citizen say it. */
Rectangle {
    id: card
    property string kind: "info" // ok only when the printer confirmed this very job
    property string title
    property string text
    property real progress: -1
    property bool asks: false
    property string yesText: qsTr("Sí, lo tengo")
    property string noText: qsTr("No salió")
    readonly property bool busy: progress >= 0
    readonly property bool plain: kind === "info" || kind === "none" || busy
    readonly property bool belowWords: asks && (!Theme.wide || Theme.grow > 1 || width < Theme.u * 900)

    signal answeredYes()
    signal answeredNo()

    objectName: "printState"
    implicitWidth: Theme.u * 1146
    implicitHeight: Math.max(Theme.u * (Theme.compact ? 110 : 124), words.implicitHeight + 2 * Theme.u * 20)
    radius: Theme.controlRadius
    color: plain ? Theme.surface : Theme.statusBack(kind)
    border { width: Theme.controlLine; color: plain ? Theme.primary : Theme.statusColor(kind) }
    Accessible.role: kind === "warn" || kind === "bad" ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: [title, text].filter(part => part !== "").join(". ")

    Icon {
        id: picture
        name: "printer"
        color: card.plain ? Theme.primary : Theme.statusColor(card.kind)
        size: Theme.u * (Theme.compact ? 54 : 68)
        stroke: 1.6
        x: Theme.u * 38
        y: Math.min((parent.height - height) / 2, Theme.u * 40)
    }
    Column {
        id: words
        x: picture.x + picture.width + Theme.u * 34
        width: parent.width - x - Theme.u * 32 - (card.asks && !card.belowWords ? answers.width + Theme.u * 24 : 0)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 6
        TextBlock {
            width: parent.width
            text: card.title
            size: 36
            bold: true
            color: card.plain ? Theme.ink : Theme.statusColor(card.kind)
            Accessible.ignored: true
        }
        Row {
            visible: card.busy
            width: parent.width
            spacing: Theme.u * 24
            Rectangle {
                width: Math.min(Theme.u * 560, words.width * 0.52)
                height: Theme.u * 18
                radius: height / 2
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.bordered ? Theme.surface : Theme.tint2
                border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
                Rectangle {
                    height: parent.height
                    width: parent.height + (parent.width - parent.height) * Math.max(0, Math.min(1, card.progress))
                    radius: height / 2
                    color: Theme.primary
                }
            }
            TextBlock { width: words.width * 0.48 - parent.spacing; text: card.text; size: 28; secondary: true; Accessible.ignored: true }
        }
        TextBlock { visible: !card.busy && text !== ""; width: parent.width; text: card.text; size: 28; Accessible.ignored: true }
        Item { visible: card.belowWords; width: 1; height: card.belowWords ? answers.height : 0 }
    }
    Row {
        id: answers
        visible: card.asks
        spacing: Theme.u * 16
        anchors { right: parent.right; rightMargin: Theme.u * 28; bottom: parent.bottom; bottomMargin: card.belowWords ? Theme.u * 20 : (card.height - height) / 2 }
        SecondaryButton { objectName: "printNo"; plain: true; text: card.noText; onActivated: card.answeredNo() }
        SecondaryButton { objectName: "printYes"; plain: true; text: card.yesText; onActivated: card.answeredYes() }
    }
}
