pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The whole desk as an item: bar, three columns, keys and line at the foot, what lies over it. */
Item {
    id: scene
    required property DeskViewModel viewModel
    readonly property bool covered: viewModel.overlay !== ""
    readonly property string pageKey: viewModel.pageKey
    readonly property string stage: viewModel.stage
    readonly property real gap: Theme.u * 16

    function takeFocus(): void {
        if (covered)
            dialog.takeFocus()
        else if (stage === "choose")
            choose.takeFocus()
        else if (stage === "done")
            filed.takeFocus()
        else
            capture.takeFocus()
    }
    function toCase(): void { caseFile.takeFocus() }

    onPageKeyChanged: Qt.callLater(takeFocus)
    onCoveredChanged: Qt.callLater(takeFocus)
    Component.onCompleted: takeFocus()

    DeskBar { id: bar; width: parent.width; viewModel: scene.viewModel; enabled: !scene.covered }
    Item {
        id: columns
        anchors { top: bar.bottom; bottom: foot.top; left: parent.left; right: parent.right; margins: scene.gap }
        enabled: !scene.covered
        visible: !scene.covered

        CasePanel {
            id: caseFile
            objectName: "casePanel"
            width: Math.max(Theme.u * 290, parent.width * 0.22)
            height: parent.height
            viewModel: scene.viewModel.caseFile
        }
        Item {
            id: centre
            anchors { left: caseFile.right; right: side.left; leftMargin: scene.gap; rightMargin: scene.gap; top: parent.top; bottom: parent.bottom }
            ChoosePanel { id: choose; objectName: "choosePanel"; anchors.fill: parent; visible: scene.stage === "choose"; viewModel: scene.viewModel.choose }
            CapturePanel {
                id: capture
                objectName: "capturePanel"
                anchors.fill: parent
                visible: scene.stage !== "choose" && scene.stage !== "done"
                viewModel: scene.viewModel.capture
            }
            FiledPanel { id: filed; anchors.fill: parent; visible: scene.stage === "done"; viewModel: scene.viewModel }
        }
        SidePanel {
            id: side
            objectName: "sidePanel"
            anchors.right: parent.right
            width: Math.max(Theme.u * 270, parent.width * 0.2)
            height: parent.height
            viewModel: scene.viewModel
        }
    }
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.u * 34
        color: Theme.sunken
        DeskText {
            x: Theme.u * 20
            anchors.verticalCenter: parent.verticalCenter
            small: true
            secondary: true
            text: "Tab siguiente   ·   Alt+1 caso   ·   Alt+2 trámite   ·   Alt+← anterior   ·   Ctrl+Intro guardar   ·   F9 terminar   ·   F1 ayuda"
        }
        DeskText {
            objectName: "line"
            anchors { right: parent.right; rightMargin: Theme.u * 20; verticalCenter: parent.verticalCenter }
            small: true
            bold: true
            color: scene.viewModel.lineKind === "none" ? Theme.ink2 : Theme.statusColor(scene.viewModel.lineKind)
            text: scene.viewModel.lineText
        }
    }
    DeskDialog { id: dialog; anchors { fill: columns; margins: -scene.gap } viewModel: scene.viewModel }
}
