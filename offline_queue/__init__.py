"""Trámites waiting for the platform."""
