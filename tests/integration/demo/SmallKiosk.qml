import QtQuick
import QtQuick.Controls.Basic
Window {
    id: root
    width: 800; height: 900; visible: true
    property string page: "start"
    property bool shift: false
    property string keys: "letras"
    component Tile: Rectangle {
        id: tile
        property string label
        signal tapped
        width: 200; height: 60
        Accessible.role: Accessible.Button
        Accessible.name: label
        Text { anchors.centerIn: parent; text: tile.label }
        TapHandler { onTapped: tile.tapped() }
    }
    component Row: Rectangle {
        id: row
        property string label
        width: 200; height: 40
        Accessible.role: Accessible.ListItem
        Accessible.name: label
        TapHandler { onTapped: answer.text = "elegido " + row.label }
    }
    Item {
        objectName: "page-start"; visible: root.page === "start"; anchors.fill: parent
        Column {
            Button { text: "Toque para empezar"; onClicked: root.page = "home" }
            Text { text: "Pantalla de inicio" }
        }
    }
    Item {
        objectName: "page-home"; visible: root.page === "home"; anchors.fill: parent
        Column {
            Text { id: answer; text: "nada" }
            Tile { label: "Luz y servicios. Reportar"; onTapped: answer.text = "luz" }
            Tile { label: "Luz antigua"; enabled: false }
            Tile { id: again; label: "Salud"; property int count: 0; onTapped: { count += 1; answer.text = "salud " + count } }
            Tile { label: "Folio ABCD-EFGH-JKMN-PQRS"; Accessible.name: "Sin el texto" }
            TextField { id: field; objectName: "field"; width: 400; Accessible.name: "Municipio"; focusPolicy: Qt.ClickFocus }
            Repeater { model: list.rows[list.at]; Row { required property string modelData; label: modelData } }
            Tile { id: list; label: "Ver más"; property int at: 0; property var rows: [["Colima"], ["Jalisco"]]; onTapped: at = 1 - at }
            Tile { label: "Tapar"; onTapped: cover.visible = true }
            Flow {
                width: 800
                Repeater {
                    model: root.keys === "letras" ? ["c", "o", "l", "i", "m", "a", "n"] : ["ó", "á"]
                    Button {
                        required property string modelData
                        readonly property string cap: root.shift ? modelData.toUpperCase() : modelData
                        objectName: "key_" + modelData; text: cap; width: 60; focusPolicy: Qt.NoFocus
                        onClicked: { field.insert(field.length, cap); root.shift = false }
                    }
                }
                Button { objectName: "key_space"; text: "espacio"; focusPolicy: Qt.NoFocus; onClicked: field.insert(field.length, " ") }
                Button { objectName: "key_shift"; text: "mayúsculas, " + (root.shift ? "encendido" : "apagado"); focusPolicy: Qt.NoFocus; onClicked: root.shift = !root.shift }
                Button { objectName: "key_page_" + (root.keys === "letras" ? "acentos" : "letras"); text: "otra"; focusPolicy: Qt.NoFocus
                         onClicked: root.keys = root.keys === "letras" ? "acentos" : "letras" }
            }
        }
        Rectangle { id: cover; objectName: "cubierta"; visible: false; anchors.fill: parent; MouseArea { objectName: "tela"; anchors.fill: parent } }
    }
    Item { anchors.fill: parent; z: 1000; PointHandler { } }
    Text { id: ticker; visible: root.page === "moving"; text: "."; NumberAnimation on x { running: ticker.visible; to: 500; duration: 60000 } }
}
