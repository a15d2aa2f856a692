import QtQuick
import Ventanilla

/** A flat surface with a fine border: separation is done by line and tint, never by shadow. */
Rectangle {
    radius: Theme.cardRadius
    color: Theme.surface
    border { width: Theme.cardLine; color: Theme.line }
}
