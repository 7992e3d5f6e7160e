"""What the engine says of a response: answered, passed over, agreed, differs; and at the end, runs of one answer."""

from __future__ import annotations

from dialogs.asked import choices_for
from dialogs.events import (
    Answered,
    CompanyTold,
    ConsentAgreed,
    ConsentDeclined,
    Event,
    PairDiffered,
    QuestionSkipped,
    Reply,
)
from dialogs.inputs import Continued, Input, Spoke, Wrote
from dialogs.model import Company, Consent, Flow, Question
from dialogs.pairs import runs
from dialogs.path import Place, differs, latest, place, walk
from dialogs.session import Did, Response, Session
from dialogs.transitions import State


def response_events(flow: Flow, before: Session, here: Place, given: Input, after: Session) -> list[Event]:
    """What the last move of `after`, made at `here`, says."""
    if isinstance(here.step, Consent):
        return [_consented(here.step, after.trail[-1].response)]
    if isinstance(here.step, Question):
        return [*_said(flow, before, here, given, after), *_differed(flow, here, after)]
    if isinstance(here.step, Company) and after.trail[-1].response.is_answer:
        return [CompanyTold(place(flow, after.trail).facts.helpers)]
    return []


def noticed_runs(flow: Flow, session: Session) -> tuple[str, ...]:
    """Runs among the taps on the flow's scale, each with the number of choices that it was given from (D09)."""
    sizes = {flow.steps[index].id: before.size for index, before, _ in walk(flow, session.trail, fewest=session.fewest)}
    scaled = [s.id for s in flow.steps if isinstance(s, Question) and s.kind == "choice" and s.id in sizes]
    found = ((prompt, sizes[prompt], latest(session.trail, prompt)) for prompt in scaled)
    return runs(flow, [(prompt, size, said) for prompt, size, said in found if said and said.did is Did.CHOSE])


def _consented(consent: Consent, response: Response) -> Event:
    words = "\n".join((*consent.text, consent.ask))
    if response.choices == (consent.agree.id,):
        return ConsentAgreed(consent.version, words)
    return ConsentDeclined(consent.version, words)


def _said(flow: Flow, before: Session, here: Place, given: Input, after: Session) -> list[Event]:
    """To pass over the second asking of a pair leaves the first answer: said anew if another had replaced it."""
    if isinstance(given, Continued):
        return []
    response = latest(after.trail, here.step.id)
    if response is None:
        return [QuestionSkipped(here.step.id)]
    if not after.trail[-1].response.is_answer and before.kept_for(here.step.id) is None:
        return []
    order = tuple(choice.id for choice in choices_for(flow, before.seed, here.step, here.facts))
    return [
        Answered(
            prompt=here.step.id,
            reply=Reply(response.did.value),
            choices=response.choices,
            order=order,
            size=len(order),
            helpers=here.facts.helpers,
            words=given.words if isinstance(given, Wrote) else "",
            media=given.media if isinstance(given, Spoke) else None,
        )
    ]


def _differed(flow: Flow, here: Place, after: Session) -> list[Event]:
    question = here.step
    if here.state is not State.ASKING_AGAIN or not isinstance(question, Question):
        return []
    return [PairDiffered(question.id, question.reverse_of)] if differs(flow, after.trail, question) else []
