"""Simulated devices: separate processes on the real wire, written from the makers' manuals."""
