pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question answered from a long list: write the first letters or turn the pages, then touch a row. */
AnswerArea {
    id: area
    readonly property var items: viewModel.items
    readonly property var none: ({ text: "", selected: false })
    readonly property bool typing: filter.focused
    readonly property bool split: beside || (!Theme.portrait && (typing || Theme.textMode > 2 || Theme.compact))
    readonly property real fieldY: split || typing ? Math.min(title.headingHeight + (area.helpVisible ? title.implicitHeight - title.headingHeight : 0) + Theme.u * 16,
                                                              height - filter.implicitHeight - message.implicitHeight) : title.implicitHeight + Theme.u * 24

    keyboardLayout: typing ? (viewModel.keyboard !== "" ? viewModel.keyboard : "es") : ""
    keyboardTarget: filter
    firstFocus: title.heading

    PageTitle {
        id: title
        level: 2
        width: area.split ? area.leftWidth : parent.width
        limit: area.split ? width : area.headingWidth
        room: area.split ? parent.height - filter.implicitHeight - message.implicitHeight - Theme.u * 24 : 0
        text: qsTr(area.viewModel.question)
        lead: area.helpVisible && !area.typing ? qsTr(area.viewModel.help) : ""
        leadSize: 30
    }
    Field {
        id: filter
        objectName: "answer"
        y: area.fieldY
        width: area.split ? area.leftWidth : parent.width
        messageReserved: false
        iconName: "search"
        label: area.beside || Theme.portrait ? qsTr(area.viewModel.label) : ""
        accessibleName: qsTr(area.viewModel.label)
        hint: (area.beside || Theme.portrait) && !area.typing ? qsTr(area.viewModel.hint) : ""
        placeholder: qsTr("Primeras letras")
        value: area.viewModel.filter
        error: qsTr(area.viewModel.error)
        onEdited: text => area.viewModel.filterItems(text)
    }
    ErrorLine {
        id: message
        y: filter.y + filter.implicitHeight + Theme.u * 8
        width: filter.width
        reserved: !Theme.compact
        text: qsTr(area.viewModel.error)
    }
    PagedBody {
        id: rows
        x: area.split ? area.rightX : 0
        y: area.split ? area.rightTop : message.y + message.implicitHeight + Theme.u * 8
        width: parent.width - x
        height: parent.height - y
        moreBeyond: area.viewModel.hasMore
        previousBeyond: area.viewModel.hasPrevious
        turnsHidden: area.typing && (Theme.compact || Theme.textMode > 2)
        onMoreRequested: area.viewModel.moreItems()
        onPreviousRequested: area.viewModel.previousItems()
        Repeater {
            model: area.items.length
            delegate: PageBlock {
                id: item
                required property int index
                readonly property var entry: area.items[index] ?? area.none
                gap: Theme.u * (Theme.compact ? 10 : 14)
                ListRow {
                    id: choice
                    objectName: "item_" + item.index
                    focusPolicy: Qt.TabFocus // the keyboard goes after the choice: rows that move under a finger are missed
                    text: item.entry.text
                    selected: item.entry.selected
                    onActivated: {
                        area.viewModel.chooseItem(item.entry.text)
                        choice.forceActiveFocus()
                    }
                }
            }
        }
    }
}
