"""Kế hoạch thực hiện công tác giảm nghèo và an sinh xã hội of a commune, with the annex of thirteen columns.

Five parts: aims and targets, analysis of the review with the deprivation indicators, tasks, solutions for three groups
of households, units with their duties. The wording is our own; figures, places and years are names.
"""

from plans.models import Section
from plans.outlines.bases import plan_above, usual_bases
from plans.outlines.shape import Draft, DutyDraft, Outline, RecipientDraft, SectionDraft, ThirdLevel
from plans.outlines.social_security_duties import duties
from plans.outlines.terms import Terms

_OPENING = (
    "Ủy ban nhân dân {{ tên địa bàn }} xây dựng Kế hoạch thực hiện công tác giảm nghèo và an sinh xã hội năm "
    "{{ năm kế hoạch }} như sau:"
)

_CLOSING = (
    "Trên đây là Kế hoạch thực hiện công tác giảm nghèo và an sinh xã hội năm {{ năm kế hoạch }} của "
    "{{ tên địa bàn }}. Trong quá trình thực hiện nếu có vướng mắc, các đơn vị, {{ loại thôn }} phản ánh về Ủy ban "
    "nhân dân {{ loại địa bàn }} (qua $poverty_desk) để tổng hợp, xem xét, giải quyết."
)

_AIM = """\
Nâng cao đời sống của hộ nghèo, hộ cận nghèo và các đối tượng yếu thế; tạo điều kiện để người nghèo có sinh kế, \
tiếp cận đầy đủ các dịch vụ xã hội cơ bản, tự lực vươn lên thoát nghèo bền vững; bảo đảm an sinh xã hội, không \
để ai bị bỏ lại phía sau.
Đến cuối năm {{ năm kế hoạch }}, tỷ lệ hộ nghèo toàn {{ loại địa bàn }} còn {{ tỷ lệ hộ nghèo cuối năm }}. Hộ \
nghèo có sức lao động được hỗ trợ để thoát nghèo; hộ thuộc diện bảo trợ xã hội được bảo đảm mức sống tối thiểu; hộ \
nghèo, hộ cận nghèo đang ở nhà tạm, nhà dột nát được hỗ trợ làm mới hoặc sửa chữa nhà ở.
"""

_COMMON_TARGETS = """\
- Giảm {{ chỉ tiêu giảm hộ nghèo }} hộ nghèo; tỷ lệ hộ nghèo cuối năm {{ năm kế hoạch }} còn \
{{ tỷ lệ hộ nghèo cuối năm }} ({{ số hộ nghèo cuối năm }} hộ).
- Giảm {{ chỉ tiêu giảm hộ cận nghèo }} hộ cận nghèo; tỷ lệ hộ cận nghèo cuối năm {{ năm kế hoạch }} còn \
{{ tỷ lệ hộ cận nghèo cuối năm }} ({{ số hộ cận nghèo cuối năm }} hộ).
- 100% hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu và đủ điều kiện được vay vốn tín dụng ưu đãi.
- 100% người thuộc hộ nghèo, hộ cận nghèo được cấp thẻ bảo hiểm y tế và hưởng đúng quyền lợi khi khám, chữa \
bệnh.
- 100% hộ mới thoát nghèo, hộ có mức sống trung bình được tuyên truyền, vận động tham gia bảo hiểm y tế theo mức \
hỗ trợ của Nhà nước.
- 100% trẻ em, học sinh, sinh viên thuộc hộ nghèo, hộ cận nghèo được miễn, giảm học phí và hỗ trợ chi phí học \
tập theo quy định.
- Duy trì và nâng dần tỷ lệ hộ nghèo được sử dụng nước sạch, nhà tiêu hợp vệ sinh, dịch vụ viễn thông và phương \
tiện tiếp cận thông tin.
"""

_HAMLET_TARGETS = """\
Chỉ tiêu giảm hộ nghèo, hộ cận nghèo giao cho {{ số thôn }} {{ loại thôn }} tại Phụ lục kèm theo Kế hoạch này.
"""

_POOR = """\
Theo {{ chuẩn nghèo }}, cuối năm {{ năm rà soát }} {{ tên địa bàn }} có {{ số hộ nghèo }} hộ nghèo với \
{{ số khẩu hộ nghèo }} nhân khẩu, chiếm tỷ lệ {{ tỷ lệ hộ nghèo }} trên tổng số {{ tổng số hộ dân }} hộ. Trong \
đó:
- Hộ nghèo thuộc diện bảo trợ xã hội, khó có khả năng thoát nghèo: \
{{ số hộ nghèo thuộc diện bảo trợ xã hội, khó thoát nghèo }} hộ; hộ nghèo có khả năng thoát nghèo: \
{{ số hộ nghèo có khả năng thoát nghèo }} hộ.
- Mức độ thiếu hụt các dịch vụ xã hội cơ bản của hộ nghèo:
[[ các chỉ số thiếu hụt của hộ nghèo ]]
"""

_NEAR_POOR = """\
Toàn {{ loại địa bàn }} có {{ số hộ cận nghèo }} hộ cận nghèo với {{ số khẩu hộ cận nghèo }} nhân khẩu, chiếm tỷ \
lệ {{ tỷ lệ hộ cận nghèo }}; {{ số hộ cận nghèo có khả năng thoát cận nghèo }} hộ có khả năng thoát cận nghèo.
- Mức độ thiếu hụt các dịch vụ xã hội cơ bản của hộ cận nghèo:
[[ các chỉ số thiếu hụt của hộ cận nghèo ]]
"""

_AWARENESS = """\
- Đổi mới nội dung, hình thức truyền thông về giảm nghèo, an sinh xã hội; đưa thông tin chính sách đến từng hộ \
bằng ngôn ngữ ngắn gọn, dễ hiểu, qua truyền thanh, mạng xã hội và sinh hoạt cộng đồng.
- Giới thiệu hộ tự lực thoát nghèo, mô hình sinh kế có hiệu quả và tấm lòng hảo tâm để nhân rộng.
- Nâng cao kỹ năng của cán bộ làm công tác giảm nghèo, cộng tác viên và $hamlet_head trong tư vấn, hướng dẫn hộ \
nghèo.
"""

_LIVELIHOOD = """\
- Giải quyết kịp thời nhu cầu vay vốn sản xuất, kinh doanh, học tập, việc làm của hộ nghèo, hộ cận nghèo, hộ mới \
thoát nghèo; gắn cho vay với hướng dẫn sử dụng vốn.
- Mở lớp đào tạo nghề ngắn hạn theo nhu cầu thực tế; ưu tiên người nghèo, người khuyết tật, lao động bị thu hồi \
đất; kết nối với doanh nghiệp sau đào tạo.
- Xây dựng, nhân rộng mô hình sản xuất theo nhóm hộ, có hộ khá giúp đỡ hộ nghèo và có nơi tiêu thụ sản phẩm.
"""

_EDUCATION_HEALTH = """\
- Thực hiện đúng, đủ chính sách miễn, giảm học phí, hỗ trợ chi phí học tập; không để học sinh bỏ học vì hoàn \
cảnh kinh tế; huy động học bổng, sách vở, phương tiện đến trường cho học sinh khó khăn.
- Lập danh sách và đề nghị cấp thẻ bảo hiểm y tế ngay khi có quyết định công nhận hộ nghèo, hộ cận nghèo.
- Theo dõi dinh dưỡng, tiêm chủng, khám sức khỏe định kỳ cho trẻ em, người cao tuổi, người khuyết tật thuộc hộ \
nghèo.
"""

_HOUSING_WATER = """\
- Khảo sát hiện trạng nhà ở của từng hộ nghèo, hộ cận nghèo; huy động ngân sách, Quỹ “Vì người nghèo”, dòng họ \
và cộng đồng để xóa nhà tạm, nhà dột nát.
- Hỗ trợ đấu nối, tích trữ nước sạch và xây dựng nhà tiêu hợp vệ sinh cho các hộ còn thiếu hụt; vận động giữ gìn \
vệ sinh môi trường.
- Chi trả đầy đủ, kịp thời tiền hỗ trợ điện sinh hoạt cho hộ nghèo, hộ chính sách xã hội.
"""

_INFORMATION = """\
- Vận động hỗ trợ thiết bị, gói cước viễn thông, internet cho hộ nghèo, hộ cận nghèo còn thiếu; hướng dẫn sử \
dụng điện thoại thông minh để tra cứu chính sách, việc làm và dịch vụ công trực tuyến.
- Duy trì hoạt động của đài truyền thanh, nhà văn hóa, điểm truy cập thông tin cộng đồng.
"""

_SUPERVISION = """\
- Kiểm tra, giám sát việc bình xét, lập danh sách và chi trả chính sách ở tất cả {{ loại thôn }} ít nhất hai lần \
trong năm.
- Sơ kết 6 tháng, tổng kết năm; đánh giá từng chỉ tiêu, nêu rõ nguyên nhân chỉ tiêu chưa đạt và trách nhiệm của \
đơn vị được giao.
- Biểu dương, khen thưởng tập thể, cá nhân, hộ gia đình có thành tích trong công tác giảm nghèo.
"""

_LEADERSHIP = """\
- Cấp ủy, chính quyền xác định giảm nghèo là nhiệm vụ thường xuyên; người đứng đầu chịu trách nhiệm về chỉ tiêu \
của đơn vị, địa bàn mình phụ trách.
- Phát huy vai trò của Ban Chỉ đạo; phối hợp chặt chẽ giữa chính quyền với Ban Vận động “Vì người nghèo” để gắn \
nguồn lực ngân sách với nguồn lực xã hội.
- Căn cứ mức độ thiếu hụt về **việc làm, y tế, giáo dục, nhà ở, nước sinh hoạt và vệ sinh, thông tin** của từng \
hộ để có cách giúp phù hợp:
  + **Đối với hộ nghèo có khả năng lao động:** hỗ trợ vay vốn, kiến thức, giống và vật tư, học nghề, việc làm; \
giúp hộ xây dựng phương án làm ăn và theo dõi đến khi có kết quả; phân công tổ chức, đoàn thể giúp đỡ từng hộ cụ \
thể.
  + **Đối với hộ nghèo không có khả năng lao động:** thực hiện đầy đủ trợ cấp xã hội hằng tháng; vận động người \
thân, dòng họ, cộng đồng nhận chăm sóc, phụng dưỡng người cao tuổi, người khuyết tật; kêu gọi đỡ đầu lâu dài.
  + **Đối với hộ nghèo thiếu hụt về nhà ở, nước sạch, nhà tiêu và các dịch vụ khác:** lập danh mục nhu cầu của \
từng hộ; huy động kinh phí, vật liệu, ngày công để hoàn thành dứt điểm từng chỉ số thiếu hụt.
"""

_COMMUNICATION = """\
- Tuyên truyền để mỗi người dân hiểu giảm nghèo là trách nhiệm chung, mỗi hộ nghèo hiểu thoát nghèo trước hết là \
việc của chính mình.
- Hưởng ứng phong trào thi đua *“Vì người nghèo - Không để ai bị bỏ lại phía sau”*; tôn vinh kịp thời tổ chức, \
cá nhân có đóng góp tiêu biểu.
"""

_MECHANISM = """\
- Tổ chức thực hiện đồng bộ các chính sách hiện hành; chuyển dần từ cho không sang hỗ trợ có điều kiện, có hoàn \
trả một phần, gắn với kế hoạch thoát nghèo của hộ.
- Bảo đảm người dân được biết, được bàn, được làm, được giám sát từ khâu xác định đối tượng đến khâu nghiệm thu, \
đánh giá kết quả; niêm yết công khai danh sách và mức hỗ trợ.
- Hỗ trợ sinh kế thông qua dự án, mô hình được cấp có thẩm quyền phê duyệt; ưu tiên hộ nghèo, hộ cận nghèo, hộ \
mới thoát nghèo tự nguyện tham gia theo nhóm hộ, cộng đồng.
"""

_RESOURCES = """\
- Sử dụng tiết kiệm, đúng mục đích, đúng đối tượng nguồn kinh phí được phân bổ; cân đối ngân sách địa phương cho \
các nhiệm vụ của Kế hoạch.
- Lồng ghép nguồn vốn của các chương trình, dự án trên cùng địa bàn; tránh trùng lặp, dàn trải.
- Đẩy mạnh xã hội hóa; tiếp nhận, phân bổ và công khai đầy đủ các khoản ủng hộ.
"""


def _write(terms: Terms) -> Draft:
    def part(level: int, title: str, text: str = "") -> SectionDraft:
        return SectionDraft(level, title, terms.fill(text))

    about = f"thực hiện công tác giảm nghèo và an sinh xã hội năm {terms.year}"
    return Draft(
        subject=(f"Thực hiện công tác giảm nghèo và an sinh xã hội năm {terms.year}", f"trên địa bàn {terms.place}"),
        opening=_OPENING,
        sections=(
            part(0, "Mục tiêu, chỉ tiêu"),
            part(1, "Mục tiêu", _AIM),
            part(1, "Chỉ tiêu"),
            part(2, f"Chỉ tiêu chung trên địa bàn {terms.kind}", _COMMON_TARGETS),
            part(2, f"Chỉ tiêu cụ thể giao các {terms.hamlet}", _HAMLET_TARGETS),
            part(0, f"Phân tích kết quả rà soát hộ nghèo, hộ cận nghèo năm {terms.base_year}"),
            part(1, "Hộ nghèo", _POOR),
            part(1, "Hộ cận nghèo", _NEAR_POOR),
            part(0, "Nhiệm vụ cụ thể"),
            part(1, "Truyền thông, nâng cao nhận thức về giảm nghèo và an sinh xã hội", _AWARENESS),
            part(1, "Thực hiện các chính sách hỗ trợ giảm nghèo, tăng thu nhập cho người nghèo"),
            part(2, "Hỗ trợ sản xuất, giáo dục nghề nghiệp, việc làm", _LIVELIHOOD),
            part(2, "Hỗ trợ giáo dục, đào tạo và y tế", _EDUCATION_HEALTH),
            part(2, "Hỗ trợ nhà ở, điện, nước sinh hoạt", _HOUSING_WATER),
            part(2, "Hỗ trợ tiếp cận thông tin", _INFORMATION),
            part(1, "Kiểm tra, giám sát, sơ kết, tổng kết, khen thưởng", _SUPERVISION),
            part(0, "Giải pháp thực hiện"),
            part(1, "Công tác lãnh đạo, chỉ đạo", _LEADERSHIP),
            part(1, "Công tác tuyên truyền", _COMMUNICATION),
            part(1, "Về cơ chế, chính sách", _MECHANISM),
            part(1, "Về huy động nguồn lực", _RESOURCES),
            part(0, "Tổ chức thực hiện", "[[ nhiệm vụ của các đơn vị ]]"),
            SectionDraft(
                0,
                f"Kế hoạch giảm nghèo năm {terms.year}",
                "[[ bảng chỉ tiêu hộ nghèo, hộ cận nghèo ]]",
                Section.Kind.ANNEX,
            ),
        ),
        duties=tuple(DutyDraft(unit, terms.fill(text)) for unit, text in duties(terms)),
        closing=terms.fill(_CLOSING),
        bases=(*usual_bases(terms), plan_above(terms, f"về việc {about}")),
        recipients=_recipients(terms),
        archive=terms.archive,
    )


def _recipients(terms: Terms) -> tuple[RecipientDraft, ...]:
    return (
        RecipientDraft(terms.poverty_office_above, "b/c"),
        RecipientDraft(f"Thường trực Đảng ủy, HĐND {terms.kind}", "b/c"),
        RecipientDraft(f"Chủ tịch, các Phó Chủ tịch UBND {terms.kind}"),
        RecipientDraft(f"Ủy ban MTTQ Việt Nam và các đoàn thể {terms.kind}"),
        RecipientDraft("Các đơn vị được giao nhiệm vụ", "t/h"),
        RecipientDraft(f"Bí thư chi bộ, {terms.hamlet_head}", "t/h"),
        RecipientDraft(f"Thành viên Ban Chỉ đạo {terms.kind}", "t/h"),
    )


SOCIAL_SECURITY = Outline(
    code="social_security",
    kind="ke-hoach-giam-ngheo-va-an-sinh-xa-hoi",
    name="Kế hoạch công tác giảm nghèo và an sinh xã hội",
    description="Năm phần: mục tiêu, chỉ tiêu; phân tích kết quả rà soát với các chỉ số thiếu hụt; nhiệm vụ; giải "
    "pháp; tổ chức thực hiện với nhiệm vụ của từng đơn vị. Phụ lục 13 cột giao chỉ tiêu hộ nghèo, hộ cận nghèo.",
    third_level=ThirdLevel.DOTTED,
    numbered_duties=True,
    write=_write,
)
