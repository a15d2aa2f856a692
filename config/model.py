"""Everything that can be set on a terminal, with unit and meaning. The words are in `defaults.toml`."""

from typing import Annotated

import msgspec

Seconds = Annotated[float, msgspec.Meta(ge=0)]


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Unknown keys are refused: a misspelt key must not leave a default silently in force."""


class Terminal(_Section, frozen=True, kw_only=True):
    """Who and where this terminal is."""

    name: str
    place: str
    state_dir: str
    zone: str
    demo: bool
    help_phone: str


class Screen(_Section, frozen=True, kw_only=True):
    """The panel; its physical size decides how large a finger's target is drawn."""

    size: Annotated[str, msgspec.Meta(pattern=r"^(auto|\d{3,5}x\d{3,5})$")]
    inches: Annotated[float, msgspec.Meta(gt=5, lt=120)]
    windowed: bool
    renderer: Annotated[str, msgspec.Meta(pattern="^(software|gpu)$")]
    theme: str


class Printer(_Section, frozen=True, kw_only=True):
    """The receipt printer; an empty address means there is none."""

    address: str
    profile: str


class Scanner(_Section, frozen=True, kw_only=True):
    """The barcode scanner; an empty address means there is none."""

    address: str


class Platform(_Section, frozen=True, kw_only=True):
    """The line to the central platform. An empty address means the one of the enrolment."""

    url: str
    contact_seconds: Seconds
    timeout_seconds: Seconds
    acuse_wait_seconds: Seconds


class Session(_Section, frozen=True, kw_only=True):
    """One citizen's time."""

    idle_seconds: Seconds
    still_there_seconds: Seconds
    patient_idle_seconds: Seconds
    patient_still_there_seconds: Seconds
    hide_values_seconds: Seconds
    staff_idle_seconds: Seconds
    touch_guard_ms: Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Motion(_Section, frozen=True, kw_only=True):
    """Movement on the screen."""

    reduced: bool


class Language(_Section, frozen=True, kw_only=True):
    """Languages beside Spanish."""

    default: str
    show_pseudo: bool
    show_unreviewed: bool


class Speech(_Section, frozen=True, kw_only=True):
    """Reading pages aloud; `wav_sink` is a folder that takes the sound instead of the loudspeaker."""

    driver: Annotated[str, msgspec.Meta(pattern="^(espeak|none)$")]
    wav_sink: str


class Queue(_Section, frozen=True, kw_only=True):
    """The queue file; the reserve keeps acknowledgements writable on a full disk."""

    max_megabytes: Annotated[int, msgspec.Meta(ge=8)]
    reserve_megabytes: Annotated[int, msgspec.Meta(ge=1)]


class Agent(_Section, frozen=True, kw_only=True):
    """Who sits at an agent's desk. Empty means the user of the operating system."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{0,40}$")]


class Settings(_Section, frozen=True, kw_only=True):
    """All settings of a terminal."""

    terminal: Terminal
    screen: Screen
    printer: Printer
    scanner: Scanner
    platform: Platform
    session: Session
    motion: Motion
    language: Language
    speech: Speech
    queue: Queue
    agent: Agent
