pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** "¿Cómo quiere su comprobante?" and, small, the key for the staff. */
Item {
    id: line
    property string staffKey
    readonly property bool stacked: question.implicitWidth + key.implicitWidth + Theme.gutter > width

    implicitHeight: stacked ? question.implicitHeight + (staffKey !== "" ? key.implicitHeight : 0) : Math.max(question.implicitHeight, key.implicitHeight)

    TextBlock {
        id: question
        width: line.stacked ? parent.width : implicitWidth
        text: qsTr("¿Cómo quiere su comprobante?")
        size: 36
        bold: true
    }
    TextBlock {
        id: key
        visible: line.staffKey !== ""
        x: line.stacked ? 0 : parent.width - width
        y: line.stacked ? question.implicitHeight : (parent.height - height) / 2
        text: line.staffKey
        size: 27
        secondary: true
    }
}
