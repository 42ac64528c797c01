"""The only door to the database: turns, facts, journal, outbox. Decides nothing."""
