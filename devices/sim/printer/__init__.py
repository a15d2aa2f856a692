"""A simulated ESC/POS receipt printer, written from the makers' command references."""
