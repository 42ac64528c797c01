"""What a person agreed to be reminded of, and when each of it is due. What is then said is in commands/falling.py."""
