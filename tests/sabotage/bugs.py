"""Plausible bugs, as data: what a tired person might write, and which tests must notice.

Each old text stands in its file exactly once; a bug whose text is gone is an error, so that the list stays
true while the code moves.
"""

from dataclasses import dataclass

Edit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bug:
    """One mistake in one file."""

    name: str
    file: str
    edits: tuple[Edit, ...]
    noticed_by: tuple[str, ...]


OUTBOX = "offline_queue/outbox.py"
BUGS = (
    Bug(
        "success assumed when the printer fell silent",
        "terminal/printing.py",
        (("            return PrintState.UNCERTAIN", "            return PrintState.CONFIRMED"),),
        ("tests/unit/terminal/test_printing.py",),
    ),
    Bug(
        "folio told before the queue has stored it",
        "terminal/filing.py",
        (
            (
                "outbox.append(filed.folio, filed.tramite, sealed, key_id)\n",
                "done(filed)\n            outbox.append(filed.folio, filed.tramite, sealed, key_id)\n",
            ),
        ),
        ("tests/unit/terminal/test_filing.py",),
    ),
    Bug(
        "platform acknowledges before the commit",
        "central_platform/store/intake_store.py",
        (
            (
                "        with writing(self._engine) as connection:\n            follows = _move_head",
                "        with self._engine.connect() as connection:\n            follows = _move_head",
            ),
        ),
        ("tests/unit/central_platform/test_intake.py",),
    ),
    Bug(
        "a silent printer counts as ready",
        "devices/printers/sensors.py",
        (("DeviceStatus(Condition.UNKNOWN, ", "DeviceStatus(Condition.READY, "),),
        ("tests/unit/devices/printers/test_escpos_printer.py",),
    ),
    Bug(
        "an unknown device is shown as ready",
        "ui/viewmodels/sheet.py",
        (('            return "unknown", "none"', '            return "ready", "ok"'),),
        ("tests/unit/ui/test_unknown_is_not_ready.py",),
    ),
    Bug(
        "an unknown line is shown as up",
        "kiosk/conditions.py",
        (("{LineState.UNKNOWN: None,", "{LineState.UNKNOWN: True,"),),
        ("tests/unit/kiosk/test_unknown_line.py",),
    ),
    Bug(
        "the wipe forgets the answers",
        "kiosk/session_reading.py",
        (
            (
                "        self.journey: Journey | None = None\n",
                "        self.journey = vars(self).get('journey')\n",
            ),
        ),
        ("tests/unit/kiosk/test_leaving.py",),
    ),
    Bug(
        "the wipe forgets the scanned code",
        "kiosk/session_reading.py",
        (('        self.scanned = ""\n', '        self.scanned = vars(self).get("scanned", "")\n'),),
        ("tests/unit/kiosk/test_scan_is_forgotten.py",),
    ),
    Bug(
        "de-duplication removed",
        "central_platform/store/intake_store.py",
        (("        prior = known.get(record.entry.folio)\n", "        prior = None\n"),),
        ("tests/unit/central_platform/test_intake.py",),
    ),
    Bug(
        "the queue writes with synchronous=NORMAL",
        "offline_queue/store.py",
        (
            ('        "synchronous=FULL",', '        "synchronous=NORMAL",'),
            ("_FULL_SYNC: Final = 2", "_FULL_SYNC: Final = 1"),
        ),
        ("tests/unit/offline_queue/test_outbox.py",),
    ),
    Bug(
        "the journal is written and not synced",
        "offline_queue/journal.py",
        (
            (
                "_write_all(self._descriptor, frame)\n            os.fdatasync(self._descriptor)\n",
                "_write_all(self._descriptor, frame)\n",
            ),
        ),
        ("tests/unit/offline_queue/test_durable_order.py",),
    ),
    Bug(
        "the journal is written after the database",
        OUTBOX,
        (
            ("        self._journal.append(record)\n", ""),
            (
                "            committed = True\n",
                "            committed = True\n            self._journal.append(record)\n",
            ),
        ),
        ("tests/unit/offline_queue/test_durable_order.py",),
    ),
    Bug(
        "a definition is offered without looking at its signature",
        "terminal/catalogue.py",
        (
            (
                "verify_bytes(_PURPOSE, read_document(_bytes_of(file)), keys)",
                "read_document(_bytes_of(file)).payload",
            ),
        ),
        ("tests/unit/terminal/test_catalogue.py",),
    ),
    Bug(
        "a signature is good for every purpose",
        "tramites/wire/signed.py",
        (('return b"ventanilla/" + purpose.encode() + b"\\x00" + payload', "return payload"),),
        ("tests/unit/tramites/wire/test_signed.py",),
    ),
    Bug(
        "the folio's check symbol is not looked at",
        "tramites/identifiers/folio.py",
        ((" or check_symbol(symbols[:-1]) != symbols[-1]:", ":"),),
        ("tests/unit/tramites/identifiers/test_folio.py",),
    ),
    Bug(
        "a captive portal counts as a passing fault of the line",
        "offline_queue/client.py",
        (
            (
                "        return LineTrouble(TroubleKind.CAPTIVE, ",
                "        return LineTrouble(TroubleKind.DOWN, ",
            ),
        ),
        ("tests/integration/offline_queue/test_client.py",),
    ),
    Bug(
        "an answer about another terminal is taken",
        "offline_queue/client.py",
        (("        if not is_ours(answer):", "        if is_ours is None:"),),
        ("tests/integration/offline_queue/test_client.py",),
    ),
    Bug(
        "the platform's word on other bytes settles ours",
        OUTBOX,
        (("        if row is None or row[1].hex() != result.sha256:", "        if row is None:"),),
        ("tests/unit/offline_queue/test_outbox.py",),
    ),
    Bug(
        "what is not acknowledged is purged",
        OUTBOX,
        ((" WHERE state = 'acknowledged' AND session_open = 0", " WHERE session_open = 0"),),
        ("tests/unit/offline_queue/test_purge_keeps_what_waits.py",),
    ),
    Bug(
        "the chain is not linked",
        OUTBOX,
        (("            prev=self._head_hash,\n", "            prev=GENESIS,\n"),),
        ("tests/unit/offline_queue/test_inspect.py",),
    ),
    Bug(
        "a batch whose fate is unknown is sent again without asking",
        "offline_queue/sync.py",
        (("        self._fate_unknown = True\n        answer", "        answer"),),
        ("tests/unit/offline_queue/test_sync.py",),
    ),
    Bug(
        "what only the journal holds is not restored",
        "offline_queue/mending/compare.py",
        (("            findings.restored.append(record)", "            continue"),),
        ("tests/unit/offline_queue/mending/test_repair.py",),
    ),
    Bug(
        "receipts print raw control characters",
        "devices/printers/layout.py",
        (('_DROPPED: Final = frozenset({"Cc", ', "_DROPPED: Final = frozenset({"),),
        ("tests/unit/devices/printers/test_encoder.py",),
    ),
    Bug(
        "wrong claves never close a folio",
        "central_platform/cases.py",
        (("        closes = wrong >= MAX_WRONG", "        closes = False"),),
        ("tests/unit/central_platform/test_cases.py",),
    ),
    Bug(
        "a slip that may have come out is printed again by itself",
        "terminal/printing.py",
        (
            (
                "self.slip.state is PrintState.REFUSED\n",
                "self.slip.state in (PrintState.REFUSED, PrintState.UNCERTAIN)\n",
            ),
        ),
        ("tests/unit/terminal/test_printing.py",),
    ),
    Bug(
        "after a crash the slip is printed whatever the ledger says",
        "kiosk/proof.py",
        (
            (
                "        if paper in (None, PrintState.REFUSED):",
                "        if paper is not PrintState.CONFIRMED:",
            ),
        ),
        ("tests/unit/kiosk/test_proof.py",),
    ),
    Bug(
        "any job's identifier confirms this one",
        "devices/printers/job.py",
        (("            if self._job in self._talk.ids:", "            if self._talk.ids:"),),
        ("tests/unit/devices/printers/test_escpos_printer.py",),
    ),
    Bug(
        "the idle clock never counts",
        "kiosk/idle.py",
        (("            self._quiet += max(0.0, now - self._last)", "            self._quiet += 0.0"),),
        ("tests/unit/kiosk/test_idle.py",),
    ),
    Bug(
        "a comprobante is headed as an acuse",
        "terminal/receipts.py",
        (('_centred("Comprobante de captura"', '_centred("Acuse de recibo"'),),
        ("tests/unit/terminal/test_receipts.py",),
    ),
    Bug(
        "a copy does not say that it is one",
        "terminal/receipts.py",
        (("        if self.number == 0:", "        if self.number >= 0:"),),
        ("tests/unit/terminal/test_receipts.py",),
    ),
    Bug(
        "an enrolment token serves twice",
        "central_platform/enrolment.py",
        (
            (
                "        if token.used_at is not None:",
                "        if token.used_at is not None and known is not None:",
            ),
        ),
        ("tests/unit/central_platform/test_enrolment.py",),
    ),
    Bug(
        "a record sealed by another terminal is taken",
        "central_platform/intake.py",
        (("        if opened.terminal != terminal:", "        if not opened.terminal:"),),
        ("tests/unit/central_platform/test_intake.py",),
    ),
)
