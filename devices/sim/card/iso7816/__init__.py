"""What every card speaks, whatever it is for (ISO/IEC 7816-4)."""
