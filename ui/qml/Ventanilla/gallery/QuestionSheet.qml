pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A question page with the keyboard, as the form pages build it. */
PageFrame {
    id: frame
    property string error: Theme.veryLarge ? qsTr("Falta la arroba (@): nombre@correo.mx") : qsTr("Falta la arroba (@). Escríbalo así: nombre@correo.mx")
    readonly property bool beside: Theme.wide && Theme.grow === 1

    tramite: qsTr("Reportar una falla de luz")
    step: 3
    stepCount: 5
    primaryText: qsTr("Continuar")
    keyboardLayout: "correo"
    keyboardTarget: field

    Heading {
        id: question
        y: frame.beside ? Theme.u * 16 : 0
        width: frame.beside ? parent.width * 0.42 : frame.headingWidth
        level: 2
        text: qsTr("¿A qué correo le enviamos su acuse?")
    }
    TextBlock {
        id: hint
        visible: !Theme.hintsHidden && Theme.grow === 1 && y + implicitHeight <= frame.bodyHeight
        anchors { top: question.bottom; topMargin: Theme.u * 16 }
        width: frame.beside ? parent.width * 0.42 : parent.width
        text: qsTr("También lo recibe impreso aquí. Solo usamos su correo para este trámite.")
        secondary: true
    }
    Field {
        id: field
        x: frame.beside ? parent.width / 2 : 0
        y: frame.beside ? Theme.u * 20 : (hint.visible ? hint.y + hint.height : question.height) + Theme.u * (Theme.portrait ? 40 : 12)
        width: frame.beside ? parent.width / 2 : parent.width
        label: Theme.compact || !Theme.portrait && Theme.grow > 1 ? "" : qsTr("Correo electrónico")
        accessibleName: qsTr("Correo electrónico")
        value: "rosa.mendoza"
        error: frame.error
        messageWidth: width - (sideWayOut.visible ? sideWayOut.width + Theme.gutter : 0)
        Component.onCompleted: takeFocus()
    }
    QuietButton {
        objectName: "wayOut"
        visible: frame.beside || Theme.portrait
        x: field.x - pad
        y: field.y + field.height + Theme.u * 8
        text: qsTr("No tengo correo")
        iconName: "chevron"
        trailing: true
    }
    SecondaryButton {
        id: sideWayOut
        objectName: "sideWayOut"
        visible: !frame.beside && !Theme.portrait
        plain: true
        anchors { right: parent.right; bottom: parent.bottom }
        height: Theme.u * (Theme.compact ? 60 : 80)
        text: qsTr("No tengo correo")
    }
}
