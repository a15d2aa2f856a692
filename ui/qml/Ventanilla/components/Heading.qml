import QtQuick
import Ventanilla

/** A heading: level 0 display, 1 page, 2 question, 3 panel. It takes the focus when its page appears. */
Text {
    id: heading
    property int level: 1
    property real size: level === 0 ? Theme.display : level === 1 ? Theme.title1 : level === 2 ? Theme.title2 : Theme.title3

    // A second line of one word is avoided by a narrower box.
    property bool balanced: true
    readonly property real share: width > 0 ? oneLine.advanceWidth / width : 0

    color: Theme.ink
    rightPadding: balanced && share > 1.02 && share < 1.4 ? width - oneLine.advanceWidth * 0.62 : 0
    font.family: Theme.sansDisplay
    font.bold: true
    font.pixelSize: Math.round(size)
    font.letterSpacing: Theme.spacing(size)
    lineHeight: level === 0 ? Theme.displayLine : Theme.titleLine
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.Heading
    Accessible.name: text
    Accessible.focusable: true

    TextMetrics { id: oneLine; font: heading.font; text: heading.text }
}
