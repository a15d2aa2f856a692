"""From bytes to commands: what the printer's receiving side makes of the wire."""
