"""The citizen's application."""
