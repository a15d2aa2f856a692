pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question answered by choosing, and the rows of the review. */
PageFrame {
    id: frame
    property int chosen: 1
    readonly property var options: [
        { text: qsTr("Toda la calle está sin luz"), line: "" },
        { text: qsTr("Solo mi casa está sin luz"), line: qsTr("Ya revisé mis pastillas o fusibles") },
        { text: qsTr("La luz va y viene"), line: "" }
    ]

    tramite: qsTr("Reportar una falla de luz")
    step: 2
    stepCount: 5
    primaryText: qsTr("Continuar")

    Column {
        width: Theme.wide ? parent.width * 0.47 : parent.width
        spacing: Theme.u * 16
        Heading { width: parent.width; level: 2; text: qsTr("¿Qué está pasando?") }
        Repeater {
            model: frame.options
            delegate: ListRow {
                required property var modelData
                required property int index
                objectName: "option_" + index
                width: parent.width
                text: modelData.text
                line: modelData.line
                selected: index === frame.chosen
                onActivated: frame.chosen = index
            }
        }
        ListRow { objectName: "opens"; width: parent.width; radio: false; chevron: true; iconName: "receipt"; text: qsTr("Seguir un trámite"); line: qsTr("Con el folio de su comprobante") }
    }
    Card {
        visible: !Theme.compact
        x: Theme.wide ? parent.width * 0.5 : 0
        y: Theme.wide ? 0 : parent.height - height
        width: Theme.wide ? parent.width * 0.5 : parent.width
        height: rows.height + Theme.u * 32
        Column {
            id: rows
            x: Theme.u * 34
            y: Theme.u * 16
            width: parent.width - 2 * x
            ReviewRow { width: parent.width; label: qsTr("Nombre"); value: "Rosa Mendoza Hernández"; source: qsTr("De su tarjeta") }
            ReviewRow { width: parent.width; label: qsTr("CURP"); value: "•••••••••••••••R07"; masked: true; source: qsTr("De su tarjeta") }
            ReviewRow { width: parent.width; label: qsTr("Calle y número"); value: "Calle Morelos 118"; changed: true }
            ReviewRow { width: parent.width; label: qsTr("Correo"); value: "rosa.mendoza@correo.mx"; divided: false }
        }
    }
}
