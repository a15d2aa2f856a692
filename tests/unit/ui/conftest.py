"""No display: Qt draws into memory."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtGui import QGuiApplication

from ui.engine import build_app


@pytest.fixture(scope="session")
def app() -> QGuiApplication:
    return build_app(["ventanilla-tests"])
