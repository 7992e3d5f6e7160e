"""What can be wrong with a request to ask or to answer. Each says how to mend it; codes are stable."""

from __future__ import annotations

from collections.abc import Mapping

from asking.picture_faults import Fault


class AskingError(Exception):
    """Bad input to this room.

    Attributes:
        code: Stable, for scripts and docs.
        mend: What to do about it, one plain sentence.
    """

    code = "A000"
    mend = ""

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.mend = mend or self.mend


class UnknownLink(AskingError):
    """The link is unknown, expired, revoked or changed. Nobody is told which: it would help a stranger guess."""

    code = "A101"
    mend = "Ask the person who gave you the link for a new one."

    def __init__(self) -> None:
        super().__init__("This link does not work.")


class PasskeyRefused(AskingError):
    """A passkey could not be added, or signs nobody in. Nobody is told why: it would help a stranger."""

    code = "A525"
    mend = "Try once more, or sign in another way."

    def __init__(self) -> None:
        super().__init__("This passkey was refused.")


class InvitationRefused(AskingError):
    """Nobody is asked until someone is there to hear a worry (docs/asking.md)."""

    code = "A201"
    mend = "Run `plainsay service NAME --lead ... --deputy ... --deputy-from ...` first."


class NotOffered(AskingError):
    """Nobody is asked in this language: there is no translation, or none that was signed off (docs/languages.md)."""

    code = "A204"
    mend = "`plainsay translate status` says what is missing; then a fluent reader signs it off."

    def __init__(self, language: str) -> None:
        super().__init__(f"People cannot be asked in '{language}' yet.")


class UnknownName(AskingError):
    """A service, person, round or area that was named does not exist."""

    code = "A202"


class NameTaken(AskingError):
    """Two of one service and audience share a name: nobody could tell who is meant."""

    code = "A541"

    def __init__(self, service: str, audience: str, name: str, number: int) -> None:
        super().__init__(
            f"{service} has a {audience} called {name} already: person {number}.",
            mend=f"Ask them again with --person {number}, or use a name that tells the two apart.",
        )
        self.number = number


class PersonRefused(AskingError):
    """Someone could not be added, or changed.

    Attributes:
        faults: Field → a plain sentence that says what is wrong and what to do.
    """

    code = "A540"

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class DecisionRefused(AskingError):
    """A decision could not be recorded.

    Attributes:
        faults: Field → a plain sentence that says what is wrong and what to do.
    """

    code = "A542"

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class SheetRefused(AskingError):
    """A table of people cannot be read at all."""

    code = "A543"


class ChangeRefused(AskingError):
    """A change cannot be published: something is missing, or it is already."""

    code = "A590"
    mend = "Open the page of the change: it says what to do."


class SampleRefused(AskingError):
    """Invented people are never put among real ones."""

    code = "A203"
    mend = "Choose an empty folder with --data."


class RecordingRefused(AskingError):
    """A voice answer could not be taken.

    Attributes:
        reason: `empty`, `too_big`, `not_audio` or `not_photo`.
    """

    code = "A301"
    mend = "Record it again, a little shorter, or write it."

    def __init__(self, reason: str) -> None:
        super().__init__(f"The recording was refused: {reason}.")
        self.reason = reason


class PictureRefused(AskingError):
    """A picture of the provider's own could not be added.

    Attributes:
        faults: All that is wrong, each with a stable code of its own.
    """

    code = "A401"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(" ".join(f"{fault.code}: {fault.sentence}" for fault in faults))
        self.faults = faults


class PictureListRefused(AskingError):
    """The list of a folder of pictures cannot be read at all."""

    code = "A402"
    mend = "docs/running.md shows such a list."


class SummaryRefused(AskingError):
    """Something cannot be done with a monthly summary as it stands."""

    code = "A581"


class NoSummary(AskingError):
    """Nobody can begin a monthly summary: the pack has no questions for it."""

    code = "A582"
    mend = "Write them into monthly.yaml of the pack (docs/packs.md)."


class SetUpRefused(AskingError):
    """An installation is set up once."""

    code = "A501"
    mend = "`plainsay sign-in NAME` makes a link for someone who is on the staff."

    def __init__(self) -> None:
        super().__init__("This installation is set up already.")


class NotSent(AskingError):
    """An invitation cannot be sent this way: nothing is known to send it to, or nothing here sends it."""

    code = "A550"
    mend = "Print the sheet, or choose another way."


class NotToBeAsked(AskingError):
    """Someone left, or said no. Nobody is asked again because a list says so."""

    code = "A553"
    mend = "If they changed their mind, note that on their page first."


class LinkOver(AskingError):
    """An invitation is not sent or printed when its link opens nothing any more."""

    code = "A551"
    mend = "Renew it first."

    def __init__(self) -> None:
        super().__init__("The link of this invitation has ended.")


class NothingToAsk(AskingError):
    """There is no round in which someone could be asked, or no question for them in the areas that were chosen."""

    code = "A552"
    mend = "Choose another round, or other areas."


class NotFilledIn(AskingError):
    """A form of setting up has something that is missing or cannot be right.

    Attributes:
        wrong: Name of a field → a sentence that says how to mend it, in the order of the form.
    """

    code = "A531"
    mend = "Change what is named and send it again."

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(" ".join(wrong.values()))
        self.wrong = dict(wrong)


class ServiceClosed(InvitationRefused):
    """Nobody new is asked in a service that was closed."""

    code = "A532"
    mend = "Open the service again first, or move the person to another one."


class RoundRefused(AskingError):
    """This cannot be done with a round as it is now: it has not begun, has ended, or the next one is there."""

    code = "A561"


class ReminderRefused(AskingError):
    """Someone may not be reminded now, whoever wants it.

    Attributes:
        why: See `asking.reminders.Why`.
    """

    code = "A571"
    mend = "The page of reminders says when the next one may go."

    def __init__(self, why: str) -> None:
        super().__init__(f"No reminder can go now: {why}.")
        self.why = why


class LastAdministrator(AskingError):
    """Nobody would be left who lets others in."""

    code = "A511"
    mend = "Make someone else an administrator first, for all services."

    def __init__(self) -> None:
        super().__init__("The last administrator cannot leave, or become something else.")


class NotYourColleague(AskingError):
    """Someone is not theirs to change: in another service, or with a role that they do not give."""

    code = "A512"
    mend = "Ask an administrator."

    def __init__(self) -> None:
        super().__init__("This is no colleague whom you may change.")


class Held(AskingError):
    """Nothing of this person may be deleted for now."""

    code = "A601"
    mend = "A lead or an administrator can lift the hold on the person's page about their data."

    def __init__(self, since: str) -> None:
        super().__init__(f"Nothing of this person may be deleted: somebody put a hold on it on {since[:10]}.")


class PeriodRefused(AskingError):
    """That is no period that something can be kept for."""

    code = "A602"
    mend = "Type a whole number of days that the page allows."
