"""One file a kind of challenge; kind.py says what a kind is, ../table.py lists them."""
