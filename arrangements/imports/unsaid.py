"""Words, folded, that stand in a cell and say nothing: not known, not applicable, or not yet."""

SAYS_NOTHING = frozenset(
    {"tbc", "tba", "tbd", "n a", "na", "n k", "nk", "none", "unknown", "not known"}
    | {"not applicable", "to be confirmed", "to be agreed", "to be decided"}
)
