"""What may be typed about plans."""

from plans.forms.parts import DutiesForms, EndingForms, FrontForms, TargetsForm
from plans.forms.plans import CreateForm, ReturnForm
from plans.forms.sections import AddSectionForm, MoveForm, RenameForm, SectionForm

__all__ = [
    "AddSectionForm",
    "CreateForm",
    "DutiesForms",
    "EndingForms",
    "FrontForms",
    "MoveForm",
    "RenameForm",
    "ReturnForm",
    "SectionForm",
    "TargetsForm",
]
