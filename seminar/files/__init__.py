"""Files as people save them: encodings, spreadsheets, locks. They know nothing of lessons."""
