"""The command line: one file a word after `topset`; no conversation."""
