"""A simulated PIV card: written from NIST SP 800-73-4 and ISO/IEC 7816-4, on the virtual reader vpcd."""
