pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screens 8 and 10: proof in hand. Kept here until it is sent, or received; the paper only as far as it is known. */
CitizenPage {
    id: page
    required property DoneViewModel viewModel
    readonly property bool beside: Theme.wide && Theme.textMode <= 2

    objectName: "page-done"
    firstFocus: title.heading
    stepCount: 0
    backVisible: false
    finishVisible: false
    primaryText: Theme.textMode > 2 && Theme.compact ? qsTr("Terminar") : Theme.textMode > 2 || Theme.compact ? qsTr("Terminar y borrar") : qsTr("Terminar y borrar mis datos")
    primaryIcon: "exit"
    secondaryText: Theme.compact ? qsTr("Otro trámite") : qsTr("Hacer otro trámite")
    onPrimaryRequested: viewModel.finish()
    onSecondaryRequested: viewModel.another()

    PagedBody {
        anchors { fill: parent; topMargin: Theme.wide ? -Theme.u * 16 : 0 }
        columns: page.beside
        leftShare: page.viewModel.received ? 0.672 : 0.61
        columnGap: Theme.u * (Theme.compact ? 24 : page.viewModel.received ? 24 : 48)
        acrossGap: Theme.u * (Theme.compact ? 12 : 24)
        PageBlock {
            column: -1
            PageTitle {
                id: title
                limit: page.headingWidth
                discKind: page.viewModel.received ? "ok" : "info"
                discIcon: page.viewModel.received ? "check" : "save"
                text: qsTr(page.viewModel.heading)
                lead: page.viewModel.received ? page.viewModel.when : qsTr(page.viewModel.subheading)
                leadSize: page.viewModel.received ? 30 : 32
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 12 : 24)
            FolioPlate {
                folio: page.viewModel.folio
                caption: qsTr(page.viewModel.folioCaption)
                note: Theme.hintsHidden ? "" : qsTr(page.viewModel.folioNote)
                provisional: !page.viewModel.received
                chip: qsTr(page.viewModel.chip)
                folioSize: Theme.wide && !provisional ? Theme.folio : Theme.wide ? Theme.u * 78 : Theme.portrait ? Theme.u * 70 : Theme.u * 62
            }
        }
        PageBlock {
            column: page.viewModel.received ? 0 : 1
            gap: Theme.u * (Theme.compact ? 12 : 24)
            DonePrint { viewModel: page.viewModel }
        }
        PageBlock {
            present: !page.viewModel.received && Theme.textMode <= 2
            gap: Theme.u * 24
            Timeline {
                step: Theme.u * (Theme.compact ? 92 : 112)
                items: page.viewModel.timeline
            }
        }
        Repeater {
            model: page.viewModel.received || Theme.textMode <= 2 ? [] : page.viewModel.timeline
            delegate: PageBlock {
                id: entry
                required property var modelData
                Timeline { items: [entry.modelData] }
            }
        }
        PageBlock {
            present: page.viewModel.received && page.viewModel.follows.length > 0
            keepWithNext: true
            gap: Theme.u * 18
            TextBlock { text: qsTr("Qué sigue"); size: 34; bold: true }
        }
        Repeater {
            model: page.viewModel.received ? page.viewModel.follows : []
            delegate: PageBlock {
                id: next
                required property string modelData
                required property int index
                gap: Theme.u * 8
                NumberedLine { number: next.index + 1; text: qsTr(next.modelData) }
            }
        }
        PageBlock {
            column: 1
            present: page.viewModel.clave !== ""
            ClavePlate { clave: page.viewModel.clave; note: qsTr(page.viewModel.claveNote) }
        }
        PageBlock {
            column: 1
            stretch: page.beside
            present: page.viewModel.qrText !== "" && (page.viewModel.received || page.viewModel.clave !== "")
            QrCard { qrText: page.viewModel.qrText; beside: !page.beside; small: !page.viewModel.received }
        }
        PageBlock {
            column: 1
            present: !page.viewModel.received && (page.viewModel.dateText !== "" || page.viewModel.danger !== "")
            stretch: page.beside && page.viewModel.clave === ""
            DateAndDanger { viewModel: page.viewModel }
        }
    }
}
