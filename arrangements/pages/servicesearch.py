"""Looking for a service by any name that people use for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import QueryDict

from arrangements.badquery import BadQuery
from arrangements.filterfields import Texts
from arrangements.pages.services import KindOfService, services_by_kind
from arrangements.querystring import IGNORED
from arrangements.search.find import current_finder
from arrangements.search.near import NotFound, not_found
from arrangements.search.words import fit, needed, telling, words_of


class ServiceSearch:
    """What `q=` finds of the vocabulary, all of it without. Raises BadQuery."""

    def __init__(self, data: QueryDict) -> None:
        for name in data:
            if name != "q" and not IGNORED.fullmatch(name):
                raise BadQuery(
                    f"“{name[:40]}” is not something that can be asked for here. Search for a"
                    " service with q, or filter the list of arrangements."
                )
        try:
            given = Texts(required=False).clean(data.getlist("q"))
        except ValidationError as error:
            raise BadQuery(" ".join(error.messages)) from error
        self.texts = [text.strip() for text in given if text.strip()]

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""

    @cached_property
    def _names(self) -> dict[int, list[str]]:
        return current_finder().index.services.of

    @cached_property
    def _found(self) -> dict[int, str]:
        """By service, the other name by which it was found; "" where its own name is enough."""
        found: dict[int, str] = {}
        for text in self.texts:
            words = needed(telling(words_of(text)))
            for key, (own, *others) in self._names.items():
                if _is_in(words, [own]):
                    found[key] = ""
                elif _is_in(words, [own, *others]):
                    told = [name for name in others if any(_is_in({w}, [name]) for w in words)]
                    found.setdefault(key, min(told, key=len))
        return found

    @cached_property
    def kinds(self) -> list[KindOfService]:
        return services_by_kind(self._found if self.texts else None)

    @property
    def count(self) -> int:
        return sum(len(group.services) for kind in self.kinds for group in kind.groups)

    @cached_property
    def instead(self) -> NotFound | None:
        """What was meant, where nothing is found."""
        if not self.texts or self._found:
            return None
        names = current_finder().index.services
        return not_found(self.text, ((names,),), self._how_many)

    def _how_many(self, text: str) -> int:
        words = needed(telling(words_of(text)))
        return sum(_is_in(words, names) for names in self._names.values())


def _is_in(words: set[str], names: Sequence[str]) -> bool:
    """Whether every word is found in one of the names or another."""
    there = [each for name in names for each in words_of(name)]
    return all(any(fit(word, each) for each in there) for word in words)
