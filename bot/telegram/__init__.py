"""Telegram's door: hearing, sending and its trouble; nothing is decided or worded here."""
