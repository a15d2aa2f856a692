pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The window of a kiosk in service. It fills the panel and does not close, unless it was opened to be looked at. */
Window {
    id: window
    required property ShellViewModel shell
    property bool windowed: false
    property bool allowExit: windowed

    objectName: "main"
    width: Screen.width
    height: Screen.height
    visible: true
    visibility: windowed ? Window.Windowed : Window.FullScreen
    flags: windowed ? Qt.Window : Qt.Window | Qt.FramelessWindowHint
    title: Theme.brandName
    color: Theme.paper
    onClosing: close => close.accepted = allowExit

    KioskScene {
        anchors.fill: parent
        shell: window.shell
    }
    HoverHandler {
        enabled: !window.windowed
        cursorShape: Qt.BlankCursor
    }
}
