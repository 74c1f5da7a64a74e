"""What a person asks of the program. It starts before anything is installed."""
