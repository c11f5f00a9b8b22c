"""What the procedures beside the review say of one household, for its own page."""

from households.cases.average_living import OPEN
from households.cases.newly_out import newly_out_words
from households.models import AverageLivingCase, ExitRegistration, Household
from households.presenters.average_living import outcome_words
from localities.formats import long_date, short_date


def case_facts(household: Household) -> list[tuple[str, str]]:
    """Terms and values: the latest registration to leave poverty, how long it is newly out, the average-living case.
    Nothing where there is nothing to say. A fixed number of queries."""
    facts = []
    if registration := household.exit_registrations.order_by("-year").first():
        facts.append((f"Đăng ký thoát nghèo năm {registration.year}", _registration_words(registration)))
    if out := newly_out_words(household):
        facts.append(("Mới thoát nghèo", out))
    if case := household.average_living_cases.first():
        facts.append(("Mức sống trung bình", _case_words(case)))
    return facts


def _registration_words(registration: ExitRegistration) -> str:
    said = f"{registration.get_state_display()}, ký {short_date(registration.signed_on)}"
    return f"{said}. Lý do: {registration.reason}" if registration.reason else said


def _case_words(case: AverageLivingCase) -> str:
    if case.state in OPEN:
        return f"{case.get_state_display()} theo giấy đề nghị {long_date(case.requested_on)}"
    return f"{case.get_state_display()}. {outcome_words(case)}"
