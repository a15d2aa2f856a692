pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The ways to the proof: on the telephone, or by waiting for the staff. */
Grid {
    id: ways
    required property DoneViewModel viewModel
    readonly property bool waits: viewModel.waitingForStaff
    readonly property real tall: Theme.wide && Theme.textMode <= 2 ? Theme.u * 176 : Math.max(phone.implicitHeight, staff.implicitHeight, waits ? waiting.implicitHeight : 0)
    readonly property real each: columns === 1 ? width : (width - spacing) / 2

    columns: Theme.portrait || Theme.textMode > 2 ? 1 : 2
    spacing: Theme.gutter
    ChoiceTile {
        id: phone
        objectName: "showQr"
        width: ways.each
        height: ways.tall
        iconName: "qr"
        title: qsTr("Verlo en mi celular")
        line: qsTr("Mostramos un código QR grande")
        onActivated: ways.viewModel.showQr()
    }
    ChoiceTile {
        id: staff
        objectName: "waitForStaff"
        visible: !ways.waits
        width: ways.each
        height: ways.tall
        iconName: "printer"
        title: qsTr("Esperar al personal")
        line: qsTr("Arreglan la impresora y sale completo")
        onActivated: ways.viewModel.waitForStaff()
    }
    ChoiceTile {
        id: waiting
        objectName: "waiting"
        visible: ways.waits
        width: ways.each
        height: ways.tall
        reacts: false
        iconName: "clock"
        title: qsTr("Ya avisamos al personal")
        line: qsTr(ways.viewModel.staffText)
    }
}
