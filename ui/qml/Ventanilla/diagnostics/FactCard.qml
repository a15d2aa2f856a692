import QtQuick
import Ventanilla

/** One thing of the machine: line, queue, disk, clock, enrolment, catalogue. */
Card {
    id: card
    required property var fact
    property int lines: 3

    Icon {
        id: sign
        x: Theme.u * 20
        y: Theme.u * 18
        name: card.fact.icon
        size: Theme.u * 28
        color: Theme.ink2
    }
    StaffText {
        x: sign.x + sign.width + Theme.u * 10
        width: chip.x - x - Theme.u * 8
        anchors.verticalCenter: sign.verticalCenter
        text: card.fact.name
        wrapMode: Text.NoWrap
        bold: true
    }
    StaffChip {
        id: chip
        x: card.width - width - Theme.u * 16
        anchors.verticalCenter: sign.verticalCenter
        kind: card.fact.kind
        text: card.fact.word
        Accessible.name: card.fact.name + ", " + card.fact.word
    }
    StaffText {
        x: Theme.u * 20
        y: Theme.u * 56
        width: card.width - 2 * x
        height: card.height - y - Theme.u * 4
        text: card.fact.sentence
        small: true
        secondary: true
        wrapMode: Text.Wrap
        maximumLineCount: card.lines
        elide: Text.ElideRight
    }
}
