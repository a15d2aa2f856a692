import QtQuick
import Ventanilla

/** The mark: the product's window, the institution's own, or its monogram in a disc. */
Item {
    id: mark
    implicitWidth: Theme.u * 56
    implicitHeight: implicitWidth

    Image {
        visible: Theme.brandMonogram === "" || Theme.brandMark !== ""
        anchors.fill: parent
        cache: Theme.brandMark === ""
        source: "image://drawn/mark/" + String(Theme.primary).slice(-6) + "/" + String(Theme.highContrast ? Theme.paper : Theme.surface).slice(-6)
        sourceSize: Qt.size(Math.round(width), Math.round(height))
        Accessible.ignored: true
    }
    Rectangle {
        visible: Theme.brandMonogram !== "" && Theme.brandMark === ""
        anchors.fill: parent
        radius: width / 2
        color: Theme.primary
        Text {
            anchors.centerIn: parent
            text: Theme.brandMonogram
            color: Theme.primaryInk
            font { family: Theme.sans; bold: true; pixelSize: Math.round(mark.height * (Theme.brandMonogram.length > 2 ? 0.36 : 0.44)) }
            Accessible.ignored: true
        }
    }
}
