"""The view-models of all pages, together."""

from dataclasses import dataclass

from ui.viewmodels.done import DoneViewModel
from ui.viewmodels.follow_up import FollowUpViewModel
from ui.viewmodels.home import HomeViewModel
from ui.viewmodels.notices import NoticeViewModel, SafetyViewModel
from ui.viewmodels.overlays import HelpViewModel, SettingsViewModel, StillThereViewModel
from ui.viewmodels.question import QuestionViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.sheet import SheetViewModel
from ui.viewmodels.staff import StaffViewModel
from ui.viewmodels.start import StartViewModel
from ui.viewmodels.technician import TechnicianViewModel


@dataclass(frozen=True, slots=True, weakref_slot=True)  # Qt connects weakly
class PageModels:
    """One of each; they live as long as the terminal and hold nothing of a citizen who left."""

    start: StartViewModel
    home: HomeViewModel
    sheet: SheetViewModel
    safety: SafetyViewModel
    notice: NoticeViewModel
    question: QuestionViewModel
    review: ReviewViewModel
    done: DoneViewModel
    follow_up: FollowUpViewModel
    still_there: StillThereViewModel
    settings: SettingsViewModel
    help: HelpViewModel
    staff: StaffViewModel
    technician: TechnicianViewModel

    def refresh(self, page: str) -> None:
        """Let the page that is shown read the session again; the others only forget."""
        self.question.refresh()
        self.review.refresh()
        self.done.refresh()
        self.follow_up.refresh()
        self.still_there.changed.emit()
        self.staff.refresh(page)
        self.technician.refresh(page)
        if page in ("start", "out-of-service"):
            self.home.forget()
            self.start.changed.emit()
        for signal in (self.home.changed, self.sheet.changed, self.safety.changed, self.notice.changed):
            signal.emit()

    def retranslate(self) -> None:
        """The language changed: sentences composed here are said again."""
        for signal in (
            *(self.start.changed, self.home.changed, self.sheet.changed, self.safety.changed),
            *(self.notice.changed, self.question.changed, self.review.changed, self.done.changed),
            *(self.follow_up.changed, self.still_there.changed, self.help.changed),
        ):
            signal.emit()
