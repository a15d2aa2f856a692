pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The privacy notice in four lines, before the first personal answer. */
CitizenPage {
    id: page
    required property NoticeViewModel viewModel
    readonly property var parts: [
        { icon: "building", title: qsTr("Quién cuida sus datos"), text: viewModel.controller },
        { icon: "document", title: qsTr("Para qué se usan"), text: viewModel.purpose },
        { icon: "shield", title: qsTr("Lo que usted puede pedir"), text: viewModel.rights },
        { icon: "info", title: qsTr("Dónde está el aviso completo"), text: viewModel.fullText }
    ].filter(part => part.text !== "")

    objectName: "page-notice"
    firstFocus: title.heading
    primaryText: qsTr("Continuar")
    onPrimaryRequested: viewModel.accept()

    PagedBody {
        anchors.fill: parent
        laterTop: page.laterTop
        columns: Theme.wide && Theme.textMode <= 3
        leftShare: 0.36
        columnGap: Theme.u * 96
        footerColumn: columns ? 1 : 0
        PageBlock {
            PageTitle {
                id: title
                level: page.viewModel.question.length > 30 ? 2 : 1
                limit: page.headingWidth
                text: qsTr(page.viewModel.question)
                lead: Theme.hintsHidden ? "" : qsTr("Así se cuidan los datos que va a escribir.")
            }
        }
        Repeater {
            model: page.parts
            delegate: PageBlock {
                id: part
                required property var modelData
                required property int index
                column: 1
                gap: Theme.u * (Theme.compact ? 12 : 20)
                least: Theme.wide ? Theme.u * 150 : 0
                InfoRow {
                    objectName: "notice_" + part.index
                    iconName: part.modelData.icon
                    title: part.modelData.title
                    text: qsTr(part.modelData.text)
                }
            }
        }
    }
}
