import QtQuick
import Ventanilla

/** Words of the dock. */
Text {
    property real u: 1
    property real size: 20
    property bool bold: false

    width: parent ? parent.width : implicitWidth
    color: Theme.ink
    font { family: Theme.sans; bold: bold; pixelSize: Math.max(1, Math.round(u * size)) }
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
}
