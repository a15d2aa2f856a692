"""The tests of Ventanilla."""
