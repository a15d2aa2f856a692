"""The PC/SC service and the readers come and go; the watcher stays."""

from tests.integration.devices.cards.bench import Bench


def test_after_the_service_was_killed_the_same_card_signs_again(bench: Bench) -> None:
    before = bench.insert()
    bench.read()
    bench.pcscd.control.do("kill")
    bench.terminal.wait_for("no-service")
    assert bench.read()["trouble"] == "no-service"

    bench.pcscd.control.do("start")
    bench.card = bench.terminal.wait_for("present", other_than=before)["card"]

    bench.verify(bench.sign())
    bench.card = before
    assert bench.sign()["trouble"] == "removed"


def test_a_service_killed_in_mid_signature_is_a_named_outcome_and_the_next_one_works(bench: Bench) -> None:
    before = bench.insert()
    bench.read()
    bench.control.do("slow-signature", seconds=600)
    bench.start_signing()
    while bench.control.do("status")["verified"] is False:
        pass

    bench.pcscd.control.do("kill")
    assert bench.terminal.wait("signed")["trouble"] == "no-service"

    bench.control.do("no-faults")
    bench.pcscd.control.do("start")
    bench.card = bench.terminal.wait_for("present", other_than=before)["card"]
    bench.verify(bench.sign())


def test_the_service_may_restart_many_times(bench: Bench) -> None:
    bench.insert()
    for _ in range(4):
        before = bench.card
        bench.pcscd.control.do("kill")
        bench.terminal.wait_for("no-service")
        bench.pcscd.control.do("start")
        bench.card = bench.terminal.wait_for("present", other_than=before)["card"]

    assert bench.read()["trouble"] is None


def test_a_reader_unplugged_and_plugged_in_again_is_found(bench: Bench) -> None:
    before = bench.insert()
    bench.pcscd.control.do("unplug-reader")
    bench.terminal.wait_for("no-reader")

    bench.pcscd.control.do("plug-reader")

    bench.card = bench.terminal.wait_for("present", other_than=before)["card"]
    assert bench.read()["trouble"] is None


def test_every_presence_is_told_from_the_watchers_own_thread(bench: Bench) -> None:
    bench.insert()
    bench.empty()

    assert {status["thread"] for status in bench.terminal.statuses} == {"card-watcher"}
