"""Everything on one machine: platform, line, printer, scanner and terminal, all ending with this process."""

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from central_platform.settings import SQLITE_FILE
from demo.errors import ControlError, WorldError
from demo.journey import PanelSize
from demo.parts import truth
from demo.parts.enrolment import enrol_for_demo, refuse_real_enrolment
from demo.parts.process import WorldProcess
from demo.parts.settings_file import write_settings
from demo.parts.terminal_line import TerminalLine
from demo.proxy import Proxy
from demo.stage import Seen, Slip
from demo.steps import CutMoment, DeviceFault, NetworkMode, Part
from devices.sim.client import SimulatorControl, SimulatorRefusedError
from offline_queue.store import DATABASE_NAME

_CATALOGUE: Final = Path(__file__).parents[1] / "config" / "catalogue"
_FONTS: Final = Path(__file__).parents[1] / "config" / "fonts"
_PANEL: Final = PanelSize(1920, 1080, 21.5)
# Without a screen. QT_NO_GLIB: the probe needs Qt's own event loop.
_HEADLESS: Final = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_NO_GLIB": "1"}
_WITH_SCREEN: Final = {"QT_NO_GLIB": "1"}


@dataclass(frozen=True, slots=True)
class WorldOptions:
    """How a demonstration is set up."""

    state_dir: Path
    panel: PanelSize = _PANEL
    lang: str = "es-MX"
    headless: bool = True
    fullscreen: bool = False
    idle_seconds: float = 90.0
    still_there_seconds: float = 30.0
    touch_guard_ms: int = 0
    seed: int = 1
    terminal_arguments: tuple[str, ...] = ()
    extra_settings: dict[str, dict[str, str | int | float | bool]] = field(default_factory=dict)


class World:
    """One demonstration.

    Open it in a thread that lives as long as it does: the kernel ties processes to the thread that made them.
    """

    def __init__(self, options: WorldOptions) -> None:
        self._options = options
        self._state = options.state_dir.resolve()
        self._terminal_state = self._state / "terminal"
        self._runtime = Path(tempfile.mkdtemp(prefix="ventanilla-"))  # socket names are short
        self._papers = self._state / "papers"
        self._processes: dict[str, WorldProcess] = {}
        self._probe_reports: list[dict[str, Any]] = []
        self._platform_port = 0
        self._proxy: Proxy | None = None
        self._terminal = TerminalLine(self._runtime / "terminal.sock")

    def __enter__(self) -> Self:
        with ExitStack() as unless_open:
            unless_open.callback(self.close)
            self.open()
            unless_open.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start everything, in the order it needs each other."""
        refuse_real_enrolment(self._terminal_state)
        self._state.mkdir(parents=True, exist_ok=True)
        self._start_devices()
        self._start_platform()
        self._proxy = Proxy(self._platform_port, seed=self._options.seed)
        for name in ("la impresora", "el lector"):
            self._processes[name].wait_until_ready()
        enrol_for_demo(self.platform_url, self._state / "platform", self._terminal_state)
        write_settings(self._settings_file, self._settings())
        self._start_terminal()

    def close(self) -> None:
        """End everything. What the platform and the terminal stored stays in the state directory."""
        self._terminal.close()
        for process in reversed(self._processes.values()):
            process.stop()
        self._processes.clear()
        if self._proxy is not None:
            self._proxy.close()
            self._proxy = None
        shutil.rmtree(self._runtime, ignore_errors=True)

    @property
    def platform_url(self) -> str:
        """Where the terminal finds the platform: at the other end of the line."""
        return f"https://127.0.0.1:{self._line.port}"

    @property
    def network_mode(self) -> str:
        """What the line is now."""
        return self._line.mode

    @property
    def terminal_exit_code(self) -> int | None:
        """How the terminal ended; None while it runs or was killed by us."""
        process = self._processes.get("terminal")
        return process.exit_code if process else None

    def is_running(self, part: Part) -> bool:
        """Whether a part is there."""
        return part in self._processes and self._processes[part].exit_code is None

    def process_ids(self) -> dict[str, int]:
        """The processes that run now, by the part they play."""
        return {name: process.pid for name, process in self._processes.items()}

    # What a person does

    def tap(self, name: str) -> None:
        """Touch a control."""
        self._terminal.ask("tap", name=name)

    def choose(self, name: str) -> None:
        """Touch a row of a list."""
        self._terminal.ask("choose", name=name)

    def type_text(self, text: str, into: str | None, *, keyboard: bool) -> None:
        """Write."""
        self._terminal.ask("type", text=text, into=into, keyboard=keyboard)

    def key(self, name: str) -> None:
        """Press a real key."""
        self._terminal.ask("key", name=name)

    # What happens around it

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self._order("scanner", "scan", text=text)

    def printer(self, mishap: str | DeviceFault) -> None:
        """Something happens to the printer."""
        fault = DeviceFault(do=mishap) if isinstance(mishap, str) else mishap
        self._order("printer", fault.do, **fault.parameters)

    def scanner(self, mishap: str | DeviceFault) -> None:
        """Something happens to the scanner; to be ready is to be plugged in."""
        fault = DeviceFault(do=mishap) if isinstance(mishap, str) else mishap
        self._order("scanner", "plug" if fault.do == "ready" else fault.do, **fault.parameters)

    def network(self, mode: NetworkMode, at: CutMoment | None = None) -> None:
        """The line changes."""
        self._line.set(mode, at)

    def awaits_cut(self) -> bool:
        """Whether a cut was ordered that has not happened yet."""
        return self._line.mode == "cut"

    def kill(self, part: Part) -> None:
        """End a process at once."""
        if part == "terminal":
            self._keep_probe_report()
            self._terminal.close()
        process = self._processes.pop(part, None)
        if process is None:
            raise ControlError(f"no hay qué matar: {part} no está encendido")
        process.kill()

    def start(self, part: Part) -> None:
        """Start a process that was killed."""
        if part in self._processes:
            raise ControlError(f"{part} ya está encendido")
        if part == "terminal":
            self._start_terminal()
        else:
            self._start_platform()

    # What is true

    def seen(self) -> Seen | None:
        """What is on the glass; None while no terminal runs."""
        if "terminal" not in self._processes:
            return None
        self._demand_terminal()
        screen = self._terminal.ask("screen")
        return Seen(screen["page"], screen["heading"], tuple(screen["texts"]))

    def is_still(self) -> bool:
        """Whether nothing moves on the glass."""
        return "terminal" not in self._processes or bool(self._terminal.ask("idle")["idle"])

    def screenshot(self, path: Path) -> None:
        """Keep a picture of the glass."""
        self._terminal.ask("screenshot", path=str(path.resolve()))

    def slips(self) -> list[Slip]:
        """The paper that came out."""
        receipts = self._order("printer", "receipts")["receipts"]
        return [_slip(receipt) for receipt in receipts]

    def platform_holds(self, folio: str) -> truth.Held:
        """What the platform's files hold."""
        return truth.platform_holds(self._state / "platform" / SQLITE_FILE, folio)

    def platform_total(self) -> int:
        """How many trámites the platform holds."""
        return truth.platform_total(self._state / "platform" / SQLITE_FILE)

    def queue_state(self, folio: str) -> str | None:
        """What the queue's file says of a folio."""
        return truth.queue_state(self._queue_file(), folio)

    def queue_counts(self) -> dict[str, int]:
        """How many trámites the queue's file holds in each state."""
        return truth.queue_counts(self._queue_file())

    def printer_condition(self) -> str:
        """What a technician sees when looking at the printer."""
        return str(self._order("printer", "status")["condition"])

    def probe_reports(self) -> list[dict[str, Any]]:
        """What the probe of each terminal process measured."""
        if self.is_running("terminal"):
            return [*self._probe_reports, self._terminal.ask("probe")["report"]]
        return list(self._probe_reports)

    # How it is put together

    @property
    def _line(self) -> Proxy:
        if self._proxy is None:
            raise WorldError("la demostración no está encendida")
        return self._proxy

    @property
    def _settings_file(self) -> Path:
        return self._state / "kiosk.toml"

    def _start_devices(self) -> None:
        printer = ["--serial", self._link("printer"), "--control", self._control("printer")]
        printer += ["--out", str(self._papers), "--fonts", str(_FONTS), "--with-parent"]
        scanner = ["--serial", self._link("scanner"), "--control", self._control("scanner"), "--with-parent"]
        self._spawn("la impresora", "devices.sim.printer", printer)
        self._spawn("el lector", "devices.sim.scanner", scanner)

    def _start_platform(self) -> None:
        arguments = ["serve", "--state", str(self._state / "platform"), "--port", str(self._platform_port)]
        arguments += ["--demo", "--catalogue", str(_CATALOGUE), "--with-parent"]
        process = self._spawn("platform", "central_platform", arguments)
        self._platform_port = int(process.wait_until_ready()["port"])

    def _start_terminal(self) -> None:
        arguments = ["--config", str(self._settings_file), "--control", str(self._terminal.path)]
        arguments += ["--with-parent", *self._options.terminal_arguments]
        environment = _HEADLESS if self._options.headless else _WITH_SCREEN
        self._spawn("terminal", "demo.terminal", arguments, environment).wait_until_ready()

    def _spawn(
        self, name: str, module: str, arguments: list[str], environment: dict[str, str] | None = None
    ) -> WorldProcess:
        log = self._state / f"{module.rpartition('.')[2]}.log"
        self._processes[name] = WorldProcess(name, module, arguments, log, environment)
        return self._processes[name]

    def _settings(self) -> dict[str, dict[str, str | int | float | bool]]:
        options = self._options
        sections: dict[str, dict[str, str | int | float | bool]] = {
            "terminal": {
                "name": "demo",
                "place": "Centro Comunitario Las Flores",
                "state_dir": str(self._terminal_state),
                "demo": True,
            },
            "screen": {"inches": options.panel.inches, "windowed": not options.fullscreen},
            "printer": {"address": f"serial:{self._link('printer')}?baud=115200", "profile": "generic-80mm"},
            "scanner": {"address": f"serial:{self._link('scanner')}"},
            "platform": {"url": self.platform_url, "contact_seconds": 2.0, "timeout_seconds": 5.0},
            "session": {
                "idle_seconds": options.idle_seconds,
                "still_there_seconds": options.still_there_seconds,
                "touch_guard_ms": options.touch_guard_ms,
            },
            "motion": {"reduced": options.headless},
            "language": {"default": options.lang, "show_pseudo": True, "show_unreviewed": True},
            "speech": {"wav_sink": str(self._state / "spoken") if options.headless else ""},
        }
        sections["screen"]["size"] = "auto" if options.fullscreen else options.panel.pixels
        for name, values in options.extra_settings.items():
            sections.setdefault(name, {}).update(values)
        return sections

    def _link(self, device: str) -> str:
        return str(self._runtime / f"{device}.tty")

    def _control(self, device: str) -> str:
        return str(self._runtime / f"{device}.sock")

    def _order(self, device: str, do: str, **parameters: object) -> dict[str, Any]:
        try:
            return SimulatorControl(self._control(device)).do(do, **parameters)
        except SimulatorRefusedError as error:
            raise ControlError(str(error)) from error
        except OSError as error:
            raise WorldError(f"{device} simulado no contesta: {error}") from error

    def _queue_file(self) -> Path:
        found = next(self._terminal_state.rglob(DATABASE_NAME), None)
        if found is None:
            raise ControlError("la terminal todavía no tiene cola", retry=True)
        return found

    def _demand_terminal(self) -> None:
        code = self.terminal_exit_code
        if code is not None:
            raise WorldError(f"la terminal se cerró sola (código {code}); vea {self._state / 'terminal.log'}")

    def _keep_probe_report(self) -> None:
        if self.is_running("terminal"):
            self._probe_reports.append(self._terminal.ask("probe")["report"])


def _slip(receipt: dict[str, Any]) -> Slip:
    binary = Path(receipt["bin"])
    files = [binary, binary.with_suffix(".txt")] + ([Path(receipt["png"])] if receipt["png"] else [])
    return Slip(receipt["text"], receipt["complete"], tuple(files))
