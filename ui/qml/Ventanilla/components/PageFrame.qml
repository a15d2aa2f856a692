pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The frame of every citizen page: band, header, body, keyboard docked on the bar, bar. Content lies in the body. */
Rectangle {
    id: frame
    property alias tramite: header.tramite
    property alias step: header.step
    property alias stepCount: header.stepCount
    property alias backVisible: bar.backVisible
    property alias backText: bar.backText
    property alias finishVisible: bar.finishVisible
    property alias listenVisible: bar.listenVisible
    property alias speaking: bar.speaking
    property alias finishText: bar.finishText
    property alias finishShortText: bar.finishShortText
    property alias primaryText: bar.primaryText
    property alias primaryIcon: bar.primaryIcon
    property alias primaryEnabled: bar.primaryEnabled
    property alias secondaryText: bar.secondaryText
    property alias secondaryIcon: bar.secondaryIcon
    property alias primaryShortText: bar.primaryShortText
    property alias secondaryShortText: bar.secondaryShortText
    property string keyboardLayout // "" keeps the keyboard away
    property Field keyboardTarget: null
    property string lastLayout: "es" // what slides out when the keyboard leaves
    property real bodyShift: 0 // the body alone slides between pages
    readonly property bool keyboardShown: keyboardLayout !== ""
    readonly property real bodyWidth: body.width
    readonly property real bodyHeight: body.height
    // A heading at the top of the body stays clear of the step shown beside it in very large text.
    readonly property real headingWidth: body.width - (Theme.veryLarge && header.stepCount > 0 ? header.stepsWidth + Theme.gutter : 0)
    default property alias content: body.data

    signal backRequested()
    signal helpRequested()
    signal listenRequested()
    signal settingsRequested()
    signal finishRequested()
    signal primaryRequested()
    signal secondaryRequested()

    objectName: "page"
    anchors.fill: parent
    color: Theme.paper
    Component.onCompleted: Theme.guard()
    onKeyboardLayoutChanged: {
        if (keyboardLayout !== "") {
            lastLayout = keyboardLayout
            keyboard.wanted = true
        }
    }

    Rectangle {
        id: band
        width: parent.width
        height: Math.round(Theme.u * 10)
        color: Theme.primary
    }
    PageHeader {
        id: header
        anchors { top: band.bottom; left: parent.left; right: parent.right }
    }
    Item {
        id: body
        objectName: "body"
        transform: Translate { x: frame.bodyShift }
        anchors {
            top: header.bottom
            topMargin: Theme.u * (Theme.compact ? 8 : Theme.portrait ? 32 : Theme.veryLarge ? 20 : 10)
            left: parent.left
            leftMargin: Theme.margin
            right: parent.right
            rightMargin: Theme.margin
            bottom: bar.top
            bottomMargin: (frame.keyboardShown ? keyboard.implicitHeight : 0) + Theme.u * (Theme.compact ? 12 : frame.keyboardShown ? 16 : 32)
        }
    }
    Loader {
        id: keyboard
        property real lowered: frame.keyboardShown ? 0 : 1
        property bool wanted: false // a page without a field never pays for forty keys
        active: wanted
        width: parent.width
        height: implicitHeight
        y: bar.y - height * (1 - lowered)
        visible: lowered < 1
        sourceComponent: Keyboard {
            layout: frame.lastLayout
            target: frame.keyboardTarget
        }
        Behavior on lowered { NumberAnimation { duration: Theme.motion(160); easing.type: Easing.OutCubic } }
    }
    BottomBar {
        id: bar
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        onBackRequested: frame.backRequested()
        onHelpRequested: frame.helpRequested()
        onListenRequested: frame.listenRequested()
        onSettingsRequested: frame.settingsRequested()
        onFinishRequested: frame.finishRequested()
        onPrimaryRequested: frame.primaryRequested()
        onSecondaryRequested: frame.secondaryRequested()
    }
}
