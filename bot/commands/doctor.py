"""`plainsay doctor`: shows the settings, and checks the data and the channels."""

from __future__ import annotations

import argparse
import re

from asking.steady_clock import Jump, last_jump
from bot.app import Rooms, open_rooms, provider_of
from bot.clock import utc_now
from bot.commands import doctor_keys, doctor_security
from bot.commands.doctor_files import damaged_files
from bot.commands.doctor_rights import rights
from bot.commands.doctor_worries import looked
from bot.commands.refused import CommandRefused
from bot.config import SETTINGS, Config
from bot.drafting import transcriber
from bot.finding import Finding
from bot.keeping import checkup
from bot.noticing import findings
from bot.voice import INSTALL, NEURAL
from evidence.check import compare
from store import transcripts
from store.integrity import damage

CODE = re.compile(r"[DR]\d{3}: ")

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_doctor(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay doctor`: show the settings and check data and channels."""
    command = commands.add_parser("doctor", help="show the settings, and check the data and the channels")
    command.add_argument("--log-mark", default="", help="a mark of the access log that was written down earlier")
    command.set_defaults(act=act_doctor)
    return command


async def act_doctor(config: Config, options: argparse.Namespace) -> int:
    """Show every setting, compare the counts with the answers, and ask Telegram, the mail server and the accounts."""
    for line in _settings(config):
        print(line)
    async with open_rooms(config, utc_now) as rooms:
        broken = [_broken(one) for one in await rooms.database.read(damage)]
        print("\n".join(map(str, broken)) or "The database is whole.")
        jump = await rooms.database.read(lambda tx: last_jump(tx, rooms.clock()))
        print(_jumped(jump) if jump else "The clock is steady.")
        differences = await rooms.database.read(compare)
        for line in [f"D101: {each}" for each in differences] or ["The counts agree with the answers."]:
            print(line)
        damaged = await damaged_files(rooms)
        print("\n".join(map(str, damaged)) or "All recordings, photos and files open.")
        speech = [*_voice(config), *await _drafts(config, rooms)]
        for line in speech:
            print(line)
        now = rooms.clock()
        told = [
            _told(await rooms.database.read(lambda tx: checkup.looked(tx, config, now))),
            _told(await rooms.database.read(lambda tx: rights(tx, now))),
            _told(await doctor_security.looked(config, rooms)),
            _told(await doctor_keys.looked(config, rooms, options.log_mark)),
            await _worries(rooms),
            await _telegram(config, rooms),
            await _mail(config, rooms),
            await _accounts(config, rooms),
        ]
    wrong = [*broken, *differences, *damaged, *filter(None, told), *filter(CODE.match, speech)]
    return 1 if wrong else 0


def _jumped(jump: Jump) -> Finding:
    what = f"The clock went from {jump.was} to {jump.became}. Nothing is deleted before {jump.rests_until}."
    return Finding(what, "D104", "Check the date and time of this computer. If it was only switched off, do nothing.")


def _broken(fault: str) -> Finding:
    mend = "Stop Plainsay, keep a copy of the data folder as it is, and restore a backup."
    return Finding(f"The database is damaged. {fault.rstrip('.')}.", "D103", mend)


def _settings(config: Config) -> list[str]:
    values = {
        "PLAINSAY_DATA": config.data,
        "PLAINSAY_KEY_FILE": config.key_file,
        "PLAINSAY_DATABASE_KEY": "on" if config.database_key else "off",
        "PLAINSAY_PUBLIC_URL": config.public_url,
        "PLAINSAY_SECURITY_CONTACT": config.security_contact,
        "PLAINSAY_PROXIES": ", ".join(map(str, config.proxies)),
        "PLAINSAY_DATABASE_URL": "set" if "://" in config.database else config.database,
        "PLAINSAY_TELEGRAM_TOKEN": "set" if config.telegram_token else "",
        "PLAINSAY_TELEGRAM_API": config.telegram_api,
        "PLAINSAY_TELEGRAM_PER_SECOND": f"{config.telegram_limits.overall:g}",
        "PLAINSAY_TELEGRAM_CHAT_PER_SECOND": f"{config.telegram_limits.chat:g}",
        "PLAINSAY_SMTP_URL": "set" if config.mail else "",
        "PLAINSAY_SMTP_FROM": config.mail.sender if config.mail else "",
        "PLAINSAY_OIDC_ISSUER": config.accounts.issuer if config.accounts else "",
        "PLAINSAY_OIDC_CLIENT_ID": config.accounts.client_id if config.accounts else "",
        "PLAINSAY_OIDC_CLIENT_SECRET": "set" if config.accounts else "",
        "PLAINSAY_OIDC_CLIENT_SECRET_FILE": config.accounts.secret_file if config.accounts else "",
        "PLAINSAY_OIDC_NAME": config.accounts.name if config.accounts else "",
        "PLAINSAY_BACKUP_TO": config.backup_to or "",
        "PLAINSAY_BACKUP_EVERY": f"{config.backup_every.total_seconds() / 3600:g}",
        "PLAINSAY_STANDBY_TO": config.standby_to,
        "PLAINSAY_VOICE": config.voice,
        "PLAINSAY_TRANSCRIBE": config.transcribe,
    }
    return [f"{one.name} = {values[one.name] or '(not set)'}  {one.meaning}" for one in SETTINGS]


def _voice(config: Config) -> list[str]:
    """Who reads aloud: real people first, then the voice that is set, and which voice where that one cannot."""
    from easyread.speech import Recordings  # noqa: PLC0415 - slow to load, as in bot/cli.py
    from easyread.speech.neural import LANGUAGES, installed  # noqa: PLC0415 - as above
    from easyread.speech.recordings import BrokenIndex  # noqa: PLC0415 - as above

    recordings = Recordings(config.voices)
    try:
        recorded = {language: len(recordings.book(language).pieces) for language in recordings.languages()}
    except BrokenIndex as broken:
        return [f"{broken.code}: {broken} {broken.mend}"]
    lines = [f"Recorded by real people: {number} pieces in {language}." for language, number in recorded.items()]
    if config.voice == NEURAL and installed():
        lines.append(f"The neural voice speaks {', '.join(LANGUAGES)}. espeak speaks all other languages.")
    elif config.voice == NEURAL:
        lines.append(f"D301: The neural voice is not installed. {INSTALL}")
    return lines


async def _drafts(config: Config, rooms: Rooms) -> list[str]:
    """How many recordings wait for a machine's draft, where drafts are made."""
    if not config.transcribe:
        return []
    try:
        transcriber(config)
    except CommandRefused as refused:
        return [f"D302: {refused} {refused.mend}"]
    return [f"Recordings that wait for a draft: {await rooms.database.read(transcripts.count_waiting)}."]


async def _worries(rooms: Rooms) -> bool:
    """Whether a worry could go unheard."""
    now = rooms.clock()
    return _told(await rooms.database.read(lambda tx: [*looked(tx, now), *findings(tx)]))


async def _telegram(config: Config, rooms: Rooms) -> bool:
    """Whether something is wrong with Telegram, if it is used."""
    if not config.telegram_token:
        return False
    from bot.telegram.checkup import kept, reached  # noqa: PLC0415 - its libraries are slow to load

    now = rooms.clock()
    found = await reached(config.telegram_token, config.telegram_api, config.public_url, now)
    found += await rooms.database.read(lambda tx: kept(tx, now))
    return _told(found)


async def _mail(config: Config, rooms: Rooms) -> bool:
    """Whether something is wrong with e-mail, if it is used."""
    if config.mail is None:
        return False
    from bot.mail.checkup import kept, reached  # noqa: PLC0415 - as above

    now = rooms.clock()
    return _told(await reached(config.mail) + await rooms.database.read(lambda tx: kept(tx, now)))


async def _accounts(config: Config, rooms: Rooms) -> bool:
    """Whether something is wrong with the organisation's own sign-in, if it is used."""
    if config.accounts is None:
        return False
    from bot.staff.openid.checkup import looked  # noqa: PLC0415 - as above

    return _told(await looked(provider_of(config.accounts, rooms.clock)))


def _told(found: list[Finding]) -> bool:
    for finding in found:
        print(finding)
    return any(finding.code for finding in found)
