"""The steps of a journey as typed values: one struct per word of the contract.

The name of a step's first field is the word a journey file uses; further fields are its parameters.
"""

from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

import msgspec

NetworkMode: TypeAlias = Literal["up", "down", "slow", "cut"]
Part: TypeAlias = Literal["terminal", "platform"]
CutMoment: TypeAlias = Literal["request", "answer"]
Screen: TypeAlias = Literal[
    "start",
    "home",
    "theme",
    "sheet",
    "safety",
    "notice",
    "question",
    "review",
    "filing",
    "done",
    "paper",
    "follow-up",
    "case",
    "still-there",
    "erasing",
    "confirm-finish",
    "settings",
    "help",
    "out-of-service",
]
DEFAULT_WITHIN_SECONDS: Final = 10.0

# What can happen to a simulated device, and the parameters it takes.
PRINTER_MISHAPS: Final[dict[str, tuple[str, ...]]] = {
    "ready": (),
    "paper-out": (),
    "paper-out-at-line": ("line",),
    "near-end": (),
    "new-roll": (),
    "tear": (),
    "cover-open": (),
    "cover-close": (),
    "unplug": (),
    "plug": (),
    "silent": (),
    "answer": (),
    "garbage": ("seed",),
    "deaf": (),
    "listen": (),
    "drop-at-byte": ("byte",),
    "slow": ("baud",),
    "slow-lines": ("seconds",),
    "process-id": ("mode",),
    "cutter-error": (),
    "fatal-error": (),
    "power-cycle": (),
}
SCANNER_MISHAPS: Final[dict[str, tuple[str, ...]]] = {
    "ready": (),
    "unplug": (),
    "plug": (),
    "noise": ("bytes", "seed"),
}


class _Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`within` is how long a step waits for its effect, in seconds."""

    within: Annotated[float, msgspec.Meta(gt=0, le=600)] = DEFAULT_WITHIN_SECONDS


class Tap(_Step, frozen=True, kw_only=True):
    """Touch the control with this accessible name or visible text."""

    tap: str


class TypeText(_Step, frozen=True, kw_only=True, rename={"text": "type"}):
    """Write with the on-screen keyboard, or with real key events when `keyboard` is true."""

    text: str
    into: str | None = None
    keyboard: bool = False


class Choose(_Step, frozen=True, kw_only=True):
    """Touch a row of a list, turning its pages with "Ver más" when needed."""

    choose: str


class Key(_Step, frozen=True, kw_only=True):
    """Press one real key by its Qt name ("Tab", "Return", "F9")."""

    key: str


class Scan(_Step, frozen=True, kw_only=True):
    """Hold a code before the scanner."""

    scan: str


class DeviceFault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mishap with a parameter; the words are those of the simulators."""

    do: str
    line: int | None = None
    seconds: float | None = None
    byte: int | None = None
    bytes: int | None = None
    baud: int | None = None
    mode: str | None = None
    seed: int | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """What the simulator is given beside the word."""
        given: dict[str, Any] = msgspec.to_builtins(self)
        del given["do"]
        return given


def _demand_known(device: str, mishap: str | DeviceFault, known: dict[str, tuple[str, ...]]) -> None:
    fault = DeviceFault(do=mishap) if isinstance(mishap, str) else mishap
    if fault.do not in known:
        raise ValueError(f"{device} no conoce «{fault.do}»; conoce: {', '.join(sorted(known))}")
    for parameter in fault.parameters:
        if parameter not in known[fault.do]:
            raise ValueError(f"«{fault.do}» no lleva el parámetro «{parameter}»")


class Printer(_Step, frozen=True, kw_only=True):
    """Something happens to the printer; "ready" cures it."""

    printer: str | DeviceFault

    def __post_init__(self) -> None:
        _demand_known("la impresora", self.printer, PRINTER_MISHAPS)


class Scanner(_Step, frozen=True, kw_only=True):
    """Something happens to the scanner; "ready" cures it."""

    scanner: str | DeviceFault

    def __post_init__(self) -> None:
        _demand_known("el lector", self.scanner, SCANNER_MISHAPS)


class Network(_Step, frozen=True, kw_only=True):
    """The line between terminal and platform changes. A cut happens once, then the line is up again."""

    network: NetworkMode
    at: CutMoment | None = None


class Kill(_Step, frozen=True, kw_only=True):
    """End a process at once, as a power cut would."""

    kill: Part


class Start(_Step, frozen=True, kw_only=True):
    """Start a process that was killed."""

    start: Part


class Expect(_Step, frozen=True, kw_only=True):
    """This text is on the screen."""

    expect: str


class ExpectNot(_Step, frozen=True, kw_only=True):
    """This text is not on the screen."""

    expect_not: str


class ExpectScreen(_Step, frozen=True, kw_only=True):
    """This page is shown; a list means any of them."""

    expect_screen: Screen | list[Screen]


class ReceiptExpectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the paper of this journey must say."""

    contains: list[str] = msgspec.field(default_factory=list)
    copies: Annotated[int, msgspec.Meta(ge=0)] = 1
    complete: bool | None = None


class ExpectReceipt(_Step, frozen=True, kw_only=True):
    """That many slips say all of this."""

    expect_receipt: ReceiptExpectation


class PlatformExpectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the platform must hold."""

    folio: str = "$folio"
    state: str | None = None
    times: Annotated[int, msgspec.Meta(ge=0)] = 1


class ExpectPlatform(_Step, frozen=True, kw_only=True):
    """The platform holds this folio so many times, in this state."""

    expect_platform: PlatformExpectation


class QueueExpectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many trámites the terminal's queue holds in each state; states left out are not looked at."""

    draft: int | None = None
    pending: int | None = None
    acknowledged: int | None = None
    quarantined: int | None = None
    conflict: int | None = None
    purged: int | None = None


class ExpectQueue(_Step, frozen=True, kw_only=True):
    """The queue of the terminal holds this."""

    expect_queue: QueueExpectation


class Screenshot(_Step, frozen=True, kw_only=True):
    """Keep a picture of the screen under this name."""

    screenshot: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]


class WaitIdle(_Step, frozen=True, kw_only=True):
    """Wait until nothing moves."""

    wait_idle: Literal[True]


HandStep: TypeAlias = Tap | TypeText | Choose | Key | Scan
WorldStep: TypeAlias = Printer | Scanner | Network | Kill | Start
LookStep: TypeAlias = (
    Expect | ExpectNot | ExpectScreen | ExpectReceipt | ExpectPlatform | ExpectQueue | Screenshot | WaitIdle
)
Step: TypeAlias = HandStep | WorldStep | LookStep


def word_of(step: type[Step]) -> str:
    """The word that names a step in a journey file."""
    fields = msgspec.structs.fields(step)
    return next(field.encode_name for field in fields if field.required)


STEPS: dict[str, type[Step]] = {word_of(step): step for step in get_args(Step)}
