"""What just fits passes, and one more is refused."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.pretend.params import Upload
from tests.telegram.conftest import Telegram
from tests.telegram.samples import jpeg, opus, png, png_header, vorbis

MEGABYTE = 1024 * 1024
FACE = "🙂"  # one character, two UTF-16 units


def one_button(**button: Any) -> str:
    """A keyboard with one button, as JSON."""
    return json.dumps({"inline_keyboard": [[button]]})


async def refusal(telegram: Telegram, method: str, **values: str) -> str:
    """What is said to a request that is not even a proper one; the second opinion is not asked."""
    telegram.api.inspector = None
    telegram.user().start()
    _, body = await telegram.ask(method, chat_id="7", **values)
    return str(body.get("description", ""))


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * 4096, True),
        ("x" * 4097, False),
        (FACE * 2048, True),
        (FACE * 2048 + "x", False),
        ("<b>" + "x" * 4096 + "</b>", True),
        ("&amp;" * 4096, True),
        ("  x  ", True),
        (" \n ", False),
        ("<b></b>", False),
    ],
)
async def test_a_text_has_1_to_4096_units(telegram: Telegram, client: Bot, text: str, fits: bool) -> None:
    """A text is counted in UTF-16 units, without its tags and without blanks around it."""
    sam = telegram.user()
    sam.start()
    if fits:
        await client.send_message(7, text, parse_mode="HTML")
        assert len(sam.inbox) == 1
    else:
        with pytest.raises(BadRequest, match=r"Message text is empty|Message is too long"):
            await client.send_message(7, text, parse_mode="HTML")
        assert sam.inbox == []


async def test_a_longer_edit_is_refused_in_its_own_words(telegram: Telegram, client: Bot) -> None:
    """Telegram has another word for a text that is too long when it is edited."""
    telegram.user().start()
    sent = await client.send_message(7, "One")
    await client.edit_message_text("x" * 4096, 7, sent.message_id)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await client.edit_message_text("x" * 4097, 7, sent.message_id)


async def test_a_caption_has_up_to_1024_units(telegram: Telegram, client: Bot) -> None:
    """A caption may be empty, and is counted as a text is."""
    telegram.user().start()
    for caption in (None, "", "x" * 1024, FACE * 512, "<b>" + "x" * 1024 + "</b>"):
        await client.send_photo(7, png(), caption=caption, parse_mode="HTML")
    for caption in ("x" * 1025, FACE * 512 + "x"):
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await client.send_photo(7, png(), caption=caption)


@pytest.mark.parametrize("size", [1, 64])
async def test_data_of_a_button_fits(telegram: Telegram, client: Bot, size: int) -> None:
    """A button carries 1 to 64 bytes."""
    sam = telegram.user()
    sam.start()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="x" * size)]])
    await client.send_message(7, "One", reply_markup=keyboard)
    sam.tap("x" * size)


@pytest.mark.parametrize("data", ["", "x" * 65, "ü" * 33])
async def test_data_of_a_button_is_too_long_or_missing(telegram: Telegram, data: str) -> None:
    """Data is counted in bytes; 65 are too many, and none are too few."""
    markup = one_button(text="Yes", callback_data=data)
    assert await refusal(telegram, "sendMessage", text="One", reply_markup=markup) == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ('{"inline_keyboard": {}}', 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ('{"inline_keyboard": [{}]}', 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ('{"inline_keyboard": [[7]]}', 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (one_button(callback_data="y"), 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (
            one_button(text="Yes"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (one_button(text=" ", callback_data="y"), "BUTTON_TEXT_INVALID"),
        (one_button(text="Yes", callback_data="y", url="https://example.org"), "BUTTON_TYPE_INVALID"),
        (
            one_button(text="Yes", url="http://localhost/"),
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_keyboards_have_a_shape(telegram: Telegram, markup: str, words: str) -> None:
    """A keyboard is rows of buttons, and a button has a text and does exactly one thing."""
    assert await refusal(telegram, "sendMessage", text="One", reply_markup=markup) == f"Bad Request: {words}"


async def test_a_keyboard_has_up_to_100_buttons(telegram: Telegram, client: Bot) -> None:
    """A hundred buttons pass, and one more does not."""
    telegram.user().start()
    buttons = [InlineKeyboardButton(str(number), callback_data=str(number)) for number in range(101)]
    await client.send_message(7, "One", reply_markup=InlineKeyboardMarkup([[one] for one in buttons[:100]]))
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await client.send_message(7, "One", reply_markup=InlineKeyboardMarkup([[one] for one in buttons]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "file must be non-empty"),
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (b"<svg/>", "IMAGE_PROCESS_FAILED"),
        (png()[:20], "IMAGE_PROCESS_FAILED"),
        (jpeg()[:20], "IMAGE_PROCESS_FAILED"),
        (png_header(5000, 5001), "PHOTO_INVALID_DIMENSIONS"),
        (png_header(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png_header(0, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            png().ljust(10 * MEGABYTE + 1, b"\0"),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["nothing", "GIF", "SVG", "half a PNG", "half a JPEG", "too many pixels", "too long", "too thin", "too heavy"],
)
async def test_what_is_no_photo(telegram: Telegram, data: bytes, words: str) -> None:
    """A photo is a PNG or JPEG by its bytes, of up to 10 MB, and of a size and shape that Telegram shows."""
    telegram.user().start()
    with pytest.raises(Exception, match=f"^Bad Request: {words}$"):
        telegram.api.files.photo(Upload("home.png", data))


@pytest.mark.parametrize(
    "data", [png_header(5000, 5000), png_header(2000, 100), jpeg(1, 1), png().ljust(10 * MEGABYTE, b"\0")]
)
async def test_what_just_is_a_photo(telegram: Telegram, data: bytes) -> None:
    """10 000 pixels of width and height, 20 to 1, and 10 MB all pass."""
    assert telegram.api.files.photo(Upload("home.png", data)).data == data


async def test_a_voice_message_is_opus(telegram: Telegram, client: Bot) -> None:
    """Whatever is not OGG with Opus would not play at a tap, so it is refused."""
    telegram.user().start()
    await client.send_voice(7, opus())
    for data in (vorbis(), b"OggS", b"ID3", png()):
        with pytest.raises(BadRequest, match="not ogg with opus"):
            await client.send_voice(7, data)


async def test_a_toast_has_up_to_200_units(telegram: Telegram, client: Bot) -> None:
    """The answer to a tap is short."""
    sam = telegram.user()
    sam.start()
    with pytest.raises(BadRequest, match="Message_too_long"):
        await client.answer_callback_query(sam.tap_raw("a", 1), "x" * 201)
    await client.answer_callback_query(sam.tap_raw("a", 1), "x" * 200)


async def test_commands_have_limits(client: Bot) -> None:
    """A menu has up to 100 commands, with names of 1 to 32 and descriptions of 1 to 256."""
    longest = BotCommand("a" * 32, "x" * 256)
    assert await client.set_my_commands([longest] * 100)
    with pytest.raises(BadRequest, match="Too many bot commands"):
        await client.set_my_commands([longest] * 101)
    for command in (BotCommand("a" * 33, "x"), BotCommand("Stop", "x"), BotCommand("", "x")):
        with pytest.raises(BadRequest, match="Bot_command_invalid"):
            await client.set_my_commands([command])
    for command in (BotCommand("a", "x" * 257), BotCommand("a", "")):
        with pytest.raises(BadRequest, match="Bot_command_description_invalid"):
            await client.set_my_commands([command])
    with pytest.raises(BadRequest, match="Invalid language code"):
        await client.set_my_commands([longest], language_code="english")


async def test_descriptions_have_limits(telegram: Telegram, client: Bot) -> None:
    """The long description has up to 512 units, the short one up to 120."""
    await client.set_my_description("x" * 512)
    await client.set_my_short_description("x" * 120)
    with pytest.raises(BadRequest):
        await client.set_my_description("x" * 513)
    with pytest.raises(BadRequest):
        await client.set_my_short_description("x" * 121)
    assert telegram.api.record.refused == {"setMyDescription": 1, "setMyShortDescription": 1}


async def test_a_request_has_up_to_50_megabytes(telegram: Telegram) -> None:
    """A larger request is turned away, and the next one is served."""
    host, _, port = telegram.base.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST /bot{telegram.token}/sendPhoto HTTP/1.1\r\nHost: {host}\r\nContent-Length: {50 * MEGABYTE + 1}\r\n\r\n"
    )
    writer.write(head.encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()
    await writer.wait_closed()
    assert (await telegram.ask("getMe"))[0] == 200


@pytest.mark.parametrize("payload", ["a", "A-z_0" * 12 + "1234"])
async def test_a_start_payload_fits(telegram: Telegram, payload: str) -> None:
    """A link can carry 1 to 64 characters, which follow the command."""
    assert telegram.user().start(payload).text == f"/start {payload}"


@pytest.mark.parametrize("payload", ["x" * 65, "with blank", "ü", "a=b", "a\n"])
async def test_a_start_payload_does_not_fit(telegram: Telegram, payload: str) -> None:
    """No link of Telegram can carry other characters, or more of them."""
    with pytest.raises(ValueError, match="start payload"):
        telegram.user().start(payload)
