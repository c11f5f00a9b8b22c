"""Events in the life of a household (biến động hộ): what they may be, how they are recorded, and how they are undone.

`rules` and `sentences` are plain values; `policies` says when an event may be recorded or undone; `ledger` remembers
what the rows were and gives them back; `recording` is what every action of `households.actions.events` shares;
`register` reads the events for pages; `succession` says how a new commune takes over the register of a former one.
"""
