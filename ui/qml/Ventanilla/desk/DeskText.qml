import QtQuick
import Ventanilla

/** Text for the agent, seated before a monitor: 17 design units, 15 when `small`. */
TextBlock {
    property bool small: false
    size: small ? 15 : 17
}
