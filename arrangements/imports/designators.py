"""What the words around a place say about the kind of body ("DC", "London Borough of")."""

from __future__ import annotations

from dataclasses import dataclass

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
    ("nhs foundation trust", _TRUST),
    ("nhs trust", _TRUST),
    ("nhs ft", _TRUST),
    ("national park authority", _PARK),
    ("national park", _PARK),
)
_BEGINNINGS: tuple[tuple[str, frozenset[K] | None], ...] = (
    ("office of the police and crime commissioner for", _COMMISSIONER),
    ("police fire and crime commissioner for", _COMMISSIONER),
    ("police and crime commissioner for", _COMMISSIONER),
    ("pcc for", _COMMISSIONER),
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
}


@dataclass(frozen=True)
class Place:
    """A place and, where the text says so, the kinds of body that can be meant."""

    name: str
    kinds: frozenset[K] | None

    @property
    def is_bare(self) -> bool:
        return self.kinds is None


def place_of(text: str) -> Place:
    """Take the words of kind away from a name, and say what they allowed."""
    name = fold(text)
    name = " ".join(_SHORT_WORDS.get(word, word) for word in name.split())
    name = name.removeprefix("the ")
    kinds: frozenset[K] | None = None
    for ending, allowed in _ENDINGS:
        if name.endswith(f" {ending}"):
            name, kinds = name.removesuffix(f" {ending}"), allowed
            break
    for beginning, allowed_before in _BEGINNINGS:
        if name.startswith(f"{beginning} "):
            name = name.removeprefix(f"{beginning} ")
            if allowed_before is not None:
                kinds = allowed_before & kinds if kinds else allowed_before
            break
    if kinds is not None and kinds <= {K.PRIMARY_CARE_TRUST, *_CCG, *_ICB, *_BOARD}:
        name = name.removeprefix("nhs ")
    return Place(name, kinds)


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
