"""What an invitation says, on paper, in an e-mail and in a chat: who asks, about what, how long, and that no is OK."""

from __future__ import annotations

from dataclasses import dataclass

from bot.phones import from_abroad
from bot.sentences import Say
from dialogs.model import Audience

NUMBER, NAME, END = "\u2066", "\u2068", "\u2069"
"""Before and after numbers and names, so that neither is turned around in an Arabic line, nor turns it around."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one invitation.

    Attributes:
        audience: Of the one who is invited.
        provider, service: Who asks; the provider is the service's name where it has none of its own.
        listener: Who hears and reads what is said in own words.
        phone, independent, independent_phone: Where help is; '' where none is kept.
        questions: How many are asked at first.
    """

    audience: Audience
    provider: str
    service: str
    listener: str
    phone: str
    independent: str
    independent_phone: str
    questions: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One idea: a picture of the set, and its sentences."""

    picture: str
    lines: tuple[str, ...]


def panels(facts: Facts, _: Say) -> tuple[Panel, ...]:
    """What happens, in the order in which it happens."""
    by_hand = (Panel("with-help", (_("You can have someone with you."),)),)
    return (
        Panel("ask", (about(facts, _), _("We want to make support better."))),
        Panel(
            "time",
            (
                _("We ask {questions} questions at first, or fewer.").format(questions=facts.questions),
                _("You can stop after that."),
            ),
        ),
        Panel("private", (_("Your answers are private."), _trouble(facts, _))),
        Panel("tell-someone", (safe(facts, _),)),
        Panel("take-back", (_("You can say no."), _("You can stop, skip or take answers back."))),
        *(by_hand if facts.audience is Audience.PERSON else ()),
    )


def reasons(facts: Facts, _: Say) -> tuple[Panel, ...]:
    """For a relative, who may live far away and hear of us for the first time: why this is no trick."""
    name = apart(facts.service)
    return (
        Panel(
            "home",
            (
                _("We are {provider}.").format(provider=apart(facts.provider)),
                _("We support your relative in {service}.").format(service=name),
            ),
        ),
        Panel(
            "answers",
            (
                _("Staff in {service} do not see your answers.").format(service=name),
                _("Managers see what many people said."),
            ),
        ),
        *_listens(facts, _),
        Panel("tell-someone", (safe(facts, _),)),
        Panel("take-back", (_("You can say no."), _("You can ask us to forget you."))),
        Panel("not-safe", (_("We never ask for money."), _("We never ask for a password."))),
        Panel("phone", (_("Is this really from us?"), _("Call us on a number that you know."))),
    )


def letter(facts: Facts, _: Say) -> tuple[str, ...]:
    """The same words as lines, for an e-mail and the first message in a chat; '' leaves a gap."""
    lines: tuple[str, ...] = (_("Hello."),)
    for panel in panels(facts, _):
        lines += ("", *panel.lines)
    if facts.audience is Audience.FAMILY:
        lines += ("", why(_))
        for panel in reasons(facts, _)[:1] + reasons(facts, _)[-2:]:
            lines += ("", *panel.lines)
    return (*lines, "", *help_lines(facts, _), "", only_you(_))


def help_lines(facts: Facts, _: Say) -> tuple[str, ...]:
    """Whom to call, one a line."""
    calls = (f"{who} {NUMBER}{number}{END}" for who, number in numbers(facts, _))
    return tuple(line for line in (_("Do you need help?"), *calls, only_here(facts, _)) if line)


def numbers(facts: Facts, _: Say) -> tuple[tuple[str, str], ...]:
    """Whom to call, and the number; for family also as it is called from another country."""
    is_family = facts.audience is Audience.FAMILY
    house = _("Your house: {name}") if facts.audience is Audience.PERSON else _("The house: {name}")
    someone = _("Someone independent: {name}").format(name=apart(facts.independent))
    abroad = from_abroad(facts.phone) if is_family else ""
    found = (
        (house.format(name=apart(facts.service)), facts.phone),
        (_("From another country, call this number."), abroad),
        (someone, facts.independent_phone),
        (_("In danger, call"), "999"),
    )
    return tuple(one for one in found if one[1])


def only_here(facts: Facts, _: Say) -> str:
    """Told to family, who may live elsewhere; '' for everyone else."""
    return _("999 works only in the United Kingdom.") if facts.audience is Audience.FAMILY else ""


def about(facts: Facts, _: Say) -> str:
    """Who asks, and about what."""
    support = _("{provider} wants to ask you about your support.")
    line = support if facts.audience is Audience.PERSON else _("{provider} wants to ask you some questions.")
    return line.format(provider=apart(facts.provider))


def heading(facts: Facts, _: Say) -> str:
    """The heading of an e-mail: it stands on locked screens and in lists, which know no marks around names."""
    return _("{provider} wants to ask you some questions.").format(provider=facts.provider).rstrip(".।۔")


def safe(facts: Facts, _: Say) -> str:
    """The one thing that is not kept private."""
    if facts.audience is Audience.FAMILY:
        return _("If your relative is not safe, we must tell someone.")
    return _("If you are not safe, we must tell someone.")


def why(_: Say) -> str:
    """The heading over `reasons`."""
    return _("Why this is safe")


def only_you(_: Say) -> str:
    """Whose the link is."""
    return _("This link is only for you.")


def start(_: Say) -> str:
    """What stands on the button."""
    return _("Open the questions")


def scan(_: Say) -> tuple[str, str, str]:
    """Beside the square code: what to do with it, what else there is to do, and what it is."""
    return (_("Point the camera of a mobile here."), _("Or type this:"), _("A square code for a mobile"))


def chat(_: Say) -> str:
    """Beside the code that opens a chat."""
    return _("Or use Telegram.")


def until(_: Say) -> str:
    """The last day on which the link opens the questions."""
    return _("You can start until {day}.")


def hello(_: Say) -> str:
    """The first word; the name stands by itself, for in many languages it would change its form."""
    return _("Hello.")


def apart(name: str) -> str:
    """A name that never turns the line around it."""
    return f"{NAME}{name}{END}"


def _trouble(facts: Facts, _: Say) -> str:
    if facts.audience is Audience.FAMILY:
        return _("You and your relative will not be in trouble.")
    return _("You will not be in trouble.")


def _listens(facts: Facts, _: Say) -> tuple[Panel, ...]:
    if not facts.listener:
        return ()
    name = apart(facts.listener)
    return (
        Panel(
            "listen-to-me",
            (
                _("{listener} works to keep people safe.").format(listener=name),
                _("{listener} reads what you write.").format(listener=name),
            ),
        ),
    )
