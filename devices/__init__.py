"""Everything that touches hardware."""
