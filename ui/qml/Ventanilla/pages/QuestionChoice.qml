pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question with a few answers: touch one, then Continuar. */
AnswerArea {
    id: area
    readonly property var options: viewModel.options
    readonly property var none: ({ value: "", text: "", line: "", problem: "", selected: false })

    firstFocus: title.heading

    PagedBody {
        anchors.fill: parent
        laterTop: area.rightTop
        columns: area.beside
        leftShare: (area.leftWidth + Theme.u * 2) / (width - columnGap)
        columnGap: area.rightX - area.leftWidth
        footerColumn: columns ? 1 : 0
        PageBlock {
            PageTitle {
                id: title
                level: 2
                limit: area.headingWidth
                text: qsTr(area.viewModel.question)
                lead: area.helpVisible ? qsTr(area.viewModel.help) : ""
                leadSize: 30
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 4 : 16)
            present: !Theme.compact && !Theme.veryLarge || area.viewModel.error !== ""
            ErrorLine { text: qsTr(area.viewModel.error) }
        }
        PageBlock {
            present: ways.any
            gap: Theme.u * 8
            Item {
                implicitHeight: ways.height
                WaysOut {
                    id: ways
                    viewModel: area.viewModel
                    moreHelp: area.moreHelp
                    onHelpWanted: area.helpWanted()
                }
            }
        }
        Repeater {
            model: area.options.length
            delegate: PageBlock {
                id: option
                required property int index
                readonly property var entry: area.options[index] ?? area.none
                column: 1
                gap: Theme.u * (Theme.compact ? 12 : 20)
                least: Theme.u * (Theme.compact ? 76 : 108)
                ListRow {
                    objectName: "option_" + option.entry.value
                    text: qsTr(option.entry.text)
                    line: qsTr(option.entry.problem !== "" ? option.entry.problem : option.entry.line)
                    selected: option.entry.selected
                    onActivated: area.viewModel.choose(option.entry.value)
                }
            }
        }
    }
}
