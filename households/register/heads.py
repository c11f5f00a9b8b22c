"""What figures count of the head of a household."""

from households.models import Household
from households.register.people import HEAD

KINH = "01"


def head_ethnicity(household: Household) -> str:
    """The ethnic group of the head, as its number of QĐ 1019/QĐ-TCTK: form 7.9 counts households by it."""
    found = household.members.filter(relationship=HEAD).values_list("ethnicity", flat=True).first()
    return found or KINH
