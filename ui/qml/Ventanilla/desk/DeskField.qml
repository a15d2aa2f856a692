import QtQuick
import Ventanilla

/** A box to type in. Arrow keys go to whoever shows a list below it. */
Item {
    id: field
    property string value
    property string accessibleName
    property string error
    property bool mono: false
    property int maximumLength: 200
    readonly property alias input: input

    signal edited(string text)
    signal accepted()
    signal moved(int step)

    function takeFocus(): void { input.forceActiveFocus() }

    implicitWidth: Theme.u * 320
    implicitHeight: Theme.u * 44
    onValueChanged: {
        if (input.text !== value)
            input.text = value
    }
    Component.onCompleted: input.text = value

    Rectangle {
        anchors.fill: parent
        radius: Theme.u * 8
        color: Theme.surface
        border { width: Math.max(1, Theme.u * (field.error !== "" ? 3 : 1.5)); color: field.error !== "" ? Theme.bad : Theme.control }
    }
    DeskRing { visible: input.activeFocus }
    TextInput {
        id: input
        objectName: field.objectName + "_input"
        anchors { fill: parent; leftMargin: Theme.u * 12; rightMargin: Theme.u * 12 }
        verticalAlignment: TextInput.AlignVCenter
        clip: true
        activeFocusOnTab: true
        selectByMouse: true
        maximumLength: field.maximumLength
        color: Theme.ink
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        font { family: field.mono ? Theme.mono : Theme.sans; bold: field.mono; pixelSize: Theme.t(17) }
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        Accessible.role: Accessible.EditableText
        Accessible.name: [field.accessibleName, field.error].filter(part => part !== "").join(". ")
        Accessible.editable: true
        Keys.onDownPressed: field.moved(1)
        Keys.onUpPressed: field.moved(-1)
        onTextChanged: {
            if (text !== field.value)
                field.edited(text)
        }
        onAccepted: field.accepted()
    }
}
