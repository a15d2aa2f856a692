import QtQuick
import Ventanilla

/** The key that does the same as the control it stands on. */
Rectangle {
    id: cap
    property string text
    property color ink: Theme.ink2

    visible: text !== ""
    implicitWidth: visible ? word.implicitWidth + Theme.u * 14 : 0
    implicitHeight: word.implicitHeight + Theme.u * 4
    radius: Theme.u * 4
    color: "transparent"
    border { width: 1; color: cap.ink }

    DeskText {
        id: word
        anchors.centerIn: parent
        small: true
        text: cap.text
        color: cap.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
