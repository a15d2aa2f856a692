"""The pieces a demonstration world is put together from."""
