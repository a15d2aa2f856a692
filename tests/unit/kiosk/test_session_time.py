"""A citizen's time: when the session asks, hides, erases and stands still."""

from devices.contract import Confirmed, JobId
from tests.unit.kiosk.fakes import Bench


def test_nobody_there_is_asked_and_then_erased(bench: Bench) -> None:
    bench.begin()

    bench.wait(90)
    assert bench.session.overlay == "still-there"
    bench.wait(30)

    assert (bench.session.page, bench.session.overlay) == ("start", "erasing")


def test_the_question_is_answered_with_its_button_not_with_any_touch(bench: Bench) -> None:
    bench.begin()
    bench.wait(95)

    bench.session.touch()
    assert bench.session.seconds_left == 25

    bench.session.close_overlay()
    bench.wait(80)
    assert bench.session.overlay == ""


def test_values_on_the_review_are_covered_until_somebody_asks(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    bench.wait(45)
    assert bench.session.values_hidden

    bench.session.show_values()
    assert not bench.session.values_hidden


def test_with_nothing_to_lose_the_start_screen_returns_without_a_question(bench: Bench) -> None:
    bench.session.start()

    bench.wait(90)

    assert bench.session.page == "start"


def test_the_clock_stands_still_while_paper_comes(bench: Bench) -> None:
    bench.file()
    bench.printer.last.send()

    bench.wait(300)
    assert (bench.session.page, bench.session.overlay) == ("done", "")

    bench.printer.last.end(Confirmed(JobId("0000")))
    bench.wait(120)
    assert bench.session.page == "start"


def test_more_time_is_more_time_and_ends_with_the_citizen(bench: Bench) -> None:
    bench.begin()
    bench.session.more_time(patient=True)
    bench.wait(150)
    assert bench.session.overlay == ""

    bench.session.leave()
    bench.erased()
    bench.begin()
    bench.wait(90)
    assert bench.session.overlay == "still-there"
