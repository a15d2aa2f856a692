pragma ComponentBehavior: Bound
import QtQuick
import Ventanilla

/** One answer to type: label, hint, box, and a line for the message that is there before the message is. */
Item {
    id: field
    property string label
    property string hint
    property string value
    property string error
    property string placeholder
    property string iconName
    property bool mono: false
    property bool capitals: false
    property bool masked: false
    property int maximumLength: 200
    property bool messageReserved: true
    property real messageWidth: width // less where a way out stands beside the message
    property string accessibleName: label
    readonly property alias text: input.text
    readonly property alias input: input
    readonly property bool focused: input.activeFocus
    readonly property real boxHeight: Math.max(Theme.u * (Theme.compact ? 80 : 100), Theme.textXl * 1.36 + Theme.u * 24)

    signal edited(string text)
    signal accepted()

    function takeFocus(): void { input.forceActiveFocus() }
    function insert(text: string): void { input.insert(input.cursorPosition, capitals ? text.toUpperCase() : text) }
    function erase(): void {
        if (input.selectedText !== "")
            input.remove(input.selectionStart, input.selectionEnd)
        else if (input.cursorPosition > 0)
            input.remove(input.cursorPosition - 1, input.cursorPosition)
    }

    objectName: "field"
    implicitWidth: Theme.u * 866
    implicitHeight: column.implicitHeight
    onValueChanged: {
        if (input.text !== value)
            input.text = value
    }
    Component.onCompleted: input.text = value

    Column {
        id: column
        width: parent.width
        spacing: Theme.u * 8

        TextBlock { width: parent.width; visible: text !== ""; text: field.label; bold: true; Accessible.ignored: true }
        TextBlock { width: parent.width; visible: text !== ""; text: field.hint; size: 27; secondary: true; Accessible.ignored: true }
        Item {
            width: parent.width
            height: field.boxHeight

            FocusRing { single: true; visible: field.focused && field.error === "" }
            Rectangle {
                anchors.fill: parent
                radius: Theme.controlRadius
                color: field.enabled ? Theme.surface : Theme.disBg
                border {
                    width: field.error !== "" ? Theme.errorLine : field.focused ? Theme.selectedLine : Theme.controlLine
                    color: field.error !== "" ? Theme.bad : field.focused ? Theme.primary : Theme.control
                }
            }
            Icon {
                id: picture
                name: field.iconName
                x: Theme.u * 30
                size: Theme.u * 46
                anchors.verticalCenter: parent.verticalCenter
            }
            TextInput {
                id: input
                objectName: field.objectName + "_input"
                anchors { fill: parent; leftMargin: field.iconName === "" ? Theme.u * 30 : Theme.u * 104; rightMargin: Theme.u * 30 }
                verticalAlignment: TextInput.AlignVCenter
                clip: true
                color: field.enabled ? Theme.ink : Theme.disFg
                selectionColor: Theme.primary
                selectedTextColor: Theme.primaryInk
                font { family: field.mono ? Theme.mono : Theme.sans; bold: field.mono; pixelSize: Theme.textXl }
                font.capitalization: field.capitals ? Font.AllUppercase : Font.MixedCase
                maximumLength: field.maximumLength
                echoMode: field.masked ? TextInput.Password : TextInput.Normal
                selectByMouse: false
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                cursorDelegate: Rectangle {
                    width: Math.max(2, Math.round(Theme.u * 4))
                    visible: input.activeFocus // steady: nothing on a citizen screen blinks
                    color: Theme.primary
                }
                Accessible.role: Accessible.EditableText
                Accessible.name: [field.accessibleName, field.error].filter(part => part !== "").join(". ")
                Accessible.description: field.hint
                Accessible.editable: true
                onTextChanged: {
                    if (text !== field.value)
                        field.edited(text)
                }
                onAccepted: field.accepted()
            }
            TextBlock {
                visible: input.text === ""
                anchors { verticalCenter: parent.verticalCenter; left: input.left; right: input.right }
                leftPadding: field.focused ? Theme.u * 14 : 0
                text: field.placeholder
                size: 32
                secondary: true
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        Item {
            visible: field.messageReserved
            width: parent.width
            height: Math.max(message.implicitHeight, Theme.t(28) * 1.36, Theme.u * 40)
            Icon {
                id: sign
                name: field.error === "" ? "" : "bad"
                color: Theme.bad
                size: Math.max(Theme.u * 36, Theme.t(28))
                y: (Theme.t(28) * 1.28 - height) / 2 + Theme.u * 2
            }
            TextBlock {
                id: message
                objectName: field.objectName + "_error"
                x: sign.width + Theme.u * 12
                width: field.messageWidth - x
                text: field.error
                size: 28
                bold: true
                color: Theme.bad
                Accessible.role: Accessible.AlertMessage
            }
        }
    }
}
