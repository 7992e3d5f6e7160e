"""Who said of words with a name that they may be published or told, and when."""

STATEMENTS: tuple[str, ...] = (
    # `subject` is what the words stand in, such as 'assessment/3'. `mark` is a keyed hash of words and name: it tells
    # these very words from any other, and neither from the other way round.
    """CREATE TABLE name_yes (
        subject TEXT NOT NULL, mark TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, mark))""",
)
