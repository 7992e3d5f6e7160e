"""What a person is told about what we know of them: the same lines on the tablet, in Telegram and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from asking.about import Known, Look
from asking.deeds import Deed
from asking.forget_steps import UNDO_DAYS
from bot.sentences import Say
from dialogs.model import Audience
from locales import Words
from locales.dates import day_in

DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under a heading, with a picture.

    Attributes:
        private: The lines hold names: their sound is kept nowhere.
    """

    heading: str
    picture: str
    lines: tuple[str, ...]
    private: bool = True


def title(_: Say) -> str:
    """Over the page, and over the way to it."""
    return _("What we know about you")


def parts(one: Known, words: Words, *, here: bool = True) -> tuple[Part, ...]:
    """All of it, one thing a part; `here` for a device on which they answered, or for staff, who log that they look."""
    _ = words.gettext
    if not here:
        return _elsewhere(one, words)
    found = (
        Part(_("Who you are"), "me", _who(one, _)),
        Part(_("What you told us"), "answers", _told(one, _)),
        Part(_("What you agreed to"), "consent", _agreed(one, words)),
        Part(_("Who looked at it"), "look", _looked(one, words)),
        Part(_("How long we keep it"), "calendar", _kept(one, _), private=False),
        Part(_("Who else has it"), "others", _shared(one, _), private=False),
        Part(_("What is not on this page"), "private", _not_here(_), private=False),
    )
    return tuple(part for part in found if part.lines)


def _elsewhere(one: Known, words: Words) -> tuple[Part, ...]:
    """What does not hang on what somebody said: whoever holds a link may be somebody else."""
    _ = words.gettext
    return (
        Part(_("Who you are"), "me", _who(one, _)),
        Part(_("What we do not show here"), "private", not_here(_), private=False),
        Part(_("How long we keep it"), "calendar", _kept(one, _), private=False),
        Part(_("What is not on this page"), "private", _not_here(_), private=False),
    )


def not_here(_: Say) -> tuple[str, ...]:
    """Why some of it is told only where they answered, and how they come to know it all the same."""
    return (
        _("We show some things only where you answered."),
        _("That keeps your answers private."),
        _("You can look there."),
        _("You can also ask us."),
    )


def waits(one: Known, words: Words) -> tuple[str, ...]:
    """They are to be forgotten, and when; nothing where they are not."""
    if one.waits is None:
        return ()
    _ = words.gettext
    return (
        _("We will forget you on {day}.").format(day=day_in(words.language, one.waits.due_at)),
        _("Until then you can change your mind."),
    )


def _who(one: Known, _: Say) -> tuple[str, ...]:
    return (
        _("Your name is {name}.").format(name=one.name),
        _("You get support from {service}.").format(service=one.service)
        if one.person.audience == Audience.PERSON
        else _("You belong to {service}.").format(service=one.service),
        *((_("We know your e-mail address."),) if one.has_email else ()),
        *((_("We know your chat in Telegram."),) if one.has_chat else ()),
        *((_("We know how you like to talk."),) if one.has_needs else ()),
    )


def _told(one: Known, _: Say) -> tuple[str, ...]:
    return tuple(
        f"{label} {number}"
        for label, number in (
            (_("Your answers:"), one.counts.get("answer", 0)),
            (_("Your other messages:"), one.counts.get("comment", 0)),
            (_("Your recordings and photos:"), one.counts.get("media", 0)),
            (_("Summaries with your keyworker:"), one.counts.get("summary", 0)),
            (_("Pictures of your own:"), one.counts.get("own_picture", 0)),
            (_("Notes about you:"), one.counts.get("record", 0)),
        )
        if number
    ) or (_("You have not told us anything yet."),)


def _agreed(one: Known, words: Words) -> tuple[str, ...]:
    _ = words.gettext
    lines: list[str] = []
    for given in one.consents:
        said = _("You said yes on {day}.") if given.agreed else _("You said no on {day}.")
        lines.append(said.format(day=day_in(words.language, given.at)))
        if given.taken_back_at:
            day = day_in(words.language, given.taken_back_at)
            lines.append(_("You took your yes back on {day}.").format(day=day))
    return tuple(lines)


def _looked(one: Known, words: Words) -> tuple[str, ...]:
    _ = words.gettext
    lines = [f"{_look(each, _)} {day_in(words.language, each.day)}" for each in one.looks]
    if one.more:
        lines.append(_("There are more days: {number}").format(number=one.more))
    return tuple(lines) or (_("Nobody has looked at it yet."),)


def _look(look: Look, _: Say) -> str:
    return {
        Deed.LOOKED: _("{who} looked at your page."),
        Deed.HEARD: _("{who} listened to you."),
        Deed.READ: _("{who} read your words."),
        Deed.CHANGED: _("{who} wrote something down."),
        Deed.COPIED: _("{who} made a copy."),
        Deed.ELSEWHERE: _("Somebody answered in another place."),
    }[look.deed].format(who=look.who)


def _kept(one: Known, _: Say) -> tuple[str, ...]:
    def months(name: str) -> int:
        return max(one.kept[name] // DAYS_A_MONTH, 1)

    return (
        _("We keep your words for {number} months.").format(number=months("words")),
        _("We keep recordings for {number} months.").format(number=months("recordings")),
        _("We keep your name until you leave."),
        _("We delete your name {number} months later.").format(number=months("left")),
        _("We keep worries longer."),
    )


def _shared(one: Known, _: Say) -> tuple[str, ...]:
    return (
        *((_("Telegram has a copy of your chat."), _("We cannot delete that copy.")) if one.has_chat else ()),
        *((_("You let us share something of yours."),) if one.shared else ()),
        _("We add up what many people say."),
        _("Your name is not in there."),
    )


def _not_here(_: Say) -> tuple[str, ...]:
    """The same for everyone, whether or not there is any: somebody else may be reading this."""
    return (
        _("Worries are never on this page."),
        _("What others told us is not here."),
        _("That keeps people safe."),
        _("Ask us if you want to know more."),
    )


def forgetting(_: Say) -> tuple[str, ...]:
    """What it means to be forgotten, told before it is asked for."""
    return (
        _("We delete your name."),
        _("We delete what you wrote, said and sent."),
        _("We keep a worry that you told us."),
        _("It will not have your name."),
        _("We delete all of this in {number} days.").format(number=UNDO_DAYS),
    )


def stopping(_: Say) -> tuple[str, ...]:
    """What it means to take a yes back, told before it is done."""
    return (
        _("You said yes before."),
        _("You can take your yes back."),
        _("Then we ask you no more questions."),
        _("You will not be in trouble."),
    )
