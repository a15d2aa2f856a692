"""What can go wrong in a demonstration, each with a stable code and a sentence for the person who runs it."""

from tramites.errors import ExpectedError


class JourneyError(ExpectedError):
    """A journey file asks for something that does not exist; the message names file, step and word."""

    code = "journey.invalid"


class StepFailedError(ExpectedError):
    """A step did not have its effect in time; the message says what was seen instead."""

    code = "journey.step-failed"


class ControlError(ExpectedError):
    """The terminal or a simulator answered a command with a reason why not."""

    code = "demo.control-refused"

    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry
        """True when nothing was touched, so asking again later is safe."""


class WorldError(ExpectedError):
    """A part of the demonstration world did not start or went away; the message names the part."""

    code = "demo.world"


class NotADemoError(ExpectedError):
    """A configuration or state directory is not marked for demonstration."""

    code = "demo.not-a-demo"
