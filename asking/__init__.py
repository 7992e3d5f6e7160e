"""Who is asked what, when, with what consent, and what happens to a worry. No HTTP, no Telegram."""
