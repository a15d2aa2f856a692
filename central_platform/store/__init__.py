"""Schema, migrations and transactions of the platform."""
