"""Telegram: the same talks in a chat. The library is used as codec and client; receiving and sending are our own."""
