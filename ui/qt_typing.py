"""Signals, slots and properties whose types mypy understands: the stub beside this file is the point."""

from PySide6.QtCore import Property, Signal, Slot

__all__ = ["Property", "Signal", "Slot"]
