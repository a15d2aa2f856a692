pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** What the kinds of question share: the question at the left in Wide, above the answer elsewhere. */
Item {
    id: area
    required property QuestionViewModel viewModel
    property string keyboardLayout
    property Field keyboardTarget: null
    property Item firstFocus: null
    property real headingWidth: width
    readonly property bool beside: Theme.wide && Theme.textMode <= 2
    readonly property bool helpVisible: viewModel.help !== "" && !Theme.hintsHidden && (Theme.textMode <= 2 || Theme.portrait)
    readonly property bool moreHelp: viewModel.help !== "" && !helpVisible
    readonly property real leftWidth: beside ? Theme.u * 706 : (width - Theme.u * 40) / 2
    readonly property real rightX: beside ? Theme.u * 876 : width - leftWidth

    // Very large text gives up the header: the step stands where the right column would begin.
    readonly property real rightTop: Theme.veryLarge ? Theme.textS * 1.36 + Theme.u * 20 : 0

    signal helpWanted()
}
