import QtQuick
import Ventanilla

/** A question that cannot wait, over an opaque cover so that no personal data shows. Focus is on the safe action. */
Rectangle {
    id: dialog
    property bool opened: false
    property string title
    property string text
    property string note
    property string iconName
    property int seconds: 0
    property int total: 0
    property string primaryText
    property string primaryIcon
    property string secondaryText
    property bool danger: false
    readonly property bool stacked: Theme.portrait
    readonly property real pad: Theme.u * (Theme.compact ? 40 : 64)

    signal primaryRequested()
    signal secondaryRequested()

    objectName: "dialog"
    anchors.fill: parent
    z: 100
    visible: opened
    color: Theme.panel
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: event => event.accepted = true
    onOpenedChanged: {
        if (opened) {
            Theme.guard()
            rise.restart()
            primary.forceActiveFocus()
        }
    }
    NumberAnimation { id: rise; target: card; property: "lift"; from: Theme.u * 48; to: 0; duration: Theme.motion(180); easing.type: Easing.OutCubic }
    MouseArea { anchors.fill: parent; Accessible.ignored: true } // what is below is out of reach

    Rectangle {
        id: card
        property real lift: 0
        width: Math.min(Theme.u * (dialog.stacked ? 952 : 1120), parent.width - 2 * Theme.margin)
        height: Math.max(Theme.u * (Theme.compact ? 480 : 632), top.height + actions.height + Theme.u * 40)
        x: (parent.width - width) / 2
        y: (parent.height - height) / 2 + lift
        radius: Theme.dialogRadius
        color: Theme.surface
        border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }

        Item {
            id: top
            width: parent.width
            height: Math.max(Theme.u * (Theme.compact ? 310 : 432), words.implicitHeight + 2 * Theme.u * 40)
            CountdownRing {
                id: ring
                visible: dialog.total > 0
                x: dialog.pad + Theme.u * 6
                width: visible ? Theme.u * (Theme.compact ? 220 : 290) : 0
                height: width
                anchors.verticalCenter: parent.verticalCenter
                seconds: dialog.seconds
                total: dialog.total
            }
            Arch {
                id: arch
                visible: !ring.visible && dialog.iconName !== ""
                x: dialog.pad
                width: visible ? Theme.u * 168 : 0
                height: Theme.u * 204
                iconSize: Theme.u * 88
                anchors.verticalCenter: parent.verticalCenter
                iconName: dialog.iconName
            }
            Column {
                id: words
                x: dialog.pad + (ring.visible ? ring.width + Theme.u * 66 : arch.visible ? arch.width + Theme.u * 48 : 0)
                width: parent.width - x - dialog.pad
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.u * 20
                Heading { objectName: "dialogTitle"; width: parent.width; text: dialog.title; size: Theme.title(Theme.compact ? 56 : 76) }
                TextBlock { width: parent.width; text: dialog.text; size: Theme.veryLarge ? 27 : 34 }
                TextBlock { width: parent.width; visible: text !== ""; text: dialog.note; size: Theme.veryLarge ? 27 : 30; secondary: true }
            }
        }
        Rectangle { anchors.top: top.bottom; width: parent.width; height: Theme.cardLine; color: Theme.line }
        Item {
            id: actions
            readonly property bool piled: primary.implicitWidth + secondary.implicitWidth + Theme.gutter > width
            readonly property real rowHeight: Math.max(Theme.u * (Theme.compact ? 88 : 108), primary.implicitHeight, secondary.implicitHeight)
            anchors { bottom: parent.bottom; bottomMargin: Theme.u * 40; left: parent.left; leftMargin: dialog.pad; right: parent.right; rightMargin: dialog.pad }
            height: piled && secondary.visible ? 2 * rowHeight + Theme.u * 16 : rowHeight
            PrimaryButton {
                id: primary
                objectName: "dialogPrimary"
                anchors { right: parent.right; bottom: parent.bottom }
                width: actions.piled || !secondary.visible ? actions.width : actions.width - secondary.width - Theme.gutter
                height: actions.rowHeight
                text: dialog.primaryText
                iconName: dialog.primaryIcon
                leading: true
                onActivated: dialog.primaryRequested()
            }
            SecondaryButton {
                id: secondary
                objectName: "dialogSecondary"
                anchors { left: parent.left; top: parent.top }
                width: actions.piled ? actions.width : Math.max(implicitWidth, Math.min(Theme.u * 420, actions.width - primary.implicitWidth - Theme.gutter))
                height: actions.rowHeight
                visible: text !== ""
                text: dialog.secondaryText
                danger: dialog.danger
                onActivated: dialog.secondaryRequested()
            }
        }
    }
}
