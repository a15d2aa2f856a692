pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 7: the last look. Rows to correct, what one declares, and Enviar only when everything was seen. */
CitizenPage {
    id: page
    required property ReviewViewModel viewModel
    readonly property var answers: viewModel.valuesHidden ? [] : viewModel.rows
    readonly property var none: ({ pageId: "", label: "", value: "", changed: false, problem: "" })

    objectName: "page-review"
    firstFocus: title.heading
    primaryText: rows.hasMore ? qsTr("Ver más") : qsTr(viewModel.primaryText)
    primaryIcon: rows.hasMore ? "down" : "arrow"
    primaryEnabled: rows.hasMore || viewModel.canSend
    onPrimaryRequested: {
        if (rows.hasMore)
            rows.forward()
        else
            viewModel.send()
    }

    PagedBody {
        id: rows
        anchors.fill: parent
        laterTop: page.laterTop
        columns: Theme.wide && Theme.textMode <= 2
        leftShare: 0.666
        acrossGap: Theme.u * 20
        ownButtons: false
        moreBeyond: page.viewModel.hasMore
        previousBeyond: page.viewModel.hasPrevious
        onMoreRequested: page.viewModel.moreRows()
        onPreviousRequested: page.viewModel.previousRows()
        PageBlock {
            column: -1
            PageTitle {
                id: title
                limit: page.headingWidth
                text: qsTr("Revise y envíe")
                lead: Theme.hintsHidden ? "" : qsTr("Lea sus datos. Si algo está mal, toque «Cambiar».")
                leadSize: 32
            }
        }
        PageBlock {
            present: page.viewModel.trouble !== ""
            gap: Theme.u * 12
            Banner { kind: "bad"; title: qsTr(page.viewModel.trouble) }
        }
        PageBlock {
            present: page.viewModel.valuesHidden
            gap: Theme.u * 12
            HiddenValues { onShowRequested: page.viewModel.showValues() }
        }
        Repeater {
            model: page.answers.length
            delegate: PageBlock {
                id: row
                required property int index
                readonly property var entry: page.answers[index] ?? page.none
                readonly property bool first: index === 0
                readonly property bool last: index === page.answers.length - 1
                gap: row.first ? Theme.u * (Theme.compact ? 12 : 24) : -Theme.cardLine
                Rectangle {
                    implicitHeight: line.implicitHeight
                    topLeftRadius: row.first ? Theme.cardRadius : 0
                    topRightRadius: topLeftRadius
                    bottomLeftRadius: row.last ? Theme.cardRadius : 0
                    bottomRightRadius: bottomLeftRadius
                    color: Theme.surface
                    border { width: Theme.cardLine; color: Theme.line }
                    ReviewRow {
                        id: line
                        x: Theme.u * (Theme.compact ? 24 : 36)
                        width: parent.width - 2 * x
                        height: implicitHeight
                        objectName: "row_" + row.entry.pageId
                        label: qsTr(row.entry.label)
                        value: row.entry.value
                        changed: row.entry.changed
                        problem: qsTr(row.entry.problem)
                        divided: false
                        onChangeRequested: page.viewModel.change(row.entry.pageId)
                    }
                }
            }
        }
        PageBlock {
            column: 1
            stretch: rows.columns
            present: rows.columns || !page.viewModel.hasMore
            DeclarationPanel { lines: page.viewModel.declaration }
        }
    }
}
