"""Kế hoạch giảm nghèo of a commune: where it stands and where it wants to be, what is done, who does it.

The order of parts is the one in use in wards (I thực trạng, II nhiệm vụ và giải pháp, III tổ chức thực hiện). The
wording is our own; figures, places and years are names that are looked up.
"""

from plans.outlines.bases import usual_bases
from plans.outlines.shape import Draft, DutyDraft, Outline, RecipientDraft, SectionDraft, ThirdLevel
from plans.outlines.terms import Terms

_OPENING = "Ủy ban nhân dân {{ tên địa bàn }} xây dựng Kế hoạch giảm nghèo năm {{ năm kế hoạch }} với các nội dung sau:"

_CLOSING = (
    "Trên đây là Kế hoạch giảm nghèo năm {{ năm kế hoạch }} của {{ tên địa bàn }}. Ủy ban nhân dân {{ loại địa bàn }} "
    "yêu cầu các bộ phận chuyên môn, đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội và các "
    "{{ loại thôn }} triển khai thực hiện; có khó khăn, vướng mắc thì phản ánh kịp thời về Ủy ban nhân dân "
    "{{ loại địa bàn }} để được xem xét, giải quyết."
)

_SITUATION = """\
Đến cuối năm {{ năm rà soát }}, {{ tên địa bàn }} có {{ tổng số hộ dân }} hộ với {{ tổng số khẩu }} nhân khẩu, \
sinh sống tại {{ số thôn }} {{ loại thôn }}.
Theo {{ chuẩn nghèo }}, toàn {{ loại địa bàn }} có {{ số hộ nghèo và cận nghèo }} hộ nghèo, hộ cận nghèo với \
{{ số khẩu hộ nghèo và cận nghèo }} khẩu, chiếm tỷ lệ {{ tỷ lệ hộ nghèo và cận nghèo }}. Trong đó:
+ Hộ nghèo: {{ số hộ nghèo }} hộ với {{ số khẩu hộ nghèo }} khẩu, tỷ lệ {{ tỷ lệ hộ nghèo }};
+ Hộ cận nghèo: {{ số hộ cận nghèo }} hộ với {{ số khẩu hộ cận nghèo }} khẩu, tỷ lệ {{ tỷ lệ hộ cận nghèo }}.
Qua rà soát, {{ số hộ nghèo có khả năng thoát nghèo }} hộ nghèo được đánh giá có khả năng thoát nghèo trong năm \
{{ năm kế hoạch }}; các hộ còn lại tiếp tục được trợ giúp theo hoàn cảnh cụ thể của từng hộ.
"""

_GENERAL_AIM = """\
Phát huy sức mạnh của cả hệ thống chính trị và toàn xã hội để người nghèo có việc làm, có thu nhập ổn định, tự \
vươn lên bằng chính sức lao động của mình và không tái nghèo; từng bước bù đắp các thiếu hụt về việc làm, y tế, \
giáo dục, nhà ở, nước sinh hoạt và vệ sinh, thông tin của hộ nghèo, hộ cận nghèo trên địa bàn \
{{ loại địa bàn }}.
Bảo đảm người thuộc diện thụ hưởng được tiếp cận chính sách đầy đủ, đúng quy định và kịp thời; giữ vững kết quả \
đã đạt được, thực hiện giảm nghèo thực chất, đa chiều, bền vững.
"""

_AIMS = """\
- Trong năm {{ năm kế hoạch }} giảm {{ chỉ tiêu giảm hộ nghèo }} hộ nghèo, đưa số hộ nghèo toàn \
{{ loại địa bàn }} từ {{ số hộ nghèo }} hộ xuống còn {{ số hộ nghèo cuối năm }} hộ; tỷ lệ hộ nghèo cuối năm còn \
{{ tỷ lệ hộ nghèo cuối năm }}.
- Hộ nghèo không có khả năng lao động, hộ thuộc diện bảo trợ xã hội được trợ giúp thường xuyên, có mức sống tối \
thiểu ổn định từ chính sách của Nhà nước và sự chăm lo của cộng đồng.
- Người thuộc hộ nghèo, hộ cận nghèo được cấp thẻ bảo hiểm y tế theo quy định; trẻ em trong các hộ này được đến \
trường đúng độ tuổi và hưởng đủ chính sách hỗ trợ học tập.
- Hộ nghèo, hộ cận nghèo có nhu cầu và đủ điều kiện được vay vốn tín dụng chính sách; người lao động có nhu cầu \
được tư vấn học nghề, giới thiệu việc làm.
- Không để phát sinh hộ nghèo mới do chậm phát hiện, chậm trợ giúp khi hộ gia đình gặp rủi ro.
Chỉ tiêu giảm hộ nghèo năm {{ năm kế hoạch }} giao cho từng {{ loại thôn }} như sau:
[[ bảng chỉ tiêu giảm hộ nghèo ]]
"""

_TASKS = """\
- Nâng cao hiệu lực lãnh đạo, chỉ đạo công tác giảm nghèo: đưa chỉ tiêu giảm nghèo vào chương trình công tác \
năm; kiện toàn Ban Chỉ đạo giảm nghèo {{ loại địa bàn }}, phân công từng thành viên phụ trách {{ loại thôn }} và \
chịu trách nhiệm về kết quả ở địa bàn được giao.
- Lập danh sách hộ nghèo, hộ cận nghèo theo nguyên nhân nghèo và chỉ số thiếu hụt; với mỗi hộ có khả năng thoát \
nghèo, xác định rõ việc cần giúp, người giúp và thời gian hoàn thành.
- Vận động hộ nghèo có sức lao động đăng ký thoát nghèo ngay từ đầu năm, cam kết sử dụng vốn vay và phần hỗ trợ \
đúng mục đích; kịp thời biểu dương các hộ tự nguyện, nỗ lực thoát nghèo.
- Hỗ trợ phát triển sản xuất, kinh doanh phù hợp với khả năng của từng hộ; hướng dẫn lập phương án vay vốn; kết \
nối học nghề, việc làm tại chỗ, việc làm trong doanh nghiệp và đi làm việc ở nước ngoài theo hợp đồng.
- Thực hiện đầy đủ chính sách bảo hiểm y tế, miễn, giảm học phí và hỗ trợ chi phí học tập, hỗ trợ tiền điện, trợ \
giúp pháp lý, trợ giúp xã hội thường xuyên và đột xuất; bảo đảm đúng đối tượng, công khai, không trùng lặp.
- Rà soát nhà ở, nguồn nước, nhà tiêu hợp vệ sinh và khả năng tiếp cận thông tin của từng hộ nghèo, hộ cận \
nghèo; ưu tiên nguồn lực cho những hộ có nhà ở không bảo đảm an toàn trước mùa mưa bão.
- Rà soát thường xuyên, cập nhật kịp thời hộ phát sinh khó khăn, hộ thoát nghèo, thoát cận nghèo; tổ chức rà \
soát định kỳ cuối năm đúng quy trình, dân chủ, công khai.
"""

_SOLUTIONS = """\
- **Về lãnh đạo, chỉ đạo:** giao chỉ tiêu cụ thể cho từng {{ loại thôn }}; hằng quý kiểm điểm tiến độ, tháo gỡ \
khó khăn; lấy kết quả giảm nghèo làm một căn cứ đánh giá, xếp loại thi đua của tập thể, cá nhân được phân công.
- **Về tuyên truyền:** sử dụng hệ thống truyền thanh, mạng xã hội, sinh hoạt {{ loại thôn }} và đoàn thể để phổ \
biến chính sách, giới thiệu cách làm ăn hiệu quả, khơi dậy ý chí tự lực, xóa bỏ tư tưởng trông chờ, ỷ lại.
- **Về vốn:** phối hợp với $credit_bank đáp ứng nhu cầu vay vốn của hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo; \
nâng cao chất lượng hoạt động của tổ tiết kiệm và vay vốn; giám sát việc sử dụng vốn.
- **Về nghề nghiệp, việc làm:** khảo sát nhu cầu học nghề, phối hợp với cơ sở giáo dục nghề nghiệp mở lớp gần \
nơi ở; thông tin nhu cầu tuyển dụng đến từng hộ; vận động doanh nghiệp trên địa bàn ưu tiên nhận lao động thuộc \
hộ nghèo.
- **Về khoa học kỹ thuật:** tập huấn, cầm tay chỉ việc, hỗ trợ giống, vật tư và nhân rộng mô hình sản xuất, dịch \
vụ phù hợp với điều kiện của {{ loại địa bàn }}.
- **Về huy động nguồn lực:** lồng ghép nguồn vốn các chương trình; vận động Quỹ “Vì người nghèo”, các tổ chức, \
cá nhân, doanh nghiệp hỗ trợ nhà ở, sinh kế; công khai việc tiếp nhận và phân bổ.
- **Về theo dõi, đánh giá:** cập nhật kết quả theo từng hộ, từng {{ loại thôn }}; báo cáo quý, 6 tháng và năm; \
kịp thời điều chỉnh giải pháp ở nơi tiến độ chậm.
"""

_CARRYING_OUT = """\
Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp, vốn tín dụng chính sách và nguồn huy động hợp pháp khác. \
Trách nhiệm của các cơ quan, tổ chức được phân công như sau:
[[ nhiệm vụ của các đơn vị ]]
"""

_DUTIES = (
    (
        "Ủy ban nhân dân và Ban Chỉ đạo giảm nghèo $kind",
        """\
+ Phân công thành viên Ban Chỉ đạo phụ trách từng {{ loại thôn }}; mỗi quý họp ít nhất một lần để đánh giá kết \
quả, bàn biện pháp cho quý sau.
+ Chỉ đạo {{ số thôn }} {{ loại thôn }} rà soát, phân loại hộ nghèo, hộ cận nghèo theo nguyên nhân và nhu cầu \
trợ giúp, làm căn cứ bố trí nguồn lực.
+ $poverty_desk tham mưu tổ chức thực hiện Kế hoạch; phối hợp mở lớp đào tạo nghề, giới thiệu việc làm; tổng \
hợp, báo cáo $office_above và Ủy ban nhân dân {{ loại địa bàn }} theo định kỳ hằng quý, 6 tháng, năm.
+ Bố trí, quản lý kinh phí đúng quy định; kiểm tra việc thực hiện chính sách ở các {{ loại thôn }}, kịp thời \
chấn chỉnh sai sót.
""",
    ),
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội $kind",
        """\
+ Tuyên truyền, vận động đoàn viên, hội viên và nhân dân tham gia giúp đỡ người nghèo; vận động hộ nghèo có sức \
lao động thay đổi cách nghĩ, cách làm, chủ động vươn lên.
+ Mỗi tổ chức nhận giúp đỡ một số hộ nghèo cụ thể bằng việc làm, vốn, ngày công, kiến thức sản xuất; thông báo \
kết quả cho Ban Chỉ đạo giảm nghèo {{ loại địa bàn }}.
+ Thực hiện tốt việc nhận ủy thác với $credit_bank; hướng dẫn, kiểm tra hộ vay sử dụng vốn đúng mục đích, trả nợ \
đúng hạn.
+ Giám sát việc thực hiện chính sách; vận động, quản lý và sử dụng Quỹ “Vì người nghèo” công khai, đúng đối \
tượng.
""",
    ),
    (
        "Cộng tác viên công tác xã hội $kind",
        """\
+ Phối hợp với $hamlet_head và thành viên Ban Chỉ đạo nắm hoàn cảnh từng hộ nghèo, hộ cận nghèo; giúp hộ có khả \
năng thoát nghèo lập kế hoạch của gia đình và theo dõi việc thực hiện.
+ Phát hiện sớm hộ gặp rủi ro, trẻ em, người cao tuổi, người khuyết tật cần trợ giúp khẩn cấp; báo cáo Trưởng \
Ban Chỉ đạo để kịp thời hỗ trợ.
+ Theo dõi việc sử dụng các khoản hỗ trợ của từng hộ, phản ánh khó khăn, vướng mắc và đề xuất biện pháp giải \
quyết.
""",
    ),
)


def _write(terms: Terms) -> Draft:
    def part(level: int, title: str, text: str = "") -> SectionDraft:
        return SectionDraft(level, title, terms.fill(text))

    return Draft(
        subject=(f"Giảm nghèo {terms.place} năm {terms.year}",),
        opening=_OPENING,
        sections=(
            part(0, "Thực trạng"),
            part(1, "Thực trạng hộ nghèo, hộ cận nghèo", _SITUATION),
            part(1, "Mục tiêu"),
            part(2, "Mục tiêu chung", _GENERAL_AIM),
            part(2, "Mục tiêu cụ thể", _AIMS),
            part(0, "Nhiệm vụ, giải pháp"),
            part(1, "Nhiệm vụ", _TASKS),
            part(1, "Giải pháp", _SOLUTIONS),
            part(0, "Tổ chức thực hiện", _CARRYING_OUT),
        ),
        duties=tuple(DutyDraft(terms.fill(unit), terms.fill(text)) for unit, text in _DUTIES),
        closing=_CLOSING,
        bases=usual_bases(terms),
        recipients=_recipients(terms),
        archive=terms.archive,
    )


def _recipients(terms: Terms) -> tuple[RecipientDraft, ...]:
    return (
        RecipientDraft(terms.poverty_office_above, "b/c"),
        RecipientDraft(f"Thường trực Đảng ủy, HĐND {terms.kind}", "b/c"),
        RecipientDraft(f"Chủ tịch, các Phó Chủ tịch UBND {terms.kind}"),
        RecipientDraft(f"Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội {terms.kind}"),
        RecipientDraft(f"Thành viên Ban Chỉ đạo giảm nghèo {terms.kind}"),
        RecipientDraft(f"Các {terms.hamlet}"),
    )


WARD = Outline(
    code="ward",
    kind="ke-hoach-giam-ngheo-phuong",
    name="Kế hoạch giảm nghèo của xã, phường",
    description="Ba phần: thực trạng và mục tiêu; nhiệm vụ, giải pháp; tổ chức thực hiện. Bảng chỉ tiêu giảm hộ nghèo "
    "của từng thôn, tổ dân phố đặt trong văn bản.",
    third_level=ThirdLevel.LETTER,
    numbered_duties=False,
    write=_write,
)
