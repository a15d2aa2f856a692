"""`python -m central_platform`: the platform's commands without the rest of the product."""

from central_platform.cli import platform

if __name__ == "__main__":
    platform(prog_name="central_platform")
