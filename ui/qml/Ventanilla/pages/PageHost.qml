pragma ComponentBehavior: Bound
import QtQuick

/** Holds the blocks of a PagedBody and tells them how wide a column is. */
Item {
    property real leftWidth
    property real rightWidth
    property bool columns
    signal blockChanged() // its size, place or presence
}
