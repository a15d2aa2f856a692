pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Help for the step one was at, and who to call. Closing returns to it with nothing lost. */
CitizenPage {
    id: page
    required property HelpViewModel viewModel

    objectName: "page-help"
    firstFocus: title.heading
    backVisible: false
    stepCount: 0
    primaryText: qsTr("Seguir donde estaba")
    primaryIcon: "check"
    onPrimaryRequested: viewModel.close()

    PagedBody {
        anchors.fill: parent
        columns: Theme.wide && Theme.textMode <= 2 && page.viewModel.phone !== ""
        leftShare: 0.6
        columnGap: Theme.u * 96
        PageBlock {
            PageTitle { id: title; limit: page.headingWidth; text: qsTr(page.viewModel.title) }
        }
        Repeater {
            model: page.viewModel.paragraphs
            delegate: PageBlock {
                id: row
                required property string modelData
                required property int index
                gap: Theme.u * (row.index === 0 ? 36 : 24)
                TextBlock { size: 34; text: qsTr(row.modelData) }
            }
        }
        PageBlock {
            column: 1
            present: page.viewModel.phone !== ""
            gap: Theme.u * 36
            HelpPhone { phone: page.viewModel.phone }
        }
    }
}
