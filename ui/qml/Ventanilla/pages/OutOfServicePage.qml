pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 15: the fact, what became of a trámite left half-way, and where else to turn. Nothing to touch. */
Rectangle {
    id: page
    required property ShellViewModel shell
    readonly property Item firstFocus: heading
    readonly property real pad: Theme.u * (Theme.compact ? 56 : 96)

    objectName: "page-out-of-service"
    color: Theme.panel

    Column {
        x: page.pad
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * (Theme.compact ? 20 : 40)
        Row {
            spacing: Theme.u * 18
            Image {
                readonly property real side: Theme.u * (Theme.compact ? 52 : 64)
                width: side
                height: side
                source: "image://drawn/mark/" + String(Theme.panelInk).slice(-6) + "/" + String(Theme.panel).slice(-6)
                sourceSize: Qt.size(Math.round(side), Math.round(side))
                Accessible.ignored: true
            }
            TextBlock { anchors.verticalCenter: parent.verticalCenter; text: Theme.brandName; size: 36; font.pixelSize: Theme.barText(36); bold: true; color: Theme.panelInk }
        }
        Heading {
            id: heading
            objectName: "heading"
            width: Math.min(parent.width, Theme.u * 1400)
            level: 0
            size: Theme.compact ? Theme.title(68) : Theme.title(104)
            color: Theme.panelInk
            text: qsTr("Esta ventanilla no está funcionando")
        }
        TextBlock {
            width: Math.min(parent.width, Theme.u * 1300)
            text: qsTr("Todavía no sabemos a qué hora vuelve.")
            size: Theme.compact ? 32 : 38
            color: Theme.panelInk2
        }
        Rectangle { width: parent.width; height: Theme.cardLine; color: Theme.panel3 }
        IconLine {
            width: Math.min(parent.width, Theme.u * 1400)
            iconName: "shield"
            iconColor: Theme.maize
            color: Theme.panelInk
            size: 34
            text: qsTr("Si dejó un trámite a medias: lo que ya envió está a salvo. Lo demás se borró y no se envió.")
        }
        IconLine {
            visible: Theme.helpPhone !== ""
            width: Math.min(parent.width, Theme.u * 1400)
            iconName: "phone"
            iconColor: Theme.maize
            color: Theme.panelInk
            size: 34
            text: qsTr("Hágalo por teléfono: %1").arg(Theme.helpPhone)
        }
    }
}
