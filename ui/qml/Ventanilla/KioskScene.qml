pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla
import Ventanilla.Model

/** The whole kiosk as an item: the page in force, what lies over it, and the watch on touches. */
Item {
    id: scene
    required property ShellViewModel shell
    property bool measured: true // this item, not its window, is the panel the sizes are made for
    readonly property Item page: current.item as Item
    readonly property bool covered: shell.overlay !== ""
    readonly property string key: shell.pageKey
    readonly property string over: shell.overlay
    property string shown // the name of the page in the loader

    readonly property var pages: ({
        "start": ["StartPage", shell.start], "home": ["HomePage", shell.home], "theme": ["ThemePage", shell.home],
        "sheet": ["SheetPage", shell.sheet], "safety": ["SafetyPage", shell.safety], "notice": ["NoticePage", shell.notice],
        "question": ["QuestionPage", shell.question], "review": ["ReviewPage", shell.review], "filing": ["FilingPage", null],
        "done": ["DonePage", shell.done], "paper": ["PaperPage", shell.done], "follow-up": ["FollowUpPage", shell.followUp],
        "case": ["CasePage", shell.followUp], "out-of-service": ["OutOfServicePage", null],
        "staff-pin": ["../diagnostics/StaffPinPage", shell.staff], "technician": ["../diagnostics/TechnicianPage", shell.technician]
    })
    readonly property var overlays: ({
        "still-there": ["StillThereOverlay", shell.stillThere], "erasing": ["ErasingOverlay", null],
        "settings": ["SettingsOverlay", shell.settings], "help": ["HelpOverlay", shell.help],
        "confirm-finish": ["ConfirmFinishOverlay", null]
    })

    function show(loader: Loader, entry: var): void {
        const values = entry[1] === null ? { shell: shell } : { shell: shell, viewModel: entry[1] }
        loader.setSource(Qt.resolvedUrl("pages/" + entry[0] + ".qml"), values)
    }
    function announce(item: var): void {
        if (item && item.firstFocus)
            item.firstFocus.forceActiveFocus()
    }
    // From question to question the page stays and only its content changes; any other page is made anew.
    function turn(): void {
        const name = key.split("/")[0]
        if (name === shown) {
            Theme.guard()
            Qt.callLater(announce, page)
        } else {
            shown = name
            show(current, pages[name])
        }
        slide.play(shell.direction)
    }
    function cover(): void {
        if (over === "") {
            overlay.source = ""
            announce(page)
        } else {
            show(overlay, overlays[over])
        }
    }
    function measure(): void {
        if (measured)
            ThemeModel.setWindow(width, height)
    }

    objectName: "kiosk"
    clip: true
    onWidthChanged: measure()
    onHeightChanged: measure()
    onKeyChanged: turn()
    onOverChanged: cover()
    Component.onCompleted: {
        measure()
        turn()
        cover()
    }

    Connections {
        target: ThemeModel
        function onMetricsChanged(): void { scene.measure() }
    }

    Rectangle { anchors.fill: parent; color: Theme.paper }
    Loader {
        id: current
        objectName: "pageLoader"
        anchors.fill: parent
        visible: !scene.covered
        enabled: visible
        onLoaded: scene.announce(item)
    }
    Loader {
        id: overlay
        objectName: "overlayLoader"
        anchors.fill: parent
        onLoaded: scene.announce(item)
    }
    // Only the body slides: header and bar of a CitizenPage stay where they are.
    NumberAnimation {
        id: slide
        function play(direction: int): void {
            stop()
            const frame = scene.page as PageFrame
            if (direction === 0 || frame === null || Theme.motion(220) === 0) {
                if (frame !== null)
                    frame.bodyShift = 0
                return
            }
            target = frame
            from = direction * scene.width
            start()
        }
        property: "bodyShift"
        to: 0
        duration: Theme.motion(220)
        easing.type: Easing.OutCubic
    }
    Item {
        id: watch
        objectName: "touchWatch"
        anchors.fill: parent
        z: 1000
        PointHandler {
            acceptedButtons: Qt.AllButtons
            onActiveChanged: {
                if (active)
                    scene.shell.activity()
            }
        }
    }
}
