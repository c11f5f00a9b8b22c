"""The demo: places and plans of two real documents, households and people invented.

Counts, targets and structure equal the source tables exactly; every name of a person is made up. The loader writes
answers and members only: all counts and rates are computed by the app.
"""
