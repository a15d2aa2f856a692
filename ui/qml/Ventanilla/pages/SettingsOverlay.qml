pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** Screen 19: language, size of the letters, colours and time. Every choice applies at once. */
CitizenPage {
    id: page
    required property SettingsViewModel viewModel
    readonly property var languages: viewModel.languages
    readonly property var textModes: viewModel.textModes
    readonly property var colourSets: viewModel.colourSets
    readonly property var aids: viewModel.aids
    readonly property var sizes: [0.78, 1.0, 1.34, 1.8]

    objectName: "page-settings"
    firstFocus: title.heading
    backVisible: false
    stepCount: 0
    primaryText: qsTr("Listo")
    primaryIcon: "check"
    secondaryText: qsTr("Como estaba")
    onPrimaryRequested: viewModel.close()
    onSecondaryRequested: viewModel.asBefore()

    PagedBody {
        anchors.fill: parent
        PageBlock {
            PageTitle { id: title; limit: page.headingWidth; text: qsTr("Idioma y texto") }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 8 : 16)
            OptionGroup {
                title: qsTr("Lengua")
                model: page.languages.length
                most: 6
                delegate: OptionBox {
                    required property int index
                    readonly property var entry: page.languages[index] ?? ({ code: "", autonym: "", selected: false })
                    objectName: "language_" + entry.code
                    text: entry.autonym
                    selected: entry.selected
                    onActivated: page.viewModel.setLanguage(entry.code)
                }
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 10 : 24)
            OptionGroup {
                title: qsTr("Tamaño de letra")
                model: page.textModes.length
                delegate: OptionBox {
                    required property int index
                    readonly property var entry: page.textModes[index] ?? ({ mode: 1, name: "", selected: false })
                    objectName: "textMode_" + entry.mode
                    text: qsTr(entry.name)
                    textPixelSize: Theme.u * 32 * Math.min(page.sizes[entry.mode - 1], Theme.compact ? 1.3 : 1.8)
                    selected: entry.selected
                    Accessible.name: qsTr("Tamaño de letra, %1, %2 de 4").arg(text).arg(entry.mode)
                    onActivated: page.viewModel.setTextMode(entry.mode)
                }
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 10 : 24)
            OptionGroup {
                title: qsTr("Colores")
                model: page.colourSets.length
                delegate: OptionBox {
                    required property int index
                    readonly property var entry: page.colourSets[index] ?? ({ id: "", name: "", selected: false })
                    readonly property var sample: Theme.samples[entry.id]
                    objectName: "colourSet_" + entry.id
                    text: qsTr(entry.name)
                    selected: entry.selected
                    back: sample ? sample.surface : Theme.surface
                    ink: sample ? (entry.id === "alto-contraste" ? sample.primary : sample.ink) : Theme.ink
                    Accessible.name: qsTr("Colores, %1").arg(text)
                    onActivated: page.viewModel.setColourSet(entry.id)
                }
            }
        }
        PageBlock {
            gap: Theme.u * (Theme.compact ? 10 : 24)
            OptionGroup {
                title: qsTr("Otras ayudas")
                model: page.aids.length
                most: 3
                delegate: OptionBox {
                    required property int index
                    readonly property var entry: page.aids[index] ?? ({ id: "", icon: "", name: "", selected: false })
                    objectName: entry.id
                    exclusive: false
                    iconName: entry.icon
                    text: qsTr(entry.name)
                    selected: entry.selected
                    onActivated: page.viewModel.toggleAid(entry.id)
                }
            }
        }
    }
}
