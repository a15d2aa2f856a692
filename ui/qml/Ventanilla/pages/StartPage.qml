pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 1: what this is, whether it works, and one touch to begin. */
Item {
    id: page
    required property StartViewModel viewModel
    required property ShellViewModel shell
    readonly property Item firstFocus: heading
    readonly property bool wallVisible: viewModel.themes.length > 0 && !(Theme.veryLarge && Theme.compact)
    readonly property real wallWidth: !wallVisible ? 0 : Theme.portrait ? width : width * (Theme.narrow ? 0.36 : 0.39)
    readonly property real wallHeight: Theme.portrait ? height - words.height - foot.height : height
    readonly property real spacing: Theme.u * (Theme.compact || Theme.veryLarge ? 14 : 30)
    // What gives way, in this order: the lead, the words above the languages, the promise, the condition's detail, size.
    readonly property int gives: [0, 1, 2, 3, 4].find(level => needed(level) <= height - (Theme.portrait && wallVisible ? Theme.u * 420 : 0)) ?? 5

    function needed(level: int): real {
        const parts = [level < 5 ? Math.max(mark.height, name.implicitHeight, level < 4 ? place.implicitHeight : 0) : 0,
                       heading.text.split("\n").length * heading.fullSize * 1.36 * Theme.displayLine * (level < 4 ? 1 : 0.72),
                       start.height, banner.title === "" ? 0 : banner.implicitHeight,
                       level < 1 ? lead.implicitHeight : 0,
                       viewModel.languages.length === 0 || level > 4 ? 0 : languages.childrenRect.height + (level < 2 ? caption.implicitHeight + Theme.u * 12 : 0)]
        const shown = parts.filter(part => part > 0)
        const margins = Theme.portrait ? Theme.u * 72 : Theme.u * 36
        return shown.reduce((sum, part) => sum + part + spacing, margins - spacing) + foot.heightAt(level)
    }

    objectName: "page-start"

    Rectangle { anchors.fill: parent; color: Theme.paper }

    Item {
        id: words
        width: Theme.portrait ? page.width : page.width - page.wallWidth
        height: Theme.portrait ? column.implicitHeight + Theme.u * 72 : page.height - foot.height
        y: Theme.portrait ? page.wallHeight : 0

        Rectangle {
            visible: !Theme.portrait
            width: parent.width
            height: Theme.u * 10
            color: Theme.primary
        }
        Column {
            id: column
            x: Theme.margin
            y: Theme.portrait ? Theme.u * 48 : Theme.u * 10 + Math.max(Theme.u * 8, (parent.height - Theme.u * 10 - implicitHeight) * 0.5)
            width: parent.width - 2 * Theme.margin
            spacing: page.spacing

            Row {
                visible: page.gives < 5
                width: parent.width
                spacing: Theme.u * 18
                BrandMark {
                    id: mark
                    objectName: "brandMark"
                    implicitWidth: Theme.u * (Theme.compact ? 52 : 64)
                    // The way in for staff: hidden in plain sight, and no control for anybody else.
                    TapHandler {
                        margin: Theme.u * 12
                        onTapped: page.shell.staff.touchMark()
                    }
                }
                TextBlock {
                    id: name
                    anchors.verticalCenter: parent.verticalCenter
                    text: Theme.brandName
                    size: 36
                    font.pixelSize: Theme.barText(36)
                    bold: true
                }
                Rectangle {
                    visible: place.visible
                    width: Theme.cardLine
                    height: mark.height * 0.66
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.line
                }
                TextBlock {
                    id: place
                    visible: text !== "" && page.gives < 4 && !Theme.veryLarge
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, column.width - mark.width - name.width - Theme.u * 60)
                    text: page.viewModel.place
                    size: 28
                    secondary: true
                }
            }
            Heading {
                id: heading
                width: parent.width
                level: 0
                readonly property real fullSize: Theme.compact ? Theme.title(76) : Theme.display
                size: fullSize * (page.gives < 4 ? 1 : 0.72)
                text: qsTr("Haga aquí\nsus trámites")
                Accessible.name: qsTr("Haga aquí sus trámites")
            }
            TextBlock {
                id: lead
                visible: page.gives < 1
                width: parent.width
                text: qsTr("Sin fila y sin costo por usar la ventanilla. No necesita correo ni contraseña.")
                size: Theme.compact ? 28 : 34
                secondary: true
            }
            Banner {
                id: banner
                visible: page.viewModel.crashNotice !== ""
                width: parent.width
                kind: "info"
                title: qsTr(page.viewModel.crashNotice)
            }
            PrimaryButton {
                id: start
                objectName: "startButton"
                width: Theme.portrait ? parent.width : Math.min(parent.width, Math.max(implicitWidth, Theme.u * 640))
                big: true
                text: qsTr("Toque para empezar")
                iconName: "arrow"
                Accessible.name: qsTr("Empezar en español")
                onActivated: page.viewModel.start()
            }
            Column {
                visible: page.viewModel.languages.length > 0 && page.gives < 5
                width: parent.width
                spacing: Theme.u * 12
                TextBlock { id: caption; visible: page.gives < 2; width: parent.width; text: qsTr("O empiece en su lengua"); size: 28; secondary: true }
                Flow {
                    id: languages
                    width: parent.width
                    spacing: Theme.u * 14
                    Repeater {
                        model: page.viewModel.languages
                        delegate: SecondaryButton {
                            required property var modelData
                            objectName: "language_" + modelData.code
                            plain: true
                            text: modelData.autonym
                            onActivated: page.viewModel.startIn(modelData.code)
                        }
                    }
                }
            }
        }
    }
    StartFoot {
        id: foot
        viewModel: page.viewModel
        gives: page.gives
        width: words.width
        height: implicitHeight
        anchors.bottom: parent.bottom
        listenVisible: page.shell.canListen
        speaking: page.shell.speaking
        onSettingsRequested: page.shell.openSettings()
        onListenRequested: page.shell.listen()
    }
    StartArches {
        visible: page.wallVisible
        x: Theme.portrait ? 0 : page.width - width
        width: page.wallWidth
        height: page.wallHeight
        themes: page.viewModel.themes
        onThemeActivated: id => page.viewModel.openTheme(id)
    }
}
