"""How plans are worded on pages, from rows that are already read."""
