"""Group challenges: what they are, how real sets become scores, who is where. What people say to them: commands/."""
