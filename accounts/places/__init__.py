"""Pages about places: here, because access is declared in accounts and places know nothing of people."""
