"""The review's procedure (Quyết định 24/2021/QĐ-TTg): its states and moves, its rules and day counts.

`settings` holds the numbers and where they come from, `days` counts working days, `moves` is the state table, `state`
gathers what has been done, `checks` says when something may be done. Nothing here writes.
"""
