"""The signed catalogue."""

import json
from pathlib import Path

import msgspec
import pytest

from central_platform.catalogue import UnusableCatalogueError, load_catalogue
from tests.fakes.platforms import PlatformHere
from tramites.definition import canonical, definition_sha256
from tramites.wire.signed import UntrustedDocumentError, read_document, verify_bytes

DEFINITION = {"version": "1.0.0", "id": "cfe.falla-de-luz", "nombre": "Reportar una falla de luz"}


def _write(folder: Path, name: str, content: object) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), encoding="utf-8")


def test_a_definition_is_signed_in_canonical_form(platform: PlatformHere, tmp_path: Path) -> None:
    signer = platform.authority.catalogue_signer
    _write(tmp_path / "catalogue", "cfe/falla.json", DEFINITION)

    catalogue = load_catalogue(tmp_path / "catalogue", signer)

    (document,) = map(read_document, catalogue.bundle.definitions)
    data = verify_bytes("definition/1", document, signer.verifying())
    assert data == canonical(json.dumps(DEFINITION).encode())
    assert catalogue.by_sha256 == {definition_sha256(data): DEFINITION}


def test_a_definition_is_not_trusted_for_another_purpose(platform: PlatformHere, tmp_path: Path) -> None:
    signer = platform.authority.catalogue_signer
    _write(tmp_path / "catalogue", "falla.json", DEFINITION)

    (document,) = load_catalogue(tmp_path / "catalogue", signer).bundle.definitions

    with pytest.raises(UntrustedDocumentError):
        verify_bytes("manifest/1", read_document(document), signer.verifying())


def test_the_same_files_give_the_same_etag(platform: PlatformHere, tmp_path: Path) -> None:
    signer = platform.authority.catalogue_signer
    _write(tmp_path / "catalogue", "falla.json", DEFINITION)
    first = load_catalogue(tmp_path / "catalogue", signer)

    _write(tmp_path / "catalogue", "falla.json", dict(reversed(DEFINITION.items())))
    assert load_catalogue(tmp_path / "catalogue", signer).etag == first.etag

    _write(tmp_path / "catalogue", "falla.json", DEFINITION | {"version": "1.0.1"})
    assert load_catalogue(tmp_path / "catalogue", signer).etag != first.etag


@pytest.mark.parametrize(
    "content", ["not json", "[]", {"id": "only"}, {"version": "1.0.0"}, {"id": 7, "version": "1.0.0"}]
)
def test_a_file_that_is_no_definition_is_named_and_the_rest_is_published(
    platform: PlatformHere, tmp_path: Path, content: object
) -> None:
    _write(tmp_path / "catalogue", "bad.json", content)
    _write(tmp_path / "catalogue", "good.json", DEFINITION)

    catalogue = load_catalogue(tmp_path / "catalogue", platform.authority.catalogue_signer)

    assert len(catalogue.bundle.definitions) == 1
    assert len(catalogue.problems) == 1
    assert "bad.json" in catalogue.problems[0]


def test_the_same_version_twice_is_named(platform: PlatformHere, tmp_path: Path) -> None:
    _write(tmp_path / "catalogue", "a.json", DEFINITION)
    _write(tmp_path / "catalogue", "b.json", DEFINITION)

    catalogue = load_catalogue(tmp_path / "catalogue", platform.authority.catalogue_signer)

    assert len(catalogue.bundle.definitions) == 1
    assert "b.json" in catalogue.problems[0]


def test_files_of_other_kinds_may_lie_beside_definitions(platform: PlatformHere, tmp_path: Path) -> None:
    _write(tmp_path / "catalogue", "temas.json", {"esquema": "temas/1", "temas": []})

    catalogue = load_catalogue(tmp_path / "catalogue", platform.authority.catalogue_signer)

    assert (catalogue.bundle.definitions, catalogue.problems) == ((), ())


def test_a_folder_that_is_not_there_is_named(platform: PlatformHere, tmp_path: Path) -> None:
    with pytest.raises(UnusableCatalogueError, match="nowhere"):
        load_catalogue(tmp_path / "nowhere", platform.authority.catalogue_signer)


def test_without_a_folder_the_catalogue_is_empty(platform: PlatformHere) -> None:
    assert platform.services.catalogue.bundle.definitions == ()
    assert msgspec.json.encode(platform.services.catalogue.bundle)
