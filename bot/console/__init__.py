"""The terminal's door: what is typed, and how an answer looks there; no command line."""
