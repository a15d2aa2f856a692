pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question answered by the code reader; its field takes the figures from whoever cannot use it. */
AnswerArea {
    id: area
    readonly property bool split: !Theme.portrait
    readonly property bool typing: field.focused
    readonly property real taken: field.implicitHeight + (ways.any ? ways.height + Theme.u * 8 : 0) + Theme.u * 24

    keyboardLayout: typing ? viewModel.keyboard : ""
    keyboardTarget: field
    firstFocus: title.heading

    PageTitle {
        id: title
        level: 2
        width: area.split ? area.leftWidth : parent.width
        limit: area.split ? width : area.headingWidth
        room: area.split && (area.typing || !area.beside) ? parent.height - area.taken : 0
        text: qsTr(area.viewModel.question)
        lead: area.helpVisible && !(area.split && area.typing) ? qsTr(area.viewModel.help) : ""
        leadSize: 30
    }
    ScanPanel {
        id: panel
        readonly property bool shown: height > Theme.u * 120
        kind: area.viewModel.scanKind
        text: qsTr(area.viewModel.scanText)
        x: area.split ? area.rightX : 0
        y: area.split ? area.rightTop : title.implicitHeight + Theme.u * 32
        width: parent.width - x
        height: area.split ? parent.height - y : Math.min(Theme.u * 560, parent.height - y - area.taken)
        visible: shown
    }
    Field {
        id: field
        objectName: "answer"
        y: area.split ? (title.room > 0 ? title.headingHeight : title.implicitHeight) + Theme.u * 24
                      : (panel.shown ? panel.y + panel.height : title.implicitHeight) + Theme.u * 24
        width: area.split ? area.leftWidth : parent.width
        label: Theme.compact || Theme.textMode > 2 && area.split ? "" : qsTr(area.viewModel.label)
        accessibleName: qsTr(area.viewModel.label)
        hint: area.typing || Theme.hintsHidden ? "" : qsTr(area.viewModel.hint)
        placeholder: label === "" ? qsTr(area.viewModel.label) : ""
        value: area.viewModel.value
        error: qsTr(area.viewModel.error)
        maximumLength: area.viewModel.maximumLength > 0 ? area.viewModel.maximumLength : 200
        onEdited: text => area.viewModel.edit(text)
        onAccepted: area.viewModel.submit()
    }
    WaysOut {
        id: ways
        viewModel: area.viewModel
        moreHelp: area.moreHelp && !(area.typing && area.split)
        y: field.y + field.implicitHeight + Theme.u * 8
        onHelpWanted: area.helpWanted()
    }
}
