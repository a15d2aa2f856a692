pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The trámites of one theme, each as a big row. */
CitizenPage {
    id: page
    required property HomeViewModel viewModel

    objectName: "page-theme"
    tramite: ""
    firstFocus: title.heading

    PagedBody {
        anchors.fill: parent
        PageBlock {
            PageTitle {
                id: title
                limit: page.headingWidth
                text: qsTr(page.viewModel.themeName)
                lead: qsTr("¿Cuál trámite necesita?")
            }
        }
        Repeater {
            model: page.viewModel.themeTramites
            delegate: PageBlock {
                id: row
                required property var modelData
                required property int index
                least: Theme.u * (Theme.compact ? 100 : 140)
                gap: row.index === 0 ? Theme.u * 32 : Theme.u * 16
                ListRow {
                    objectName: "tramite_" + row.modelData.id
                    radio: false
                    chevron: true
                    iconName: "document"
                    text: qsTr(row.modelData.name)
                    line: [qsTr(row.modelData.line), qsTr(row.modelData.chip)].filter(part => part !== "").join(". ")
                    onActivated: page.viewModel.openTramite(row.modelData.id)
                }
            }
        }
    }
}
