"""What the coach knows beside loads: safety, technique, studies. Never a diagnosis."""
