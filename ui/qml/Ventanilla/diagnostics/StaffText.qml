import QtQuick
import Ventanilla

/** Text of technician mode: smaller than a citizen's, and the same in every size mode. */
TextBlock {
    property bool small: false
    font.pixelSize: small ? Theme.staffS : Theme.staffM
}
