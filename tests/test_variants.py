"""Variants: what an overlay does to the drawn garden, and what is told at which cell when it cannot be done."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from overlays import elm, elm_told, opened, project, told_by_file
from PIL import Image, ImageFile

from lcdocs.check import check_workbook
from lcdocs.framework import Framework
from lcdocs.options import resolve
from lcdocs.problems import LcdocsError, Problems
from lcdocs.variants.chain import Editions, base_of, check_project, variant_keys

NO_ADAPTING = """
    Frameworks | Code   | Role   | Title               | Short title | Code pattern | Level names      | May adapt
               | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | Bed; Task; Step  | no
               | CARE   | target | Plant Care Rules    | Care        | 1a           | Rule; Part       | no
"""


def codes(framework: Framework) -> list[str]:
    return list(framework.paths)


def words(framework: Framework, code: str) -> str:
    return str(next(item for item in framework.items() if item.code == code).wording.plain)


# --- nothing, keeping and hiding


def test_a_variant_that_says_nothing_changes_nothing(tmp_path: Path) -> None:
    made = elm(tmp_path, "")
    base, _ = check_workbook(tmp_path / "garden.xlsx")
    assert base is not None
    assert made.domains == base.domains
    assert made.scales == base.scales
    assert made.crosswalk == base.crosswalk
    assert made.variant is not None
    assert (made.variant.key, made.variant.name, made.keys) == ("ELM", "Elm", ("ELM",))


def test_the_base_is_never_touched(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="Items | Code | Do\n | A.1 | hide")
    before = workbook.read_bytes()
    base, _ = check_workbook(workbook)
    opened(workbook, "ELM")
    assert workbook.read_bytes() == before
    again, _ = check_workbook(workbook)
    assert again == base


def test_hidden_items_go_with_all_below_them_and_with_their_links(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | Do\n | A.1 | hide\n | A.2.a | hide")
    assert codes(made) == ["A", "A.2", "B", "B.1", "B.1.a"]
    assert {link.start.code for link in made.crosswalk.links} == {"A", "B.1"}
    assert made.priority_areas[0].competencies == ("B.1",)
    assert made.variant is not None
    assert made.variant.hidden == ("A.1", "A.2.a")


def test_what_is_kept_is_all_that_stays(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | Do\n | A.1.b | keep\n | B.1 | keep")
    assert codes(made) == ["A", "A.1", "A.1.b", "A.1.b.i", "A.1.b.ii", "B", "B.1", "B.1.a"]


def test_hiding_counts_inside_what_is_kept(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | Do\n | A.1 | keep\n | A.1.b.i | hide")
    assert codes(made) == ["A", "A.1", "A.1.a", "A.1.b", "A.1.b.ii"]


def test_a_question_can_be_hidden_and_worded(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | Do | Words\n | A.Q1 | hide |\n | A.Q2 | | What failed?")
    assert [str(question.wording.plain) for question in made.domains[0].questions] == ["What failed?"]


def test_rows_without_anything_behind_the_code_do_nothing_even_where_the_code_is_gone(tmp_path: Path) -> None:
    assert elm_told(tmp_path, "Items | Code | Do\n | Z.9 |") == []


# --- order, words, own items


def test_items_move_and_keep_their_codes(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | After\n | A.2 | first\n | A.1.a | A.1.b\n | A | B")
    assert codes(made) == [
        *("B", "B.1", "B.1.a"),
        *("A", "A.2", "A.2.a", "A.1", "A.1.b", "A.1.b.i", "A.1.b.ii", "A.1.a"),
    ]


def test_items_stand_where_their_rows_say_in_whatever_order_the_rows_are(tmp_path: Path) -> None:
    three = "Competencies | Code | Title\n | A.1 | One\n | A.2 | Two\n | A.3 | Three\n | B.1 | Four"
    for number, rows in enumerate(("A.1 | A.2\n | A.2 | A.3", "A.2 | A.3\n | A.1 | A.2")):
        folder = tmp_path / str(number)
        folder.mkdir()
        made = elm(folder, f"Items | Code | After\n | {rows}", three)
        assert [c.code for c in made.domains[0].competencies] == ["A.3", "A.2", "A.1"]


def test_words_are_the_variants_own_and_say_so(tmp_path: Path) -> None:
    drawing = """
        Items | Code  | Words          | Title      | Short title
              | A     | What grows.    | Growing Up | Up
              | A.1.a | Waters at six. |            |
    """
    made = elm(tmp_path, drawing)
    domain, indicator = made.domains[0], made.domains[0].competencies[0].indicators[0]
    assert (str(domain.wording.plain), domain.title, domain.short_title) == ("What grows.", "Growing Up", "Up")
    wording = indicator.wording
    assert (str(wording.plain), wording.official, wording.by) == ("Waters at six.", None, "Elm")
    first, second = indicator.origins["Plain"]
    assert (first.variant, first.how, str(first.place)) == ("", "stated", "Indicators!B2")
    assert (second.variant, second.how, str(second.place)) == ("ELM", "reworded", "Items!B3")
    assert Path(second.place.file).name == "ELM.xlsx"


def test_own_items_have_codes_of_their_own_range(tmp_path: Path) -> None:
    drawing = """
        Own items | Code          | After | Title      | Short title | Words           | Aligned to | Themes
                  | A.1.ELM1      | first |            |             | Sings to beans. | CARE 1a    | soil
                  | A.ELM1        |       | Composting |             |                 |            |
                  | A.ELM1.ELM1   |       |            |             | Turns the heap. | CARE 2     |
                  | ELM1          | A     | Winter     | Winter      | Cold frames.    |            |
                  | A.1.b.ELM1    |       |            |             | burns nothing.  |            |
    """
    made = elm(tmp_path, drawing)
    assert codes(made)[:5] == ["A", "A.1", "A.1.ELM1", "A.1.a", "A.1.b"]
    assert [domain.code for domain in made.domains] == ["A", "ELM1", "B"]
    assert made.paths["A.ELM1.ELM1"] == ("A", "A.ELM1", "A.ELM1.ELM1")
    assert made.paths["A.1.b.ELM1"] == ("A", "A.1", "A.1.b", "A.1.b.ELM1")
    own = made.domains[0].competencies[0].indicators[0]
    assert (own.themes, own.wording.by, own.origins["Plain"][0].how) == (("soil",), "Elm", "added")
    links = [(link.start.code, str(link.end)) for link in made.crosswalk.links if "ELM" in link.start.code]
    assert links == [("A.1.ELM1", "CARE 1a"), ("A.ELM1.ELM1", "CARE 2")]


def test_a_district_stands_on_a_state(tmp_path: Path) -> None:
    state = "Items | Code | Words\n | A.1.a | State words.\n | A.2.a | State seeds."
    district = """
        Variant | On
                | ELM
        Items   | Code  | Words
                | A.1.a | District words.
    """
    workbook = project(tmp_path, ELM=state, OAK=district)
    made, problems = opened(workbook, "oak")
    assert list(problems) == []
    assert made is not None
    assert made.keys == ("OAK", "ELM")
    assert (words(made, "A.1.a"), words(made, "A.2.a")) == ("District words.", "State seeds.")
    indicator = made.domains[0].competencies[0].indicators[0]
    assert [origin.variant for origin in indicator.origins["Plain"]] == ["", "ELM", "OAK"]


# --- terms


def test_terms_are_replaced_in_items_scales_and_titles_but_not_in_titles_of_publications(tmp_path: Path) -> None:
    framework = """
        Domains | Code | Title               | Short title | Plain
                | A    | Growing a bed       | Growing     | As the School Garden Guide says: beds and a bed’s edge.
    """
    made = elm(tmp_path, "Terms | Term | Say | Except\n | bed | plot | flower bed\n | Garden | yard |", framework)
    assert words(made, "A") == "As the School Garden Guide says: plots and a plot’s edge."
    assert made.domains[0].title == "Growing a plot"
    assert str(made.scales[0].descriptors["A.1", 3]) == "All plots are tended."
    assert made.record.title == "School Garden Guide"
    how = [(origin.how, str(origin.place)) for origin in made.domains[0].origins["Plain"]]
    assert how == [("stated", "Domains!D2"), ("term", "Terms!A2")]


def test_words_that_may_not_be_changed_keep_their_terms(tmp_path: Path) -> None:
    framework = (
        NO_ADAPTING
        + """
        Indicators | Code  | Official            | Plain
                   | A.1.a | Waters the beds.    | Waters beds.
    """
    )
    # Plain words beside protected ones are a mistake of the base; what matters here is what becomes of both.
    made, _ = opened(project(tmp_path, framework, ELM="Terms | Term | Say\n | bed | plot"), "ELM")
    assert made is not None
    wording = made.domains[0].competencies[0].indicators[0].wording
    assert (str(wording.official), str(wording.plain)) == ("Waters the beds.", "Waters plots.")


# --- scales, settings, links


def test_levels_are_named_anew(tmp_path: Path) -> None:
    made = elm(tmp_path, "Levels | Scale | Level | Label\n | growth | 1 | Bud")
    assert [level.label for level in made.scales[0].levels] == ["Bud", "Sprout", "Fruit"]
    assert str(made.scales[0].levels[0].meaning) == "It is planned."


OWN_SCALE = """
    Scales | Code | Title     | Cumulative | Instruction | Order         | Mark   | Base scale
           | elm  | Elm scale | no         | Choose.     | highest first | circle | growth

    Levels | Scale | Level | Label | Meaning | Points | Outside | Base level
           | elm   | 1     | None  | Nothing | 0      |         | 1
           | elm   | 2     | Some  | A bit   | 1      |         | 2
           | elm   | 3     | All   | All     | 2      |         | 3
           | elm   | 4     | ND    | Unseen  |        | yes     |
"""


def test_a_scale_of_its_own_comes_first(tmp_path: Path) -> None:
    scale = elm(tmp_path, OWN_SCALE).scales[0]
    assert (scale.code, scale.highest_first, scale.mark, scale.base) == ("elm", True, "circle", "growth")
    assert [level.label for level in scale.as_printed] == ["All", "Some", "None", "ND"]
    assert [(level.points, level.outside, level.base) for level in scale.levels][2:] == [("2", False, 3), ("", True, 0)]


def test_settings_count_more_than_those_below(tmp_path: Path) -> None:
    made = elm(tmp_path, "Settings | Document | Setting | Value\n | all | wording | official\n | all | paper |")
    assert made.settings["all", "wording"] == "official"
    assert ("all", "paper") not in made.settings
    assert made.settings["all", "edition"] == "Elm"


TWO_TARGETS = """
    Frameworks | Code   | Role   | Title               | Short title | Code pattern | Level names
               | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | Bed; Task; Step; Detail
               | CARE   | target | Plant Care Rules    | Care        | 1a           | Rule; Part
               | YARD   | target | Yard Rules          | Yard        | 1            | Rule

    Standards  | Framework | Code | Title | Topic
               | CARE      | 1    | Water |
               | CARE      | 1a   |       | Morning watering
               | YARD      | 1    | Rain  |

    Alignments | From framework | From | Framework | To | Source | Status
               |                | A.1  | CARE      | 1a | part 1 | published
               | CARE           | 1    | YARD      | 1  | editor | proposed
"""


def test_settings_are_known_in_any_capitals(tmp_path: Path) -> None:
    made = elm(tmp_path, "Settings | Document | Setting | Value\n | all | Paper | A4")
    assert resolve(made, "rubric", {}).paper == "A4"


def test_links_follow_through_another_target(tmp_path: Path) -> None:
    made = elm(tmp_path, "Variant | Target | Links through\n | YARD | CARE", TWO_TARGETS)
    found = made.crosswalk.between("GARDEN", "YARD")
    assert [(link.start.code, link.end.code, link.source, link.status) for link in found] == [
        ("A.1", "1", "derived", "proposed")
    ]
    assert made.settings["all", "target"] == "YARD"


# --- house style


def picture(path: Path, size: tuple[int, int] = (400, 200), form: str = "PNG") -> None:
    path.parent.mkdir(exist_ok=True)
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, form)
    path.write_bytes(stream.getvalue())


def test_house_style(tmp_path: Path) -> None:
    picture(tmp_path / "variants" / "elm.png")
    drawing = """
        House style | Accent  | Font           | Logo    | Logo words | Address          | Footer
                    | #114400 | Source Serif 4 | elm.png | An elm     | 1 Elm St⏎Elmtown | Elm Gardens
    """
    house = elm(tmp_path, drawing).house
    assert (house.accent, house.font, house.address, house.footer) == (
        "#114400",
        "Source Serif 4",
        ("1 Elm St", "Elmtown"),
        "Elm Gardens",
    )
    assert house.logo is not None
    assert (house.logo.format, house.logo.width, house.logo.height, house.logo.alt) == ("png", 400, 200, "An elm")


def test_a_color_that_cannot_be_read_is_corrected_and_told(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="House style | Accent\n | #88CC00")
    made, problems = opened(workbook, "ELM")
    assert made is not None
    assert told_by_file(problems) == ["STYLE-002 ELM House style!A2 #88CC00"]
    assert made.house.accent == "#537B00"
    assert "#537B00" in next(iter(problems)).fix


# --- what is wrong is told at its cell

BROKEN = {
    "an item that is not there": ("Items | Code | Do\n | Z.1 | hide", ["VARIANT-003 ELM Items!A2 Z.1"]),
    "words for the standard of another": (
        "Items | Code | Words\n | 1a | Water at noon.",
        ["LICENCE-004 ELM Items!B2 Water at noon."],
    ),
    "a title for an indicator": ("Items | Code | Title\n | A.1.a | Water", ["VARIANT-004 ELM Items!B2 Water"]),
    "an own code outside the range": (
        "Own items | Code | Words\n | A.1.c | Sings.",
        ["VARIANT-005 ELM Own items!A2 A.1.c"],
    ),
    "an own code below what is not there": (
        "Own items | Code | Words\n | A.7.ELM1 | Sings.",
        ["VARIANT-005 ELM Own items!A2 A.7.ELM1"],
    ),
    "an own code below the deepest level": (
        "Own items | Code | Words\n | A.1.b.i.ELM1 | Sings.",
        ["VARIANT-005 ELM Own items!A2 A.1.b.i.ELM1"],
    ),
    "an own item without words": ("Own items | Code\n | A.1.ELM1", ["CELL-008 ELM Own items!A2"]),
    "an own code twice": (
        "Own items | Code | Words\n | A.1.ELM1 | Sings.\n | A.1.ELM1 | Hums.",
        ["CODE-002 ELM Own items!A3 A.1.ELM1"],
    ),
    "an own item aligned to nothing": (
        "Own items | Code | Words | Aligned to\n | A.1.ELM1 | Sings. | CARE 9z",
        ["LINK-002 ELM Own items!C2 CARE 9z"],
    ),
    "a theme that is not there": (
        "Own items | Code | Words | Themes\n | A.1.ELM1 | Sings. | sol",
        ["LINK-005 ELM Own items!C2 sol"],
    ),
    "a place among others": ("Items | Code | After\n | A.1.a | A.2.a", ["VARIANT-006 ELM Items!B2 A.2.a"]),
    "a place behind what is left out": (
        "Items | Code | Do | After\n | A.1.a | hide |\n | A.1.b | | A.1.a",
        ["VARIANT-006 ELM Items!C3 A.1.a"],
    ),
    "places in a circle": (
        "Items | Code | After\n | A.1 | A.2\n | A.2 | A.1",
        ["VARIANT-006 ELM Items!B2 A.2", "VARIANT-006 ELM Items!B3 A.1"],
    ),
    "a place for a question": ("Items | Code | After\n | A.Q2 | first", ["VARIANT-006 ELM Items!B2 first"]),
    "a title for a question": ("Items | Code | Title\n | A.Q2 | Why", ["VARIANT-004 ELM Items!B2 Why"]),
    "a question that is kept": ("Items | Code | Do\n | A.Q2 | keep", ["VARIANT-009 ELM Items!B2 keep"]),
    "something kept below what is left out": (
        "Items | Code | Do\n | A | hide\n | A.1 | keep\n | B | keep",
        ["VARIANT-009 ELM Items!B3 A.1"],
    ),
    "an own item below what is left out": (
        "Items | Code | Do\n | A.1 | hide\nOwn items | Code | Words | Aligned to\n | A.1.ELM1 | Sings. | CARE 1a",
        ["VARIANT-009 ELM Own items!A2 A.1.ELM1"],
    ),
    "an own item below what is not kept": (
        "Items | Code | Do\n | B | keep\nOwn items | Code | Words\n | A.1.ELM1 | Sings.",
        ["VARIANT-009 ELM Own items!A2 A.1.ELM1"],
    ),
    "a title and themes where there are none": (
        "Own items | Code | Title | Words | Themes\n | A.1.ELM1 | Song | Sings. |\n | A.ELM1 | Songs | | sun",
        ["VARIANT-004 ELM Own items!B2 Song", "VARIANT-004 ELM Own items!D3 sun"],
    ),
    "nothing left": ("Items | Code | Do\n | A | hide\n | B | hide", ["VARIANT-007 ELM Items!B2 hide"]),
    "what is neither hidden nor kept": ("Items | Code | Do\n | A | drop", ["CELL-009 ELM Items!B2 drop"]),
    "an item twice": ("Items | Code | Do\n | A.1 | hide\n | A.1 | keep", ["CODE-002 ELM Items!A3 A.1"]),
    "a term in a circle": (
        "Terms | Term | Say\n | bed | plot\n | plot | bed",
        ["TERM-001 ELM Terms!A2 bed", "TERM-001 ELM Terms!A3 plot"],
    ),
    "a term in a circle by way of a plural": (
        "Terms | Term | Say\n | bed | plot\n | plots | fields",
        ["TERM-001 ELM Terms!A3 plots"],
    ),
    "a term twice": ("Terms | Term | Say\n | bed | plot\n | Bed | field", ["TERM-001 ELM Terms!A3 Bed"]),
    "the plural of another term": (
        "Terms | Term | Say\n | bed | plot\n | beds | fields",
        ["TERM-001 ELM Terms!A3 beds"],
    ),
    "a term that stands nowhere": ("Terms | Term | Say\n | zebra | horse", ["TERM-002 ELM Terms!A2 zebra"]),
    "a scale that is not there": (
        "Levels | Scale | Level | Label\n | grwth | 1 | Bud",
        ["LINK-005 ELM Levels!A2 grwth"],
    ),
    "an own scale without levels": (
        "Scales | Code | Title | Cumulative | Instruction\n | elm | Elm | no | Choose.",
        ["RATE-002 ELM Scales!A2 elm, levels: none"],
    ),
    "an own scale half filled": (
        OWN_SCALE.replace("Elm scale", "         "),
        ["CELL-008 ELM Scales!B2"],
    ),
    "a level that stands for none": (
        OWN_SCALE.replace("2      |         | 3", "2      |         | 9"),
        ["LINK-005 ELM Levels!G4 9"],
    ),
    "a scale that stands for itself": (
        OWN_SCALE.replace("growth", "elm   "),
        ["LINK-005 ELM Scales!G2 elm"],
    ),
    "a descriptor of what is not there": (
        "Descriptors | Competency | Scale | Level | Descriptor\n | A.9 | growth | 1 | Beans.",
        ["LINK-005 ELM Descriptors!A2 A.9"],
    ),
    "a target that is not there": ("Variant | Target\n | CARES", ["LINK-005 ELM Variant!A2 CARES"]),
    "links that do not follow": (
        "Variant | Target | Links through\n | CARE | CARE",
        ["VARIANT-008 ELM Variant!B2 CARE"],
    ),
    "what it stands on is not there": ("Variant | On\n | OAKK", ["VARIANT-002 ELM Variant!A2 OAKK"]),
    "another key than its file": ("Variant | Key\n | OAK", ["VARIANT-001 ELM Variant!A2 OAK"]),
    "two rows": ("Variant | Key\n | ELM\n | OAK", ["VARIANT-001 ELM Variant!A3 row 3"]),
    "no row": ("Variant | Key | Name | Kind | On\n | | | |", ["SHEET-003 ELM Variant"]),
    "a color that is none": ("House style | Accent\n | green", ["STYLE-001 ELM House style!A2 green"]),
    "a font that is not bundled": (
        "House style | Font\n | Comic Sans",
        ["CELL-009 ELM House style!A2 Comic Sans"],
    ),
    "a logo that is not there": (
        "House style | Logo | Logo words\n | elm.png | An elm",
        ["STYLE-003 ELM House style!A2 elm.png"],
    ),
    "a logo from elsewhere": (
        "House style | Logo | Logo words\n | ../elm.png | An elm",
        ["STYLE-003 ELM House style!A2 ../elm.png"],
    ),
    "a logo with a name too long for a file": (
        f"House style | Logo | Logo words\n | {'x' * 300}.png | An elm",
        [f"STYLE-003 ELM House style!A2 {'x' * 79}…"],
    ),
    "words for no logo": ("House style | Logo words\n | An elm", ["STYLE-003 ELM House style!A2"]),
    "a setting with a value that cannot be used": (
        "Settings | Document | Setting | Value\n | all | paper | A3",
        ["SET-002 ELM Settings!C2 A3"],
    ),
    "a sheet that nobody knows": ("# notes | x\n | y", []),
}


@pytest.mark.parametrize("case", BROKEN)
def test_mistakes_are_told_at_the_cell_of_the_variant(case: str, tmp_path: Path) -> None:
    drawing, expected = BROKEN[case]
    assert elm_told(tmp_path, drawing) == expected


def cut_off() -> bytes:
    """The first half of a JPEG."""
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((600, 600)).save(stream, "JPEG", quality=95)
    return stream.getvalue()[: len(stream.getvalue()) // 2]


LOGO = "House style | Logo | Logo words\n | elm.png | An elm"


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (lambda path: path.write_bytes(b"GIF89a nonsense"), "no picture"),
        (lambda path: picture(path, (60, 40)), "coarse"),
        (lambda path: Image.new("1", (20000, 20000)).save(path), "far more than 4000 pixels"),
        (lambda path: path.write_bytes(cut_off()), "damaged"),
        (lambda path: picture(path, (5000, 40)), "5000 by 40"),
        (lambda path: path.write_bytes(b"\x89PNG" + b"x" * 3_000_000), "3000 kB"),
    ],
)
def test_logos_that_cannot_be_printed(
    make: object, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "variants").mkdir()
    make(tmp_path / "variants" / "elm.png")  # type: ignore[operator]
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    _, problems = opened(project(tmp_path, ELM=LOGO), "ELM")
    assert told_by_file(problems) == ["STYLE-004 ELM House style!A2 elm.png"]
    assert wrong in next(iter(problems)).wrong


def _of_inks(path: Path) -> None:
    Image.new("CMYK", (600, 300), (0, 200, 200, 0)).save(path, "JPEG")


def _of_fine_greys(path: Path) -> None:
    Image.frombytes("I;16", (600, 300), b"\x00\x80" * 180_000).save(path, "PNG")


def _turned(path: Path) -> None:
    turned = Image.new("RGB", (300, 600), "green")
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(path, "JPEG", exif=exif)


def _of_two_pictures(path: Path) -> None:
    one = Image.new("RGB", (600, 300), "green")
    one.save(path, "MPO", save_all=True, append_images=[one])


def _moving(path: Path) -> None:
    one = Image.new("RGB", (600, 300), "green")
    one.save(path, "PNG", save_all=True, append_images=[Image.new("RGB", (600, 300), "red")])


@pytest.mark.parametrize("make", [_of_inks, _of_fine_greys, _turned, _of_two_pictures, _moving])
def test_logos_that_programs_show_differently_are_made_plain(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "variants").mkdir()
    make(tmp_path / "variants" / "elm.png")
    logo = elm(tmp_path, LOGO).house.logo
    assert logo is not None
    with Image.open(io.BytesIO(logo.content)) as plain:
        assert (plain.format, plain.size) == (logo.format.upper(), (600, 300))
        assert (plain.size, getattr(plain, "n_frames", 1)) == ((logo.width, logo.height), 1)
        assert plain.mode in ("L", "RGB")
        assert not plain.getexif()
        if make is _of_fine_greys:
            assert plain.getpixel((0, 0)) == 127


def test_a_plain_logo_stays_as_it_is(tmp_path: Path) -> None:
    picture(tmp_path / "variants" / "elm.png")
    logo = elm(tmp_path, LOGO).house.logo
    assert logo is not None
    assert logo.content == (tmp_path / "variants" / "elm.png").read_bytes()


def test_words_alone_are_for_the_logo_from_below(tmp_path: Path) -> None:
    picture(tmp_path / "variants" / "elm.png")
    oak = "Variant | On\n | ELM\nHouse style | Logo words\n | The elm of Oak"
    made, problems = opened(project(tmp_path, ELM=LOGO, OAK=oak), "OAK")
    assert list(problems) == []
    assert made is not None
    assert made.house.logo is not None
    assert made.house.logo.alt == "The elm of Oak"


def test_a_logo_needs_words(tmp_path: Path) -> None:
    picture(tmp_path / "variants" / "elm.png")
    assert elm_told(tmp_path, "House style | Logo\n | elm.png") == ["STYLE-005 ELM House style!A2 elm.png"]


def test_words_stay_where_the_license_says_so(tmp_path: Path) -> None:
    told = elm_told(tmp_path, "Items | Code | Words | Title\n | A.1 | Waters. | Water", NO_ADAPTING)
    own = [problem for problem in told if " ELM " in problem]
    assert own == ["LICENCE-004 ELM Items!B2 Waters.", "LICENCE-004 ELM Items!C2 Water"]


def test_a_mistake_in_the_base_is_told_at_the_base(tmp_path: Path) -> None:
    framework = "Competencies | Code | Title | Plain\n | A.1 | Beds | Tends.\n | A.1 | Beds | Tends."
    assert "CODE-002 garden Competencies!A3 A.1" in elm_told(tmp_path, "", framework)


def test_variants_in_a_circle(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="Variant | On\n | OAK", OAK="Variant | On\n | ELM")
    made, problems = opened(workbook, "ELM")
    assert made is None
    assert told_by_file(problems) == ["VARIANT-002 OAK Variant!A2 ELM"]
    assert "ELM on OAK on ELM" in next(iter(problems)).wrong


# --- the project


def test_an_item_that_the_variant_below_hides_is_told_as_such(tmp_path: Path) -> None:
    workbook = project(
        tmp_path,
        ELM="Items | Code | Do\n | A.1 | hide",
        OAK="Variant | On\n | ELM\nItems | Code | Words\n | A.1.a | Digs.",
    )
    _, problems = opened(workbook, "OAK")
    assert told_by_file(problems) == ["VARIANT-003 OAK Items!A2 A.1.a"]
    assert next(iter(problems)).wrong == "Elm, on which this variant stands, leaves it out."


@pytest.mark.parametrize("key", ["CON", "ALL", "BASE", "FRAMEWORK", "PACKETS"])
def test_some_words_are_no_keys(key: str, tmp_path: Path) -> None:
    workbook = project(tmp_path, **{key: ""})
    assert told_by_file(opened(workbook, key)[1]) == [f"VARIANT-001 {key} Variant!A2 {key}"]


def test_two_keys_that_differ_in_capitals_are_both_read(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    (tmp_path / "variants" / "elm.xlsx").write_bytes(b"")
    if len(variant_keys(workbook)) == 1:
        pytest.skip("this disk takes them for one")
    assert [problem.code for problem in check_project(tmp_path / "variants" / "elm.xlsx")[1]] == ["FILE-002"]
    assert [problem.code for problem in opened(workbook, "ELM")[1]] == []


@pytest.mark.parametrize("name", ["OAK.xlsm", "oak.xls", "OAK.ods"])
def test_a_variant_saved_in_another_format_is_told(name: str, tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    file = tmp_path / "variants" / name
    file.write_bytes(b"")
    with pytest.raises(LcdocsError, match="save it as"):
        opened(workbook, "OAK")
    with pytest.raises(LcdocsError, match="save it as"):
        check_project(file)


def test_the_framework_of_a_variant_is_not_the_packets(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    renamed = workbook.rename(tmp_path / "zinnia.xlsx")
    (tmp_path / "packets.xlsx").write_bytes(b"")
    assert base_of(tmp_path / "variants" / "ELM.xlsx") == renamed


def test_a_check_of_the_framework_checks_its_variants_too(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="Items | Code | Do\n | Z.1 | hide", OAK="")
    _, problems, files = check_project(workbook)
    assert [file.name for file in files] == ["garden.xlsx", "ELM.xlsx", "OAK.xlsx"]
    assert told_by_file(problems) == ["VARIANT-003 ELM Items!A2 Z.1"]
    _, alone, files = check_project(tmp_path / "variants" / "OAK.xlsx")
    assert ([file.name for file in files], list(alone)) == (["OAK.xlsx"], [])


def test_files_of_other_programs_are_no_variants(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    for name in ("~$ELM.xlsx", ".~lock.ELM.xlsx#", "notes.txt"):
        (tmp_path / "variants" / name).write_bytes(b"")
    assert variant_keys(workbook) == ("ELM",)


def test_each_edition_is_put_together_once(tmp_path: Path) -> None:
    editions = Editions(project(tmp_path, ELM="Items | Code | Do\n | Z.1 | hide"), problems := Problems())
    assert editions.framework("elm") is editions.framework("ELM")
    assert editions.has_errors("ELM")
    assert not editions.has_errors("")
    assert len(list(problems)) == 1
