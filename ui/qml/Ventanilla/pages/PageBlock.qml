pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** One piece of a page that is never torn: a heading, a row, a card. Its one child fills it. */
Item {
    id: block
    readonly property bool isPageBlock: true
    property int column: 0 // 1 the right one; -1 over both
    property bool present: true
    property bool stretch: false // takes the room that is left
    property bool keepWithNext: false // a section title never stands alone at the foot of a page
    property real least: 0 // as tall as this even when its content is not
    property real gap: Theme.u * 24 // free space above it
    readonly property Item content: children.length > 0 ? children[0] : null
    readonly property PageHost host: parent as PageHost

    function tell(): void {
        if (host !== null)
            host.blockChanged()
    }

    visible: false
    onImplicitHeightChanged: tell()
    onPresentChanged: tell()
    onColumnChanged: tell()
    onStretchChanged: tell()
    onKeepWithNextChanged: tell()
    onGapChanged: tell()
    width: host === null ? 0 : !host.columns || column < 0 ? host.width : column === 1 ? host.rightWidth : host.leftWidth
    implicitHeight: Math.max(least, content ? Math.ceil(content.implicitHeight) : 0)

    Binding { target: block.content; property: "width"; value: block.width }
    Binding { target: block.content; property: "height"; value: block.height }
}
