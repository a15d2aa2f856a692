pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** How a filed trámite goes: what happened, what is happening, what comes. */
CitizenPage {
    id: page
    required property FollowUpViewModel viewModel
    readonly property bool beside: !Theme.portrait && Theme.textMode <= 2

    objectName: "page-case"
    firstFocus: title.heading
    primaryText: Theme.textMode > 2 || Theme.compact ? qsTr("Ver otro") : qsTr("Ver otro trámite")
    primaryIcon: "search"
    onPrimaryRequested: viewModel.another()

    PagedBody {
        anchors.fill: parent
        columns: page.beside
        leftShare: 0.58
        PageBlock {
            column: -1
            PageTitle {
                id: title
                limit: page.headingWidth
                discKind: "info"
                discIcon: "receipt"
                text: page.viewModel.caseHeading !== "" ? qsTr(page.viewModel.caseHeading) : qsTr("Su trámite")
                lead: qsTr(page.viewModel.stateText)
                leadSize: 32
            }
        }
        PageBlock {
            present: page.viewModel.error !== ""
            Banner { kind: "warn"; text: qsTr(page.viewModel.error) }
        }
        PageBlock {
            present: page.viewModel.waitingText !== ""
            Banner { kind: "info"; iconName: "clock"; text: qsTr(page.viewModel.waitingText) }
        }
        PageBlock {
            present: page.viewModel.printKind !== ""
            PrintStateCard {
                kind: page.viewModel.printKind === "busy" ? "info" : page.viewModel.printKind
                title: qsTr(page.viewModel.printTitle)
                text: qsTr(page.viewModel.printText)
            }
        }
        PageBlock {
            present: page.viewModel.timeline.length > 0 && Theme.textMode <= 2
            gap: Theme.u * 32
            Timeline { items: page.viewModel.timeline }
        }
        Repeater {
            model: Theme.textMode <= 2 ? [] : page.viewModel.timeline
            delegate: PageBlock {
                id: entry
                required property var modelData
                Timeline { items: [entry.modelData] }
            }
        }
        PageBlock {
            column: 1
            present: page.viewModel.caseFolio !== ""
            FolioPlate { folio: page.viewModel.caseFolio; folioSize: Theme.u * (Theme.compact ? 48 : 64); chip: "" }
        }
        PageBlock {
            column: 1
            present: page.viewModel.agencyFolio !== ""
            gap: Theme.u * 16
            InfoRow { iconName: "building"; title: page.viewModel.agencyFolio }
        }
        PageBlock {
            column: 1
            present: page.viewModel.nextStep !== ""
            gap: Theme.u * 16
            InfoRow { iconName: "clock"; title: qsTr("Qué sigue"); text: qsTr(page.viewModel.nextStep) }
        }
        PageBlock {
            column: 1
            present: page.viewModel.canPrintAcuse
            SecondaryButton {
                objectName: "printAcuse"
                iconName: "printer"
                text: qsTr("Imprimir acuse")
                onActivated: page.viewModel.printAcuse()
            }
        }
    }
}
