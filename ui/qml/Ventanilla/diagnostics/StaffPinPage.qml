pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The PIN of staff, between two citizens. Spanish only: staff texts are not translated. */
Rectangle {
    id: page
    required property StaffViewModel viewModel
    required property ShellViewModel shell
    readonly property Item firstFocus: heading

    objectName: "page-staff-pin"
    color: Theme.paper
    Component.onCompleted: Theme.guard()
    // A terminal with a keyboard: digits typed on it are taken as if touched.
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            page.viewModel.erase()
        else
            page.viewModel.digit(event.text)
    }
    Keys.onReturnPressed: page.viewModel.enter()
    Keys.onEnterPressed: page.viewModel.enter()

    Rectangle { width: parent.width; height: Math.round(Theme.u * 10); color: Theme.primary }
    Column {
        id: words
        x: Theme.margin
        y: Theme.u * (Theme.portrait ? 96 : Theme.compact ? 48 : 120)
        width: (Theme.portrait ? parent.width : pad.x) - x - Theme.margin
        spacing: Theme.u * 24
        Heading {
            id: heading
            objectName: "heading"
            width: parent.width
            text: "Personal de la ventanilla"
        }
        TextBlock {
            width: parent.width
            text: "Escriba su PIN personal. Si llegó aquí sin querer, toque Regresar."
            secondary: true
        }
        Banner {
            visible: page.viewModel.message !== ""
            width: parent.width
            kind: "bad"
            title: page.viewModel.message
        }
    }
    PinPad {
        id: pad
        x: Theme.portrait ? (page.width - width) / 2 : page.width - width - Theme.margin
        y: Theme.portrait ? page.height - Theme.u * 260 - height : (actions.y - height) / 2 + Theme.u * 5
        count: page.viewModel.count
        most: page.viewModel.most
        problem: page.viewModel.message !== ""
        active: !page.viewModel.locked && !page.viewModel.checking
        onDigit: digit => page.viewModel.digit(digit)
        onEraseRequested: page.viewModel.erase()
    }
    Rectangle {
        id: actions
        width: parent.width
        height: Theme.u * (Theme.compact ? 104 : 136)
        y: parent.height - height
        color: Theme.surface
        Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }
        SecondaryButton {
            objectName: "back"
            x: Theme.margin
            anchors.verticalCenter: parent.verticalCenter
            text: "Regresar"
            iconName: "back"
            onActivated: page.viewModel.close()
        }
        PrimaryButton {
            objectName: "primary"
            x: parent.width - width - Theme.margin
            anchors.verticalCenter: parent.verticalCenter
            enabled: page.viewModel.canEnter
            text: page.viewModel.checking ? "Revisando…" : "Entrar"
            onActivated: page.viewModel.enter()
        }
    }
}
