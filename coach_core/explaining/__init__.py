"""What /why says: every number that was shown, with its rule and its sets; which of them the words of a person mean."""
