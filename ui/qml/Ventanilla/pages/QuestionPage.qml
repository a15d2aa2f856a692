pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 5: one question. Its kind chooses how it is answered; back, bar and messages are the same for all. */
CitizenPage {
    id: page
    required property QuestionViewModel viewModel
    readonly property string pageId: viewModel.pageId
    readonly property AnswerArea area: answer.item as AnswerArea

    objectName: "page-question"
    firstFocus: area ? area.firstFocus : null
    keyboardLayout: area ? area.keyboardLayout : ""
    keyboardTarget: area ? area.keyboardTarget : null
    primaryText: qsTr("Continuar")
    onPrimaryRequested: viewModel.submit()
    onPageIdChanged: help.opened = false

    Loader {
        id: answer
        anchors.fill: parent
        sourceComponent: page.viewModel.kind === "choice" ? choice : page.viewModel.kind === "list" ? list
                       : page.viewModel.kind === "date" ? date : page.viewModel.kind === "scan" ? scan : words
    }
    Component { id: choice; QuestionChoice { viewModel: page.viewModel; headingWidth: page.headingWidth; onHelpWanted: help.opened = true } }
    Component { id: list; QuestionList { viewModel: page.viewModel; headingWidth: page.headingWidth; onHelpWanted: help.opened = true } }
    Component { id: words; QuestionText { viewModel: page.viewModel; headingWidth: page.headingWidth; onHelpWanted: help.opened = true } }
    Component { id: date; QuestionDate { viewModel: page.viewModel; headingWidth: page.headingWidth; onHelpWanted: help.opened = true } }
    Component { id: scan; QuestionScan { viewModel: page.viewModel; headingWidth: page.headingWidth; onHelpWanted: help.opened = true } }

    DialogPanel {
        id: help
        parent: page
        title: qsTr("Más información")
        text: qsTr(page.viewModel.help)
        iconName: "info"
        primaryText: qsTr("Seguir con la pregunta")
        onPrimaryRequested: {
            opened = false
            page.firstFocus.forceActiveFocus()
        }
    }
}
