"""The reference server both channels share."""
