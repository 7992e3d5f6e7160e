"""What whole texts taught the rules: explanations further down, names, lists, prices, lines of Markdown."""

from __future__ import annotations

import pytest

from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits, rule
from tools.lint_scores import Item, found

LEAFLET = """\
# Your biopsy

You will have a biopsy.
A biopsy is a test that looks at a bit of skin.
"""


def in_markdown(rule_id: str, text: str) -> list[tuple[str, int]]:
    """The messages of a rule in a Markdown text, each with its line."""
    item = Item(text, "md")
    return [(hit.message, block.place(hit.start)[0]) for block in item.blocks() for hit in rule(rule_id).check(block)]


@pytest.mark.parametrize(
    "text",
    [
        "We need food, coats and plants.",
        "I felt cold, wet and tired.",
        "Who was here: Tom, Rose, and Drew from the office.",
        "Mum and I go to the shops.",
        "You may feel happy and a bit scared.",
    ],
)
def test_l03_leaves_lists_and_names_alone(text: str) -> None:
    """The last word of a list, and a name that is a verb too, are no idea of their own."""
    check_ok("L03", text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("The shop shuts at 5 and we eat at 6.", "and we"),
        ("My mum works and I cook.", "and I"),
        ("We met indoors because the tent leaks.", "because"),
        ("Rose cooks and Mark cleans the house.", "and Mark"),
    ],
)
def test_l03_finds_verbs_that_look_like_nouns(text: str, at: str) -> None:
    """Where a clause must have a verb, a word that can be a noun is taken for it."""
    check_finds("L03", text, "W", at=at)


def test_l04_knows_a_first_part_by_its_comma() -> None:
    """'When the bus stops, ...' opens with a part, although 'stops' can be a noun; a question does not."""
    check_finds("L04", "When the bus stops, get up even if you are tired.", "E", at="if")
    check_ok("L04", "When the bus stops, get up.")
    check_ok("L04", "When is the talk, if there is one?")


@pytest.mark.parametrize("text", ["This is called being sectioned.", "I get flustered by noon.", "They let me in."])
def test_l06_leaves_names_of_things_and_feelings_alone(text: str) -> None:
    """The name of a thing may be a passive, and a feeling that somebody gets is none."""
    check_ok("L06", text)


def test_l06_finds_let() -> None:
    """'Was let in' is a passive although 'let' looks like its base form."""
    check_finds("L06", "He was not let out.", "E")
    check_ok("L06", "The flat was let.")


@pytest.mark.parametrize("text", ["I sleep in my own room.", "Wexley Farm has goats.", "Meg came.", "Shaz came."])
def test_l10_leaves_verbs_and_names_alone(text: str) -> None:
    """A verb and its small word are no term with a hyphen; two capitals and short first names show names."""
    check_ok("L10", text)


def test_l10_finds_the_term_with_its_hyphen() -> None:
    """'Sleep-in' stays jargon, and so does a term whose hyphen was forgotten."""
    check_finds("L10", "Staff do a sleep-in.", "E", at="sleep-in")
    check_finds("L10", "Here is the follow up action.", "E", at="follow up action")


@pytest.mark.parametrize(
    "text",
    [
        "A biopsy is a test.",
        "An ombudsman looks at complaints.",
        "You will have a biopsy. This is medicine that helps you.",
    ],
)
def test_short_explanations_are_enough(text: str) -> None:
    """What any such thing is or does explains it, in a few words."""
    check_ok("L10", text)
    check_ok("L11", text)


def test_who_a_thing_is_explains_nothing() -> None:
    """What one of them does, or who it is, is no explanation."""
    check_finds("L11", "Your advocate looks at your plan.", "E")
    check_finds("L11", "An appointee is Tom.", "E")


def test_l10_and_l11_wait_under_headings_and_points() -> None:
    """A heading or a point of a list has no room: a later explanation is in time. For a sentence it is not."""
    assert found(rule("L10"), Item(LEAFLET, "md")) == []
    tenancy = "- Bring your **tenancy agreement**.\n- Come early.\n\nA tenancy agreement is a paper about your home.\n"
    assert found(rule("L11"), Item(tenancy, "md")) == []
    assert found(rule("L11"), Item(tenancy.replace("- ", ""), "md"))


def test_l10_wants_the_explanation_to_come() -> None:
    """Under a heading that nothing explains, the hard word is found there too."""
    assert len(found(rule("L10"), Item("# Your biopsy\n\nYou will have a biopsy.\nCome at 9.\n", "md"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A carer is in your family. A support worker gets paid.",
        "Your passport is a booklet. Read this leaflet.",
    ],
)
def test_l12_leaves_what_is_told_apart_alone(text: str) -> None:
    """Names that the text tells apart, and the kind of thing that something is, are no second name."""
    check_ok("L12", text)


def test_l12_finds_a_name_beside_another_that_is_told() -> None:
    """One that is told and one that is only used are still two names."""
    check_finds("L12", "Ask your carer. A support worker is here.", "E", at="support worker")


@pytest.mark.parametrize("text", ["It takes a day or two.", "Wait an hour or two."])
def test_l16_leaves_a_vague_time_alone(text: str) -> None:
    """'A day or two' counts nothing exactly."""
    check_ok("L16", text)


def test_l17_prices_and_calls() -> None:
    """A price up to £1,000 is what it is, and a short number is to call; what is counted is still big."""
    for text in ("It costs £250.", "Ring NHS 111.", "Call the police on 101."):
        check_ok("L17", text)
    for text in ("It costs £2,500.", "We ring 350 people.", "Call Sam 300 times."):
        check_finds("L17", text, "W")


def test_l19_leaves_shops_alone() -> None:
    """The sign in the name of a shop is part of it; in 'A&E' and between words it is not."""
    check_ok("L19", "We went to B&Q.")
    for text in ("Go to A&E.", "Tom & Sam are here.", "Come to our Q&A."):
        check_finds("L19", text, "E", at="&" if text[3:6] == " & " else "")


def test_l20_counts_things_as_things() -> None:
    """More of a thing, and a thing of a colour, are things; other forms of its verb are the idiom."""
    for text in ("She saw the lights of the town.", "It is in the red folder."):
        check_ok("L20", text)
    check_finds("L20", "We are in the red.", "E")
    check_finds("L20", "It came out of the blue yesterday.", "E")
    check_finds("L20", "She saw the light.", "E")


def test_l23_takes_a_name_that_is_a_word_for_a_name() -> None:
    """'Rose' and 'Mark' at the start of a sentence may be who is meant; 'Will you' is not."""
    check_ok("L23", "Rose is new. She is kind.")
    check_finds("L23", "Will you come? He is here.", "W", at="He")


def test_l26_knows_a_letter_from_an_initial() -> None:
    """The letter of a flat ends a sentence, the initial of a name does not."""
    check_finds("L26", "I live in Flat B. Sam lives there too.", "W", at="Sam")
    check_ok("L26", "I saw J. Smith there.")


def test_l26_says_what_is_written() -> None:
    """The suggestion shows an address as it is written."""
    (hit,) = hits("L26", "Write to us. Email meg@larch.example.")
    assert hit.suggestion == "Start a new line before 'Email meg@larch.example.'"


def test_l26_tells_once_that_markdown_joins_lines() -> None:
    """Sentences on lines of their own are one finding in a Markdown text: its page would join them."""
    text = "It is OK.\nYou can stop.\n3 people came.\n\nYou can go.\nWe wait.\n"
    (hit,) = found(rule("L26"), Item(text, "md"))
    assert "2 spaces" in hit.suggestion
    assert found(rule("L26"), Item(text.replace(".\n", ".  \n"), "md")) == []
    assert found(rule("L26"), Item("This sentence is on\ntwo lines.", "md")) == []
    (inside,) = in_markdown("L26", "You can stop. You can\ngo.")
    assert inside == ("This line has more than one sentence.", 1)


def test_markdown_lines_in_bold_are_small_headings() -> None:
    """Bold words on a line of their own are no part of the sentence under them, nor one of its block."""
    text = (
        "**In 3 days after this**\nWe will write to you about it soon.\n\n**When:** on Monday\n**Where:** in the hall\n"
    )
    assert in_markdown("L01", text) == []
    three = "**How**\nYou ring.\nYou write.\nYou come.\n"
    assert in_markdown("L27", three) == []
    assert in_markdown("L27", "**You ask.**\n" + three.partition("\n")[2])
    assert [block.kind for block in Item(three, "md").blocks()] == [Kind.HEADING, Kind.BODY]


def test_markdown_places_survive_marks() -> None:
    """Bold and links before a word do not send its finding to another line."""
    text = "You need a **card**.\nSee [us](https://larch.example/a), Tom.\nDo not utilise it.\n\nA card. Us, utilise.\n"
    assert [line for message, line in in_all(text) if "utilise" in message] == [3, 5]


def in_all(text: str) -> list[tuple[str, int]]:
    """The messages of L10, each with its line."""
    return [
        (hit.message, block.place(hit.start)[0]) for block, hit in rule("L10").check_text(Item(text, "md").blocks())
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ask Mrs.\nBell to come.", 1),
        ("It is OK.\nCome in.", 2),
        ("It is up to us.\n“Yes,” she said.", 2),
        ("Come at 10.\n4 of us wait.", 2),
        ("I came with\nTom and Sam.", 1),
    ],
)
def test_plain_lines_that_end_a_sentence_stay_apart(text: str, lines: int) -> None:
    """A line break after a whole sentence is kept; one inside a sentence, or after 'Mrs.', only wraps it."""
    (block,) = Item(text).blocks()
    assert block.text.count("\n") == lines - 1
