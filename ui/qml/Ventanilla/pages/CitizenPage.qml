pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** What every citizen page has in common: where it is in the trámite, and where each utility leads. */
PageFrame {
    id: page
    required property ShellViewModel shell
    property bool backToShell: true // false: the page itself has something to leave first
    property Item firstFocus: null // what is announced when the page appears

    // Very large text gives up the header: the step stands at the right, where the body begins.
    readonly property real laterTop: Theme.veryLarge && stepCount > 0 ? Theme.textS * 1.36 + Theme.u * 20 : 0

    listenVisible: shell.canListen
    speaking: shell.speaking
    tramite: qsTr(shell.tramite)
    step: shell.step
    stepCount: shell.stepCount
    finishText: qsTr(shell.finishText)
    onBackRequested: {
        if (backToShell)
            shell.back()
    }
    onHelpRequested: shell.openHelp()
    onListenRequested: shell.listen()
    onSettingsRequested: shell.openSettings()
    onFinishRequested: shell.finish()
}
