"""Discord's door: hearing, sending, its budget of connections; nothing is decided or worded here."""
