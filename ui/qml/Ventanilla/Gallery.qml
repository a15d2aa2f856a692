pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Ventanilla

/** The development gallery: one sheet of components at a time, in their states. */
Window {
    id: gallery
    property string sheet: "states"

    width: 1920
    height: 1080
    visible: true
    color: Theme.paper
    title: qsTr("Componentes y estados")

    Loader {
        anchors.fill: parent
        sourceComponent: gallery.sheet === "question" ? question
                       : gallery.sheet === "done" ? done
                       : gallery.sheet === "home" ? home
                       : gallery.sheet === "choices" ? choices
                       : gallery.sheet === "dialog" ? dialog
                       : gallery.sheet === "fields" ? fields : states
    }
    Component { id: states; StatesSheet { } }
    Component { id: fields; FieldsSheet { } }
    Component { id: question; QuestionSheet { } }
    Component { id: choices; ChoicesSheet { } }
    Component { id: done; DoneSheet { } }
    Component { id: home; HomeSheet { } }
    Component { id: dialog; DialogSheet { } }
}
