"""The meaning of a query string about lessons: the page of lessons and its download ask here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from django.db.models import Case, Count, Max, Min, Q, QuerySet, Value, When

from arrangements import choices
from arrangements.filterfields import SearchedSet, WordsFilter
from arrangements.folding import fold
from arrangements.models import Lesson, Service
from arrangements.pages.sidebar import Group, Layout, field, laid_out
from arrangements.querystring import QueryString
from arrangements.search.words import fit, needed, telling, words_of
from arrangements.sentences import counted

OTHER = "other"
TOPICS = [*choices.Topic.choices, (OTHER, "Other")]
OF_SERVICES = "arrangement__service_rows__service__"
COLUMNS = {
    "topic": "topic",
    "service": f"{OF_SERVICES}code",
    "service_kind": f"{OF_SERVICES}kind",
    "model": "arrangement__model",
}
# What stands in an address for a fact that is not said.
UNSAID = {"topic": OTHER, "model": str(choices.Model.UNKNOWN)}
LAYOUT: Layout = (
    ("Topic", ("topic",)),
    ("Service", ("service_kind", "service")),
    ("Model", ("model",)),
)


# By what a lesson is borne out, the weightiest first.
BORNE_OUT_BY = (
    (choices.SourceKind.EVALUATION,),
    (
        choices.SourceKind.COMMITTEE_PAPER,
        choices.SourceKind.BUSINESS_CASE,
        choices.SourceKind.AGREEMENT,
        choices.SourceKind.LEGISLATION,
        choices.SourceKind.OFFICIAL_RECORD,
    ),
    (choices.SourceKind.OWN_PAGE,),
    (choices.SourceKind.PRESS,),
)
ORDER_IN_WORDS = (
    "First what an evaluation or audit bears out, then committee papers and official records, the"
    " partners’ own pages, the press, and last all others, for most of which no one source is"
    " named. Of equals, those whose arrangement is known to have run for longest."
)


def _place(order: Sequence[Q]) -> Case:
    """The number of the first that holds."""
    places = [When(each, then=Value(place)) for place, each in enumerate(order)]
    return Case(*places, default=Value(len(order)))


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.values_list("code", "name"))


class LessonFilters(SearchedSet):
    """Every parameter. Any of the values within one, all of them across."""

    topic = WordsFilter("Topic", TOPICS, "by_fact")
    service = WordsFilter("Service", _services, "by_fact")
    service_kind = WordsFilter("Kind of service", choices.ServiceKind, "by_fact")
    model = WordsFilter("Model", choices.Model, "by_fact")

    class Meta:
        model = Lesson
        fields: Sequence[str] = ()

    def by_fact(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        unsaid = [""] if UNSAID.get(name) in values else []
        rows = Lesson.objects.filter(**{f"{COLUMNS[name]}__in": [*values, *unsaid]})
        return queryset.filter(pk__in=rows.order_by().values("pk"))

    def by_text(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        """What was found stands first in the order of what was said; see LessonQuery.found."""
        return queryset


class LessonQuery(QueryString):
    """A query string about lessons. Raises BadQuery for a name or value that means nothing."""

    filterset = LessonFilters

    @cached_property
    def found(self) -> dict[int, int] | None:
        """By a lesson's key, how many of the words searched for stand in it.

        All of them stand in it, or in the name or services of its arrangement. Where there is no
        such lesson: of arrangements that all words are found by, those lessons that have any, or
        else all. None without a search.
        """
        if not self.search:
            return None
        rows = Lesson.objects.filter(arrangement__pk__listed=self.search.arrangements).order_by()
        words = {word for text in self.search.texts for word in needed(telling(words_of(text)))}
        about: dict[int, str] = defaultdict(str)

        def words_in(text: str) -> set[str]:
            return {word for word in words if any(fit(word, each) for each in text.split())}

        for key, *said in rows.values_list(
            "arrangement", "arrangement__sort_name", f"{OF_SERVICES}name"
        ):
            about[key] += f" {fold(' '.join(filter(None, said)))}"
        said = {
            key: (words_in(fold(text)), words_in(about[arrangement]))
            for key, arrangement, text in rows.values_list("pk", "arrangement", "text")
        }
        whole = {key: len(own) for key, (own, near) in said.items() if own | near == words}
        some = {key: len(own) for key, (own, _) in said.items() if own}
        return whole or some or dict.fromkeys(said, 0)

    @property
    def none_says_so(self) -> bool:
        """Whether the words searched for stand in none of the lessons found."""
        return bool(self.found) and not any((self.found or {}).values())

    @cached_property
    def lessons(self) -> QuerySet[Lesson]:
        """The lessons asked for, with what a page shows of them, in the order of ORDER_IN_WORDS.

        After a search, those with more of its words in them come before.
        """
        levels = sorted(set((self.found or {}).values()), reverse=True)
        fitting = [
            Q(pk__listed=[key for key, score in (self.found or {}).items() if score == level])
            for level in levels
        ]
        borne_out = [Q(source__kind__in=kinds) for kinds in BORNE_OUT_BY]
        return (
            self._narrowed()
            .select_related("arrangement", "source")
            .prefetch_related("arrangement__sources", "arrangement__service_rows__service")
            .order_by(
                *([_place(fitting)] if fitting else []),
                _place(borne_out),
                "-arrangement__days_known",
                "arrangement__sort_name",
                "arrangement__reference",
                "number",
            )
        )

    @cached_property
    def count(self) -> int:
        return self._narrowed().count()

    @cached_property
    def sentence(self) -> str:
        """What is counted and how old it is, in words."""
        facts = self._narrowed().aggregate(
            lessons=Count("pk"),
            held=Count("arrangement", distinct=True),
            undated=Count("pk", filter=Q(source__published=None)),
            oldest=Min("source__published"),
            newest=Max("source__published"),
        )
        if not facts["lessons"]:
            return "No lessons match."
        whole = (
            f"{counted(facts['lessons'], 'lesson')} from {counted(facts['held'], 'arrangement')}"
        )
        dated = facts["lessons"] - facts["undated"]
        if not dated:
            return f"{whole}. No year is known for any one of them."
        years = " to ".join(map(str, sorted({facts["oldest"], facts["newest"]})))
        which = "each" if not facts["undated"] else f"{dated:,} of them"
        return f"{whole}, {which} by a source of {years}."

    @cached_property
    def groups(self) -> list[Group]:
        """The filter form's groups, each value with how many lessons it would leave."""
        return laid_out(LAYOUT, lambda name: field(self, name, (), self._counts(name)))

    def _counts(self, name: str) -> dict[str, int]:
        column = COLUMNS[name]
        rows = self._narrowed(but=name).order_by().values_list(column)
        found: dict[str, int] = {}
        for value, count in rows.annotate(count=Count("pk", distinct=True)):
            code = value or UNSAID.get(name, "")
            found[code] = found.get(code, 0) + count
        return found

    def _narrowed(self, but: str = "") -> QuerySet[Lesson]:
        """The lessons that all parameters let through, but for one."""
        rows = Lesson.objects.all()
        for name in COLUMNS:
            if name != but:
                rows = self._filters.by_fact(rows, name, self.values(name))
        return rows if self.found is None else rows.filter(pk__listed=list(self.found))
