"""A page loads one of two stylesheets: the one that has the rules for what is on it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
OTHER = {"site": "map", "map": "site"}
INCLUDED = re.compile(r"""{%\s*include\s+["']([^"']+)["']""")
CLASSES = re.compile(r'\bclass="([^"]*)"')
CLASS = re.compile(r"\.(-?[a-zA-Z][\w-]*)")
# In scripts a class may be any word; these are never but classes.
WORDS_OF_SCRIPTS = re.compile(r"\b(?:govuk-[\w-]+|[a-z-]+__[\w-]+)")


def selectors(sheet: str) -> set[str]:
    """What a stylesheet has rules for."""
    text = (ROOT / "static/lib" / f"{sheet}.css").read_text()
    lists = re.findall(r"(?<=[{}])([^{}@]+)(?={)", "}" + text)
    return {one.strip() for each in lists for one in re.split(r",(?![^()]*\))", each)}


def missing(sheet: str, used: set[str]) -> set[str]:
    """The rules for some of these classes that only the other stylesheet has."""
    classes = {each: set(CLASS.findall(each)) for each in selectors(OTHER[sheet])}
    others = classes.keys() - selectors(sheet)
    return {each for each in others if classes[each] and classes[each] <= used}


def with_included(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """A template and those that it includes."""
    found = {name}
    for inner in INCLUDED.findall((TEMPLATES / name).read_text()):
        if inner not in seen | found:
            found |= with_included(inner, seen | found)
    return found


def pages() -> list[tuple[str, str]]:
    """Each template of a page and its stylesheet."""
    found = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text()
        if "{% extends" in text:
            sheet = re.search(r"{% static 'lib/(\w+)\.css' %}", text)
            found.append((path.relative_to(TEMPLATES).as_posix(), sheet[1] if sheet else "site"))
    return found


@pytest.mark.parametrize(("name", "sheet"), pages())
def test_a_pages_stylesheet_has_the_rules_for_its_classes(name: str, sheet: str) -> None:
    texts = [(TEMPLATES / each).read_text() for each in {*with_included(name), "base.html"}]
    used = {word for text in texts for held in CLASSES.findall(text) for word in held.split()}
    assert not missing(sheet, used)


def test_the_map_stylesheet_has_the_rules_for_what_scripts_make() -> None:
    scripts = [*(ROOT / "static/js/map").glob("*.js"), *(ROOT / "static/js").glob("s*.js")]
    used = {word for script in scripts for word in WORDS_OF_SCRIPTS.findall(script.read_text())}
    assert len(used) > 40
    assert not missing("map", used)


def test_both_stylesheets_are_in_use() -> None:
    assert {sheet for _, sheet in pages()} == set(OTHER)


def test_a_rule_of_the_other_stylesheet_alone_is_missed() -> None:
    assert ".govuk-pagination__item" in missing("map", {"govuk-pagination__item"})
    assert ".map-layout" in missing("site", {"map-layout"})
