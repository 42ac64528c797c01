"""The coach: programs, reading of logs, decisions. No platform, no language, no network."""
