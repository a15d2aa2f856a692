pragma Singleton
import QtQuick
import Ventanilla.Model

/** Every size and colour of the product. A length is `Theme.u * n`, n in design units; texts are `Theme.t(n)`. */
QtObject {
    id: theme

    // Sizes
    readonly property real u: ThemeModel.unit
    readonly property real canvasWidth: ThemeModel.canvasWidth
    readonly property real canvasHeight: ThemeModel.canvasHeight
    readonly property string layoutClass: ThemeModel.layoutClass
    readonly property bool wide: layoutClass === "wide"
    readonly property bool portrait: layoutClass === "portrait"
    readonly property bool compact: !wide && !portrait
    readonly property bool narrow: canvasWidth < 1260
    readonly property int textMode: ThemeModel.textMode
    readonly property bool veryLarge: textMode === 4
    readonly property bool hintsHidden: veryLarge || compact
    readonly property real grow: Math.max(1, ThemeModel.textFactor)
    readonly property real margin: u * (wide ? 96 : portrait ? 64 : 56)
    readonly property real gutter: u * 24

    function t(size: real): int { return Math.round(u * size * ThemeModel.textFactor) }
    function title(size: real): int { return Math.round(u * size * ThemeModel.titleFactor) }
    function cap(size: real): int { return Math.round(u * Math.min(Math.max(48, size), size * ThemeModel.textFactor)) }
    function barText(size: real): int { return Math.round(u * size * Math.min(1.5, ThemeModel.textFactor)) }
    function motion(milliseconds: int): int { return ThemeModel.reduceMotion ? 0 : milliseconds }

    readonly property int textS: t(27)
    readonly property int textM: t(30)
    readonly property int textL: t(34)
    readonly property int textXl: t(38)
    readonly property int title3: title(48)
    readonly property int title2: title(compact ? 48 : 60)
    readonly property int title1: title(compact ? 56 : 68)
    readonly property int display: title(compact ? 80 : 116)
    readonly property int staffM: Math.round(u * 23) // technician mode only: one size, whatever the mode
    readonly property int staffS: Math.round(u * 20)
    readonly property int folio: Math.round(u * 88)
    readonly property real textLine: 0.94
    readonly property real titleLine: 0.84
    readonly property real displayLine: 0.78
    readonly property string sans: "Noto Sans"
    readonly property string sansDisplay: "Noto Sans Display"
    readonly property string mono: "Noto Sans Mono"

    function spacing(pixels: real): real {
        const size = pixels / u
        return u * (size >= 108 ? -3 : size >= 80 ? -1.6 : size >= 44 ? -0.6 : 0)
    }

    // Lines and corners
    readonly property string colorSet: ThemeModel.colorSet
    readonly property bool highContrast: colorSet === "alto-contraste"
    readonly property bool bordered: highContrast || colorSet === "blanco-y-negro"
    readonly property real cardLine: u * (bordered ? 3 : 2)
    readonly property real controlLine: u * 3
    readonly property real selectedLine: u * 4
    readonly property real errorLine: u * 5
    readonly property real controlRadius: u * 14
    readonly property real cardRadius: u * 20
    readonly property real panelRadius: u * 24
    readonly property real dialogRadius: u * 28
    readonly property real keyRadius: u * 12

    // Colours
    readonly property var samples: ThemeModel.samples
    readonly property color paper: ThemeModel.colors.paper
    readonly property color surface: ThemeModel.colors.surface
    readonly property color sunken: ThemeModel.colors.sunken
    readonly property color tray: ThemeModel.colors.tray
    readonly property color line: ThemeModel.colors.line
    readonly property color control: ThemeModel.colors.control
    readonly property color ink: ThemeModel.colors.ink
    readonly property color ink2: ThemeModel.colors.ink2
    readonly property color primary: ThemeModel.colors.primary
    readonly property color primaryDown: ThemeModel.colors.primaryDown
    readonly property color primaryInk: ThemeModel.colors.on
    readonly property color tint: ThemeModel.colors.tint
    readonly property color tint2: ThemeModel.colors.tint2
    readonly property color panel: ThemeModel.colors.panel
    readonly property color panel3: ThemeModel.colors.panel3
    readonly property color panelInk: ThemeModel.colors.onPanel
    readonly property color panelInk2: ThemeModel.colors.onPanel2
    readonly property color maize: ThemeModel.colors.maize
    readonly property color accent: ThemeModel.colors.accent
    readonly property color blush: ThemeModel.colors.blush
    readonly property color drawInk: ThemeModel.colors.drawInk
    readonly property color focus: ThemeModel.colors.focus
    readonly property color focusIn: ThemeModel.colors.focusIn
    readonly property color ok: ThemeModel.colors.ok
    readonly property color okBg: ThemeModel.colors.okBg
    readonly property color warn: ThemeModel.colors.warn
    readonly property color warnBg: ThemeModel.colors.warnBg
    readonly property color bad: ThemeModel.colors.bad
    readonly property color badBg: ThemeModel.colors.badBg
    readonly property color info: ThemeModel.colors.info
    readonly property color infoBg: ThemeModel.colors.infoBg
    readonly property color disBg: ThemeModel.colors.disBg
    readonly property color disFg: ThemeModel.colors.disFg
    readonly property color key: ThemeModel.colors.key
    readonly property color keyAlt: ThemeModel.colors.keyAlt
    // A pressed control without fill: a tint, or turned round where there are no tints.
    readonly property color pressedBack: bordered ? ink : tint
    function pressedInk(rest: color): color { return bordered ? paper : rest }

    function statusColor(kind: string): color {
        return kind === "ok" ? ok : kind === "warn" ? warn : kind === "bad" ? bad : kind === "info" ? info : ink2
    }
    function statusBack(kind: string): color {
        return kind === "ok" ? okBg : kind === "warn" ? warnBg : kind === "bad" ? badBg : kind === "info" ? infoBg : sunken
    }

    // Brand
    readonly property string brandName: ThemeModel.brandName
    readonly property string brandMonogram: ThemeModel.brandMonogram
    readonly property string brandMark: ThemeModel.brandMark
    readonly property var startThemes: ThemeModel.startThemes
    readonly property string helpPhone: ThemeModel.helpPhone

    // Touches that were meant for the page before are not for this one.
    readonly property bool guarded: pageGuard.running
    readonly property int repeatGuardMs: ThemeModel.repeatGuardMs
    readonly property bool ringsAlways: ThemeModel.ringsAlways
    readonly property Timer pageGuard: Timer { id: pageGuard; interval: Math.max(1, ThemeModel.touchGuardMs) }
    function guard(): void {
        if (ThemeModel.touchGuardMs > 0)
            pageGuard.restart()
    }
}
