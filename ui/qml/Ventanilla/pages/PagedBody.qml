pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The content of a page: blocks in one or two columns. Nothing scrolls: what does not fit waits behind "Ver más". */
Item {
    id: body
    default property alias blocks: host.data
    property bool columns: false
    property real leftShare: 0.62
    property real columnGap: Theme.u * 48
    property real acrossGap: Theme.u * 24 // below a block over both columns (column -1)
    property real laterTop: 0 // free space above further pages: where a step stands beside the first page's heading
    property int footerColumn: 0
    property bool ownButtons: true // false: the way on is the page's primary button
    property bool turnsHidden: false // only the first rows, while more letters are the shorter way
    property bool moreBeyond: false // the view-model has further rows
    property bool previousBeyond: false
    property int page: 0
    readonly property int pageCount: plan.pageCount
    readonly property bool atEnd: page >= pageCount - 1
    readonly property bool hasMore: !turnsHidden && (!atEnd || moreBeyond)
    readonly property bool hasPrevious: !turnsHidden && (page > 0 || previousBeyond)
    readonly property real leftWidth: columns ? Math.floor((width - columnGap) * leftShare) : width
    readonly property real rightWidth: columns ? width - columnGap - leftWidth : width
    property bool ready: false
    // Not a binding: to read the height of a text is to lay it out, and that would change the plan while it is made.
    property var plan: ({ across: [], top: 0, columns: [], footer: 0, pageCount: 1 })

    signal moreRequested()
    signal previousRequested()

    function forward(): void {
        if (!atEnd) {
            page += 1
        } else {
            moreRequested()
            page = 0
        }
    }
    function back(): void {
        if (page > 0)
            page -= 1
        else
            previousRequested()
    }

    function planned(): var {
        const present = Array.from(host.children).filter(child => child.isPageBlock === true && child.present)
        const across = present.filter(block => columns && block.column < 0)
        const inColumn = column => present.filter(block => !columns || block.column === column)
        const top = across.reduce((sum, block) => sum + block.implicitHeight + acrossGap, 0)
        const roomy = (columns ? [0, 1] : [0]).map(column => paged(inColumn(column), height, height, top))
        const turns = !turnsHidden && (moreBeyond || previousBeyond || roomy.some(pages => pages.length > 1))
        const footer = turns && (ownButtons || previousBeyond || roomy.some(pages => pages.length > 1)) ? buttons.tallest + Theme.u * 16 : 0
        const tight = roomy.map((pages, column) =>
            column === (columns ? footerColumn : 0) && footer > 0 ? paged(inColumn(column), height - (ownButtons || previousBeyond ? footer : 0), height - footer, top) : pages)
        return { across: across, top: top, columns: tight, footer: footer, pageCount: Math.max(1, ...tight.map(pages => pages.length)) }
    }

    // The blocks of one column dealt to pages, in order: the first is `first` high and begins below `top`.
    function paged(blocks: var, first: real, others: real, top: real): var {
        const pages = []
        let here = [], used = top
        for (let i = 0; i < blocks.length; i++) {
            const gap = here.length > 0 ? blocks[i].gap : 0
            const next = blocks[i].keepWithNext && i + 1 < blocks.length ? blocks[i + 1].gap + blocks[i + 1].implicitHeight : 0
            const room = pages.length === 0 ? first : others
            if ((here.length > 0 || pages.length === 0 && used > 0) && used + gap + blocks[i].implicitHeight + next > room + 0.5) {
                pages.push(here)
                here = []
                used = laterTop
            }
            used += (here.length > 0 ? blocks[i].gap : 0) + blocks[i].implicitHeight
            here.push(blocks[i])
        }
        if (here.length > 0)
            pages.push(here)
        return pages
    }

    function settle(): void {
        if (!ready)
            return
        plan = planned()
        page = Math.min(page, plan.pageCount - 1)
        arrange()
    }
    function settleSoon(): void {
        if (ready)
            Qt.callLater(settle)
    }

    function arrange(): void {
        for (const child of Array.from(host.children).filter(one => one.isPageBlock === true))
            child.visible = false
        if (page === 0)
            place(plan.across, 0, 0, height)
        for (let column = 0; column < plan.columns.length; column++) {
            const pages = plan.columns[column]
            const room = height - (column === (columns ? footerColumn : 0) ? plan.footer : 0)
            const turn = Math.min(page, pages.length - 1)
            if (turn >= 0)
                place(pages[turn], column, page > 0 ? laterTop : plan.top, room)
        }
    }

    function place(blocks: var, column: int, top: real, room: real): void {
        const used = blocks.reduce((sum, block, i) => sum + block.implicitHeight + (i > 0 ? block.gap : 0), top)
        const stretched = blocks.filter(block => block.stretch).length
        let y = top
        for (let i = 0; i < blocks.length; i++) {
            const block = blocks[i]
            y += i > 0 ? block.gap : 0
            block.x = column === 0 ? 0 : leftWidth + columnGap
            block.y = y
            block.height = block.implicitHeight + (block.stretch ? Math.max(0, room - used) / stretched : 0)
            block.visible = true
            y += block.height
        }
    }

    onPageChanged: arrange()
    onLeftWidthChanged: settleSoon()
    onHeightChanged: settleSoon()
    onColumnsChanged: settleSoon()
    onAcrossGapChanged: settleSoon()
    onLaterTopChanged: settleSoon()
    onOwnButtonsChanged: settleSoon()
    onTurnsHiddenChanged: settleSoon()
    onMoreBeyondChanged: settleSoon()
    onPreviousBeyondChanged: settleSoon()
    Component.onCompleted: { ready = true; settle() }
    Component.onDestruction: ready = false

    PageHost {
        id: host
        columns: body.columns
        leftWidth: body.leftWidth
        rightWidth: body.rightWidth
        anchors.fill: parent
        onChildrenChanged: body.settleSoon()
        onBlockChanged: body.settleSoon()
    }
    Item {
        id: buttons
        readonly property real tallest: Math.max(previous.implicitHeight, more.implicitHeight)
        readonly property real edge: body.columns && body.footerColumn === 0 ? body.leftWidth : body.width
        y: body.height - height
        width: body.width
        height: tallest
        SecondaryButton {
            id: previous
            objectName: "previousButton"
            visible: body.hasPrevious
            x: buttons.edge - width - (more.visible ? more.width + Theme.u * 16 : 0)
            height: buttons.tallest
            plain: true
            text: qsTr("Ver lo anterior")
            onActivated: body.back()
        }
        SecondaryButton {
            id: more
            objectName: "moreButton"
            visible: body.hasMore && body.ownButtons
            x: buttons.edge - width
            height: buttons.tallest
            plain: true
            text: qsTr("Ver más")
            iconName: "down"
            leading: false
            onActivated: body.forward()
        }
    }
}
