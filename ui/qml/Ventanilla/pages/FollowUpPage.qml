pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Find a trámite again: first its folio, then its clave, typed or read from the comprobante. */
CitizenPage {
    id: page
    required property FollowUpViewModel viewModel
    readonly property bool asksClave: viewModel.stage === "clave"
    readonly property bool beside: Theme.wide && Theme.textMode <= 2
    readonly property bool loose: beside || Theme.portrait

    objectName: "page-follow-up"
    firstFocus: field.input
    keyboardLayout: viewModel.keyboard !== "" ? viewModel.keyboard : "folio"
    keyboardTarget: field
    primaryText: qsTr("Continuar")
    onPrimaryRequested: viewModel.submit()
    onAsksClaveChanged: Qt.callLater(refill)

    // What was typed before belongs to the other of the two.
    function refill(): void { field.input.text = asksClave ? viewModel.clave : viewModel.folio }

    PageTitle {
        id: title
        level: 2
        width: page.beside ? Theme.u * 706 : parent.width
        limit: page.beside ? width : page.headingWidth
        room: page.loose ? 0 : parent.height - field.implicitHeight - Theme.u * 12 - (page.asksClave ? without.height : 0)
        text: page.asksClave ? qsTr("¿Cuál es su clave?") : qsTr("¿Cuál es su folio?")
        lead: !page.loose ? "" : page.asksClave ? qsTr("Viene en la parte que se corta de su comprobante.")
                                                : qsTr("Viene en su comprobante. Son cuatro grupos de cuatro.")
        leadSize: 30
    }
    Field {
        id: field
        objectName: "answer"
        x: page.beside ? Theme.u * 876 : 0
        y: page.beside ? Theme.u * 8 : page.loose ? title.implicitHeight + Theme.u * 32 : title.headingHeight + Theme.u * 8
        width: parent.width - x
        mono: true
        capitals: true
        label: !page.loose ? "" : accessibleName
        accessibleName: page.asksClave ? qsTr("Clave") : qsTr("Folio")
        value: page.asksClave ? page.viewModel.clave : page.viewModel.folio
        error: qsTr(page.viewModel.error)
        onEdited: text => page.viewModel.edit(text)
        onAccepted: page.viewModel.submit()
    }
    SecondaryButton {
        id: without
        objectName: "withoutClave"
        visible: page.asksClave
        plain: true
        height: Math.max(Theme.u * 64, Theme.t(30) * 1.28 + Theme.u * 16)
        x: page.loose ? field.x : parent.width - width
        y: field.y + field.implicitHeight + Theme.u * (page.loose ? 16 : 0)
        text: qsTr("No tengo mi clave")
        onActivated: page.viewModel.withoutClave()
    }
    IconLine {
        id: status
        visible: !page.asksClave && text !== "" && (page.loose || page.viewModel.error === "")
        x: field.x
        y: field.y + field.implicitHeight + (page.loose ? Theme.u * 12 : -implicitHeight)
        width: field.width
        height: implicitHeight
        iconName: page.viewModel.scanKind === "ok" ? "check-circle" : page.viewModel.scanKind === "bad" ? "alert" : "scan"
        iconColor: page.viewModel.scanKind === "info" ? Theme.primary : Theme.statusColor(page.viewModel.scanKind)
        text: page.viewModel.waiting ? qsTr(page.viewModel.waitingText) : qsTr(page.viewModel.scanText)
    }
}
