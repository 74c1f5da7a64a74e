"""Typed tables, their sources, and the text by paragraph."""
