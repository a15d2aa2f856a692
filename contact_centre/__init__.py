"""The agent's application: finds cases and captures trámites for people who call."""
