"""Small bots of our own on other frameworks: the same kind of talk, each in its framework's own way."""
