"""Who does what in the plan for poverty reduction and social security: eleven units in the order in use."""

from plans.outlines.terms import Terms

_POVERTY_DESK = """\
- Là đầu mối tham mưu, theo dõi, đôn đốc thực hiện Kế hoạch; tổ chức rà soát hộ nghèo, hộ cận nghèo; quản lý \
danh sách và số liệu.
- Tham mưu thực hiện chính sách tín dụng, giáo dục, y tế, nhà ở, tiền điện, trợ giúp pháp lý, trợ giúp xã hội \
đúng đối tượng, đúng thời gian.
- Khảo sát nhu cầu học nghề, việc làm; phối hợp mở lớp đào tạo, giới thiệu việc làm cho lao động thuộc hộ nghèo, \
hộ cận nghèo.
- Tổng hợp, báo cáo kết quả định kỳ 6 tháng, năm và đột xuất với Đảng ủy, Ủy ban nhân dân {{ loại địa bàn }} và \
$office_above.
"""

_LAND_DESK = """\
- Phối hợp rà soát, xác nhận tình trạng đất ở, nhà ở của hộ được hỗ trợ; hướng dẫn hoàn thiện thủ tục cấp giấy \
chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất.
- Hướng dẫn kỹ thuật, theo dõi chất lượng xây dựng, sửa chữa nhà ở, công trình nước sạch, nhà tiêu hợp vệ sinh.
"""

_FINANCE_DESK = """\
- Tham mưu bố trí, phân bổ kinh phí thực hiện Kế hoạch; hướng dẫn thủ tục thanh toán, quyết toán.
- Theo dõi, công khai việc sử dụng kinh phí và các nguồn huy động theo quy định.
"""

_JUSTICE_DESK = """\
- Phổ biến pháp luật, hướng dẫn người nghèo sử dụng dịch vụ trợ giúp pháp lý miễn phí.
- Giải quyết kịp thời thủ tục hộ tịch, xác nhận giấy tờ phục vụ việc hưởng chính sách của hộ nghèo, hộ cận \
nghèo.
"""

_CULTURE_DESK = """\
- Xây dựng tin, bài, chuyên mục về giảm nghèo, an sinh xã hội trên hệ thống truyền thanh và trang thông tin của \
{{ loại địa bàn }}.
- Giới thiệu gương thoát nghèo, cách làm hay; hỗ trợ hộ nghèo tiếp cận thông tin, tham gia sinh hoạt văn hóa, \
thể thao.
"""

_HEALTH_STATION = """\
- Khám, chữa bệnh bảo hiểm y tế, quản lý sức khỏe cho người nghèo, người cận nghèo; theo dõi dinh dưỡng trẻ em, \
sức khỏe bà mẹ, người cao tuổi, người khuyết tật.
- Hướng dẫn vệ sinh môi trường, phòng, chống dịch bệnh; cung cấp số liệu phục vụ đánh giá các chỉ số thiếu hụt \
về y tế.
"""

_SCHOOLS = """\
- Thực hiện đầy đủ chính sách đối với học sinh thuộc hộ nghèo, hộ cận nghèo; phát hiện sớm và có biện pháp giúp \
học sinh có nguy cơ bỏ học.
- Phối hợp xác định tình trạng đi học của trẻ em khi rà soát hộ nghèo, hộ cận nghèo.
"""

_POLICE = """\
- Giữ vững an ninh, trật tự; phòng, chống tệ nạn xã hội, tín dụng đen ảnh hưởng đến đời sống người nghèo.
- Phối hợp cung cấp, đối chiếu thông tin cư trú, định danh của thành viên hộ nghèo, hộ cận nghèo phục vụ việc \
hưởng chính sách.
"""

_FRONT = """\
- Phân công từng tổ chức thành viên giúp đỡ hộ nghèo cụ thể; lấy kết quả giúp đỡ làm tiêu chí thi đua hằng năm.
- Vận động, quản lý Quỹ “Vì người nghèo”; tổ chức *Tháng cao điểm “Vì người nghèo”*, cuộc vận động *“Toàn dân \
đoàn kết xây dựng nông thôn mới, đô thị văn minh”*.
- Quản lý tốt nguồn vốn nhận ủy thác của $credit_bank; hướng dẫn hội viên sử dụng vốn hiệu quả.
- Giám sát, phản biện xã hội việc thực hiện chính sách giảm nghèo, an sinh xã hội.
"""

_HAMLETS = """\
- Căn cứ chỉ tiêu được giao, lập danh sách hộ phấn đấu thoát nghèo, thoát cận nghèo; xác định nguyên nhân nghèo \
và việc cần giúp của từng hộ.
- Thông báo chính sách, niêm yết danh sách; kịp thời báo cáo hộ gặp khó khăn đột xuất, hộ phát sinh và hộ thoát \
nghèo.
- Tổ chức họp dân bình xét công khai, dân chủ; phối hợp rà soát viên thu thập thông tin chính xác.
"""

_BOARD = """\
Theo nhiệm vụ được phân công, kiểm tra, đôn đốc việc thực hiện Kế hoạch ở {{ loại thôn }} mình phụ trách; lồng \
ghép nhiệm vụ giảm nghèo, an sinh xã hội vào chương trình công tác của cơ quan, đơn vị mình.
"""


def duties(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Units and their duties, the words of the place and time still to be filled in."""
    kind = terms.kind
    return (
        (terms.poverty_desk, _POVERTY_DESK),
        (terms.land_desk, _LAND_DESK),
        (terms.finance_desk, _FINANCE_DESK),
        (terms.justice_desk, _JUSTICE_DESK),
        (terms.culture_desk, _CULTURE_DESK),
        (f"Trạm Y tế {kind}", _HEALTH_STATION),
        (f"Các trường học trên địa bàn {kind}", _SCHOOLS),
        (f"Công an {kind}", _POLICE),
        (f"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam {kind} và các đoàn thể", _FRONT),
        (f"Các {terms.hamlet}", _HAMLETS),
        (f"Thành viên Ban Chỉ đạo giảm nghèo {kind}", _BOARD),
    )
