pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question answered by a day: today, yesterday, or day, month and year in figures. */
AnswerArea {
    id: area
    readonly property bool typing: day.focused || month.focused || year.focused
    readonly property bool split: !Theme.portrait
    readonly property real leftRoom: split ? height - quick.height - (ways.any ? ways.height + Theme.u * 12 : 0) - Theme.u * 24 : 0

    keyboardLayout: typing ? "numero" : ""
    keyboardTarget: year.focused ? year : month.focused ? month : day
    firstFocus: title.heading

    PageTitle {
        id: title
        level: 2
        width: area.split ? area.leftWidth : parent.width
        limit: area.split ? width : area.headingWidth
        room: area.beside ? 0 : area.leftRoom
        text: qsTr(area.viewModel.question)
        lead: area.helpVisible && !(area.split && !area.beside && area.typing) ? qsTr(area.viewModel.help) : ""
        leadSize: 30
    }
    Row {
        id: quick
        readonly property real below: (title.room > 0 ? title.headingHeight : title.implicitHeight) + Theme.u * 24
        x: area.beside ? area.rightX : 0
        y: area.beside ? Theme.u * 8 : below
        spacing: Theme.u * 16
        SecondaryButton {
            objectName: "today"
            width: area.beside ? (area.width - area.rightX - quick.spacing) / 2 : Math.max(implicitWidth, Theme.u * 190)
            text: qsTr(area.viewModel.todayText)
            onActivated: area.viewModel.chooseToday()
        }
        SecondaryButton {
            objectName: "yesterday"
            width: area.beside ? (area.width - area.rightX - quick.spacing) / 2 : Math.max(implicitWidth, Theme.u * 190)
            text: qsTr(area.viewModel.yesterdayText)
            onActivated: area.viewModel.chooseYesterday()
        }
    }
    WaysOut {
        id: ways
        viewModel: area.viewModel
        moreHelp: area.moreHelp
        y: (area.beside ? title.implicitHeight : quick.y + quick.height) + Theme.u * 12
        onHelpWanted: area.helpWanted()
    }
    Column {
        x: area.split ? area.rightX : 0
        y: area.beside ? quick.y + quick.height + Theme.u * 24 : area.split ? area.rightTop + Theme.u * 8 : (ways.any ? ways.y + ways.height : quick.y + quick.height) + Theme.u * 32
        width: parent.width - x
        spacing: Theme.u * 8
        TextBlock {
            width: parent.width
            visible: text !== "" && !Theme.hintsHidden
            text: qsTr(area.viewModel.label)
            size: 27
            secondary: true
        }
        Row {
            id: fields
            readonly property real unit: (parent.width - 2 * spacing) / 8
            width: parent.width
            spacing: Theme.u * 20
            Field {
                id: day
                objectName: "day"
                width: fields.unit * 2.4
                messageReserved: false
                label: qsTr("Día")
                maximumLength: 2
                value: area.viewModel.day
                error: area.viewModel.error !== "" ? " " : ""
                onEdited: text => area.viewModel.setDay(text)
                onAccepted: month.takeFocus()
            }
            Field {
                id: month
                objectName: "month"
                width: fields.unit * 2.4
                messageReserved: false
                label: qsTr("Mes")
                maximumLength: 2
                value: area.viewModel.month
                error: area.viewModel.error !== "" ? " " : ""
                onEdited: text => area.viewModel.setMonth(text)
                onAccepted: year.takeFocus()
            }
            Field {
                id: year
                objectName: "year"
                width: fields.unit * 3.2
                messageReserved: false
                label: qsTr("Año")
                maximumLength: 4
                value: area.viewModel.year
                error: area.viewModel.error !== "" ? " " : ""
                onEdited: text => area.viewModel.setYear(text)
                onAccepted: area.viewModel.submit()
            }
        }
        ErrorLine { width: parent.width; text: qsTr(area.viewModel.error) }
    }
}
