"""The rules about how a text is built: L01, L19, L24, L25, L26, L27."""

from __future__ import annotations

import pytest

from easyread.sources import HTML, MARKDOWN
from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits, rule
from tools.lint_scores import Item, found


def suggestion(rule_id: str, text: str) -> str:
    """What the first finding of a rule suggests."""
    return hits(rule_id, text)[0].suggestion


@pytest.mark.parametrize(("count", "severities"), [(10, ""), (11, "W"), (15, "W"), (16, "E")])
def test_l01_thresholds(count: int, severities: str) -> None:
    """Ten words are fine, eleven are a warning, sixteen an error."""
    assert "".join(hit.severity for hit in hits("L01", "go " * count)) == severities


def test_l01_leaves_alt_texts_alone() -> None:
    """A long alt text is not a long sentence."""
    check_ok("L01", "one two three four five six seven eight nine ten eleven twelve", Kind.ALT)


def test_l01_says_where_the_sentence_begins() -> None:
    """The finding stands at the long sentence, not at the one before it."""
    check_finds("L01", "Short. This one has so many words in it that it is long.", "W", at="This")


def test_l01_reads_a_time_as_one_word() -> None:
    """'a.m.' is one word, so that ten words with it are ten."""
    check_ok("L01", "Mr. Ali came at 10.30 a.m. on Monday with Ann.")


def test_l01_says_where_to_cut() -> None:
    """The cut is before the clause nearest to the middle; never so that two words stay alone."""
    text = "You and I can go to the shop and we can buy some bread."
    assert suggestion("L01", text) == "Make two sentences. You may cut before 'and we'."
    assert suggestion("L01", "go " * 12) == "Make two sentences, or leave words out."
    assert suggestion("L01", "Ann and Joe go to the shop in the town near us.").endswith("leave words out.")


@pytest.mark.parametrize(
    "text",
    [
        "You can buy your new winter coat from Marks and Spencer in the town.",
        "We will come to the house on Monday 10 and 12 October to mend it.",
        "The Department for Work and Pensions will send you a long letter about money.",
        "Please bring your coat and your hat and your lunch with you on Monday.",
        "Please tell us the name of the person who came and which day.",
        "You can call the office at any time if you have a question.",
    ],
)
def test_l01_cuts_before_clauses_only(text: str) -> None:
    """No cut is shown inside a name, a date or a list, nor where the rest would be no sentence."""
    assert suggestion("L01", text) == "Make two sentences, or leave words out."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask your staff and/or family.", "Say: or."),
        ("Ask your staff/family.", "Say: staff or family."),
        ("We are here 24/7.", "Say: all day, every day."),
        ("He/she can come.", "Say: they."),
        ("Tell the worker(s).", "Say: workers."),
        ("Ring (01632) 960001.", "Say: 01632."),
        ("Come on 3/4/2026.", "Write the date in words, such as 4 March."),
        ("Ann & Joe came.", "Write 'and'."),
        ("Stop; go.", "End the sentence with a full stop."),
        ("Stop (we wait).", "Make the words in brackets a sentence of their own."),
    ],
)
def test_l19_says_what_to_write(text: str, words: str) -> None:
    """Each symbol is one error, with words to put there."""
    check_finds("L19", text, "E")
    assert suggestion("L19", text) == words


@pytest.mark.parametrize("text", ["See https://a.example/b;c?d&e", "Press /help.", "Hello {name/first}."])
def test_l19_does_not_look_into_links(text: str) -> None:
    """Links, commands and placeholders may hold any symbol."""
    check_ok("L19", text)


def test_l19_is_for_text_only() -> None:
    """Answer labels and alt texts may hold symbols; list items may not."""
    check_ok("L19", "Yes / No", Kind.LABEL)
    check_ok("L19", "Staff & family", Kind.ALT)
    check_finds("L19", "Staff & family", "E", kind=Kind.ITEM)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please DO NOT run.", "Say: do not."),
        ("DO NOT RUN.", "Say: Do not run."),
        ("The NHS TEAM came.", "Say: NHS team."),
        ("BITTE NICHT RAUCHEN", "Say: Bitte nicht rauchen."),
    ],
)
def test_l24_finds_shouting(text: str, words: str) -> None:
    """Words in capitals are given back in small letters; initials stay as they are."""
    check_finds("L24", text, "E")
    assert suggestion("L24", text) == words


@pytest.mark.parametrize(
    "text", ["Ring the NHS GP.", "I watch TV. BBC TV is on.", "I STOP here.", "Plan A OK", "Stop."]
)
def test_l24_leaves_initials_alone(text: str) -> None:
    """Initials side by side, one word alone, and 'I' before a word are no shouting."""
    check_ok("L24", text)


def test_l24_shortens_what_it_shows() -> None:
    """A whole page in capitals gives a finding that fits on a line."""
    assert len(hits("L24", "PLEASE SAY NO " * 50)[0].message) < 100


@pytest.mark.parametrize(
    ("text", "form", "count"),
    [
        ("Please *read* this.", "md", 1),
        ("Please __read__ **this**.", "md", 0),
        ("Please <u>read</u> this <i>now</i>.", "md", 2),
        ("<p>Please <em>read</em> <u>this</u>.</p>", "html", 2),
        ('<p>Please <span style="font-style: italic">read</span>.</p>', "html", 1),
        ("<p>Please <b>read</b> <a href=x>this</a>.</p>", "html", 0),
        ("<p>A name: <code>a <i>b</i></code></p>", "html", 0),
    ],
)
def test_l24_sees_marks(text: str, form: str, count: int) -> None:
    """Italics and underline are found in Markdown and HTML; bold, links and code are fine."""
    assert len(found(rule("L24"), Item(text, form))) == count


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        (MARKDOWN.blocks("A  long\n   start, *two  words* end"), ["two words"]),
        (HTML.blocks("<p>A  long\n start, <em> two\n words </em> end <i></i><u> </u><i>x</i></p>"), ["two words", "x"]),
        (HTML.blocks("<i><p>One</p> <p>Two <b>more</b></p></i>"), ["One", "Two more"]),
    ],
)
def test_marks_survive_tidying(blocks: tuple[object, ...], words: list[str]) -> None:
    """A mark is around the same words after spaces and line breaks are tidied; empty marks are gone."""
    assert [made.raw[mark.start : mark.end] for made in blocks for mark in made.marks] == words  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text", ["Ask sup-\nport staff.", "Ask sup- port staff.", "trans\u00adport", "im\u00ad\nprove", "Your key-\nworker"]
)
def test_l25_finds_cut_words(text: str) -> None:
    """A word that was cut is found at a line's end, in a pasted text, and where a soft hyphen hides."""
    check_finds("L25", text, "E")


def test_l25_gives_the_whole_word() -> None:
    """The suggestion is the word in one piece."""
    assert suggestion("L25", "Ask sup-\nport staff.") == "Write 'support' in one piece."
    assert [hit.suggestion for hit in found(rule("L25"), Item("<p>trans<wbr>port, im&shy;prove</p>", "html"))] == [
        "Write 'transport' in one piece.",
        "Write 'improve' in one piece.",
    ]


@pytest.mark.parametrize(
    "text", ["A well-\nknown place.", "Short- and long-term.", "I like tea -\nit is hot.", "4-\n6 May", "An X-\nray"]
)
def test_l25_leaves_written_hyphens_alone(text: str) -> None:
    """Compounds, parts left out on purpose, dashes and ranges are no cut words."""
    check_ok("L25", text)


def test_l26_finds_a_line_once() -> None:
    """A line with many sentences is one warning, at its second sentence."""
    check_finds("L26", "You can stop. You can go. We wait.", "W", at="You can go")


def test_l26_sees_lines_that_a_reader_sees() -> None:
    """A line break in plain text is a new line; in Markdown the page joins the lines."""
    text = "You can stop.\nYou can go."
    check_ok("L26", text)
    assert len(found(rule("L26"), Item(text, "md"))) == 1
    assert found(rule("L26"), Item("You can stop.  \nYou can go.", "md")) == []
    assert found(rule("L26"), Item("<p>You can stop.<br>You can go.</p>", "html")) == []
    assert len(found(rule("L26"), Item("text:\n- You can stop. You can go.\n- Bye.", "yaml"))) == 1


@pytest.mark.parametrize(
    "text", ['She said "Stop! Go away."', "“Come in. Sit down.”", "Well... I like it.", "Dr. Bell came."]
)
def test_l26_leaves_one_idea_together(text: str) -> None:
    """What somebody says, a pause and an abbreviation begin no new line."""
    check_ok("L26", text)


def test_l26_leaves_headings_and_labels_alone() -> None:
    """Only body texts and list items are lines of sentences."""
    for kind in (Kind.HEADING, Kind.LABEL, Kind.ALT):
        check_ok("L26", "Stop. Go.", kind)
    check_finds("L26", "Stop. Go.", "W", kind=Kind.ITEM)


def test_l27_counts_words_too() -> None:
    """Fifty words in one block are fine, fifty-one are not; nor are four sentences."""
    check_ok("L27", "go " * 50)
    check_finds("L27", "go " * 51, "E")
    check_finds("L27", "One. Two. Three. Four.", "E", at="Four")


def test_l27_leaves_lists_of_short_lines_alone() -> None:
    """Short lines without a full stop are a list, in one block or in several; sentences on lines still count."""
    lines = [f"{fruit} from our own garden" for fruit in ("apples", "pears", "plums", "figs", "berries", "cherries")]
    check_ok("L27", "\n\n".join(lines * 3), Kind.BODY)
    check_ok("L27", "\n".join(f"- {line}." for line in lines))
    check_finds("L27", "\n\n".join(f"We sell {line}." for line in lines), "E", kind=Kind.BODY)
    check_finds("L27", "\n\n".join([*lines, "go " * 51]), "E", kind=Kind.BODY)
