"""The label sets of the trained heads, in the order of their output units."""

from __future__ import annotations

NO_EVENT = "NONE"
CLASSES = (NO_EVENT, "OCCURRENCE", "STATE", "REPORTING", "I_ACTION", "I_STATE", "PERCEPTION", "ASPECTUAL")
TENSES = ("NONE", "PAST", "PRESENT", "FUTURE", "INFINITIVE", "PRESPART", "PASTPART")
ASPECTS = ("NONE", "PROGRESSIVE", "PERFECTIVE", "PERFECTIVE_PROGRESSIVE")
POLARITIES = ("POS", "NEG")
MODALITIES = ("NONE", "WOULD", "COULD", "CAN", "MAY", "MIGHT", "MUST", "SHOULD")

# MATRES compares start points; TimeBank-Dense says before, after, includes, is included, simultaneous, vague.
MATRES = ("BEFORE", "AFTER", "EQUAL", "VAGUE")
DENSE = ("b", "a", "i", "ii", "s", "v")

WORD_HEADS: dict[str, tuple[str, ...]] = {
    "class": CLASSES,
    "tense": TENSES,
    "aspect": ASPECTS,
    "polarity": POLARITIES,
    "modality": MODALITIES,
    "dct": DENSE,
}
HEADS: dict[str, tuple[str, ...]] = {**WORD_HEADS, "matres": MATRES, "dense": DENSE, "time": DENSE}

_CONVERSE = {"b": "a", "a": "b", "i": "ii", "ii": "i", "BEFORE": "AFTER", "AFTER": "BEFORE"}


def converse(label: str) -> str:
    """The relation of (b, a) where `label` is that of (a, b): `converse("i")` is `"ii"`, `converse("s")` is `"s"`."""
    return _CONVERSE.get(label, label)


def mirror(labels: tuple[str, ...]) -> list[int]:
    """Where each label's converse stands: `probabilities[mirror(DENSE)]` turns a pair round.

    >>> mirror(DENSE)
    [1, 0, 3, 2, 4, 5]
    """
    return [labels.index(converse(label)) for label in labels]
