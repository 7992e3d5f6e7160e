"""Signing in with an account of the organisation (OpenID Connect). `provider` speaks to it, `pages` to people."""
