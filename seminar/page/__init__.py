"""What a page shows: prose, tables, figures, maps, and the colours of all of them."""
