import QtQuick
import Ventanilla

/** Folio and what it is good for, side by side where there is room; with the clave when no paper carries it. */
Item {
    id: band
    property alias folio: plate.folio
    property alias caption: plate.caption
    property alias note: plate.note
    property alias provisional: plate.provisional
    property string clave
    property string claveNote
    readonly property bool beside: !Theme.portrait && !Theme.narrow && Theme.textMode <= 2

    readonly property real plateHeight: Theme.wide && Theme.textMode <= 2 ? Theme.u * 206 : plate.implicitHeight

    implicitHeight: clave === "" ? plateHeight
                  : beside ? Math.max(plateHeight, secret.implicitHeight) : plateHeight + secret.implicitHeight + Theme.u * 16

    FolioPlate {
        id: plate
        width: band.clave !== "" && band.beside ? parent.width * 0.66 : parent.width
        height: parent.height - (band.beside || band.clave === "" ? 0 : secret.implicitHeight + Theme.u * 16)
        folioSize: Theme.u * (Theme.compact ? 54 : Theme.portrait ? 70 : 76)
        chip: ""
    }
    ClavePlate {
        id: secret
        visible: band.clave !== ""
        x: band.beside ? plate.width + Theme.gutter : 0
        y: band.beside ? 0 : plate.height + Theme.u * 16
        width: parent.width - x
        height: band.beside ? parent.height : implicitHeight
        clave: band.clave
        note: band.claveNote
    }
}
