pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The agent's window and its keys. */
Window {
    id: window
    required property DeskViewModel desk
    property bool windowed: false
    readonly property bool free: desk.overlay === ""

    objectName: "desk"
    minimumWidth: 1280
    minimumHeight: 720
    visible: true
    visibility: windowed ? Window.Windowed : Window.Maximized
    title: "Escritorio del agente"
    color: Theme.paper

    DeskScene { id: scene; anchors.fill: parent; viewModel: window.desk }

    Shortcut { sequence: "F1"; onActivated: window.desk.toggleHelp() }
    Shortcut { sequence: "F9"; autoRepeat: false; onActivated: window.free ? window.desk.finish() : window.desk.overlay === "end" ? window.desk.endCall() : window.desk.closeOverlay() }
    Shortcut { sequence: "Esc"; enabled: !window.free; onActivated: window.desk.closeOverlay() }
    Shortcut { sequence: "Alt+1"; enabled: window.free; onActivated: scene.toCase() }
    Shortcut { sequence: "Alt+2"; enabled: window.free; onActivated: scene.takeFocus() }
    Shortcut { sequence: "Alt+Left"; enabled: window.free; onActivated: window.desk.capture.back() }
    Shortcut { // a key held down must not pass a notice that was not read
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        autoRepeat: false
        enabled: window.free && window.desk.capture.confirms
        onActivated: window.desk.capture.confirm()
    }
}
