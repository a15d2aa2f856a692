"""The domain of Ventanilla: trámites, folios and what terminal and platform say to each other. Pure."""
