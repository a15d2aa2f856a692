"""No test of a device depends on how fast this machine is today."""

from hypothesis import settings

settings.register_profile("devices", deadline=None)
settings.load_profile("devices")
