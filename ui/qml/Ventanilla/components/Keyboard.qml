pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The product's own keyboard, docked on the bar. Layouts are data; keys write into `target`. */
Rectangle {
    id: keyboard
    property string layout: "es"
    property Field target: null
    property bool shiftOn: false
    property string page: board ? board.start : ""
    readonly property var board: KeyboardLayouts.layouts[layout]
    readonly property bool pad: board !== undefined && board.columns <= 3
    readonly property var rows: board && board.pages[page] ? board.pages[page] : []
    readonly property real gap: Theme.u * 10
    readonly property real keyHeight: Theme.u * (Theme.portrait ? 104 : Theme.compact ? (Theme.canvasHeight > 850 ? 62 : 56) : 78) * (Theme.wide && Theme.veryLarge ? 1.14 : 1)
    readonly property real sideMargin: Theme.u * (Theme.portrait || Theme.narrow ? 28 : Theme.compact ? 56 : 96)
    readonly property real topMargin: Theme.u * 18
    readonly property real roomWidth: pad ? Math.min(width - 2 * sideMargin, Theme.u * 640) : width - 2 * sideMargin

    objectName: "keyboard"
    implicitHeight: rows.length * keyHeight + Math.max(0, rows.length - 1) * gap + 2 * topMargin
    color: Theme.tray
    onBoardChanged: page = board ? board.start : ""
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Teclado")

    function press(definition: var): void {
        if (!target)
            return
        if (definition.action === "erase")
            target.erase()
        else if (definition.action === "shift")
            shiftOn = !shiftOn
        else if (definition.action === "page")
            page = definition.page
        else {
            target.insert(shiftOn ? definition.insert.toUpperCase() : definition.insert)
            shiftOn = false
        }
    }

    Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.line }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: keyboard.topMargin
        width: keyboard.roomWidth
        spacing: keyboard.gap

        Repeater {
            model: keyboard.rows
            delegate: Row {
                id: row
                required property var modelData
                spacing: keyboard.gap
                Repeater {
                    model: row.modelData
                    delegate: Key {
                        required property var modelData
                        readonly property real unit: (keyboard.roomWidth + keyboard.gap) / keyboard.board.columns
                        definition: modelData
                        width: unit * modelData.width - keyboard.gap
                        height: keyboard.keyHeight
                        capital: keyboard.shiftOn && modelData.action === ""
                        shiftOn: keyboard.shiftOn
                        onActivated: keyboard.press(modelData)
                    }
                }
            }
        }
    }
}
