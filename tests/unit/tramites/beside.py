"""Public samples that lie beside the repository, never in it; where they are absent, tests say so."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

DATA: Final = Path(__file__).resolve().parents[4] / "shared" / "data"
CERTIFICATES: Final = DATA / "sat-test-certificates"
_VECTORS: Final = DATA / "identifier-vectors.json"

needs_certificates = pytest.mark.skipif(
    not CERTIFICATES.is_dir(), reason="the SAT's test certificates do not lie in ../shared/data"
)
needs_vectors = pytest.mark.skipif(
    not _VECTORS.is_file(), reason="the public identifier vectors do not lie in ../shared/data"
)


def certificate_files() -> list[Path]:
    """Every certificate of the sample; none where it is absent."""
    return sorted(CERTIFICATES.rglob("*.cer"))


def vectors() -> Any:
    """Public test vectors of identifiers."""
    return json.loads(_VECTORS.read_text(encoding="utf-8"))
