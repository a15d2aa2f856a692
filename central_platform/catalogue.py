"""The catalogue: definition files, signed byte for byte in canonical form, as terminals fetch them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from tramites.definition import canonical, definition_sha256
from tramites.errors import ExpectedError
from tramites.wire.keys import Signer
from tramites.wire.messages import CatalogueBundle
from tramites.wire.signed import sign_bytes, write_document

PURPOSE: Final = "definition/1"
_DEFINITION: Final = "tramite/"


class UnusableCatalogueError(ExpectedError):
    """The folder of definitions cannot be published as it stands."""

    code = "catalogue.unusable"


class _Named(msgspec.Struct, frozen=True):
    """What every definition has, whatever its version of the language."""

    id: str
    version: str


class _Kind(msgspec.Struct, frozen=True):
    """Files of other kinds may lie beside definitions: themes, calendars."""

    schema: str | None = msgspec.field(name="esquema", default=None)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is published, each definition by the hash a filing names, and why files were left out."""

    bundle: CatalogueBundle
    by_sha256: Mapping[str, Mapping[str, Any]]
    problems: tuple[str, ...]

    @property
    def etag(self) -> str:
        """The ETag of the bundle."""
        return f'"{self.bundle.sha256}"'


def load_catalogue(folder: Path | None, signer: Signer) -> Catalogue:
    """Sign every definition under `folder`; a file that is none is left out and named."""
    found, problems = _read_all(folder)
    definitions = [data for _, data in sorted(found.items())]
    documents = [write_document(sign_bytes(PURPOSE, data, signer)) for data in definitions]
    digest = hashlib.sha256(b"".join(hashlib.sha256(document).digest() for document in documents))
    return Catalogue(
        bundle=CatalogueBundle(sha256=digest.hexdigest(), definitions=tuple(documents)),
        by_sha256={definition_sha256(data): msgspec.json.decode(data) for data in definitions},
        problems=tuple(problems),
    )


def _read_all(folder: Path | None) -> tuple[dict[tuple[str, str], bytes], list[str]]:
    found: dict[tuple[str, str], bytes] = {}
    problems: list[str] = []
    for file in _files(folder):
        try:
            if (content := _read(file)) is None:
                continue
            named, data = content
        except UnusableCatalogueError as error:
            problems.append(str(error))
            continue
        if (named.id, named.version) in found:
            problems.append(f"{file}: {named.id} {named.version} está dos veces; suba la versión")
        else:
            found[named.id, named.version] = data
    return found, problems


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise UnusableCatalogueError(f"--catalogue: la carpeta {folder} no existe")
    return sorted(folder.rglob("*.json"))


def _read(file: Path) -> tuple[_Named, bytes] | None:
    """The definition in a file; None for a file that says it is something else."""
    try:
        data = file.read_bytes()
        schema = msgspec.json.decode(data, type=_Kind).schema
        if schema is not None and not schema.startswith(_DEFINITION):
            return None
        return msgspec.json.decode(data, type=_Named), canonical(data)
    except OSError as error:
        raise UnusableCatalogueError(f"{file}: {error.strerror}") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise UnusableCatalogueError(f"{file}: no es una definición: {error}") from error
