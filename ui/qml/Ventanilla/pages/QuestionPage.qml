pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 5: one question. Its kind chooses how it is answered; back, bar and messages are the same for all. */
CitizenPage {
    id: page
    required property QuestionViewModel viewModel
    readonly property string pageKey: shell.pageKey
    readonly property AnswerArea area: answer.item as AnswerArea

    objectName: "page-question"
    firstFocus: area ? area.firstFocus : null
    keyboardLayout: area ? area.keyboardLayout : ""
    keyboardTarget: area ? area.keyboardTarget : null
    primaryText: qsTr("Continuar")
    onPrimaryRequested: viewModel.submit()
    onPageKeyChanged: renew()
    Component.onCompleted: renew()

    // A new answer area for each question: nothing typed into the one before can stay in it.
    function renew(): void {
        help.opened = false
        answer.sourceComponent = undefined
        answer.sourceComponent = viewModel.kind === "choice" ? choice : viewModel.kind === "list" ? list
                               : viewModel.kind === "date" ? date : viewModel.kind === "scan" ? scan : words
    }

    Loader {
        id: answer
        anchors.fill: parent
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
