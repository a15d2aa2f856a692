import QtQuick
import Ventanilla

/** "Cambiar" and its like. Its accessible name carries the object: "Cambiar calle y número". */
QuietButton {
    id: control
    property string accessibleName: text

    objectName: "linkButton"
    size: 28
    iconName: "pencil"
    Accessible.name: accessibleName
}
