pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Help, listening, language and text, end: the same four in the same place on every screen. */
Row {
    id: utilities
    property real room: Theme.u * 1000
    property bool outdented: false // the first icon stands on the margin, its air outside
    readonly property var pads: [20, 8, 20, 8, 16, 4]
    property bool finishVisible: true
    property bool listenVisible: true // false where nothing can speak
    property bool speaking: false // the page is being read aloud: the same place stops it
    property string finishText: qsTr("Terminar y borrar")
    property string finishShortText: qsTr("Terminar")
    // How much gives way, in this order: air, the long words, air again, the icons. Never the words, but for
    // listening, which who cannot read must find: where room is short its icon stays and its word goes.
    readonly property real listenWord: !listenVisible || least > 1 ? 0 : listen.advanceWidth
    readonly property real pad: Theme.u * pads[level]
    readonly property real gap: Theme.u * (level === 0 || level === 2 ? 18 : 10)
    readonly property bool wordsOnly: level >= 4
    readonly property bool brief: level >= 2
    readonly property real longWords: help.advanceWidth + listenWord + settings.advanceWidth + (finishVisible ? finish.advanceWidth : 0)
    readonly property real shortWords: help.advanceWidth + listenWord + options.advanceWidth + (finishVisible ? finishShort.advanceWidth : 0)
    readonly property int count: 2 + (finishVisible ? 1 : 0) + (listenVisible ? 1 : 0)
    readonly property int least: Theme.veryLarge || Theme.narrow && !Theme.portrait ? 4 : Theme.compact ? 2 : 0
    readonly property int level: {
        const icon = Math.max(Theme.u * 30, Math.min(Theme.barText(27), Theme.u * 44))
        const between = (count - 1) * spacing
        const widths = [
            longWords + count * (icon + (Theme.u * 58 + 2)) + between,
            longWords + count * (icon + (Theme.u * 26 + 2)) + between,
            shortWords + count * (icon + (Theme.u * 58 + 2)) + between,
            shortWords + count * (icon + (Theme.u * 26 + 2)) + between,
            shortWords + count * (Theme.u * 32 + 2) + between + (listenVisible && least > 1 ? icon : 0)
        ]
        for (let found = least; found < widths.length; found++)
            if (widths[found] - (outdented ? Theme.u * pads[found] : 0) <= room)
                return found
        return widths.length
    }

    signal helpRequested()
    signal listenRequested()
    signal settingsRequested()
    signal finishRequested()

    objectName: "utilities"
    spacing: Theme.u * 10

    component Measure: TextMetrics { font { family: Theme.sans; bold: true; pixelSize: Theme.barText(27) } }
    Measure { id: help; text: qsTr("Ayuda") }
    Measure { id: listen; text: utilities.speaking ? qsTr("Parar") : qsTr("Escuchar") }
    Measure { id: settings; text: qsTr("Idioma y texto") }
    Measure { id: options; text: qsTr("Opciones") }
    Measure { id: finish; text: utilities.finishText }
    Measure { id: finishShort; text: utilities.finishShortText }

    component Utility: QuietButton {
        inBar: true
        pad: utilities.pad
        gap: utilities.gap
        wordsOnly: utilities.wordsOnly
    }
    Utility { objectName: "help"; text: help.text; iconName: "help"; onActivated: utilities.helpRequested() }
    Utility {
        objectName: "listen"
        visible: utilities.listenVisible
        readonly property bool iconOnly: utilities.least > 1 || utilities.level > 4
        gap: iconOnly ? 0 : utilities.gap
        width: Math.max(implicitWidth, Theme.u * 52)
        text: iconOnly ? "" : listen.text
        wordsOnly: utilities.wordsOnly && !iconOnly
        iconName: utilities.speaking ? "cross" : "listen"
        Accessible.name: utilities.speaking ? qsTr("Parar la voz") : listen.text
        onActivated: utilities.listenRequested()
    }
    Utility {
        objectName: "settings"
        text: utilities.brief ? options.text : settings.text
        iconName: "text"
        Accessible.name: settings.text
        onActivated: utilities.settingsRequested()
    }
    Utility {
        objectName: "finish"
        visible: utilities.finishVisible
        text: utilities.brief ? utilities.finishShortText : utilities.finishText
        iconName: "exit"
        Accessible.name: utilities.finishText
        onActivated: utilities.finishRequested()
    }
}
