pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A titled group of boxes of equal width, in as many rows as they need. */
Column {
    id: group
    property string title
    property alias model: boxes.model
    property alias delegate: boxes.delegate
    property int most: 4 // boxes beside each other when there is room
    property real widest: 0
    readonly property int across: {
        const room = Theme.portrait || Theme.textMode > 2 ? Math.min(2, most) : Theme.compact ? Math.min(4, most) : most
        return Theme.textMode === 4 && !Theme.wide ? Math.min(2, room) : room
    }
    readonly property real gap: Theme.u * 16

    spacing: Theme.u * (Theme.compact ? 4 : 12)
    TextBlock { width: parent.width; text: group.title; size: 30; bold: true; secondary: true }
    Grid {
        id: grid
        width: group.width
        columns: group.across
        spacing: group.gap
        Repeater {
            id: boxes
            onItemAdded: (index, item) => {
                item.width = Qt.binding(() => (grid.width - (group.across - 1) * group.gap) / group.across)
            }
        }
    }
}
