pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 13: put the kiosk back to work. No citizen's data is here. Spanish only: staff texts are not translated. */
Rectangle {
    id: page
    required property TechnicianViewModel viewModel
    required property ShellViewModel shell
    readonly property Item firstFocus: heading
    readonly property real pad: Theme.u * (Theme.wide ? 32 : 24)
    readonly property real side: Theme.wide ? Theme.u * 296 : 0
    readonly property bool stacked: Theme.portrait
    readonly property real room: width - side - 2 * pad
    readonly property real urgentWidth: stacked ? room : Math.min(Theme.u * 524, room * (Theme.wide ? 0.34 : 0.3))
    readonly property int perRow: Theme.wide || !Theme.portrait ? 3 : 2

    objectName: "page-technician"
    color: Theme.paper
    Component.onCompleted: Theme.guard()

    Rectangle {
        visible: Theme.wide
        width: page.side
        height: parent.height
        color: Theme.panel
        Column {
            x: Theme.u * 28
            y: Theme.u * 32
            width: parent.width - 2 * x
            StaffText { width: parent.width; text: Theme.brandName; bold: true; color: Theme.panelInk }
            StaffText { width: parent.width; text: "Modo técnico"; small: true; color: Theme.panelInk2 }
        }
        Column {
            x: Theme.u * 28
            y: parent.height - height - Theme.u * 32
            width: parent.width - 2 * x
            StaffText { width: parent.width; text: page.viewModel.person; bold: true; color: Theme.panelInk }
            StaffText { width: parent.width; text: page.viewModel.closes; small: true; color: Theme.panelInk2 }
        }
    }
    Item {
        id: top
        x: page.side + page.pad
        y: page.pad
        width: page.room
        height: Math.max(titles.implicitHeight, leave.height)
        Column {
            id: titles
            width: (Theme.portrait ? leave.x : chip.x) - Theme.u * 20
            anchors.verticalCenter: parent.verticalCenter
            Heading {
                id: heading
                objectName: "heading"
                width: parent.width
                level: 3
                size: Theme.u * (Theme.wide ? 38 : 32)
                text: page.viewModel.title
            }
            StaffText {
                width: parent.width
                small: true
                secondary: true
                text: "Fuera de servicio para ciudadanos" + (Theme.wide ? "." : " · " + page.viewModel.person + " · " + page.viewModel.closes)
            }
            Item { visible: Theme.portrait; width: parent.width; height: Theme.u * 60 }
        }
        StaffChip {
            id: chip
            objectName: "overall"
            x: Theme.portrait ? 0 : leave.x - width - Theme.u * 16
            y: Theme.portrait ? parent.height - height : (parent.height - height) / 2
            implicitHeight: Theme.u * 52
            kind: page.viewModel.overallKind
            text: page.viewModel.overallText
        }
        PrimaryButton {
            id: leave
            objectName: "leave"
            x: parent.width - width
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.u * 72
            text: "Volver a servicio"
            onActivated: page.viewModel.leave()
        }
    }
    Card {
        id: devices
        x: top.x
        y: top.y + top.height + Theme.u * 20
        width: page.stacked ? page.room : page.room - page.urgentWidth - Theme.gutter
        height: rows.implicitHeight + Theme.u * 32
        Column {
            id: rows
            x: Theme.u * 24
            y: Theme.u * 16
            width: parent.width - 2 * x
            Item {
                width: parent.width
                height: test.height + Theme.u * 12
                StaffText { width: test.x; height: test.height; verticalAlignment: Text.AlignVCenter; text: "Dispositivos"; bold: true }
                StaffButton {
                    id: test
                    objectName: "testPrinter"
                    x: parent.width - width
                    enabled: page.viewModel.canTest
                    iconName: "printer"
                    text: page.viewModel.testing ? "Imprimiendo…" : "Probar impresora"
                    onActivated: page.viewModel.testPrinter()
                }
            }
            Repeater {
                model: page.viewModel.devices
                delegate: DeviceRow {
                    required property var modelData
                    width: rows.width
                    device: modelData
                    testing: page.viewModel.testing
                    onTestRequested: page.viewModel.testPrinter()
                }
            }
        }
    }
    UrgentCard {
        id: urgent
        x: page.stacked ? top.x : devices.x + devices.width + Theme.gutter
        y: page.stacked ? devices.y + devices.height + Theme.u * 16 : devices.y
        width: page.urgentWidth
        height: page.stacked ? implicitHeight : Math.max(implicitHeight, devices.height)
        urgent: page.viewModel.urgent
    }
    Grid {
        id: facts
        readonly property real above: Math.max(devices.y + devices.height, urgent.y + urgent.height) + Theme.u * 16
        readonly property int rowCount: Math.ceil(page.viewModel.facts.length / columns)
        readonly property real cardHeight: Math.min(Theme.u * 176, (page.height - page.pad - above - (rowCount - 1) * spacing) / rowCount)
        x: top.x
        y: above
        columns: page.perRow
        spacing: Theme.u * 16
        Repeater {
            model: page.viewModel.facts
            delegate: FactCard {
                required property var modelData
                width: (page.room - (facts.columns - 1) * facts.spacing) / facts.columns
                height: facts.cardHeight
                lines: Math.max(1, Math.floor((height - Theme.u * 58) / (Theme.staffS * 1.28)))
                fact: modelData
            }
        }
    }
    DialogPanel {
        opened: page.viewModel.asking
        title: "¿Volver a servicio así?"
        text: page.viewModel.losses
        note: "Las personas verán este aviso antes de empezar."
        iconName: "alert"
        primaryText: "Seguir arreglando"
        secondaryText: "Volver así"
        onPrimaryRequested: page.viewModel.stay()
        onSecondaryRequested: page.viewModel.confirmLeave()
    }
}
