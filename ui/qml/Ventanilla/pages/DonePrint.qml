pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The print state as the view-model knows it; the citizen answers when the printer cannot. */
PrintStateCard {
    id: card
    required property DoneViewModel viewModel
    kind: viewModel.printKind === "busy" ? "info" : viewModel.printKind
    title: qsTr(viewModel.printTitle)
    text: qsTr(viewModel.printText)
    progress: viewModel.printProgress
    asks: viewModel.asksPaper
    onAnsweredYes: viewModel.paperCameOut(true)
    onAnsweredNo: viewModel.paperCameOut(false)
}
