"""The second opinion finds what Telegram would let pass, and takes what is right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.pretend import Api
from bot.pretend.methods import METHODS
from bot.pretend.params import Params, Upload
from tests.telegram import strict
from tests.telegram.conftest import Telegram
from tests.telegram.samples import png

MODEL = strict.AiogramModel()


def keyboard(**button: Any) -> str:
    """A keyboard with one button, as JSON."""
    return json.dumps({"inline_keyboard": [[{"text": "Yes", **button}]]})


@pytest.mark.parametrize(
    ("method", "values"),
    [
        (
            "sendMessage",
            {"chat_id": "7", "text": "One", "parse_mode": "HTML", "reply_markup": keyboard(callback_data="y")},
        ),
        ("sendMessage", {"chat_id": 7, "text": "7", "entities": '[{"type": "bold", "offset": 0, "length": 1}]'}),
        ("sendMessage", {"chat_id": 7, "text": "One", "reply_markup": {"remove_keyboard": True}}),
        ("sendPhoto", {"chat_id": "7", "photo": "an-id", "caption": "{}"}),
        ("getUpdates", {"offset": "1", "timeout": "30", "allowed_updates": '["message"]'}),
        ("setMyCommands", {"commands": '[{"command": "a", "description": "b"}]', "scope": '{"type": "default"}'}),
        ("editMessageMedia", {"chat_id": 7, "message_id": 1, "media": '{"type": "photo", "media": "an-id"}'}),
        ("deleteWebhook", {"drop_pending_updates": "true"}),
        ("getMe", {}),
    ],
)
def test_what_is_right_passes(method: str, values: dict[str, Any]) -> None:
    """A request with known names and values is fine, with objects as JSON or as they are."""
    assert MODEL.request(method, Params(values)) == []


@pytest.mark.parametrize(
    ("method", "values", "words"),
    [
        ("sendMessage", {"chat_id": 7, "text": "One", "parsemode": "HTML"}, "unknown parameter 'parsemode'"),
        ("sendMessage", {"chat_id": 7}, "text: Field required"),
        ("sendMessage", {"chat_id": 7, "text": "One", "reply_to_message_id": 1}, "'reply_to_message_id' is deprecated"),
        ("sendMessage", {"chat_id": 7, "text": "One", "disable_notification": "perhaps"}, "valid boolean"),
        ("sendMessage", {"chat_id": 7, "text": "One", "reply_markup": keyboard(data="y")}, "unknown field 'data'"),
        ("sendMessage", {"chat_id": 7, "text": "One", "reply_markup": '{"inline": []}'}, "unknown field 'inline'"),
        ("sendMessage", {"chat_id": 7, "text": "One", "reply_markup": '{"inline_keyboard": "a"}'}, "valid list"),
        (
            "sendMessage",
            {"chat_id": 7, "text": "One", "entities": '[{"type": "bold", "from": 0}]'},
            "unknown field 'from'",
        ),
        ("setMyCommands", {"commands": '[{"command": "a", "text": "b"}]'}, "unknown field 'text'"),
        ("setMyCommands", {"commands": "[]", "scope": '{"type": "default", "chat": 7}'}, "unknown field 'chat'"),
        ("editMessageMedia", {"media": '{"type": "photo", "media": "a", "title": "b"}'}, "unknown field 'title'"),
        ("sendTelepathy", {}, "no such method"),
    ],
)
def test_what_is_wrong_is_found(method: str, values: dict[str, Any], words: str) -> None:
    """A name that the Bot API does not know is found at any depth, and so is a value that does not fit."""
    found = MODEL.request(method, Params(values))
    assert any(words in one for one in found), found


def test_files_have_to_be_named() -> None:
    """A file that comes along has to be a parameter, or to be named by one."""
    photo = Upload("home.png", png())
    media = '{"type": "photo", "media": "attach://home"}'
    assert MODEL.request("sendPhoto", Params({"chat_id": 7}, {"photo": photo})) == []
    assert MODEL.request("editMessageMedia", Params({"chat_id": 7, "media": media}, {"home": photo})) == []
    assert MODEL.request("sendMessage", Params({"chat_id": 7, "text": "a"}, {"home": photo})) != []


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"update_id": 1, "massage": {}}, "unknown field 'massage'"),
        ({"message": {}}, "update_id: Field required"),
        ({"update_id": 1, "message": {"message_id": 1, "date": 1}}, "chat: Field required"),
        (
            {
                "update_id": 1,
                "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private", "name": "Sam"}},
            },
            "unknown field 'name'",
        ),
    ],
)
def test_our_own_updates_are_looked_at(update: dict[str, Any], words: str) -> None:
    """An update of ours that no Telegram would send is found."""
    found = MODEL.update(update)
    assert any(words in one for one in found), found


def test_our_own_answers_are_looked_at() -> None:
    """An answer of ours that no Telegram would give is found."""
    assert MODEL.result("sendMessage", {"message_id": 1, "date": 1}) != []
    assert MODEL.result("getMe", {"id": 1, "is_bot": True, "first_name": "A"}) == []
    assert MODEL.result("getMe", {"id": 1, "is_bot": True, "first_name": "A", "age": 1}) != []


def test_every_method_has_a_second_opinion() -> None:
    """The other model knows each method that pretend Telegram knows, by the same name."""
    assert {name for name, _ in METHODS} <= strict.METHODS.keys()


async def test_a_violation_is_refused_and_kept(telegram: Telegram) -> None:
    """A wrong request gets a 400, and the test that made it fails at its end."""
    telegram.user().start()
    status, body = await telegram.ask("sendMessage", chat_id="7", text="One", parsemode="HTML")
    assert (status, body["error_code"]) == (400, 400)
    assert telegram.api.violations == ["sendMessage: unknown parameter 'parsemode'"]
    assert telegram.user().inbox == []
    telegram.api.violations.clear()


def test_no_opinion_without_being_asked() -> None:
    """The package itself needs no aiogram: without an inspector nothing is looked at twice."""
    api = Api()
    api.user(7).start()
    assert api.violations == []
