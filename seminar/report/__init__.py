"""What a class handed in, read together and counted."""
