pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** The themes of the start screen as windows in a coloured wall: one alone is large, more stand in rows. */
Rectangle {
    id: wall
    property var themes: []
    readonly property int count: themes.length
    readonly property int columns: count <= 3 ? Math.max(1, count) : count === 4 ? 2 : 3
    readonly property int rows: Math.ceil(count / columns)
    readonly property real pad: Theme.u * (Theme.compact ? 32 : 60)
    readonly property real gap: Theme.u * 24
    readonly property real archWidth: (width - 2 * pad - (columns - 1) * gap) / columns
    readonly property real archHeight: Math.min((height - 2 * pad - (rows - 1) * gap) / rows, archWidth * 2.12)

    signal themeActivated(string id)

    color: Theme.panel

    ArchWindow {
        visible: wall.count === 1
        anchors { fill: parent; margins: wall.pad * 0.5 }
        text: wall.count === 1 ? qsTr(wall.themes[0].name) : ""
        iconName: wall.count === 1 ? wall.themes[0].icon : ""
        color: wall.count === 1 ? wall.themes[0].color : ""
        onActivated: wall.themeActivated(wall.themes[0].id)
    }
    Grid {
        visible: wall.count > 1
        anchors.centerIn: parent
        columns: wall.columns
        spacing: wall.gap
        Repeater {
            model: wall.count > 1 ? wall.themes : []
            delegate: ThemeArch {
                required property var modelData
                required property int index
                objectName: "themeArch_" + index
                width: wall.archWidth
                height: wall.archHeight
                text: qsTr(modelData.name)
                iconName: modelData.icon
                color: modelData.color
                onActivated: wall.themeActivated(modelData.id)
            }
        }
    }
}
