"""What a group says is written down, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.pack import load_pack
from tests.dialogs.packtools import PICTURES
from tests.preview.tools import QUESTION, Group, text


async def test_a_verdict_is_in_the_pack(group: Group) -> None:
    """What was typed can be read from the pack, with the words that the group tried, and the next question comes."""
    page = await group.says(verdict="change", note="Say 'pick'.", understood="Who\nmakes it: me?")
    assert page.url.path == "/questions/tiny.1.person.warm"
    assert "Saved: Did you choose your tea today?" in text(page)
    prompt = load_pack(group.folder, PICTURES).prompts[0]
    tried = prompt.tried[-1]
    assert (tried.by, tried.on, tried.verdict, tried.note) == ("Tea group", "2026-11-22", "change", "Say 'pick'.")
    assert (tried.understood, tried.words) == ("Who\nmakes it: me?", prompt.words)


async def test_what_stood_in_the_file_stays(group: Group) -> None:
    """Earlier verdicts and comments are there letter by letter, above the new one."""
    entry = "- prompt: tiny.1.person.warm # here\n  by: 'A group'\n  on: 2026-01-02\n  verdict: keep\n"
    before = f"# Ours.\ntried:\n{entry}# End.\n"
    group.verdicts.write_text(before, encoding="utf-8")
    await group.says()
    assert group.written.startswith(before)
    assert len(load_pack(group.folder, PICTURES).prompts[0].tried) == 1


async def test_the_group_is_remembered(group: Group) -> None:
    """The next question's form holds the group's name and the day of today; nothing else is filled in."""
    assert 'name="by" maxlength="100" value=""' in (await group.opens()).text
    page = await group.says(by="  Tea <b>group</b>  ")
    assert 'value="Tea &lt;b&gt;group&lt;/b&gt;"' in page.text
    assert 'type="date" value="2026-11-22"' in page.text
    assert "Who picks the tea" not in text(page)
    assert "Write no names of people here or above." in text(page)


async def test_the_last_question_leads_to_the_first_page(group: Group) -> None:
    """After the last question there is the overview, which says that the verdict is saved."""
    page = await group.says("/questions/tiny.1.person.words")
    assert page.url.path == "/"
    assert "Saved: What else?" in text(page)


async def test_the_words_that_were_shown_are_noted(group: Group) -> None:
    """A verdict belongs to the words on the group's page, even where the author changed them meanwhile."""
    page = await group.opens()
    shown = load_pack(group.folder, PICTURES).prompts[0].words
    tiny_area(group, "Did you choose your tea today?", "Did you pick your tea today?")
    await group.sends(page)
    changed = load_pack(group.folder, PICTURES).prompts[0]
    assert changed.tried[-1].words == shown != changed.words
    assert "The words have changed since." in text(await group.opens())
    assert "People have tried none of them" in text(await group.opens("/"))


async def test_a_verdict_can_be_taken_back(group: Group) -> None:
    """Taking back leaves the file byte for byte as it was, one verdict after the other, and no further."""
    before = group.verdicts.read_bytes()
    await group.says()
    once = group.verdicts.read_bytes()
    page = await group.says("/questions/tiny.1.person.warm", verdict="leave_out")
    page = await group.takes_back(page)
    assert (page.url.path, group.verdicts.read_bytes()) == ("/questions/tiny.1.person.warm", once)
    page = await group.takes_back(page)
    assert (page.url.path, group.verdicts.read_bytes()) == (QUESTION, before)
    assert (await group.takes_back(page)).url.path == "/"
    assert group.verdicts.read_bytes() == before


async def test_nothing_is_taken_back_over_someone_elses_words(group: Group) -> None:
    """Where a hand has changed the file since, it stays as the hand left it, and the page says so."""
    page = await group.says()
    group.verdicts.write_text(group.written + "# mine\n", encoding="utf-8")
    refused = await group.takes_back(page)
    assert refused.status_code == 503
    assert "Someone has changed the file since." in text(refused)
    assert group.written.endswith("# mine\n")


async def test_the_first_verdict_makes_the_file(elsewhere: Group) -> None:
    """A file outside the pack is made when it is needed, shows on the pages, and is gone when taken back."""
    page = await elsewhere.says()
    first_lines = "tried:\n  - prompt: tiny.1.person.chose\n    by: Tea group\n    on: '2026-11-22'\n"
    assert elsewhere.written.startswith(first_lines)
    seen = text(await elsewhere.opens())
    assert "Tea group, 22 November 2026" in seen
    assert "A tea club, 1 November 2026" in seen
    assert "Later, put it into the folder of the pack. Call it tried.yaml ." in seen
    await elsewhere.takes_back(page)
    assert not elsewhere.verdicts.exists()


async def test_the_file_can_be_put_into_the_pack(elsewhere: Group) -> None:
    """Put into the pack's folder as tried.yaml, the file makes a whole pack, and no verdict counts twice."""
    await elsewhere.says()
    (elsewhere.folder / "tried.yaml").write_bytes(elsewhere.verdicts.read_bytes())
    assert len(load_pack(elsewhere.folder, PICTURES).prompts[0].tried) == 1
    assert text(await elsewhere.opens()).count("Tea group, 22 November 2026") == 1


async def test_verdicts_on_other_packs_are_counted_apart(elsewhere: Group) -> None:
    """A file that also speaks of other questions is used, and the first page says how many there are."""
    other = "tried:\n- {prompt: other.1.person.x, by: A, on: '2026-01-02', verdict: keep}\n"
    elsewhere.verdicts.write_text(other, encoding="utf-8")
    assert "About questions of other packs: 1" in text(await elsewhere.opens("/"))
    await elsewhere.says()
    assert "other.1.person.x" in elsewhere.written


async def test_a_double_press_is_written_once(group: Group) -> None:
    """The same verdict sent twice stands in the file once."""
    page = await group.opens()
    await group.sends(page)
    once = group.written
    await group.sends(page)
    assert group.written == once


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"understood": ""}, "Write what people took the question to mean."),
        ({"verdict": ""}, "Choose what the group says."),
        ({"verdict": "burn"}, "Choose what the group says."),
        ({"verdict": "change"}, "Write what the group wants to change."),
        ({"by": " "}, "Write the name of the group."),
        ({"by": "x" * 101}, "Write at most 100 letters."),
        ({"note": "x" * 1001}, "Write at most 1000 letters."),
        ({"on": "22/11/2026"}, "Write the day of the meeting."),
        ({"on": "20261122"}, "Write the day of the meeting."),
        ({"on": "2026-11-23"}, "This day is still to come."),
    ],
)
async def test_what_is_missing_is_said(group: Group, fields: dict[str, str], says: str) -> None:
    """A form that is not whole comes back with all that was typed and says what is missing; nothing is written."""
    before = group.verdicts.read_bytes()
    page = await group.says(**{"understood": "The tea & I", **fields})
    assert page.status_code == 422
    assert says in text(page)
    assert "The tea &amp; I" in page.text or fields.get("understood") == ""
    assert group.verdicts.read_bytes() == before


@pytest.mark.parametrize(
    "damaged",
    [
        "tried: [",
        "tried:\n- {prompt: tiny.1.person.chose}\n",
        "\x00",
        "tried: {a: b}\n",
        "&a [*a]",
        "tried:\n- {prompt: a, by: b, on: '2026-01-02', verdict: keep}\n---\ntried: []\n",
    ],
)
async def test_a_damaged_file_is_never_written_over(group: Group, damaged: str) -> None:
    """Where the file cannot be understood, it stays as it is; the page says so, and holds all that was typed."""
    page = await group.opens()
    group.verdicts.write_text(damaged, encoding="utf-8")
    refused = await group.sends(page, understood="The tea is mine")
    assert refused.status_code == 503
    assert "We could not save this yet." in text(refused)
    assert "The tea is mine" in refused.text
    assert group.written == damaged
    group.verdicts.write_text("tried: []\n", encoding="utf-8")
    assert (await group.sends(page)).status_code == 200


async def test_bytes_that_are_no_text_are_left_alone(elsewhere: Group) -> None:
    """A file that is not text gives a clear message on the page, and keeps its bytes."""
    page = await elsewhere.opens()
    elsewhere.verdicts.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8 text" in text(await elsewhere.sends(page))
    assert "not UTF-8 text" in text(await elsewhere.opens())
    assert elsewhere.verdicts.read_bytes() == b"\xff\xfe\x00"


async def test_a_file_that_cannot_be_written_loses_nothing(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves the old file whole and no litter; the page says so, and holds what was typed."""
    page, before = await group.opens(), sorted(path.name for path in group.folder.iterdir())
    kept = group.verdicts.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.preview.ledger.os.fsync", full)
    refused = await group.sends(page, understood="The tea is mine")
    assert refused.status_code == 503
    assert "No space left on device" in text(refused)
    assert "The tea is mine" in refused.text
    assert group.verdicts.read_bytes() == kept
    assert sorted(path.name for path in group.folder.iterdir()) == before


async def test_a_pack_that_breaks_meanwhile_loses_nothing(group: Group) -> None:
    """A verdict that is sent while an author's file is half done is written down all the same."""
    page = await group.opens()
    tiny_area(group, "picture: tea", "picture: [")
    answer = await group.sends(page, follow=False)
    assert answer.status_code == 303
    assert "Who picks the tea" in group.written


async def test_a_form_of_an_earlier_run_comes_back(group: Group) -> None:
    """A form without our token writes nothing; one that was open when the program started again keeps its words."""
    before = group.verdicts.read_bytes()
    page = await group.says(form_token="wrong", understood="The tea is mine")  # noqa: S106  # not a secret
    assert page.status_code == 403
    assert "The tea is mine" in page.text
    assert group.verdicts.read_bytes() == before
    assert (await group.sends(page)).status_code == 200


async def test_other_sites_cannot_post(group: Group) -> None:
    """A post that another site sends is refused, whatever it holds."""
    before = group.verdicts.read_bytes()
    for path in (QUESTION, "/undo"):
        for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
            answer = await group.client.post(path, data={"form_token": "x"}, headers=headers)
            assert answer.status_code == 403
        assert (await group.client.post(path, data={"form_token": "x"})).status_code == 403
    assert group.verdicts.read_bytes() == before


@pytest.mark.parametrize("body", [b"", b"\xff=%ff", b"=&&=", b"form_token=%E2%82", b"x" * 100_000])
async def test_no_post_breaks_the_page(group: Group, body: bytes) -> None:
    """Whatever bytes arrive, the answer is a page of ours and no failure."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = await group.client.post(QUESTION, content=body, headers=headers)
    assert answer.status_code in {400, 403, 413, 422}
    assert (await group.client.post(QUESTION, content=body)).status_code == 400


def tiny_area(group: Group, old: str, new: str) -> None:
    """Change the questions, and leave the verdicts alone."""
    path: Path = group.folder / "area-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
