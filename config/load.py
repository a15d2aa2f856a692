"""Reading settings: defaults < site file < conf.d < managed < environment, and where each value came from."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

import msgspec

from config.model import Settings
from tramites.errors import ExpectedError
from tramites.mistakes import explained

SITE_FILE: Final = Path("/etc/ventanilla/kiosk.toml")
MANAGED_FILE: Final = Path("/var/lib/ventanilla/managed.toml")
# What would show a citizen something unfinished, or keep files of what was said.
_DEMO_ONLY: Final = ("language.show_unreviewed", "speech.wav_sink")
_ENVIRONMENT: Final = "VENTANILLA_"  # VENTANILLA_PRINTER__ADDRESS=tcp:…  development only


class ConfigError(ExpectedError):
    """A settings file that cannot be used: names file, key and remedy."""

    code = "config.invalid"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force and, per dotted key, the source that set it."""

    settings: Settings
    origins: Mapping[str, str]


def load(site: Path | None = None, environment: Mapping[str, str] | None = None) -> Loaded:
    """Join all layers; the last one wins key by key. A given `site` replaces the machine's own files."""
    merged: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for origin, table in _layers(site, os.environ if environment is None else environment):
        _check_known(origin, table, merged)
        for section, values in table.items():
            merged.setdefault(section, {}).update(values)
            origins.update({f"{section}.{key}": origin for key in values})
    settings = _settings(merged, origins)
    _check_demo_only(settings, origins)
    return Loaded(settings, origins)


def _layers(site: Path | None, environment: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    defaults = resources.files("config").joinpath("defaults.toml")
    yield "defaults.toml", tomllib.loads(defaults.read_text(encoding="utf-8"))
    if site is not None:
        yield str(site), _read(site)
    else:
        for file in (SITE_FILE, *sorted((SITE_FILE.parent / "conf.d").glob("*.toml")), MANAGED_FILE):
            if file.exists():
                yield str(file), _read(file)
    yield "el entorno", _from_environment(environment)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file}: no existe el archivo; revise la ruta") from error
    except OSError as error:
        raise ConfigError(f"{file}: no se puede leer ({error.strerror}); revise sus permisos") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: no está bien escrito: {error}") from error


def _check_known(origin: str, table: dict[str, Any], merged: dict[str, dict[str, Any]]) -> None:
    """The defaults name every key there is, so anything else is a spelling mistake."""
    if not merged:
        return
    for section, values in table.items():
        if section not in merged:
            raise ConfigError(f"{origin}: no existe la sección [{section}]; existen: {', '.join(merged)}")
        if not isinstance(values, dict):
            raise ConfigError(
                f"{origin}: «{section}» es una sección; escriba [{section}] y debajo sus claves"
            )
        for key in values:
            if key not in merged[section]:
                known = ", ".join(merged[section])
                raise ConfigError(f"{origin}: [{section}] no tiene la clave «{key}»; tiene: {known}")


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    table: dict[str, dict[str, Any]] = {}
    for name, text in environment.items():
        if name.startswith(_ENVIRONMENT) and "__" in name:
            section, key = name.removeprefix(_ENVIRONMENT).lower().split("__", 1)
            table.setdefault(section, {})[key] = _value(text)
    return table


def _value(text: str) -> Any:
    """A TOML value if it reads as one, else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _settings(merged: dict[str, dict[str, Any]], origins: Mapping[str, str]) -> Settings:
    try:
        return msgspec.convert(merged, Settings)
    except msgspec.ValidationError as error:
        key, _, problem = explained(error).partition(": ")
        section, _, name = key.partition(".")
        origin = origins.get(key, "los ajustes")
        raise ConfigError(f"{origin}: [{section}] {name}: {problem}; vea config/defaults.toml") from error


def _check_demo_only(settings: Settings, origins: Mapping[str, str]) -> None:
    if settings.terminal.demo:
        return
    for key in _DEMO_ONLY:
        section, _, name = key.partition(".")
        if getattr(getattr(settings, section), name):
            raise ConfigError(
                f"{origins[key]}: [{section}] {name}: solo sirve en una demostración; "
                "quítelo, o ponga demo = true en [terminal]"
            )
