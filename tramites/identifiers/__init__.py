"""Identifiers as values that refuse bad content when made."""
