pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A single theme on the start screen: one tall window in its frames, standing on the counter of the mark. */
Item {
    id: window
    property string text
    property string iconName
    property string color
    readonly property real innerWidth: Math.min(width * 0.62, height * 0.5)
    readonly property real innerHeight: Math.min(height * 0.84, innerWidth * 1.62)
    readonly property real frame: innerWidth * 0.09

    signal activated()

    Repeater {
        model: [2, 1]
        delegate: Rectangle {
            required property int modelData
            width: window.innerWidth + 2 * window.frame * modelData
            height: window.innerHeight + window.frame * modelData
            anchors { horizontalCenter: parent.horizontalCenter; bottom: counter.top }
            topLeftRadius: width / 2
            topRightRadius: width / 2
            color: modelData === 2 ? Theme.panel3 : Theme.bordered ? Theme.panel : Theme.tint2
            border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.panelInk }
        }
    }
    ThemeArch {
        objectName: "themeArch_0"
        width: window.innerWidth
        height: window.innerHeight - window.frame * 0.5
        anchors { horizontalCenter: parent.horizontalCenter; bottom: counter.top; bottomMargin: window.frame * 0.5 }
        large: true
        text: window.text
        iconName: window.iconName
        color: window.color
        onActivated: window.activated()
    }
    Rectangle {
        id: counter
        width: window.innerWidth + 6 * window.frame
        height: window.frame
        radius: height * 0.3
        anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom; bottomMargin: (window.height - window.innerHeight - 3 * window.frame) / 2 }
        color: Theme.bordered ? Theme.panelInk : Theme.blush
    }
}
