"""What OpenSC is told by us, and nothing else: its own defaults remember a PIN for whoever comes next."""

from pathlib import Path
from typing import Final

_FILE_NAME: Final = "opensc.conf"

# opensc.conf(5). The card is reset when the process lets go of it, no PIN and no file of a card is kept, and
# no other process may use the card between the PIN and the signature. Debugging would write the PIN.
OPENSC_CONF: Final = """\
app default {
  debug = 0;
  reader_driver pcsc {
    enable_pinpad = true;
    disconnect_action = reset;
  }
  framework pkcs15 {
    use_pin_caching = false;
    use_file_caching = no;
  }
}
app opensc-pkcs11 {
  pkcs11 {
    lock_login = true;
  }
}
"""

# What a PKCS#11 module may need of the terminal's environment. Everything else stays out: OPENSC_DEBUG or a
# spy module would write the PIN down.
_PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PCSCLITE_CSOCK_NAME", "SOFTHSM2_CONF")
_MODULE_PLACES: Final = ("*/opensc-pkcs11.so", "opensc-pkcs11.so", "*/pkcs11/opensc-pkcs11.so")


def default_module(libraries: Path = Path("/usr/lib")) -> Path | None:
    """OpenSC's PKCS#11 module where Debian puts it, if it is installed."""
    for place in _MODULE_PLACES:
        for module in sorted(libraries.glob(place)):
            return module
    return None


def write_opensc_conf(folder: Path) -> Path:
    """Write our configuration of OpenSC into a private folder."""
    path = folder / _FILE_NAME
    path.write_text(OPENSC_CONF, encoding="ascii")
    return path


def worker_environment(terminal: dict[str, str], folder: Path, code: Path) -> dict[str, str]:
    """The whole environment of a signing process: its home is the private folder, nothing of a card stays."""
    passed_on = {name: terminal[name] for name in _PASSED_ON if name in terminal}
    return passed_on | {
        "HOME": str(folder),
        "OPENSC_CONF": str(write_opensc_conf(folder)),
        "PYTHONPATH": str(code),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
