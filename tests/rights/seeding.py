"""One person about whom every field holds words of its own, put there by the program's own faces."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from httpx import ASGITransport, AsyncClient

from asking import post, signin, summaries
from asking.invitations import link_token
from asking.links import token_for
from asking.moment import stamp
from asking.observing import observe
from asking.own_pictures import Wish
from asking.post import READY, Mail
from asking.turn import Delivery
from bot import app, sentences
from dialogs.inputs import Wrote
from dialogs.model import Closing, Question
from locales import ENGLISH
from store import (
    assessments,
    experts,
    holds,
    inbox,
    invitations,
    media,
    members,
    outbox,
    people,
    promises,
    settings,
    transcripts,
    wish_answer_words,
    wish_answers,
    worries,
    worry_messages,
)
from store import summaries as kept_summaries
from store import wishes as kept_wishes
from store.own_pictures import Level
from store.tx import Tx
from tests.asking.tools import plain_input
from tests.staff.office import HOST, form_token_on
from tests.telegram.office import Office
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, at


def marker(name: str) -> str:
    """Words that stand nowhere else, with a letter that some forms write differently."""
    return f"Zqé{sha256(name.encode()).hexdigest()[:10]}{name.replace('.', '').replace('-', '')}"


@dataclass
class Seeded:
    """Whom everything is about, and what was put where.

    Attributes:
        wanted: Name of a field → the words in it, which must go.
        stays: The same for what survives: worries.
    """

    person: int = 0
    relative: int = 0
    token: str = ""
    chat: int = 0
    wanted: dict[str, str] = field(default_factory=dict)
    stays: dict[str, str] = field(default_factory=dict)

    def put(self, name: str) -> str:
        """Words for a field."""
        self.wanted[name] = marker(name)
        return self.wanted[name]


async def everything(office: Office) -> Seeded:
    """Fill every field in which someone can write, say or show what they like."""
    seeded = Seeded()
    async with AsyncClient(transport=ASGITransport(app.web(office.rooms)), base_url=HOST) as client:
        await _staff(office, client, seeded)
        await _telegram(office, seeded)
        await _tablet(office, client, seeded)
    await _watched(office, seeded)
    await office.write(lambda tx: _with_keyworker(tx, office, seeded))
    await office.write(lambda tx: _checked(tx, office, seeded))
    await office.write(lambda tx: _waiting(tx, office, seeded))
    return seeded


async def _sent(
    client: AsyncClient, path: str, files: dict[str, tuple[str, bytes, str]] | None = None, **fields: str
) -> str:
    """A form of a staff page; gives where it leads."""
    token = form_token_on((await client.get("/staff")).text)
    answer = await client.post(path, data={"form_token": token, **fields}, files=files)
    assert answer.status_code == 303, (path, answer.status_code, answer.text[-3000:])
    return answer.headers["location"]


async def _staff(office: Office, client: AsyncClient, seeded: Seeded) -> None:
    """Added on the staff pages, with needs, a decision, a photo and a record with a file."""

    def link(tx: Tx) -> str:
        member = members.add(tx, name="Mo Manager", role="administrator", services=None, at=office.rooms.now())
        return signin.make_link(tx, office.clock(), member)

    await client.post(f"/staff/sign-in/{await office.write(link)}", data={"go": "on"})

    await _known(office, client, seeded)
    await _recorded(office, client, seeded)
    wish = Wish("kitchen", Level.PERSON, seeded.person, seeded.put("photo-owner"), seeded.put("photo-licence"),
                seeded.put("photo-who"), "2027-11-01", seeded.put("photo-alt"), True)  # fmt: skip
    await office.rooms.own_pictures.add(wish, png(), "Mo Manager")

    def held(tx: Tx) -> None:
        holds.put(tx, person_id=seeded.person, why=seeded.put("hold-why"), who="Mo Manager", at=office.rooms.now())

    await office.write(held)


async def _known(office: Office, client: AsyncClient, seeded: Seeded) -> None:
    """Name, e-mail, needs, a decision, and family who may be asked."""
    mail = f"{seeded.put('mail').encode('ascii', 'ignore').decode().lower()}@example.org"
    seeded.wanted["mail"] = mail
    service = str(office.house.service)
    where = await _sent(
        client, "/staff/people/add", name=seeded.put("name"), audience="person", service=service, language="en",
        email=mail,
    )  # fmt: skip
    seeded.person = int(where.split("/")[3].split("?")[0])
    person = f"/staff/people/{seeded.person}"
    where = await _sent(
        client, "/staff/people/add", name="Rel Example", audience="family", service=service, language="en",
        relative_of=str(seeded.person), email="rel@example.org",
    )  # fmt: skip
    seeded.relative = int(where.split("/")[3].split("?")[0])
    needs = {name: seeded.put(f"needs-{name}") for name in ("helper", "hearing", "sight", "other", "words")}
    await _sent(client, f"{person}/needs", share="yes", asked="yes", phone="01632 960123", **needs)
    await _sent(client, f"{person}/decide", how="best_interests", agreed="yes",
               who=seeded.put("decision-who"), asked=seeded.put("decision-asked"), notes=seeded.put("decision-notes"),
               decided_on="2026-11-01", review_on="2027-05-01", power="", seen_by="")  # fmt: skip
    await _sent(client, f"{person}/family", how="self", agreed="yes")


async def _recorded(office: Office, client: AsyncClient, seeded: Seeded) -> None:
    """A story about them, with a file; its words are changed, and they are asked anew."""
    service = str(office.house.service)
    pdf = b"%PDF-1.4\n% " + seeded.put("record-file").encode() + b"\n%%EOF\n"
    file = (f"{seeded.put('record-file-name')}.pdf", pdf, "application/pdf")
    said = {"kind": "story", "title": seeded.put("record-title"), "day": "2026-11-02", "service": service,
            "source": seeded.put("record-source"), "seen_by": "readers", "public": "yes",
            "shows-duq.1.good.1": "good"}  # fmt: skip
    to = await _sent(client, "/staff/records/add", {"file": file}, **said, words="As it was first.", about="one",
                     person=str(seeded.person), naming="named", asked_on="2026-11-02",
                     asked_by=seeded.put("record-asked"), asked_how=seeded.put("record-how"))  # fmt: skip
    record = to.split("?")[0]
    await _sent(client, f"{record}/change", **said, words=seeded.put("record-words"), edit="0")
    await _sent(client, f"{record}/answer", naming="named", asked_on="2026-11-03", public="yes", edit="1",
                asked_by=seeded.put("record-asked-anew"), asked_how=seeded.put("record-how-anew"))  # fmt: skip


async def _telegram(office: Office, seeded: Seeded) -> None:
    """They answer in a chat: words, a voice note, a photo with words, and a worry."""
    phone = await at(office, FIRST, seeded.person)  # type: ignore[arg-type]
    seeded.chat = phone.user.id
    seeded.wanted["chat"] = str(phone.user.id)
    await phone.taps("No")
    await phone.says(seeded.put("comment"))
    await phone.does(lambda: phone.user.photo(png(), seeded.put("photo-words")))
    await phone.does(lambda: phone.user.voice(opus() + seeded.put("chat-voice").encode()))
    await phone.says("/help")
    await phone.taps("Tell someone I have a worry")
    seeded.stays["worry"] = marker("worry")
    await phone.says(seeded.stays["worry"])

    def written_to(tx: Tx) -> None:
        told = next(one for one in worries.all(tx) if one.person_id == seeded.person)
        body = {"chosen": [], "own": seeded.put("worry-message"), "language": "en"}
        worry_messages.add(tx, told, person_id=seeded.person, body=body, who="Lee", at=office.rooms.now())

    await office.write(written_to)

    def drafts(tx: Tx) -> None:
        number = media.of_person(tx, seeded.person)[-1].id
        transcripts.put_draft(tx, number, draft=seeded.put("draft"), made_by="a machine", at=office.rooms.now())
        found = media.get(tx, number)
        assert found
        transcripts.confirm(tx, found, words=seeded.put("heard"), who="Lee", at=office.rooms.now())

    await office.write(drafts)


async def _tablet(office: Office, client: AsyncClient, seeded: Seeded) -> None:
    """They go on, on the tablet, and write an answer there; a recording follows."""

    def token(tx: Tx) -> str:
        one = invitations.of_person(tx, seeded.person)[-1]
        return token_for(tx.keys, one.id, one.version)

    seeded.token = await office.read(token)
    talks = office.rooms.conversations
    turn, number = await talks.show(seeded.token), 0
    while not (isinstance(turn.asked.step, Question) and turn.asked.step.kind in ("text", "voice")):
        assert not isinstance(turn.asked.step, Closing)
        turn = await talks.take(seeded.token, plain_input(turn), _delivery(f"seed {number}"))
        number += 1
    form = {"turn": str(turn.asked.turn), "do": "write", "words": seeded.put("answer")}
    answer = await client.post(f"/s/{seeded.token}", data=form)
    assert answer.status_code == 303
    for path in ("", "/answers?show=yes", "/help", "/reminders"):
        assert (await client.get(f"/s/{seeded.token}{path}")).status_code == 200


async def _watched(office: Office, seeded: Seeded) -> None:
    """Two watch them; one writes down what they saw."""
    by = (seeded.relative, office.house.staff)

    def links(tx: Tx) -> list[str]:
        made = observe(tx, person_id=seeded.person, by=by, decided=seeded.put("decided"), round_id=office.house.round,
                       code=app.CODE, areas=("duq.1",), now=office.clock(), who="test")  # fmt: skip
        return [link_token(tx, one) for one in made.invitations]

    (first, _) = await office.write(links)
    talks = office.rooms.conversations
    turn, number = await talks.show(first), 0
    while not isinstance(turn.asked.step, Closing):
        taken = plain_input(turn)
        if isinstance(turn.asked.step, Question) and turn.asked.step.kind in ("text", "voice"):
            taken = Wrote(turn.asked.turn, seeded.put("observed"))
        turn = await talks.take(first, taken, _delivery(f"watch {number}"))
        number += 1


def _with_keyworker(tx: Tx, office: Office, seeded: Seeded) -> None:
    """The monthly summary: what the keyworker wrote, a wish, a promise, and why it was not kept."""
    now = office.clock()
    one = summaries.begin(tx, office.rooms.pack, person_id=seeded.person, now=now)
    at_ = stamp(now)
    kept_summaries.put_view(tx, one, seeded.put("summary-view"), at_)
    kept_summaries.put_wish(tx, one, seeded.put("summary-wish"))
    number = promises.add(tx, summary_id=one.id, person_id=seeded.person, what=seeded.put("promise-what"),
                          who=seeded.put("promise-who"), by_day="2026-12-01")  # fmt: skip
    promise = next(each for each in promises.of_summary(tx, one.id) if each.id == number)
    promises.tick(tx, promise, state="not_done", why=seeded.put("promise-why"), by="Kim", at=at_)
    wish = kept_wishes.get(
        tx,
        kept_wishes.add(tx, summary_id=one.id, person_id=seeded.person, service_id=office.house.service,
                        words=seeded.put("wish"), at=at_),
    )  # fmt: skip
    assert wish
    answer = wish_answers.add(tx, wish, kind=wish_answers.GOING, language="en", words=seeded.put("wish-answer"), at=at_,
                              member_id=1, tell_after=at_)  # fmt: skip
    wish_answer_words.write(tx, answer, seeded.person, "pl", seeded.put("wish-answer-polish"), checked_by="Kim", at=at_,
                            tell_after=at_)  # fmt: skip


def _checked(tx: Tx, office: Office, seeded: Seeded) -> None:
    """They checked a self-assessment as an expert by experience: their name for it, what they said, and the reply."""
    at_ = office.rooms.now()
    number = assessments.add(
        tx, code="duq", code_version="1", service_id=office.house.service, since="2025-12-01", until="2026-11-22",
        at=at_, by="Mo",
    )  # fmt: skip
    asked = experts.add(
        tx, assessment_id=number, version=1, person_id=seeded.person, name=seeded.put("expert-name"), language="en",
        large=False, at=at_, by="Mo", expires_at="2099-01-01T00:00:00Z",
    )  # fmt: skip
    one = experts.get(tx, asked)
    assert one
    experts.answer(tx, one, "duq.1", says="yes", words=seeded.put("expert-words"), device="", at=at_)
    experts.write(tx, one, {**one.body, "reply": seeded.put("expert-reply")})


def _waiting(tx: Tx, office: Office, seeded: Seeded) -> None:
    """What waits to go out, and what came in and could not be read."""
    at_ = office.rooms.now()
    settings.put(tx, READY, "yes")
    post.put(tx, Mail(seeded.wanted["mail"], "A letter", (seeded.put("letter"),)), at=at_)
    name = people.name_of(tx, seeded.person) or ""
    post.put(tx, sentences.summary_for_family(ENGLISH, to="rel@example.org", name=name, link="https://x"), at=at_)
    row = tx.one("SELECT bot, lane FROM chat WHERE person_id = :id", id=seeded.person)
    assert row
    outbox.put(tx, bot=row[0], lane=row[1], body=seeded.put("chat-letter").encode(), at=at_, priority=1)
    (waits,) = inbox.keep(tx, row[0], [inbox.Update(987_654, row[1], seeded.put("put-aside").encode())], at_)
    inbox.put_aside(tx, waits.id, "unreadable", at_)


def _delivery(name: str) -> Delivery:
    return Delivery("tablet", "", name)
