pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Danger first: what to do now, and whom to call, before anything else is asked. Calm, and impossible to miss. */
CitizenPage {
    id: page
    required property SafetyViewModel viewModel
    readonly property real stripe: Theme.u * (Theme.compact ? 20 : 28)
    readonly property bool beside: !Theme.portrait && Theme.textMode <= 2

    objectName: "page-safety"
    firstFocus: title.heading
    // Beside four utilities there is room for about forty letters.
    primaryText: Theme.compact || Theme.textMode > 2 || qsTr(viewModel.goOnText).length > 40 ? qsTr("Continuar") : qsTr(viewModel.goOnText)
    stepCount: Theme.veryLarge ? 0 : shell.stepCount
    onPrimaryRequested: viewModel.goOn()

    Rectangle {
        id: alarm
        x: -Theme.margin
        width: page.width
        y: Theme.u * -8
        height: page.height // the bar stands over its end
        color: Theme.badBg
        Rectangle { width: page.stripe; height: parent.height; color: Theme.bad }
        Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.bad }
    }
    PagedBody {
        anchors { fill: parent; topMargin: Theme.u * (Theme.compact ? 16 : 32); bottomMargin: Theme.u * (Theme.compact ? 8 : 24) }
        columns: page.beside
        acrossGap: Theme.u * (Theme.compact ? 20 : 40)
        leftShare: 0.64
        columnGap: Theme.u * (Theme.compact ? 36 : 72)
        PageBlock {
            column: -1
            PageTitle {
                id: title
                limit: page.headingWidth
                text: qsTr(page.viewModel.question)
                discKind: "bad"
                discIcon: "danger"
                leadStrong: true
                lead: qsTr(page.viewModel.lead)
            }
        }
        PageBlock {
            present: !page.beside
            Row {
                id: calls
                spacing: Theme.gutter
                Repeater {
                    model: page.viewModel.phones
                    delegate: PhonePlate {
                        required property string modelData
                        width: (calls.width - (page.viewModel.phones.length - 1) * Theme.gutter) / page.viewModel.phones.length
                        number: modelData
                    }
                }
            }
        }
        Repeater {
            model: page.viewModel.steps
            delegate: PageBlock {
                id: row
                required property string modelData
                required property int index
                gap: Theme.u * (Theme.compact ? 14 : 32)
                NumberedLine { number: row.index + 1; kind: "bad"; size: 36; bold: true; text: qsTr(row.modelData) }
            }
        }
        Repeater {
            model: page.viewModel.phones
            delegate: PageBlock {
                id: call
                required property string modelData
                column: 1
                present: page.beside
                gap: Theme.u * (Theme.compact ? 14 : 24)
                PhonePlate { number: call.modelData }
            }
        }
    }
}
