"""lessons.md: what it is made of, how it is read, and what it says."""
