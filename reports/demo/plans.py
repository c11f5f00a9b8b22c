"""The plans of the demo: started from their outline like any plan, then the facts of the source are filled in."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.models import User
from households.models import Review
from localities.models import Locality
from plans import actions, outlines
from plans.drafts import Ending, Front, Targets
from plans.models import LegalBasis, Plan
from plans.outlines.shape import BasisDraft, RecipientDraft
from plans.targets import Typed
from reports.demo.communes import CommuneSeed


@dataclass(frozen=True)
class PaperSeed:
    """What stands around the text of a source plan: the plan above, who receives it, who signs (invented)."""

    decided_by: str
    decided_about: str
    carries_out: BasisDraft | None
    recipients: tuple[RecipientDraft, ...]
    archive: str
    signer_name: str


PAPERS: dict[str, PaperSeed] = {
    "camphucnam": PaperSeed(
        decided_by="UBND thành phố Cam Ranh",
        decided_about="về việc phê duyệt kết quả rà soát hộ nghèo, hộ cận nghèo trên địa bàn thành phố Cam Ranh "
        "áp dụng cho năm 2023",
        carries_out=None,
        recipients=(
            RecipientDraft("Phòng LĐTB&XH tp. Cam Ranh", "b/c"),
            RecipientDraft("TT. Đảng ủy; HĐND phường", "b/c"),
            RecipientDraft("TT. UBND; UBMT và các đoàn thể"),
            RecipientDraft("T/v BCĐ giảm nghèo"),
        ),
        archive="VT",
        signer_name="Phạm Minh Họa",
    ),
    "quangminh": PaperSeed(
        decided_by="UBND phường Quảng Minh",
        decided_about="về việc công nhận kết quả rà soát hộ nghèo, hộ cận nghèo năm 2023",
        carries_out=BasisDraft(
            "Kế hoạch",
            "67/KH-UBND",
            date(2024, 2, 19),
            "UBND thị xã Việt Yên",
            "về việc thực hiện công tác giảm nghèo và an sinh xã hội năm 2024",
            LegalBasis.Part.CARRIES_OUT,
        ),
        recipients=(
            RecipientDraft("Phòng Lao động - TB&XH", "b/c"),
            RecipientDraft("Thường trực Đảng ủy, HĐND phường", "b/c"),
            RecipientDraft("Chủ tịch, các Phó Chủ tịch UBND phường"),
            RecipientDraft("UBMTTQ và các đoàn thể phường"),
            RecipientDraft("Các ngành liên quan"),
            RecipientDraft("Bí thư chi bộ; Tổ trưởng các tổ dân phố"),
            RecipientDraft("Thành viên BCĐ phường"),
        ),
        archive="VT, LĐ",
        signer_name="Dương Thị Mô Phỏng",
    ),
}


def load_plan(seed: CommuneSeed, commune: Locality, review: Review, hamlets: list[Locality], officer: User) -> Plan:
    """The plan as a draft, ready to be submitted."""
    outline = outlines.get(seed.outline)
    plan = actions.create_plan(place=commune, year=seed.plan_year, outline=outline, base_review=review, by=officer)
    paper = PAPERS[seed.slug]
    actions.save_front(plan=plan, front=_front(plan, seed, paper), by=officer)
    ending = replace(
        Ending.of(plan),
        recipients=paper.recipients,
        archive=paper.archive,
        signer_name=paper.signer_name,
        document_on=seed.document_on,
    )
    actions.save_ending(plan=plan, ending=ending, by=officer)
    actions.save_targets(plan=plan, targets=_targets(seed, hamlets), by=officer)
    return plan


def _front(plan: Plan, seed: CommuneSeed, paper: PaperSeed) -> Front:
    """The outline's bases, with the decision on the review and the plan above as the source names them."""
    front = Front.of(plan)
    kept = [basis for basis in front.bases if basis.part == LegalBasis.Part.BASED_ON]
    bases = [
        replace(basis, agency=paper.decided_by, about=paper.decided_about)
        if basis.number == seed.decision_number
        else basis
        for basis in kept
    ]
    if paper.carries_out:
        bases.append(paper.carries_out)
    return replace(front, bases=tuple(bases))


def _targets(seed: CommuneSeed, hamlets: list[Locality]) -> Targets:
    near_poor = seed.near_poor_exit or (None,) * len(hamlets)
    return Targets(
        typed={
            hamlet.pk: Typed(poor_exit=poor, near_poor_exit=near)
            for hamlet, poor, near in zip(hamlets, seed.poor_exit, near_poor, strict=True)
        }
    )
