pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 2: find the trámite by life event, by one's own words or by the folio of a comprobante. */
CitizenPage {
    id: page
    required property HomeViewModel viewModel
    readonly property bool typing: search.focused || viewModel.searching
    readonly property bool single: viewModel.themes.length === 1
    readonly property int across: Theme.portrait ? 2 : Theme.compact && Theme.veryLarge ? 1 : Theme.wide && Theme.textMode < 4 ? (viewModel.themes.length <= 6 && viewModel.themes.length !== 4 ? 3 : 4) : Theme.narrow || Theme.textMode > 2 ? 2 : 3

    objectName: "page-home"
    backVisible: typing
    backToShell: !typing
    firstFocus: title.heading
    keyboardLayout: typing ? "es" : ""
    keyboardTarget: search
    onBackRequested: {
        if (!backToShell) {
            viewModel.clearSearch()
            title.heading.forceActiveFocus()
        }
    }

    PageTitle {
        id: title
        width: parent.width
        limit: page.headingWidth
        visible: !page.typing || !Theme.compact
        text: qsTr("¿Qué necesita hacer hoy?")
    }
    Item {
        id: tools
        readonly property bool stacked: Theme.portrait || Theme.textMode > 2
        y: !page.typing || !Theme.compact ? title.implicitHeight + Theme.u * (Theme.compact ? 12 : 24) : 0
        width: parent.width
        height: Math.max(search.implicitHeight, page.typing ? 0 : follow.y + follow.height)
        Field {
            id: search
            objectName: "search"
            width: !page.typing && !tools.stacked ? parent.width * 0.675 - Theme.gutter : parent.width
            messageReserved: false
            iconName: "search"
            value: page.viewModel.searchText
            accessibleName: qsTr("Buscar trámite")
            placeholder: Theme.wide && Theme.textMode < 3 ? qsTr("Escríbalo con sus palabras: «no tengo luz»") : qsTr("Escríbalo con sus palabras")
            onEdited: text => page.viewModel.search(text)
        }
        FollowTile {
            id: follow
            visible: !page.typing
            x: tools.stacked ? 0 : parent.width - width
            y: tools.stacked ? search.implicitHeight + Theme.u * 16 : 0
            width: tools.stacked ? parent.width : parent.width * 0.325
            height: Math.max(implicitHeight, tools.stacked ? 0 : search.boxHeight)
            onActivated: page.viewModel.openFollowUp()
        }
    }
    SearchResults {
        visible: page.typing
        anchors { top: tools.bottom; topMargin: Theme.u * 16; left: parent.left; right: parent.right; bottom: parent.bottom }
        viewModel: page.viewModel
    }
    PagedBody {
        id: offer
        visible: !page.typing
        anchors {
            top: tools.bottom
            topMargin: Theme.u * (Theme.compact ? 12 : 24)
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            bottomMargin: Theme.wide ? -Theme.u * 20 : 0
        }
        PageBlock {
            present: page.single
            SingleTheme {
                theme: page.single ? page.viewModel.themes[0] : ({})
                tall: Math.min(offer.height - count.implicitHeight - Theme.u * 24, Theme.u * 420)
                onActivated: page.viewModel.openTheme(page.viewModel.themes[0].id)
            }
        }
        Repeater {
            model: page.single ? 0 : Math.ceil(page.viewModel.themes.length / page.across)
            delegate: PageBlock {
                id: shelf
                required property int index
                Row {
                    id: tiles
                    spacing: Theme.gutter
                    Repeater {
                        model: page.viewModel.themes.slice(shelf.index * page.across, (shelf.index + 1) * page.across)
                        delegate: Tile {
                            required property var modelData
                            objectName: "theme_" + modelData.id
                            width: (shelf.width - (page.across - 1) * Theme.gutter) / page.across
                            title: qsTr(modelData.name)
                            line: qsTr(modelData.line)
                            iconName: modelData.icon
                            chip: qsTr(modelData.chip)
                            onActivated: page.viewModel.openTheme(modelData.id)
                        }
                    }
                }
            }
        }
        PageBlock {
            gap: Theme.u * 14
            present: !(Theme.veryLarge && Theme.compact)
            IconLine {
                id: count
                iconName: "check-circle"
                iconColor: Theme.ok
                text: page.viewModel.countText
            }
        }
    }
}
