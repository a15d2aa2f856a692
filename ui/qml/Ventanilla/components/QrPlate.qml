import QtQuick
import Ventanilla

/** A code for the citizen's telephone: dark on white in every theme, whole pixels, never personal data. */
Rectangle {
    id: plate
    property string text
    property string name: qsTr("Código para su celular, sin datos personales")
    property real side: Theme.u * 404

    objectName: "qr"
    implicitWidth: side
    implicitHeight: side
    radius: Theme.controlRadius
    color: "white"
    border { width: Theme.cardLine; color: Theme.line }
    Accessible.role: Accessible.Graphic
    Accessible.name: name

    Image {
        anchors.centerIn: parent
        readonly property int room: Math.floor(Math.min(plate.width, plate.height) - 2 * Theme.u * 8)
        source: plate.text === "" ? "" : "image://drawn/qr/" + encodeURIComponent(plate.text)
        sourceSize: Qt.size(room, room)
        cache: false
        smooth: false
        Accessible.ignored: true
    }
}
