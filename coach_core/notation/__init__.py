"""One notation: its tokens, how a program is written, how a log is read. Decides nothing, stores nothing."""
