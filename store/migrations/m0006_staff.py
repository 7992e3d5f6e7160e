"""Staff with roles and services, what is known of people's ways of communicating, rounds with a plan, reminders."""

STATEMENTS = (
    # Someone who can sign in. Name and e-mail are sealed; `email_hash` is a keyed hash, to find them by.
    """CREATE TABLE staff_member (
        id {id}, role TEXT NOT NULL, everywhere INTEGER NOT NULL, name {blob} NOT NULL, email {blob},
        email_hash TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, ended_at TEXT,
        ended_by TEXT NOT NULL DEFAULT '')""",
    """CREATE UNIQUE INDEX staff_member_by_email ON staff_member (email_hash)
        WHERE email_hash <> '' AND ended_at IS NULL""",
    # The services of someone who is not everywhere.
    """CREATE TABLE staff_service (
        member_id BIGINT NOT NULL REFERENCES staff_member (id), service_id BIGINT NOT NULL REFERENCES service (id),
        PRIMARY KEY (member_id, service_id))""",
    # Links and sign-ins belong to a member now; who was signed in signs in again. A link of nobody is for set-up.
    "DROP TABLE staff_link",
    "DROP TABLE staff_session",
    """CREATE TABLE staff_link (
        hash TEXT PRIMARY KEY, member_id BIGINT REFERENCES staff_member (id), expires_at TEXT NOT NULL,
        used_at TEXT)""",
    """CREATE TABLE staff_session (
        hash TEXT PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES staff_member (id), created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL)""",
    "CREATE INDEX staff_session_by_member ON staff_session (member_id)",
    # A member's own chat, where sign-in links go. Its address is sealed.
    """CREATE TABLE staff_chat (
        id {id}, bot TEXT NOT NULL, lane TEXT NOT NULL, address {blob} NOT NULL,
        member_id BIGINT NOT NULL REFERENCES staff_member (id), opened_at TEXT NOT NULL, UNIQUE (bot, lane))""",
    "CREATE INDEX staff_chat_by_member ON staff_chat (member_id)",
    """CREATE TABLE staff_chat_link (
        hash TEXT PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES staff_member (id), expires_at TEXT NOT NULL,
        used_at TEXT)""",
    """CREATE TABLE staff_passkey (
        id {id}, credential TEXT NOT NULL UNIQUE, member_id BIGINT NOT NULL REFERENCES staff_member (id),
        public_key {blob} NOT NULL, sign_count BIGINT NOT NULL, name {blob} NOT NULL, created_at TEXT NOT NULL,
        used_at TEXT)""",
    # A service that is closed stands in no list, and its evidence stays.
    "ALTER TABLE service ADD COLUMN closed_at TEXT",
    "CREATE INDEX staff_passkey_by_member ON staff_passkey (member_id)",
    # The account at the provider's own sign-in (OpenID Connect) that is a member's: a keyed hash, one for each of them.
    """CREATE TABLE staff_account (
        hash TEXT PRIMARY KEY, member_id BIGINT NOT NULL UNIQUE REFERENCES staff_member (id),
        connected_at TEXT NOT NULL)""",
    # Where it is night (`Europe/Warsaw`; '' for where the provider is), who helps, and an end to being asked.
    "ALTER TABLE person ADD COLUMN zone TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN keyworker_id BIGINT REFERENCES staff_member (id)",
    "ALTER TABLE person ADD COLUMN helper_id BIGINT REFERENCES staff_member (id)",
    "ALTER TABLE person ADD COLUMN stopped_at TEXT",
    # Since when someone wants no reminders. Their link still works.
    "ALTER TABLE person ADD COLUMN no_reminders_at TEXT",
    "CREATE INDEX person_by_relative ON person (relative_of) WHERE relative_of IS NOT NULL",
    "CREATE INDEX person_by_keyworker ON person (keyworker_id) WHERE keyworker_id IS NOT NULL",
    # How someone likes to communicate, what they need, and where to reach them: sealed with their own key.
    """CREATE TABLE profile (
        person_id BIGINT PRIMARY KEY REFERENCES person (id), body {blob} NOT NULL, reviewed_on TEXT,
        reviewed_by TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL)""",
    # Who decided that someone takes part, or that their family may be asked. Words about it are sealed with their key.
    """CREATE TABLE decision (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), about TEXT NOT NULL, how TEXT NOT NULL,
        agreed INTEGER NOT NULL, body {blob}, decided_on TEXT NOT NULL, review_on TEXT, recorded_by TEXT NOT NULL,
        recorded_at TEXT NOT NULL, ended_at TEXT)""",
    "CREATE INDEX decision_by_person ON decision (person_id)",
    # A round: what is asked of whom. Empty lists mean all. `follows` is the round before in a series.
    "ALTER TABLE round ADD COLUMN kind TEXT NOT NULL DEFAULT 'talk'",
    "ALTER TABLE round ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE round ADD COLUMN areas TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE round ADD COLUMN services TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE round ADD COLUMN audiences TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE round ADD COLUMN every TEXT NOT NULL DEFAULT 'once'",
    "ALTER TABLE round ADD COLUMN follows BIGINT REFERENCES round (id)",
    "ALTER TABLE round ADD COLUMN closed_at TEXT",
    "CREATE UNIQUE INDEX round_by_follows ON round (follows) WHERE follows IS NOT NULL",
    # Why someone is not asked in a round.
    """CREATE TABLE not_asked (
        person_id BIGINT NOT NULL REFERENCES person (id), round_id BIGINT NOT NULL REFERENCES round (id),
        why TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (person_id, round_id))""",
    # What an invitation is for (`talk` or `summary`), when and how it was sent, and 'not now'.
    "ALTER TABLE invitation ADD COLUMN kind TEXT NOT NULL DEFAULT 'talk'",
    "ALTER TABLE invitation ADD COLUMN sent_at TEXT",
    "ALTER TABLE invitation ADD COLUMN sent_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE invitation ADD COLUMN not_before TEXT",
    "CREATE INDEX invitation_by_round ON invitation (round_id)",
    # `at` is when it was put in the outbox, `asked_by` the member of staff who wanted it then; '' for nobody.
    """CREATE TABLE reminder (
        id {id}, invitation_id BIGINT NOT NULL REFERENCES invitation (id), channel TEXT NOT NULL, at TEXT NOT NULL,
        sent_at TEXT, asked_by TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX reminder_by_invitation ON reminder (invitation_id)",
    # The step that a talk stands at: where people leave off.
    "ALTER TABLE session ADD COLUMN step TEXT NOT NULL DEFAULT ''",
    # What became of each question that a talk has shown, and how long the person looked at it.
    """CREATE TABLE shown (
        session_id BIGINT NOT NULL REFERENCES session (id), prompt TEXT NOT NULL, did TEXT NOT NULL,
        seconds INTEGER, PRIMARY KEY (session_id, prompt))""",
    "CREATE INDEX access_log_by_person ON access_log (person_id) WHERE person_id IS NOT NULL",
)
