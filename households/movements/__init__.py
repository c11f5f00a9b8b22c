"""How each household's class changed against the previous recognised review (forms 7.2 and 7.3).

`settle` in the transaction of every change of a form or household, before `figures.refresh`; `settle_all` when a review
is opened and before it is recognised; `follow` after a result was recognised that running reviews compare with.
`unsettled` are the households that keep the forms from closing.
"""

from households.movements.previous import latest_class, previous_review, previous_reviews
from households.movements.settling import choose, follow, is_compared, settle, settle_all, unsettled

__all__ = [
    "choose",
    "follow",
    "is_compared",
    "latest_class",
    "previous_review",
    "previous_reviews",
    "settle",
    "settle_all",
    "unsettled",
]
