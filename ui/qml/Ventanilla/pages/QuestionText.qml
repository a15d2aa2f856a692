pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question answered by writing: a text or a telephone. The keyboard is open from the start. */
AnswerArea {
    id: area
    readonly property bool loose: beside || Theme.portrait // room for label and hint, the ways out below
    readonly property bool abreast: !loose && Theme.compact && Theme.textMode > 2 && ways.any && ways.width < width * 0.4 // ways out beside the box
    readonly property real under: loose ? 0 : Math.max(message.implicitHeight, ways.any && !abreast ? ways.height : 0) + Theme.u * 10
    readonly property real gap: Theme.u * (Theme.compact ? 8 : 16)

    keyboardLayout: viewModel.keyboard
    keyboardTarget: field
    firstFocus: field.input

    PageTitle {
        id: title
        level: 2
        width: area.beside ? area.leftWidth : parent.width
        limit: area.beside ? width : area.headingWidth
        room: area.loose ? 0 : parent.height - field.implicitHeight - area.under - area.gap
        text: qsTr(area.viewModel.question)
        lead: area.helpVisible ? qsTr(area.viewModel.help) : ""
        leadSize: 30
    }
    Field {
        id: field
        objectName: "answer"
        x: area.beside ? area.rightX : 0
        y: area.beside ? Theme.u * 8 : (area.loose ? title.implicitHeight + Theme.u * 32 : title.headingHeight + area.gap)
        width: parent.width - x - (area.abreast ? ways.width + Theme.u * 24 : 0)
        label: area.loose ? qsTr(area.viewModel.label) : ""
        accessibleName: qsTr(area.viewModel.label)
        hint: area.loose ? qsTr(area.viewModel.hint) : ""
        placeholder: area.loose || Theme.textMode > 2 ? "" : qsTr(area.viewModel.hint)
        value: area.viewModel.value
        error: qsTr(area.viewModel.error)
        messageReserved: area.loose
        maximumLength: area.viewModel.maximumLength > 0 ? area.viewModel.maximumLength : 200
        onEdited: text => area.viewModel.edit(text)
        onAccepted: area.viewModel.submit()
    }
    ErrorLine {
        id: message
        visible: !area.loose
        y: field.y + field.implicitHeight + Theme.u * 10
        width: parent.width - (ways.any && !area.abreast ? ways.width + Theme.u * 24 : 0)
        text: qsTr(area.viewModel.error)
    }
    WaysOut {
        id: ways
        viewModel: area.viewModel
        moreHelp: area.moreHelp
        x: area.loose ? field.x : parent.width - width
        y: area.abreast ? field.y + (field.boxHeight - height) / 2 : area.loose ? field.y + field.implicitHeight + Theme.u * 8 : field.y + field.implicitHeight + Theme.u * 10
        onHelpWanted: area.helpWanted()
    }
}
