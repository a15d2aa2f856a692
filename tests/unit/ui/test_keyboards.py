import pytest

from ui.keyboards import key_of, load_layouts

LAYOUTS = load_layouts()
PAGES = [(name, page) for name, layout in LAYOUTS.items() for page in layout["pages"]]


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_the_rows_of_a_page_are_equally_wide(name: str, page: str) -> None:
    rows = LAYOUTS[name]["pages"][page]

    assert {sum(key["width"] for key in row) for row in rows} == {LAYOUTS[name]["columns"]}


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_every_key_of_a_page_has_a_name_of_its_own(name: str, page: str) -> None:
    names = [key["name"] for row in LAYOUTS[name]["pages"][page] for key in row]

    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_no_page_is_a_dead_end(name: str, page: str) -> None:
    keys = [key for row in LAYOUTS[name]["pages"][page] for key in row]
    leads_to = {key["page"] for key in keys if key["action"] == "page"}

    assert leads_to <= set(LAYOUTS[name]["pages"])
    assert any(key["action"] == "erase" for key in keys)
    assert page == LAYOUTS[name]["start"] or LAYOUTS[name]["start"] in leads_to


def test_letters_that_a_folio_never_has_are_absent() -> None:
    keys = {key["cap"] for row in LAYOUTS["folio"]["pages"]["letras"] for key in row}

    assert keys.isdisjoint("ILOUZ")
    assert set("0123456789ABCDEFGHJKMNPQRSTVWXY") <= keys


def test_an_unknown_action_is_refused_when_the_layout_is_read() -> None:
    with pytest.raises(ValueError, match="fly"):
        key_of({"cap": "x", "action": "fly"}, {})
