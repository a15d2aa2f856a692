pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Every button in rest, pressed, focused and switched off; the theme tile in rest and pressed. */
Item {
    id: sheet
    readonly property real columnWidth: (width - 2 * Theme.margin) / (Theme.portrait ? 2 : 5)
    readonly property var states4: [
        { title: qsTr("Reposo"), pressed: false, focused: false, enabled: true },
        { title: qsTr("Tocado"), pressed: true, focused: false, enabled: true },
        { title: qsTr("Foco"), pressed: false, focused: true, enabled: true },
        { title: qsTr("Apagado"), pressed: false, focused: false, enabled: false }
    ]

    Row {
        id: top
        x: Theme.margin
        y: Theme.u * 40
        spacing: Theme.u * 18
        BrandMark { anchors.verticalCenter: title.verticalCenter }
        Heading { id: title; level: 3; text: qsTr("Componentes y estados") }
    }
    Flow {
        x: Theme.margin
        anchors { top: top.bottom; topMargin: Theme.u * 32 }
        width: sheet.width - 2 * Theme.margin
        spacing: 0
        Repeater {
            model: sheet.states4
            delegate: Column {
                id: column
                required property var modelData
                width: sheet.columnWidth
                bottomPadding: Theme.u * 32
                spacing: Theme.u * 28
                TextBlock { text: column.modelData.title; size: 27; bold: true; secondary: true }
                PrimaryButton {
                    objectName: "primary_" + column.modelData.title
                    text: qsTr("Continuar"); iconName: "arrow"
                    pressedLook: column.modelData.pressed; focusLook: column.modelData.focused; enabled: column.modelData.enabled
                }
                SecondaryButton {
                    objectName: "secondary_" + column.modelData.title
                    text: qsTr("Regresar"); iconName: "back"
                    pressedLook: column.modelData.pressed; focusLook: column.modelData.focused; enabled: column.modelData.enabled
                }
                SecondaryButton {
                    objectName: "danger_" + column.modelData.title
                    text: qsTr("Borrar todo"); iconName: "trash"; danger: true; pad: Theme.u * 32
                    pressedLook: column.modelData.pressed; focusLook: column.modelData.focused; enabled: column.modelData.enabled
                }
                QuietButton {
                    objectName: "quiet_" + column.modelData.title
                    text: qsTr("Ayuda"); iconName: "help"
                    pressedLook: column.modelData.pressed; focusLook: column.modelData.focused; enabled: column.modelData.enabled
                }
            }
        }
        Column {
            width: sheet.columnWidth * (Theme.portrait ? 2 : 1)
            spacing: Theme.u * 20
            TextBlock { text: qsTr("Tarjeta de tema"); size: 27; bold: true; secondary: true }
            Tile { width: Math.min(parent.width, implicitWidth); title: qsTr("Vivienda"); line: qsTr("Crédito, saldo"); iconName: "house" }
            Tile { objectName: "tilePressed"; width: Math.min(parent.width, implicitWidth); title: qsTr("Luz y servicios"); line: qsTr("Reportar una falla"); iconName: "bolt"; pressedLook: true }
        }
    }
}
