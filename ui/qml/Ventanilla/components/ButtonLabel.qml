import QtQuick
import Ventanilla

/** The words of a button with the icon before or after them, centred. */
Item {
    id: label
    property string text
    property string iconName
    property bool leading: false
    property color ink
    property real textPixelSize
    property real iconSize
    property real gap: Theme.u * 18
    property bool underlined: false
    property bool display: false
    property int alignment: Qt.AlignHCenter
    property real stroke: iconSize < Theme.u * 36 ? 2.1 : 1.8

    readonly property real iconSpace: iconName === "" ? 0 : iconSize + gap
    readonly property real textWidth: Math.min(words.implicitWidth, width - iconSpace)
    readonly property real start: alignment === Qt.AlignHCenter ? (width - textWidth - iconSpace) / 2 : 0

    implicitWidth: Math.ceil(words.implicitWidth + iconSpace)
    implicitHeight: words.implicitHeight

    Icon {
        name: label.iconName
        color: label.ink
        size: label.iconSize
        stroke: label.stroke
        x: label.leading ? label.start : label.start + label.textWidth + label.gap
        anchors.verticalCenter: parent.verticalCenter
    }
    Text {
        id: words
        x: label.start + (label.leading ? label.iconSpace : 0)
        width: label.textWidth
        anchors.verticalCenter: parent.verticalCenter
        text: label.text
        color: label.ink
        font { family: label.display ? Theme.sansDisplay : Theme.sans; bold: true; pixelSize: Math.round(label.textPixelSize); underline: label.underlined }
        lineHeight: Theme.textLine
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        horizontalAlignment: label.alignment === Qt.AlignHCenter ? Text.AlignHCenter : Text.AlignLeft
        Accessible.ignored: true
    }
}
