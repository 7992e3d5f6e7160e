from __future__ import annotations

import json

import pytest

from dialogs import session as session_module
from dialogs.inputs import Agreed, Chose, Continued, Skipped
from dialogs.session import FORMAT, UPGRADES, BadStored, Did, Move, Response, Session, dump, load, upgraded
from dialogs.transitions import State
from tests.dialogs.flows import Talk

STORED_BY_FIRST_RELEASE = (
    '{"id":"7","flow_id":"f","seed":3,"state":"asking","turn":2,'
    '"trail":[{"step":"hello","response":{"did":"continued","choices":[]}}],'
    '"kept":[{"step":"like","response":{"did":"chose","choices":["yes"]}}],"format":1}'
)


def test_a_session_of_the_first_release_is_read() -> None:
    """JSON that was stored by format 1 stays readable, word for word."""
    like = Move("like", Response(Did.CHOSE, ("yes",)))
    hello = Move("hello", Response(Did.CONTINUED))
    assert load(STORED_BY_FIRST_RELEASE) == Session("7", "f", 3, State.ASKING, 2, (hello,), (like,))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "S01"),
        ("[]", "S01"),
        ("{}", "S01"),
        ('{"format": "1"}', "S01"),
        ('{"format": 1, "id": "7"}', "S01"),
        ('{"format": 0}', "S01"),
        (STORED_BY_FIRST_RELEASE.replace('"asking"', '"dancing"'), "S01"),
        (STORED_BY_FIRST_RELEASE.replace('"format":1', f'"format":{FORMAT + 1}'), "S02"),
    ],
)
def test_text_that_is_no_session_is_refused(text: str, code: str) -> None:
    """Bad text and a newer format are told apart by their code."""
    with pytest.raises(BadStored, match=code) as caught:
        load(text)
    assert caught.value.code == code


def test_older_formats_are_upgraded_one_release_at_a_time() -> None:
    """Each upgrade takes the JSON one format further, in order."""
    upgrades = {0: lambda body: {**body, "a": 1}, 1: lambda body: {**body, "b": body["a"] + 1}}
    assert upgraded('{"format": 0}', 2, upgrades) == {"format": 2, "a": 1, "b": 2}


def test_upgrades_are_used_by_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session of an older format becomes one of today's."""
    older = STORED_BY_FIRST_RELEASE.replace('"format":1', '"format":0').replace('"seed"', '"chance"')
    rename = {**UPGRADES, 0: lambda body: {"seed" if key == "chance" else key: value for key, value in body.items()}}
    monkeypatch.setattr(session_module, "UPGRADES", rename)
    assert load(older) == load(STORED_BY_FIRST_RELEASE)


def test_session_is_small() -> None:
    """What can be worked out is not stored: the JSON of a whole talk is the moves and little else."""
    talk = Talk()
    talk.goes_to("end", (Continued,), (Agreed,), (Chose, ("nobody",)), *[(Skipped,)] * 10)
    stored = json.loads(dump(talk.session))
    assert set(stored) == {"id", "flow_id", "seed", "state", "turn", "trail", "kept", "fewest", "format"}
    assert {key for move in stored["trail"] for key in (*move, *move["response"])} == {
        "step",
        "response",
        "did",
        "choices",
    }
