"""Content as files (programs, exercises, safety words, studies) and their loaders. No rules."""
