"""The typed form of a text and its tree: nothing is lost on the way there and back, every mistake is named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import blocks
from plans.figures.registry import FIGURES
from plans.text import (
    Bound,
    FigureRef,
    InvalidTree,
    Item,
    Paragraph,
    Unreadable,
    Words,
    blocks_in,
    dump,
    figures_in,
    load,
    parse,
    tidy,
    to_source,
    validate,
)


def problems(source: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        parse(source)
    return [str(problem) for problem in caught.value.problems]


# --- Reading ---------------------------------------------------------------------------------------


def test_each_line_is_a_block():
    assert parse("Đoạn một.\n\n- Gạch\n+ Cộng\n* Sao\n  - Sâu hơn\n[[ bảng chỉ tiêu giảm hộ nghèo ]]") == (
        Paragraph((Words("Đoạn một."),)),
        Item((Words("Gạch"),), marker="-"),
        Item((Words("Cộng"),), marker="+"),
        Item((Words("Sao"),), marker="*"),
        Item((Words("Sâu hơn"),), marker="-", depth=1),
        Bound("bang_chi_tieu_giam_ho_ngheo"),
    )


def test_emphasis_may_hold_figures_and_emphasis():
    assert parse("Còn **{{ số hộ nghèo }} hộ** và *nghiêng*, ***cả hai***.") == (
        Paragraph(
            (
                Words("Còn "),
                FigureRef("so_ho_ngheo", bold=True),
                Words(" hộ", bold=True),
                Words(" và "),
                Words("nghiêng", italic=True),
                Words(", "),
                Words("cả hai", bold=True, italic=True),
                Words("."),
            )
        ),
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "tỷ lệ hộ nghèo",
        "Tỷ Lệ  Hộ Nghèo",
        "tỷ_lệ_hộ_nghèo",
        "tỷ\u00a0lệ hộ nghèo",
        unicodedata.normalize("NFD", "tỷ lệ hộ nghèo"),
        "ty_le_ho_ngheo",
        "tỷ lệ\u200b hộ nghèo",
    ],
)
def test_a_figure_is_found_however_its_name_is_typed(spelling):
    assert list(figures_in(parse(f"Còn {{{{{spelling}}}}} cuối năm"))) == ["ty_le_ho_ngheo"]


@pytest.mark.parametrize("mark", ["–", "—", "•", "●", "▪"])
def test_lists_pasted_from_a_word_processor_are_lists(mark):
    assert parse(f"{mark} Hỗ trợ vay vốn") == (Item((Words("Hỗ trợ vay vốn"),), marker="-"),)


def test_an_item_needs_no_space_before_a_letter():
    assert parse("+Số hộ nghèo") == (Item((Words("Số hộ nghèo"),), marker="+"),)
    assert parse("-5 độ") == (Paragraph((Words("-5 độ"),)),)


@pytest.mark.parametrize("text", ["Ghi chú (*) ở dưới", "5 * 3 = 15", "a{b}c", "mục [1] và \\ ngược", "dòng *****"])
def test_signs_that_stand_for_themselves(text):
    (paragraph,) = parse(text)
    assert paragraph == Paragraph((Words(text),))


def test_a_backslash_takes_the_meaning_from_a_sign():
    assert parse(r"\- không phải gạch, \*sao\*, \{{ ngoặc \}}") == (
        Paragraph((Words("- không phải gạch, *sao*, {{ ngoặc }}"),)),
    )


def test_letters_are_composed_and_spaces_single():
    assert parse(unicodedata.normalize("NFD", "  hộ   nghèo\tnăm  ")) == (Paragraph((Words("hộ nghèo năm"),)),)


# --- Mistakes --------------------------------------------------------------------------------------


def test_an_unknown_figure_is_named_with_what_was_probably_meant():
    assert problems("Còn {{ tỉ lệ hộ nghèo }}.") == [
        "Dòng 1: không có số liệu “tỉ lệ hộ nghèo”. Có phải “tỷ lệ hộ nghèo”?"
    ]
    with pytest.raises(Unreadable) as caught:
        parse("{{ so ho nghèo }}")
    assert caught.value.problems[0].suggestion == "số hộ nghèo"


def test_a_figure_like_no_other_points_to_the_list():
    assert problems("{{ thời tiết }}") == [
        "Dòng 1: không có số liệu “thời tiết”. Hãy chọn tên trong danh sách số liệu của trang này."
    ]


def test_all_mistakes_are_told_at_once_with_their_lines():
    told = problems(
        "Câu đúng.\n{{ tỉ lệ hộ nghèo }} và {{ số hộ nghèo\n**đậm mà quên\n[[ bảng chỉ tiu ]]\n"
        "giữa [[ bảng chỉ tiêu ]] dòng\n"
        "- \n}} thừa"
    )
    assert [sentence.split(":")[0] for sentence in told] == [f"Dòng {n}" for n in (2, 2, 3, 4, 5, 6, 7)]
    assert "hai dấu ngoặc nhọn mở mà chưa đóng ở “số hộ nghèo”" in told[1]
    assert "chữ đậm" in told[2]
    assert "Có phải “bảng chỉ tiêu giảm hộ nghèo”?" in told[3]
    assert "đứng riêng một dòng" in told[4]
    assert "chưa có nội dung" in told[5]


def test_sentences_hold_no_template_signs():
    """They are shown on pages, where such signs would look like a slip of ours."""
    told = " ".join(problems("{{ một {{ hai }} ba }}\n[[ x\n{{ }}"))
    assert "{{" not in told
    assert "[[" not in told


# --- There and back --------------------------------------------------------------------------------

_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("*{}[]()+-\\–• ađếộ.")), max_size=30)
_STYLES = st.fixed_dictionaries({"bold": st.booleans(), "italic": st.booleans()})
_RUNS = st.lists(
    st.one_of(
        st.builds(lambda text, style: Words(text, **style), _TEXT, _STYLES),
        st.builds(
            lambda figure, style: FigureRef(figure, **style), st.sampled_from([f.name for f in FIGURES]), _STYLES
        ),
    ),
    max_size=6,
).map(tuple)
_BODIES = st.lists(
    st.one_of(
        st.builds(Paragraph, _RUNS),
        st.builds(Item, _RUNS, marker=st.sampled_from("-+*"), depth=st.integers(0, 2)),
        st.builds(Bound, st.sampled_from([block.name for block in blocks.BLOCKS])),
    ),
    max_size=5,
).map(tidy)


@given(_BODIES)
def test_every_tree_survives_being_typed(body):
    assert parse(to_source(body)) == body


@given(_BODIES)
def test_every_tree_survives_being_stored(body):
    validate(dump(body))
    assert load(dump(body)) == body


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(source):
    try:
        body = parse(source)
    except Unreadable:
        return
    assert parse(to_source(body)) == body


@given(_BODIES)
def test_tidying_twice_changes_nothing(body):
    assert tidy(body) == body


# --- What is stored --------------------------------------------------------------------------------

GOOD = [{"type": "paragraph", "runs": [{"text": "a"}]}]


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ("<p>a</p>", ""),
        ([{"type": "html", "html": "<script>"}], "[0]"),
        (["a"], "[0]"),
        ([*GOOD, {"type": "paragraph", "runs": [], "style": "red"}], "[1].style"),
        ([{"type": "paragraph", "runs": [{"text": "a", "href": "x"}]}], "[0].runs[0].href"),
        ([{"type": "paragraph", "runs": [{"text": "a\x00"}]}], "[0].runs[0].text"),
        ([{"type": "paragraph", "runs": [{"text": "e\u0301"}]}], "[0].runs[0].text"),
        ([{"type": "paragraph", "runs": [{"text": ""}]}], "[0].runs[0].text"),
        ([{"type": "paragraph", "runs": [{"text": "a", "bold": "yes"}]}], "[0].runs[0].bold"),
        ([{"type": "paragraph", "runs": [{"figure": "Số hộ"}]}], "[0].runs[0].figure"),
        ([{"type": "paragraph", "runs": "a"}], "[0].runs"),
        ([{"type": "item", "marker": "#", "depth": 0, "runs": []}], "[0].marker"),
        ([{"type": "item", "marker": "-", "depth": 9, "runs": []}], "[0].depth"),
        ([{"type": "item", "marker": "-", "depth": True, "runs": []}], "[0].depth"),
        ([{"type": "bound", "name": "../etc"}], "[0].name"),
        (GOOD * 1001, ""),
    ],
)
def test_a_tree_with_something_unknown_is_refused_with_its_place(tree, path):
    with pytest.raises(InvalidTree) as caught:
        validate(tree)
    assert caught.value.path == path


def test_what_a_text_holds():
    body = parse("{{ số hộ nghèo }} {{ số hộ nghèo }}\n[[ nhiệm vụ của các đơn vị ]]")
    assert list(figures_in(body)) == ["so_ho_ngheo", "so_ho_ngheo"]
    assert list(blocks_in(body)) == ["nhiem_vu_cac_don_vi"]
