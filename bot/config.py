"""Settings: one table, read from the environment; `plainsay doctor` shows them and docs/running.md explains them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.accounts import Accounts, read_accounts
from bot.commands.refused import CommandRefused
from bot.delivery import Limits
from bot.http.proxy import Network, proxies_in
from bot.mail.server import MailServer, read_server
from bot.voice import chosen

TELEGRAM_API = "https://api.telegram.org"
TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,100}")
CONTACT = re.compile(r"(?:mailto:[!-~]+@[!-~]+|https://[!-~]+)")
MOST_A_SECOND = 100_000
SHORTEST_HOURS, LONGEST_HOURS = 0.25, 24.0 * 31


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the environment, what it is for, what holds where it is absent."""

    name: str
    meaning: str
    default: str


SETTINGS = (
    Setting("PLAINSAY_DATA", "Folder of the database, the key file and the recordings", "data"),
    Setting("PLAINSAY_DATABASE_URL", "postgresql://... to use PostgreSQL instead of a file in the data folder", ""),
    Setting("PLAINSAY_KEY_FILE", "File of the key that seals names and words", "plainsay.key in the data folder"),
    Setting("PLAINSAY_DATABASE_KEY", "The whole database file is sealed too, with the key file: on or off", "off"),
    Setting("PLAINSAY_PUBLIC_URL", "Address that people reach the pages by, such as https://talk.example.org", ""),
    Setting("PLAINSAY_PROXIES", "Addresses of your proxies, which say who asks, such as 127.0.0.1 or 10.0.0.0/8", ""),
    Setting("PLAINSAY_SECURITY_CONTACT", "Where to tell you of a hole: mailto:it@example.org, or https://...", ""),
    Setting("PLAINSAY_TELEGRAM_TOKEN", "Token of the Telegram bot, from @BotFather", ""),
    Setting("PLAINSAY_TELEGRAM_API", "Address of the Bot API, for a server of your own", "https://api.telegram.org"),
    Setting("PLAINSAY_TELEGRAM_PER_SECOND", "Most messages a second to all Telegram chats together", "30"),
    Setting("PLAINSAY_TELEGRAM_CHAT_PER_SECOND", "Most messages a second to one chat, after the first three", "1"),
    Setting("PLAINSAY_SMTP_URL", "Mail server that e-mails go out through, such as smtp://USER:PASSWORD@HOST:587", ""),
    Setting("PLAINSAY_SMTP_FROM", "Address that e-mails come from, such as Plainsay <talk@example.org>", ""),
    Setting("PLAINSAY_OIDC_ISSUER", "Your organisation's own sign-in (OpenID Connect): the address of its issuer", ""),
    Setting("PLAINSAY_OIDC_CLIENT_ID", "What Plainsay is called there", ""),
    Setting("PLAINSAY_OIDC_CLIENT_SECRET", "What Plainsay shows there to be it", ""),
    Setting("PLAINSAY_OIDC_CLIENT_SECRET_FILE", "A file that holds it", ""),
    Setting("PLAINSAY_OIDC_NAME", "What the button says after 'Sign in with'", "Microsoft, Google or the issuer"),
    Setting("PLAINSAY_BACKUP_TO", "Folder that backups are made in by themselves, best on another disk", ""),
    Setting("PLAINSAY_BACKUP_EVERY", "Hours between two backups", "24"),
    Setting("PLAINSAY_STANDBY_TO", "Where `plainsay standby stream` sends every change: a folder, or an address", ""),
    Setting("PLAINSAY_VOICE", "The voice that reads aloud what nobody recorded: espeak or neural", "espeak"),
    Setting("PLAINSAY_TRANSCRIBE", "Drafts of what recordings say, by a machine here: on, or a folder of a model", ""),
)


@dataclass(frozen=True, slots=True)
class Config:
    """What this installation is set to. Made by `read_config`."""

    data: Path
    database: str
    key_file: Path
    public_url: str
    telegram_token: str
    telegram_api: str
    telegram_limits: Limits
    database_key: bool = False
    voice: str = "espeak"
    transcribe: str = ""
    mail: MailServer | None = None
    accounts: Accounts | None = None
    backup_to: Path | None = None
    backup_every: timedelta = timedelta(hours=24)
    standby_to: str = ""
    proxies: tuple[Network, ...] = ()
    security_contact: str = ""

    @property
    def speech(self) -> Path:
        """Folder of sounds that were made before."""
        return self.data / "speech"

    @property
    def translations(self) -> Path:
        """Folder of translations and sign-offs of the provider's own."""
        return self.data / "translations"

    @property
    def voices(self) -> Path:
        """Folder of recordings by real people that are played to everyone; people's own answers are in `media`."""
        return self.data / "voices"

    @property
    def media(self) -> Path:
        """Folder of the sealed recordings."""
        return self.data / "recordings"


def read_config(environment: Mapping[str, str], *, data: str | None = None) -> Config:
    """Read the settings.

    Args:
        environment: The process's environment.
        data: Data folder from the command line; it wins over PLAINSAY_DATA.

    Raises:
        CommandRefused: A setting cannot be used.
    """
    folder = Path(data or environment.get("PLAINSAY_DATA") or "data")
    public_url = (environment.get("PLAINSAY_PUBLIC_URL") or "").rstrip("/")
    return Config(
        data=folder,
        database=environment.get("PLAINSAY_DATABASE_URL") or str(folder / "plainsay.db"),
        key_file=Path(environment.get("PLAINSAY_KEY_FILE") or folder / "plainsay.key"),
        public_url=public_url,
        telegram_token=_token(environment.get("PLAINSAY_TELEGRAM_TOKEN") or ""),
        telegram_api=(environment.get("PLAINSAY_TELEGRAM_API") or TELEGRAM_API).rstrip("/"),
        telegram_limits=Limits(
            overall=_rate(environment, "PLAINSAY_TELEGRAM_PER_SECOND", 30.0),
            chat=_rate(environment, "PLAINSAY_TELEGRAM_CHAT_PER_SECOND", 1.0),
        ),
        database_key=_switch(environment, "PLAINSAY_DATABASE_KEY"),
        voice=chosen(environment.get("PLAINSAY_VOICE") or ""),
        transcribe=_transcribe(environment.get("PLAINSAY_TRANSCRIBE") or ""),
        mail=read_server(environment.get("PLAINSAY_SMTP_URL") or "", environment.get("PLAINSAY_SMTP_FROM") or ""),
        accounts=read_accounts(environment, public_url),
        backup_to=Path(environment["PLAINSAY_BACKUP_TO"]) if environment.get("PLAINSAY_BACKUP_TO") else None,
        backup_every=_hours(environment, "PLAINSAY_BACKUP_EVERY", 24.0),
        standby_to=environment.get("PLAINSAY_STANDBY_TO") or "",
        security_contact=_contact(environment.get("PLAINSAY_SECURITY_CONTACT") or ""),
        proxies=_proxies(environment.get("PLAINSAY_PROXIES") or ""),
    )


def _hours(environment: Mapping[str, str], name: str, usual: float) -> timedelta:
    given = environment.get(name) or str(usual)
    try:
        hours = float(given)
    except ValueError:
        hours = 0.0
    if not SHORTEST_HOURS <= hours <= LONGEST_HOURS:
        mend = f"Set it to hours from {SHORTEST_HOURS:g} to {LONGEST_HOURS:g}, such as {usual:g}."
        raise CommandRefused(f"{name} is no number of hours: {given}.", mend=mend)
    return timedelta(hours=hours)


def _contact(given: str) -> str:
    if given and not CONTACT.fullmatch(given):
        mend = "Set it to mailto: and an address, or to the https:// address of a page."
        raise CommandRefused(f"PLAINSAY_SECURITY_CONTACT is no address: {given}.", mend=mend)
    return given


def _proxies(given: str) -> tuple[Network, ...]:
    try:
        return proxies_in(given)
    except ValueError as error:
        mend = "Set it to addresses or networks parted by commas, such as 127.0.0.1, 10.0.0.0/8."
        raise CommandRefused(f"PLAINSAY_PROXIES is no list of addresses: {given}.", mend=mend) from error


def _switch(environment: Mapping[str, str], name: str) -> bool:
    given = (environment.get(name) or "off").strip().lower()
    if given not in ("on", "off"):
        raise CommandRefused(f"{name} is neither on nor off: {given}.", mend="Set it to on or to off.")
    return given == "on"


def _transcribe(given: str) -> str:
    """`on`, a folder, or '' for off."""
    if given.strip().lower() in ("", "off", "on"):
        return given.strip().lower().removeprefix("off")
    if not (Path(given) / "model.bin").is_file():
        mend = "Set it to on, or to a folder that holds model.bin."
        raise CommandRefused(f"PLAINSAY_TRANSCRIBE is no model: {given}.", mend=mend)
    return given


def _token(given: str) -> str:
    token = given.strip()
    if token and not TOKEN.fullmatch(token):
        mend = "Copy it whole from @BotFather: digits, a colon, then letters."
        raise CommandRefused("PLAINSAY_TELEGRAM_TOKEN is no bot's token.", mend=mend)
    return token


def _rate(environment: Mapping[str, str], name: str, usual: float) -> float:
    given = environment.get(name) or str(usual)
    try:
        rate = float(given)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= MOST_A_SECOND:
        raise CommandRefused(f"{name} is no rate: {given}.", mend=f"Set it to a number above 0, such as {usual:g}.")
    return rate
