import QtQuick
import Ventanilla

/** An icon in a theme colour. Decorative: the words beside it are what is read aloud. */
Image {
    id: icon
    property string name
    property color color: Theme.primary
    property real size: Theme.u * 36
    property real stroke: size > Theme.u * 60 ? 1.5 : size < Theme.u * 36 ? 2 : 1.8

    width: size
    height: size
    visible: name !== ""
    source: name === "" ? "" : "image://drawn/icon/" + name + "/" + String(color).slice(-6) + "/" + stroke
    sourceSize: Qt.size(Math.round(size), Math.round(size))
    Accessible.ignored: true
}
