"""`python -m kiosk` is the command `ventanilla`."""

from kiosk.cli import main

main()
