pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** A number to call now, large enough to read from the street. */
Rectangle {
    id: plate
    property string number
    readonly property string caption: number === "911" ? qsTr("Fuego o heridos") : qsTr("Llame ahora")

    implicitHeight: Math.max(Theme.u * (Theme.compact ? 140 : 208), words.implicitHeight + Theme.u * (Theme.compact ? 24 : 48))
    radius: Theme.cardRadius
    color: Theme.surface
    border { width: Theme.errorLine; color: Theme.bad }
    Accessible.role: Accessible.StaticText
    Accessible.name: caption + ": " + number

    Icon {
        id: sign
        name: "phone"
        color: Theme.bad
        size: Theme.u * (Theme.compact ? 60 : 84)
        x: Theme.u * (Theme.compact ? 28 : 40)
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        x: sign.x + sign.width + Theme.u * (Theme.compact ? 24 : 36)
        width: parent.width - x - Theme.u * 20
        anchors.verticalCenter: parent.verticalCenter
        Text {
            text: plate.number
            color: Theme.bad
            font { family: Theme.sansDisplay; bold: true; pixelSize: Theme.title(Theme.compact ? 68 : 116) }
            lineHeight: Theme.displayLine
            Accessible.ignored: true
        }
        TextBlock { width: parent.width; text: plate.caption; size: 28; bold: true; Accessible.ignored: true }
    }
}
