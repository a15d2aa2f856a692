"""Technician mode: who may enter it and what they see. Nothing of a citizen is shown here."""
