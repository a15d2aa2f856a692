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
    readonly property bool beside: Theme.wide && Theme.textMode <= 2

    implicitHeight: clave === "" ? plate.implicitHeight
                  : beside ? Math.max(plate.implicitHeight, secret.implicitHeight) : plate.implicitHeight + secret.implicitHeight + Theme.u * 16

    FolioPlate {
        id: plate
        width: band.clave !== "" && band.beside ? parent.width * 0.66 : parent.width
        height: band.beside ? parent.height : implicitHeight
        folioSize: Theme.u * (Theme.compact ? 64 : 76)
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
