"""The application of a PIV card (NIST SP 800-73-4)."""
