pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The themes, and three ways to have the proof. */
PageFrame {
    id: frame
    backVisible: false
    finishText: qsTr("Terminar")
    readonly property var tiles: [
        { title: qsTr("Identidad y actas"), line: qsTr("CURP, acta de nacimiento"), icon: "id-card", chip: "" },
        { title: qsTr("Salud y citas"), line: qsTr("IMSS, ISSSTE, clínica"), icon: "heart", chip: qsTr("Hoy solo informa") },
        { title: qsTr("Trabajo y empleo"), line: qsTr("Vacantes, semanas cotizadas"), icon: "briefcase", chip: "" },
        { title: qsTr("Vivienda"), line: qsTr("Crédito, saldo, constancias"), icon: "house", chip: "" }
    ]

    Heading { id: title; width: frame.headingWidth; text: qsTr("¿Qué necesita hacer hoy?") }
    Grid {
        id: grid
        anchors { top: title.bottom; topMargin: Theme.u * 24 }
        columns: Theme.wide ? 4 : 2
        spacing: Theme.gutter
        Repeater {
            model: frame.tiles
            delegate: Tile {
                required property var modelData
                required property int index
                objectName: "tile_" + index
                width: (frame.bodyWidth - (grid.columns - 1) * Theme.gutter) / grid.columns
                title: modelData.title
                line: modelData.line
                iconName: modelData.icon
                chip: modelData.chip
            }
        }
    }
    Grid {
        visible: !Theme.compact
        anchors { top: grid.bottom; topMargin: Theme.gutter }
        columns: Theme.wide ? 3 : 1
        spacing: Theme.gutter
        readonly property real tileWidth: (frame.bodyWidth - (columns - 1) * Theme.gutter) / columns
        ChoiceTile { objectName: "onPhone"; width: parent.tileWidth; title: qsTr("Verlo en mi celular"); line: qsTr("Mostramos un código QR grande"); iconName: "qr" }
        ChoiceTile { objectName: "scan"; width: parent.tileWidth; reacts: false; title: qsTr("Escanee el código"); line: qsTr("Acerque su recibo al lector."); iconName: "scan" }
        ChoiceTile { objectName: "wait"; width: parent.tileWidth; chevron: true; title: qsTr("Esperar al personal"); problem: qsTr("La impresora no responde"); iconName: "printer" }
    }
}
