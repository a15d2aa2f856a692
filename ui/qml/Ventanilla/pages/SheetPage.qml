pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 3: what it needs, takes and costs, and what works now, before the first question. */
CitizenPage {
    id: page
    required property SheetViewModel viewModel
    readonly property bool together: Theme.textMode <= 2 && Theme.wide // facts and devices on one card

    objectName: "page-sheet"
    firstFocus: title.heading
    primaryText: viewModel.canStart ? qsTr("Empezar") : ""
    onPrimaryRequested: viewModel.begin()

    PagedBody {
        anchors.fill: parent
        columns: !Theme.portrait && (Theme.wide || !Theme.narrow && Theme.textMode <= 2 || Theme.textMode === 1)
        leftShare: Theme.wide ? 0.615 : 0.6
        columnGap: Theme.u * (Theme.wide ? 104 : 32)
        PageBlock {
            PageTitle {
                id: title
                limit: page.headingWidth
                text: qsTr(page.viewModel.name)
                lead: qsTr(page.viewModel.result)
            }
        }
        PageBlock {
            present: page.viewModel.nowKind !== "ok"
            Banner { kind: page.viewModel.nowKind; title: page.viewModel.nowText }
        }
        PageBlock {
            present: page.viewModel.requirements.length > 0
            keepWithNext: true
            gap: Theme.u * (Theme.compact ? 16 : 32)
            TextBlock { text: qsTr("Tenga a la mano"); size: 34; bold: true }
        }
        Repeater {
            model: page.viewModel.requirements
            delegate: PageBlock {
                id: need
                required property var modelData
                required property int index
                gap: Theme.u * (Theme.compact ? 10 : 18)
                InfoRow {
                    objectName: "requirement_" + need.index
                    iconName: need.modelData.icon
                    title: qsTr(need.modelData.text)
                    text: qsTr(need.modelData.detail)
                }
            }
        }
        PageBlock {
            present: page.viewModel.nowKind === "ok" && page.viewModel.nowText !== ""
            IconLine { iconName: "check-circle"; iconColor: Theme.ok; text: page.viewModel.nowText }
        }
        PageBlock {
            present: page.viewModel.agencyText !== ""
            gap: Theme.u * 16
            TextBlock { text: page.viewModel.agencyText; size: 28; secondary: true }
        }
        PageBlock {
            column: 1
            stretch: Theme.wide && page.together
            SheetFacts { viewModel: page.viewModel; devicesVisible: page.together }
        }
        PageBlock {
            column: 1
            present: !page.together
            SheetFacts { viewModel: page.viewModel; factsVisible: false }
        }
    }
}
