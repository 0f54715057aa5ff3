"""What the words around a place say about the kind of body ("DC", "London Borough of")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from arrangements.choices import BodyKind as K
from arrangements.folding import fold

COUNCILS = frozenset(
    {
        K.COUNTY,
        K.DISTRICT,
        K.UNITARY,
        K.METROPOLITAN_BOROUGH,
        K.LONDON_BOROUGH,
        K.CITY_CORPORATION,
        K.SCOTTISH_COUNCIL,
        K.WELSH_COUNCIL,
        K.NI_DISTRICT,
    }
)
_BOROUGHS = frozenset(
    {K.DISTRICT, K.UNITARY, K.METROPOLITAN_BOROUGH, K.LONDON_BOROUGH, K.NI_DISTRICT}
)
_CITIES = frozenset(COUNCILS - {K.COUNTY})
_COUNTIES = frozenset({K.COUNTY, K.UNITARY, K.WELSH_COUNCIL})
_DISTRICTS = frozenset({K.DISTRICT, K.NI_DISTRICT, K.METROPOLITAN_BOROUGH})
_METROPOLITAN = frozenset({K.METROPOLITAN_BOROUGH})
_LONDON = frozenset({K.LONDON_BOROUGH})
_WELSH = frozenset({K.WELSH_COUNCIL})
_FIRE = frozenset({K.FIRE_AND_RESCUE})
_FORCE = frozenset({K.POLICE_FORCE, K.SPECIAL_POLICE_FORCE})
_COMMISSIONER = frozenset({K.POLICE_COMMISSIONER})
_POLICE_AUTHORITY = frozenset({K.POLICE_AUTHORITY})
_PCT = frozenset({K.PRIMARY_CARE_TRUST})
_CCG = frozenset({K.CLINICAL_COMMISSIONING_GROUP})
_ICB = frozenset({K.INTEGRATED_CARE_BOARD})
_BOARD = frozenset({K.HEALTH_BOARD})
_TRUST = frozenset({K.NHS_TRUST})
_PARK = frozenset({K.NATIONAL_PARK})

# Longest first: the first that fits is the one that is meant.
_ENDINGS: tuple[tuple[str, frozenset[K]], ...] = (
    ("police fire and crime commissioner", _COMMISSIONER),
    ("police and crime commissioner", _COMMISSIONER),
    ("opcc", _COMMISSIONER),
    ("pfcc", _COMMISSIONER),
    ("pcc", _COMMISSIONER),
    ("metropolitan borough council", _METROPOLITAN),
    ("metropolitan district council", _METROPOLITAN),
    ("metropolitan borough", _METROPOLITAN),
    ("metropolitan council", _METROPOLITAN),
    ("county borough council", _WELSH),
    ("london borough council", _LONDON),
    ("london borough", _LONDON),
    ("city and district council", _CITIES),
    ("district council", _DISTRICTS),
    ("borough council", _BOROUGHS),
    ("county council", _COUNTIES),
    ("city council", _CITIES),
    ("unitary authority", frozenset({K.UNITARY})),
    ("unitary council", frozenset({K.UNITARY})),
    ("unitary", frozenset({K.UNITARY})),
    ("council", COUNCILS),
    ("borough", _BOROUGHS),
    ("district", _DISTRICTS),
    ("county", _COUNTIES),
    ("city", _CITIES),
    ("mbc", _METROPOLITAN),
    ("mdc", _METROPOLITAN),
    ("cbc", _WELSH),
    ("lbc", _LONDON),
    ("lb", _LONDON),
    ("dc", _DISTRICTS),
    ("bc", _BOROUGHS),
    ("cc", _COUNTIES | _CITIES),
    ("ua", frozenset({K.UNITARY})),
    ("fire and rescue service", _FIRE),
    ("fire and rescue authority", _FIRE),
    ("fire and rescue", _FIRE),
    ("combined fire authority", _FIRE),
    ("fire authority", _FIRE),
    ("fire brigade", _FIRE),
    ("fire service", _FIRE),
    ("fire", _FIRE),
    ("frs", _FIRE),
    ("fra", _FIRE),
    ("police authority", _POLICE_AUTHORITY),
    ("police constabulary", _FORCE),
    ("police service", _FORCE),
    ("police force", _FORCE),
    ("constabulary", _FORCE),
    ("police", _FORCE),
    ("primary care trust", _PCT),
    ("teaching pct", _PCT),
    ("pct", _PCT),
    ("clinical commissioning group", _CCG),
    ("ccg", _CCG),
    ("integrated care board", _ICB),
    ("icb", _ICB),
    ("university health board", _BOARD),
    ("local health board", _BOARD),
    ("health board", _BOARD),
    ("lhb", _BOARD),
    ("uhb", _BOARD),
    ("nhs foundation trust", _TRUST),
    ("nhs trust", _TRUST),
    ("nhs ft", _TRUST),
    ("national park authority", _PARK),
    ("national park", _PARK),
)
_BEGINNINGS: tuple[tuple[str, frozenset[K]], ...] = (
    ("office of the police and crime commissioner for", _COMMISSIONER),
    ("police fire and crime commissioner for", _COMMISSIONER),
    ("police and crime commissioner for", _COMMISSIONER),
    ("office of the pcc for", _COMMISSIONER),
    ("opcc for", _COMMISSIONER),
    ("pcc for", _COMMISSIONER),
    ("opcc", _COMMISSIONER),
    ("pcc", _COMMISSIONER),
    ("london borough of", _LONDON),
    ("lb of", _LONDON),
    ("lb", _LONDON),
    ("royal borough of", frozenset({K.LONDON_BOROUGH, K.UNITARY})),
    ("rb of", frozenset({K.LONDON_BOROUGH, K.UNITARY})),
    ("rb", frozenset({K.LONDON_BOROUGH, K.UNITARY})),
    ("metropolitan borough of", _METROPOLITAN),
    ("borough council of", _BOROUGHS),
    ("borough of", _BOROUGHS),
    ("council of the", COUNCILS),
    ("city and county of", _CITIES),
    ("cyngor bwrdeistref sirol", _WELSH),
    ("cyngor dinas", _WELSH),
    ("cyngor sir", _WELSH),
    ("cyngor", _WELSH),
    ("sir", _WELSH),
    ("city of", _CITIES),
    ("county of", _COUNTIES),
)
_SHORT_WORDS = {
    "saint": "st",
    "co": "county",
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
    "shrops": "shropshire",
    "n": "north",
    "e": "east",
    "s": "south",
    "w": "west",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
}
_SPACED_LETTERS = re.compile(r"\b[a-z](?: [a-z])+\b")


@dataclass(frozen=True)
class Place:
    """A place and, where the text says so, the kinds of body that can be meant.

    `title` is the word that a council's own name must agree with: county, city, "cc" or none.
    """

    name: str
    kinds: frozenset[K] | None
    title: str = ""

    @property
    def is_bare(self) -> bool:
        return self.kinds is None

    @property
    def is_vague(self) -> bool:
        """No more is said than that it is a council, if that."""
        return self.kinds is None or self.kinds == COUNCILS

    def agrees_with(self, kind: str, titles: frozenset[str]) -> bool:
        """Whether a body of this kind, with these titles in its names, can be called so.

        "Derby County Council" is not Derby City Council, nor "Stafford CC" a borough.
        """
        if kind == K.CITY_CORPORATION:
            return self.title == "city of"
        if not titles or kind in {K.COUNTY, K.WELSH_COUNCIL}:
            return True
        match self.title:
            case "county":
                return "county" in titles
            case "cc":
                return bool(titles & {"county", "city"})
            case "city" | "city of":
                return titles != {"county"}
        return True


def titles_in(names: Iterable[str]) -> frozenset[str]:
    """The titles of a council that its names give it."""
    words = {word for name in names for word in fold(name).split()}
    return frozenset(words & _TITLES)


_TITLES = {"county", "city", "borough", "district"}


def place_of(text: str) -> Place:
    """Take the words of kind away from a name, and say what they allowed."""
    name = _SPACED_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), fold(text))
    name = " ".join(_SHORT_WORDS.get(word, word) for word in name.split())
    name = name.removeprefix("the ")
    kinds: frozenset[K] | None = None
    title = ""
    for ending, allowed in _ENDINGS:
        if name.endswith(f" {ending}"):
            name, kinds, title = name.removesuffix(f" {ending}"), allowed, _title(ending)
            break
    for beginning, allowed_before in _BEGINNINGS:
        if name.startswith(f"{beginning} "):
            name = name.removeprefix(f"{beginning} ")
            title = title or _title(beginning)
            kinds = allowed_before & kinds if kinds else allowed_before
    if kinds is not None and kinds <= {K.PRIMARY_CARE_TRUST, *_CCG, *_ICB, *_BOARD}:
        name = name.removeprefix("nhs ")
    return Place(name, kinds, title)


@lru_cache(maxsize=1 << 14)
def place_in_register(name: str) -> Place:
    """What place_of says of a name of the register, all of which are read for every plan."""
    return place_of(name)


def _title(words: str) -> str:
    return (
        words
        if words in {"cc", "city of"}
        else next((word for word in words.split() if word in {"county", "city"}), "")
    )


def shared_ending(text: str) -> tuple[str, str]:
    """("Adur and Worthing", "council") for "Adur and Worthing Councils"; else the text and ""."""
    words = fold(text).split()
    for length in range(min(len(words) - 1, 4), 0, -1):
        ending = _PLURALS.get(" ".join(words[-length:]))
        if ending and len(text.split()) > length:
            return " ".join(text.split()[:-length]), ending
    return text, ""


_PLURALS = {
    f"{ending.removesuffix('y')}{'ies' if ending.endswith('y') else 's'}": ending
    for ending, _ in _ENDINGS
    if not ending.endswith("fire")
}
