pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Beside or below an answer: leave it empty, or read the hint that stepped aside. Quiet where there is room. */
Grid {
    id: ways
    required property QuestionViewModel viewModel
    property bool moreHelp: false
    readonly property bool explains: moreHelp && (viewModel.error === "" || quiet)
    readonly property bool quiet: Theme.textMode <= 2 && !Theme.compact
    readonly property bool skips: viewModel.optional && viewModel.skipText !== ""

    signal helpWanted()

    readonly property bool any: explains || skips

    visible: any
    columns: Theme.portrait && Theme.veryLarge ? 1 : 2
    spacing: Theme.u * 16
    SecondaryButton {
        objectName: "moreHelp"
        visible: ways.explains
        plain: true
        height: Math.max(Theme.u * 64, Theme.t(30) * 1.28 + Theme.u * 16)
        text: qsTr("Más información")
        onActivated: ways.helpWanted()
    }
    QuietButton {
        objectName: "skip"
        visible: ways.skips && ways.quiet
        pad: 0
        size: 30
        trailing: true
        iconName: "chevron"
        text: qsTr(ways.viewModel.skipText)
        onActivated: ways.viewModel.skip()
    }
    SecondaryButton {
        objectName: "skipButton"
        visible: ways.skips && !ways.quiet
        plain: true
        height: Math.max(Theme.u * 64, Theme.t(30) * 1.28 + Theme.u * 16)
        text: qsTr(ways.viewModel.skipText)
        onActivated: ways.viewModel.skip()
    }
}
