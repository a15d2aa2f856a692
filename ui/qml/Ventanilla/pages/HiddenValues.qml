pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Stands where the answers were once nobody touched the screen for a while. */
Card {
    id: card
    signal showRequested()

    implicitHeight: column.implicitHeight + Theme.u * 64

    Column {
        id: column
        x: Theme.u * 40
        y: Theme.u * 32
        width: parent.width - 2 * x
        spacing: Theme.u * 24
        IconLine {
            width: parent.width
            iconName: "shield"
            iconColor: Theme.primary
            size: 32
            text: qsTr("Ocultamos sus datos para que nadie más los vea.")
        }
        SecondaryButton {
            objectName: "showValues"
            text: qsTr("Ver mis datos")
            onActivated: card.showRequested()
        }
    }
}
