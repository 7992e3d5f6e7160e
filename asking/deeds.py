"""Everything that the access log can say that somebody did: a closed list. What is not in it fails the tests.

Each reads as a sentence after the name of whoever did it: 'Lee Example opened comment 12'. `{}` stands for a number, or
for the name of a colleague or a service: never for the name or the words of a person supported.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final


class Deed(StrEnum):
    """What somebody did, as it is told to the person whom it is about."""

    LOOKED = "looked"
    HEARD = "heard"
    READ = "read"
    CHANGED = "changed"
    COPIED = "copied"
    ELSEWHERE = "elsewhere"
    """A talk went on on another device than before."""
    WORRY = "worry"
    """About a worry: told to nobody but the leads, since the person's own page may be read over their shoulder."""
    OFFICE = "office"
    """About staff, services or what many said: nothing of one person."""


DEEDS: Final[dict[Deed, tuple[str, ...]]] = {
    Deed.LOOKED: (
        "opened the page of a person",
        "opened the page of what we know about a person",
        "opened the page on which a person is forgotten",
        "opened the page on which a person leaves",
        "opened the form that adds a person, with the names of others",
        "opened the form that changes a person, with the names of others",
        "opened the form that invites",
        "opened the form of a decision",
        "opened how one communicates",
        "opened the sheet of how a person communicates",
        "opened invitation {}",
        "opened the list of summaries",
        "opened summary {}",
        "opened the meeting of summary {}",
        "opened their own view in summary {}",
        "opened the wishes",
        "opened record {}",
        "opened the quotes in self-assessment {}",
        "opened the records",
        "opened the form that adds a record, with the names of people",
        "opened the form that changes record {}",
        "opened the form that changes whose record {} is, with the names of people",
        "opened the form that asks an expert, with the names of people",
        "opened chart {}",
        "opened picture {}",
        "looked at picture {}",
        "opened photo {}",
        "saw photo {}",
        "looked at the list of people",
        "looked at the list of reminders",
        "looked at who asked for their help",
        "listed invitations, {} people by name",
        "listed everyone by name",
        "listed own pictures",
        "saw {} people by name who were left out",
        "saw who was not asked in round {}, by name",
        "compared a file with the names of people",
        "the family's link to the copy of summary {} was opened",
    ),
    Deed.HEARD: ("heard recording {}", "played recording {}", "made a draft of recording {}"),
    Deed.READ: (
        "opened words {}",
        "read words {}",
        "opened comment {}",
        "read comment {}",
        "opened the draft of recording {}",
        "opened the words with recording {}",
        "said what recording {} says",
        "read words to link to change {}",
        "read wish {} to write what changed",
        "read wish {} to answer it",
        "fetched the file of record {}",
    ),
    Deed.CHANGED: (
        "added a person",
        "added {} people from a file",
        "took out a person who was added by mistake",
        "changed what is known of a person{}",
        "changed how a person communicates{}",
        "asked a person how they communicate",
        "recorded a decision about {}",
        "noted why a person is not asked",
        "noted that a person is asked no more",
        "noted that a person is asked again",
        "asked that a person be forgotten",
        "noted that a person is kept",
        "put a hold on a person's data",
        "lifted the hold on a person's data",
        "invited, invitation {}",
        "sent by {}, invitation {}",
        "had no sheet printed, invitation {}",
        "made a new link, invitation {}",
        "ended the link, invitation {}",
        "asked two to watch, observation {}",
        "asked for a reminder to go now",
        "added picture {}",
        "took away picture {}",
        "added record {}",
        "changed record {}: {}",
        "changed whose record {} is",
        "removed record {}",
        "took record {} out of {}",
        "took the yes for record {} back",
        "noted what the person said to record {}",
        "proposed words {} as a quote, record {}",
        "took wish {}",
        "answered wish {}",
        "took the answer to wish {} back",
        "wrote the answer to wish {} in another language",
        "began summary {}",
        "handed the tablet over for summary {}",
        "corrects summary {}",
        "wrote their own view in summary {}",
        "stands in for the keyworker in summary {}",
        "{} in the meeting of summary {}",
    ),
    Deed.COPIED: (
        "made a file of all that we know of a person",
        "printed the page of what we know for a person",
        "sent the family a copy of summary {}",
        "took single answers out with plainsay export --all",
    ),
    Deed.ELSEWHERE: ("was how a talk went on in another place",),
    Deed.WORRY: ("{} worry {}", "{} of worry {}"),
    Deed.OFFICE: (
        "signed in to the staff pages as {} with {}",
        "signed out everywhere",
        "was sent a sign-in link",
        "made a sign-in link for {} as {}",
        "made a link {}",
        "{} passkey {}",
        "{} their {} account{}",
        "opened a chat for {}",
        "ended sign-in links in Telegram",
        "no longer gets sign-in links in Telegram: the chat was closed",
        "ended alerts of {} to {} as {}",
        "named {}",
        "ended what {} may see of {}",
        "ended that {} is told when nobody answers in {}",
        "ended the access of {}",
        "added {} to the staff as {}",
        "changed {} on the staff{}",
        "changed name or e-mail of {} on the staff",
        "changed their own name or e-mail",
        "opened the list of staff",
        "opened the staff page of {}",
        "opened the page to end the access of {}",
        "added the service {}",
        "changed the service {}",
        "closed the service {}",
        "opened the service {} again",
        "changed the provider's name, time zone or language",
        "changed when a worry is told again",
        "changed how long {} are kept to {} days",
        "said that copies of the data are kept: {}",
        "turned reminders {}",
        "turned their messages about actions {}",
        "planned round {}",
        "changed round {}",
        "{} round {}",
        "started round {} of ladders",
        "wrote change {}",
        "published change {}",
        "said that names may be published in {}",
        "took change {} back",
        "began to write change {} anew",
        "linked answers to change {}",
        "wrote change {} in another language",
        "made wall page {}",
        "ended wall page {}",
        "opened action {}",
        "opened action {} from self-assessment {}",
        "changed action {}",
        "made plan {}",
        "changed plan {}",
        "closed plan {}",
        "opened plan {} again",
        "took the empty plan {} away",
        "added {} actions from a file{}",
        "took back {} actions that were read from a file, plan {}",
        "put back {} actions that a file had changed, plan {}",
        "linked {} actions to what they are about",
        "said who leads {} actions",
        "{} self-assessment {}",
        "made the report {}",
        "restored the backup of {}",
        "took over as the standby",
    ),
}
"""What is told of it, and in which words it is noted. The first that fits counts."""


def deed_of(did: str) -> Deed | None:
    """What a note of the access log comes to; None where it says nothing that is known."""
    return next((deed for deed, texts in _patterns() if texts.fullmatch(did)), None)


@cache
def _patterns() -> tuple[tuple[Deed, re.Pattern[str]], ...]:
    """One expression a deed. Worries come first: what is about one is told to nobody else."""
    order = sorted(DEEDS, key=lambda deed: deed is not Deed.WORRY)
    return tuple((deed, re.compile("|".join(_expression(text) for text in DEEDS[deed]))) for deed in order)


def _expression(text: str) -> str:
    return ".*".join(re.escape(part) for part in text.split("{}"))
