pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** Where a person answers. */
Rectangle {
    id: card
    property string phone

    radius: Theme.panelRadius
    color: Theme.panel
    border { width: Theme.bordered ? Theme.cardLine : 0; color: Theme.line }
    implicitHeight: column.implicitHeight + Theme.u * (Theme.compact ? 48 : 88)
    Accessible.role: Accessible.StaticText
    Accessible.name: phone

    Column {
        id: column
        x: Theme.u * 44
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 20
        Arch { iconName: "phone"; back: Theme.maize; ink: Theme.drawInk; height: Theme.u * 100 }
        TextBlock {
            width: parent.width
            text: card.phone.replace(/(\d) (?=\d)/g, "$1\u00a0") // a number is not torn
            size: 38
            bold: true
            color: Theme.panelInk
            Accessible.ignored: true
        }
    }
}
