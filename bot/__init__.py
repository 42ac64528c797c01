"""The shells: terminal, platforms, clock, sending. No coaching."""
