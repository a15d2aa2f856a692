import QtQuick
import QtQuick.Templates as T
import Ventanilla

/** What every control that is touched does: acts on release inside, once, and not by a touch meant for another page. */
T.AbstractButton {
    id: control
    property bool ignored: false
    property int restMs: Theme.repeatGuardMs
    property bool pressedLook: false // the state sheet shows a pressed control without a finger
    property bool focusLook: false
    property real ringRadius: Theme.controlRadius
    readonly property bool lit: (pressed && !ignored) || pressedLook
    readonly property bool resting: rest.running // a second touch now is not meant
    readonly property bool ringed: focusLook || visualFocus || (activeFocus && Theme.ringsAlways)

    signal activated()

    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    onPressed: ignored = Theme.guarded || resting
    onCanceled: ignored = false
    onClicked: {
        const meant = !ignored
        ignored = false
        if (meant) {
            if (restMs > 0)
                rest.restart()
            activated()
        }
    }
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    readonly property Timer rest: Timer { id: rest; interval: Math.max(1, control.restMs) }

    FocusRing {
        visible: control.ringed
        radius: control.ringRadius
    }
}
