pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 9: the trámite is safe, the paper failed, and these are the ways to the proof. */
CitizenPage {
    id: page
    required property DoneViewModel viewModel

    objectName: "page-paper"
    firstFocus: title.heading
    stepCount: 0
    backVisible: viewModel.bigQr
    backToShell: false
    finishVisible: false
    primaryText: Theme.textMode > 2 || Theme.compact ? qsTr("Terminar y borrar") : qsTr("Terminar y borrar mis datos")
    primaryIcon: "exit"
    onPrimaryRequested: viewModel.finish()
    onBackRequested: viewModel.hideQr()

    PagedBody {
        id: body
        anchors { fill: parent; topMargin: Theme.wide ? -Theme.u * 14 : 0 }
        visible: !page.viewModel.bigQr
        PageBlock {
            PageTitle {
                id: title
                limit: page.headingWidth
                text: qsTr(page.viewModel.safeHeading)
                lead: qsTr(page.viewModel.safeText)
                leadSize: 32
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 12 : 16)
            FolioBand {
                id: band
                folio: page.viewModel.folio
                caption: qsTr(page.viewModel.folioCaption)
                note: Theme.hintsHidden ? "" : qsTr(page.viewModel.folioNote)
                provisional: !page.viewModel.received
                clave: beside ? page.viewModel.clave : ""
                claveNote: qsTr(page.viewModel.claveNote)
            }
        }
        PageBlock {
            present: !band.beside && page.viewModel.clave !== ""
            gap: Theme.u * (Theme.compact ? 12 : 16)
            ClavePlate { clave: page.viewModel.clave; note: qsTr(page.viewModel.claveNote) }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 12 : 16)
            Banner { kind: "warn"; title: qsTr(page.viewModel.paperTitle); text: qsTr(page.viewModel.paperText) }
        }
        PageBlock {
            keepWithNext: true
            gap: Theme.u * (Theme.compact ? 12 : 16)
            PaperWaysTitle { staffKey: page.viewModel.staffKey }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 10 : 16)
            PaperWays { viewModel: page.viewModel }
        }
    }
    Item {
        visible: page.viewModel.bigQr
        anchors.fill: parent
        Heading {
            id: qrTitle
            width: page.headingWidth
            text: qsTr("Lléveselo en su celular")
        }
        QrCard {
            id: qr
            anchors { left: parent.left; right: parent.right; top: qrTitle.bottom; topMargin: Theme.u * 20; bottom: parent.bottom }
            beside: !Theme.portrait
            largeHeight: parent.height - y
            qrText: page.viewModel.qrText
        }
    }
}
