pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The folio; with the clave beside it when no paper carries it and there is room. */
Item {
    id: band
    property alias folio: plate.folio
    property alias caption: plate.caption
    property alias note: plate.note
    property alias provisional: plate.provisional
    property string clave
    property string claveNote
    readonly property bool beside: !Theme.portrait && !Theme.narrow && Theme.textMode <= 2

    readonly property real plateHeight: Theme.wide && Theme.textMode <= 2 ? Theme.u * 222 : plate.implicitHeight

    implicitHeight: clave === "" ? plateHeight : Math.max(plateHeight, secret.implicitHeight)

    FolioPlate {
        id: plate
        width: band.clave !== "" ? parent.width * 0.66 : parent.width
        height: parent.height
        folioSize: Theme.u * (Theme.compact ? 54 : Theme.portrait ? 70 : 76)
        chip: ""
    }
    ClavePlate {
        id: secret
        visible: band.clave !== ""
        x: plate.width + Theme.gutter
        width: parent.width - x
        height: parent.height
        clave: band.clave
        note: band.claveNote
    }
}
