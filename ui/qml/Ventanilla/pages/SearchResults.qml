pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** What the catalogue has for the words written so far. */
PagedBody {
    id: results
    required property HomeViewModel viewModel
    readonly property var tramites: viewModel.results
    readonly property var none: ({ id: "", name: "", line: "", chip: "" })

    PageBlock {
        present: results.viewModel.nothingFound !== ""
        Banner { kind: "info"; text: results.viewModel.nothingFound }
    }
    Repeater {
        model: results.tramites.length
        delegate: PageBlock {
            id: found
            required property int index
            readonly property var entry: results.tramites[index] ?? results.none
            gap: Theme.u * 12
            ListRow {
                objectName: "result_" + found.index
                radio: false
                chevron: true
                text: qsTr(found.entry.name)
                line: Theme.compact ? "" : [qsTr(found.entry.line), qsTr(found.entry.chip)].filter(part => part !== "").join(". ")
                onActivated: results.viewModel.openTramite(found.entry.id)
            }
        }
    }
}
