"""Plain words for the tables of a person: what is in each, why we have it, and how long it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """What stands over a table.

    Attributes:
        why: What it is for.
        kept: Name of the rule after which it goes (see `asking.retention`); '' while they are with the service, and
            until they are forgotten.
    """

    words: str
    why: str
    kept: str = ""


_ASK = "To ask them what support is like, and to count it."
_HELP = "To ask them in a way that suits them."
_CONTACT = "To send them what they want to be sent."
_LOG = "So that everyone can see who looked."
TITLES: Mapping[str, Title] = {
    "person": Title("Who they are to us", _ASK, "left"),
    "identity": Title("Name", "So that we know whom we ask.", "left"),
    "profile": Title("How they like to communicate, and e-mail address", _HELP, "left"),
    "decision": Title("Who decides for them, and if family may be asked", "The law asks for it.", "left"),
    "not_asked": Title("Why they were not asked in a round", "So that nobody is left out unseen.", "left"),
    "observation": Title("That two people watched them, and who decided that this was right", _ASK, "left"),
    "invitation": Title("Invitations and links", _ASK, "links"),
    "reminder": Title("Reminders", "So that nobody is reminded too often.", "links"),
    "session": Title("Talks", _ASK),
    "consent": Title("What they said about taking part", "To show that they agreed, and to what."),
    "input": Title("When something arrived", "So that the same press counts once."),
    "flag": Title("Marks beside answers", "To read answers with care: for example all were alike."),
    "shown": Title("Which questions were shown, and for how long", "To find questions that do not work."),
    "answer": Title("Answers", _ASK, "words"),
    "standing": Title("What their answers say on each standard", "It is added to what others say."),
    "comment": Title("What they said beside the answers", _ASK, "comments"),
    "media": Title("Recordings and photos", _ASK, "recordings"),
    "transcript": Title("What recordings say, in writing", "So that a recording can be read.", "recordings"),
    "chat": Title("Their chat", _CONTACT, "left"),
    "inbox": Title("Messages that came in", _CONTACT, "arrived"),
    "outbox": Title("Messages that went out", _CONTACT, "sent"),
    "own_picture": Title("Pictures of their own", _HELP, "left"),
    "own_picture_sent": Title("Messages with a picture of theirs", "To take it out when they say so.", "left"),
    "summary": Title("Monthly summaries with their keyworker", "To plan support together.", "left"),
    "summary_shared": Title("What they shared in a summary", "To plan support together.", "left"),
    "promise": Title("What was promised to them", "To see that it is done.", "left"),
    "wish": Title("What they wish for everyone", "To change support.", "left"),
    "wish_answer": Title("What was answered to their wishes", "To tell them what becomes of a wish.", "left"),
    "wish_answer_words": Title("The same in other languages", "To tell them in their own language.", "left"),
    "record": Title("Records about them", "Evidence of what support is like.", "left"),
    "record_shows": Title("Which standards a record shows", "Evidence of what support is like.", "left"),
    "record_change": Title(
        "Who put a record right, and what they had said of it before", "To see what was changed.", "left"
    ),
    "record_use": Title("Where a record was published, or is in a file", "To take it out when they say so.", "left"),
    "change_heard": Title("Changes that their words led to", "To tell them what changed.", "left"),
    "change_told": Title("What they were told of changes, and what they said", "To tell them what changed.", "left"),
    "access_log": Title("Who looked", _LOG),
    "forgetting": Title("When they asked to be forgotten", "To do it, and to show that it was done."),
    "legal_hold": Title("When nothing may be deleted", "A complaint or a court case can need it."),
}


def title_of(table: str) -> Title:
    """The words of a table; its own name where nobody has written any."""
    return TITLES.get(table) or Title(table.replace("_", " ").capitalize(), "")
