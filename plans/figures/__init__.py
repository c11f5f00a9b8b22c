"""Bound figures: names in the text, values from the registers (`registry`, `facts`, `book`).

Import from the modules: `plans.figures.book.book_for(plan)` gives a plan's figures.
"""
