pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A page's heading with its lead below and, on news, the disc beside it. `room` shrinks the heading to what there is. */
Item {
    id: title
    property alias text: heading.text
    property alias level: heading.level
    property string lead
    property real leadSize: 34
    property bool leadStrong: false
    property string discKind
    property string discIcon: "check"
    property real limit: width // what the step beside it leaves free
    property real room: 0 // 0: as tall as it needs to be
    readonly property alias heading: heading
    // The largest of these at which the heading's lines stay within the room.
    readonly property real shrink: {
        const steps = room > 0 ? [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.5] : [1]
        const fits = step => Math.ceil(natural.advanceWidth * step * 1.12 / heading.width) * heading.size * step * 1.36 * Theme.titleLine <= room
        return steps.find(fits) ?? steps[steps.length - 1]
    }
    readonly property bool marked: discKind !== ""
    readonly property real indent: marked ? disc.width + Theme.u * 28 : 0
    readonly property real headingHeight: Math.ceil(heading.implicitHeight)

    implicitHeight: Math.max(marked ? disc.height : 0, words.y + headingHeight + (lead !== "" ? under.implicitHeight + Theme.u * 10 : 0))

    TextMetrics {
        id: natural
        text: heading.text
        font { family: heading.font.family; bold: true; pixelSize: Math.round(heading.size) }
    }
    StatusDisc {
        id: disc
        visible: title.marked
        kind: title.discKind
        iconName: title.discIcon
    }
    Item {
        id: words
        x: title.indent
        y: title.marked && title.lead === "" ? Math.max(0, (disc.height - title.headingHeight) / 2) : 0
        width: title.width - x
        Heading {
            id: heading
            objectName: "heading"
            width: Math.min(parent.width, title.limit - title.indent)
            font.pixelSize: Math.round(size * title.shrink)
        }
        TextBlock {
            id: under
            visible: title.lead !== ""
            y: title.headingHeight + Theme.u * 10
            width: parent.width
            text: title.lead
            size: title.leadSize
            color: title.leadStrong ? Theme.ink : Theme.ink2
            bold: title.leadStrong
        }
    }
}
