import QtQuick
import Ventanilla

/** The bar: Regresar at the left, the primary action at the right, the utilities between (below, in Portrait). */
Rectangle {
    id: bar
    property bool backVisible: true
    property string backText: qsTr("Regresar")
    property string primaryText
    property string primaryIcon: "arrow"
    property bool primaryEnabled: true
    property string secondaryText
    property string primaryShortText: primaryText // where two actions leave little room
    property string secondaryShortText: secondaryText
    property string secondaryIcon
    property alias finishVisible: utilities.finishVisible
    property alias listenVisible: utilities.listenVisible
    property alias speaking: utilities.speaking
    property alias finishText: utilities.finishText
    property alias finishShortText: utilities.finishShortText
    readonly property bool acts: backVisible || primaryText !== "" || secondaryText !== ""
    readonly property bool tight: !Theme.portrait && secondaryText !== "" && (Theme.compact || Theme.grow > 1)
    readonly property bool crammed: listenVisible && Theme.compact && Theme.veryLarge && !Theme.portrait // the arrow gives way
    readonly property bool piled: Theme.portrait && secondaryText !== "" && primaryText !== ""
                                  && primary.implicitWidth + secondary.implicitWidth + Theme.gutter > width - 2 * Theme.margin
    readonly property real actionHeight: Math.max(Theme.u * (Theme.compact ? 80 : 96), primary.implicitHeight)
    readonly property real utilityHeight: Theme.u * 80
    readonly property real rowHeight: Theme.u * (Theme.compact ? 104 : 136)
    readonly property real actionsHeight: (piled ? 2 * actionHeight + Theme.u * 16 : actionHeight) + Theme.u * 24

    signal backRequested()
    signal helpRequested()
    signal listenRequested()
    signal settingsRequested()
    signal finishRequested()
    signal primaryRequested()
    signal secondaryRequested()

    objectName: "bar"
    implicitHeight: !Theme.portrait ? Math.max(rowHeight, actionHeight + Theme.u * 24) : acts ? actionsHeight + Theme.u * 124 : Theme.u * 128
    color: Theme.surface

    Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }

    // In the reading order the primary action comes before Regresar.
    PrimaryButton {
        id: primary
        visible: text !== ""
        inBar: true
        text: bar.tight ? bar.primaryShortText : bar.primaryText
        iconName: bar.tight || bar.crammed ? "" : bar.primaryIcon
        enabled: bar.primaryEnabled
        height: bar.actionHeight
        width: !Theme.portrait ? implicitWidth : bar.width - x - Theme.margin
        x: !Theme.portrait ? bar.width - Theme.margin - implicitWidth
         : bar.backVisible ? back.x + back.width + Theme.gutter
         : secondary.visible && !bar.piled ? secondary.x + secondary.width + Theme.gutter : Theme.margin
        y: !Theme.portrait ? (bar.height - height) / 2 : Theme.u * 26
        onActivated: bar.primaryRequested()
    }
    SecondaryButton {
        id: secondary
        visible: text !== ""
        inBar: true
        text: bar.tight ? bar.secondaryShortText : bar.secondaryText
        iconName: bar.secondaryIcon
        height: bar.actionHeight
        width: bar.piled ? bar.width - 2 * Theme.margin : implicitWidth
        x: Theme.portrait ? Theme.margin : (primary.visible ? primary.x - Theme.gutter : bar.width - Theme.margin) - width
        y: !Theme.portrait ? (bar.height - height) / 2 : Theme.u * 26 + (bar.piled ? bar.actionHeight + Theme.u * 16 : 0)
        onActivated: bar.secondaryRequested()
    }
    SecondaryButton {
        id: back
        objectName: "back"
        visible: bar.backVisible
        inBar: true
        pad: Theme.u * (bar.crammed ? 20 : Theme.compact ? 28 : 40)
        text: bar.backText
        iconName: "back"
        height: bar.actionHeight
        width: Theme.portrait ? Math.max(Theme.u * 300, implicitWidth) : implicitWidth
        x: Theme.margin
        y: !Theme.portrait ? (bar.height - height) / 2 : Theme.u * 26
        onActivated: bar.backRequested()
    }
    Utilities {
        id: utilities
        readonly property real begin: outdented ? Theme.margin : back.x + back.width + Theme.u * 20
        readonly property real end: Theme.portrait ? bar.width - Theme.margin
                                  : secondary.visible ? secondary.x - Theme.u * 12
                                  : primary.visible ? primary.x - Theme.u * 12 : bar.width - Theme.margin
        outdented: Theme.portrait || !bar.backVisible
        room: end - begin
        x: outdented ? begin - pad : begin
        y: !Theme.portrait ? (bar.height - height) / 2 : bar.acts ? bar.height - Theme.u * 20 - height : (bar.height - height) / 2
        onHelpRequested: bar.helpRequested()
        onListenRequested: bar.listenRequested()
        onSettingsRequested: bar.settingsRequested()
        onFinishRequested: bar.finishRequested()
    }
}
