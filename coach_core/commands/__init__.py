"""One file for each thing that a person can say; the list of them is in table.py."""
