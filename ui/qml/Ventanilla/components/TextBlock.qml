import QtQuick
import Ventanilla

/** Running text: body by default; `size` is in design units and follows the size mode. */
Text {
    id: block
    property real size: 30
    property bool bold: false
    property bool secondary: false

    color: secondary ? Theme.ink2 : Theme.ink
    font.family: Theme.sans
    font.bold: bold
    font.pixelSize: Theme.t(size)
    lineHeight: Theme.textLine
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
