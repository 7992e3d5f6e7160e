"""The first schema. `{id}` is a generated integer key and `{blob}` bytes, in each database's own words."""

STATEMENTS = (
    # What the provider is called, whether this is sample data: few values, plain text.
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE service (
        id {id}, name TEXT NOT NULL, phone TEXT NOT NULL DEFAULT '',
        lead_name TEXT NOT NULL DEFAULT '', lead_contact TEXT NOT NULL DEFAULT '',
        deputy_name TEXT NOT NULL DEFAULT '', deputy_contact TEXT NOT NULL DEFAULT '',
        deputy_from TEXT NOT NULL DEFAULT '',
        independent_name TEXT NOT NULL DEFAULT '', independent_phone TEXT NOT NULL DEFAULT '')""",
    # Who may be asked. The name is not here: see identity.
    """CREATE TABLE person (
        id {id}, service_id BIGINT NOT NULL REFERENCES service (id), audience TEXT NOT NULL,
        relative_of BIGINT REFERENCES person (id), language TEXT NOT NULL DEFAULT 'en',
        created_at TEXT NOT NULL, forgotten_at TEXT)""",
    "CREATE INDEX person_by_service ON person (service_id, audience, forgotten_at)",
    # Identity is apart from answers. The data key (itself sealed by the key file) seals name, words and media;
    # to forget a person is to delete this row.
    """CREATE TABLE identity (
        person_id BIGINT PRIMARY KEY REFERENCES person (id), data_key {blob} NOT NULL, name {blob} NOT NULL)""",
    "CREATE TABLE round (id {id}, name TEXT NOT NULL, opens_on TEXT NOT NULL, closes_on TEXT NOT NULL)",
    # A talk goes on with the words that it started on: the pack is kept once, a flow is a list of its prompts.
    "CREATE TABLE pack (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE flow (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
    # Two people who know someone write down what they saw (D18). Who decided that this is right is sealed.
    """CREATE TABLE observation (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), round_id BIGINT NOT NULL REFERENCES round (id),
        decided {blob}, created_at TEXT NOT NULL, UNIQUE (person_id, round_id))""",
    """CREATE TABLE invitation (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), round_id BIGINT NOT NULL REFERENCES round (id),
        code TEXT NOT NULL, areas TEXT NOT NULL, observation_id BIGINT REFERENCES observation (id),
        version INTEGER NOT NULL DEFAULT 1,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, revoked_at TEXT, opened_at TEXT)""",
    "CREATE INDEX invitation_by_person ON invitation (person_id)",
    "CREATE INDEX invitation_by_observation ON invitation (observation_id) WHERE observation_id IS NOT NULL",
    """CREATE TABLE session (
        id {id}, invitation_id BIGINT NOT NULL UNIQUE REFERENCES invitation (id),
        person_id BIGINT NOT NULL REFERENCES person (id),
        flow_id TEXT NOT NULL REFERENCES flow (id),
        state TEXT NOT NULL, body TEXT NOT NULL,
        started_at TEXT NOT NULL, updated_at TEXT NOT NULL)""",
    "CREATE INDEX session_by_person ON session (person_id)",
    # What arrived, once: the same update a second time is known by its number.
    """CREATE TABLE input (
        id {id}, channel TEXT NOT NULL, bot TEXT NOT NULL, update_id TEXT NOT NULL,
        session_id BIGINT NOT NULL REFERENCES session (id), arrived_at TEXT NOT NULL,
        UNIQUE (channel, bot, update_id))""",
    """CREATE TABLE consent (
        id {id}, session_id BIGINT NOT NULL REFERENCES session (id), version TEXT NOT NULL, words TEXT NOT NULL,
        agreed INTEGER NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX consent_by_session ON consent (session_id)",
    # Append-only until taken back. A changed mind adds a row and marks the one before.
    """CREATE TABLE answer (
        id {id}, session_id BIGINT NOT NULL REFERENCES session (id), person_id BIGINT NOT NULL REFERENCES person (id),
        service_id BIGINT NOT NULL REFERENCES service (id), round_id BIGINT NOT NULL REFERENCES round (id),
        code TEXT NOT NULL, code_version TEXT NOT NULL, prompt TEXT NOT NULL, source TEXT NOT NULL,
        reply TEXT NOT NULL, choices TEXT NOT NULL, shown TEXT NOT NULL, size INTEGER NOT NULL,
        support TEXT NOT NULL, helper TEXT NOT NULL, present TEXT NOT NULL,
        words {blob}, media_id BIGINT, at TEXT NOT NULL, superseded_at TEXT, taken_back_at TEXT,
        heard_at TEXT, heard_by TEXT)""",
    # Words that count and that nobody has read yet: every staff page shows how many there are.
    """CREATE INDEX answer_not_heard ON answer (id) WHERE words IS NOT NULL AND heard_at IS NULL
        AND superseded_at IS NULL AND taken_back_at IS NULL""",
    "CREATE INDEX answer_by_person ON answer (person_id, round_id, code)",
    "CREATE INDEX answer_by_session ON answer (session_id, prompt)",
    """CREATE TABLE flag (
        id {id}, session_id BIGINT NOT NULL REFERENCES session (id), prompt TEXT NOT NULL,
        flag TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX flag_by_session ON flag (session_id)",
    # One person's standing on a standard, exactly as it is counted in tally: taken out before the new one goes in.
    """CREATE TABLE standing (
        person_id BIGINT NOT NULL REFERENCES person (id), round_id BIGINT NOT NULL,
        code TEXT NOT NULL, code_version TEXT NOT NULL, standard TEXT NOT NULL, support TEXT NOT NULL,
        about TEXT NOT NULL, source TEXT NOT NULL, service_id BIGINT NOT NULL, standing TEXT NOT NULL,
        PRIMARY KEY (person_id, round_id, code, code_version, standard, support, about))""",
    """CREATE TABLE tally (
        code TEXT NOT NULL, code_version TEXT NOT NULL, round_id BIGINT NOT NULL, service_id BIGINT NOT NULL,
        standard TEXT NOT NULL, source TEXT NOT NULL, support TEXT NOT NULL, about TEXT NOT NULL,
        good INTEGER NOT NULL DEFAULT 0, mixed INTEGER NOT NULL DEFAULT 0, not_good INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (code, code_version, round_id, service_id, standard, source, support, about))""",
    # What readers were last shown: results move only when five more people are in (D15).
    # service_id 0 is the whole provider.
    """CREATE TABLE published (
        code TEXT NOT NULL, code_version TEXT NOT NULL, round_id BIGINT NOT NULL, service_id BIGINT NOT NULL,
        standard TEXT NOT NULL, source TEXT NOT NULL, support TEXT NOT NULL, about TEXT NOT NULL,
        good INTEGER NOT NULL, mixed INTEGER NOT NULL, not_good INTEGER NOT NULL,
        PRIMARY KEY (code, code_version, round_id, service_id, standard, source, support, about))""",
    # A worry has a key of its own, so that it survives forgetting; person_id, about_id and session_id are emptied then.
    """CREATE TABLE worry (
        id {id}, service_id BIGINT NOT NULL REFERENCES service (id), person_id BIGINT REFERENCES person (id),
        about_id BIGINT REFERENCES person (id), session_id BIGINT,
        data_key {blob} NOT NULL, words {blob} NOT NULL, told_at TEXT NOT NULL,
        acknowledged_at TEXT, acknowledged_by TEXT)""",
    """CREATE TABLE media (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), file TEXT NOT NULL, mime TEXT NOT NULL,
        bytes INTEGER NOT NULL, stored_at TEXT NOT NULL, heard_at TEXT, heard_by TEXT)""",
    "CREATE INDEX media_by_person ON media (person_id)",
    "CREATE INDEX media_not_heard ON media (id) WHERE heard_at IS NULL",
    "CREATE TABLE access_log (id {id}, at TEXT NOT NULL, who TEXT NOT NULL, did TEXT NOT NULL, person_id BIGINT)",
    "CREATE TABLE staff_link (hash TEXT PRIMARY KEY, role TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT)",
    """CREATE TABLE staff_session (
        hash TEXT PRIMARY KEY, who TEXT NOT NULL, role TEXT NOT NULL, created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL)""",
)
