"""The form of one household while it is typed: what is read, kept, compared and warned about."""
