"""Adapters to the agencies that decide a trámite."""
