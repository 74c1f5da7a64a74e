"""What students answered: on disk, in handed-in files, and the questions they answered."""
