import QtQuick
import Ventanilla

/** Mark, name, the trámite and the step. Very large text gives up all but the step. */
Item {
    id: header
    property string tramite
    property alias step: steps.step
    property alias stepCount: steps.count
    readonly property alias stepsWidth: steps.width
    readonly property bool ownLine: Theme.portrait && tramite !== "" && !Theme.veryLarge
    readonly property real rowHeight: Theme.u * (Theme.compact ? 64 : 112)
    readonly property bool nameVisible: !Theme.compact || tramite === ""
    readonly property bool tramiteBeside: !Theme.portrait && Theme.grow === 1

    objectName: "header"
    implicitHeight: Theme.veryLarge ? 0 : Theme.portrait ? Theme.u * (ownLine ? 176 : 120) : rowHeight

    BrandMark {
        id: mark
        visible: !Theme.veryLarge
        width: Theme.u * (Theme.compact ? 44 : 56)
        height: width
        x: Theme.margin
        y: (header.rowHeight - height) / 2 - Theme.u * (Theme.compact ? 0 : 5)
    }
    TextBlock {
        id: name
        visible: !Theme.veryLarge && header.nameVisible
        x: mark.x + mark.width + Theme.u * 18
        anchors.verticalCenter: mark.verticalCenter
        width: Math.min(implicitWidth, header.width * 0.5)
        text: Theme.brandName
        size: 32
        bold: true
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
    }
    Rectangle {
        id: divider
        visible: tramite.visible && name.visible && !header.ownLine
        width: Math.max(1, Math.round(Theme.u * 2))
        height: Theme.u * 40
        x: name.x + name.width + Theme.u * 19
        anchors.verticalCenter: mark.verticalCenter
        color: Theme.line
    }
    TextBlock {
        id: tramite
        objectName: "tramiteName"
        readonly property real begin: header.ownLine ? Theme.margin : divider.visible ? divider.x + Theme.u * 20 : name.x
        visible: text !== "" && !Theme.veryLarge && (header.ownLine || header.tramiteBeside)
        x: header.ownLine ? Theme.margin : name.visible ? name.x + name.width + Theme.u * 39 : name.x
        y: header.ownLine ? header.rowHeight - Theme.u * 10 : mark.y + (mark.height - height) / 2
        width: header.ownLine ? header.width - 2 * Theme.margin : Math.min(implicitWidth, Math.max(0, steps.x - x - Theme.gutter))
        text: header.tramite
        size: 28
        secondary: true
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
    }
    StepHeader {
        id: steps
        x: header.width - Theme.margin - width
        y: Theme.veryLarge ? Theme.u * 30 : mark.y + (mark.height - height) / 2
        Accessible.name: (header.tramite !== "" && !tramite.visible ? header.tramite + ". " : "") + qsTr("Paso %1 de %2").arg(step).arg(count)
    }
}
