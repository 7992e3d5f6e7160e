"""E-mail: what the outbox holds for it goes out through the mail server that is set."""
