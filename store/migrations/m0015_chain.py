"""The access log as a chain: a note that was changed, taken out or put in from outside shows."""

STATEMENTS: tuple[str, ...] = (
    # `n` counts from 1, in the order of the ids; `link` is signed over the link before and what the note says.
    "ALTER TABLE access_log ADD COLUMN n BIGINT",
    "ALTER TABLE access_log ADD COLUMN link {blob}",
    # Where the chain ends ('head'), the last note that was taken away because of its age ('start'), and the last one
    # from before there was a chain ('before'). Signed: whoever has only the database can make none.
    """CREATE TABLE access_chain (
        name TEXT PRIMARY KEY, n BIGINT NOT NULL, link {blob} NOT NULL, signature {blob} NOT NULL)""",
)
