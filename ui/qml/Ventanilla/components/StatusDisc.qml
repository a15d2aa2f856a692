import QtQuick
import Ventanilla

/** A disc filled with a status colour and its icon, beside a page's heading. */
Rectangle {
    id: disc
    property string kind: "ok"
    property string iconName: "check"

    implicitWidth: Theme.u * (Theme.compact ? 72 : 100)
    implicitHeight: implicitWidth
    radius: width / 2
    color: Theme.statusColor(kind)

    Icon {
        name: disc.iconName
        color: Theme.surface
        size: disc.width * 0.54
        stroke: 1.9
        anchors.centerIn: parent
    }
}
