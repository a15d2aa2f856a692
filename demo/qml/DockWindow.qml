pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** One window for a demonstration: the kiosk at the left, in the size of its panel and scaled to fit; the dock at the right. */
Window {
    id: window
    required property QtObject model
    required property ShellViewModel shell
    required property int panelWidth
    required property int panelHeight
    readonly property real unit: height / 1080
    readonly property real dockWidth: unit * 430
    readonly property real fit: Math.min((width - dockWidth) / panelWidth, height / panelHeight)

    objectName: "dockWindow"
    width: Screen.desktopAvailableWidth
    height: Screen.desktopAvailableHeight
    visible: true
    title: qsTr("Ventanilla: demostración")
    color: Theme.sunken

    Item {
        width: window.width - window.dockWidth
        height: window.height
        KioskScene {
            shell: window.shell
            width: window.panelWidth
            height: window.panelHeight
            anchors.centerIn: parent
            scale: window.fit
        }
    }
    DockPanel {
        model: window.model
        u: window.unit
        width: window.dockWidth
        height: window.height
        anchors.right: parent.right
    }
}
