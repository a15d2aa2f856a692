"""One view-model per page: thin adapters over terminal services."""
