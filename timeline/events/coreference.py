"""Coreference: mentions that speak of one event, merged where it is safe.

Two mentions are one event when their words can name the same thing (one lemma, one derivational family) and nothing
speaks against it: other participants, other times, one asserted and one planned.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from timeline.events.bridges import (
    counts_alike,
    is_generic,
    is_one_of_several,
    is_pictured,
    is_pointing,
    says_more,
    set_apart,
    target,
    verbs_of,
)
from timeline.events.lexicon import frames
from timeline.events.light import is_light, is_occurrence, occurrent
from timeline.events.model import Factuality, Participant
from timeline.expressions import TimeExpression
from timeline.syntax import Parse, Token

_PRONOUNS = frozenset({"they", "he", "she", "it", "who", "we", "i", "them", "him", "her", "his", "their", "its"})
_SMALL = frozenset({"the", "a", "an", "his", "her", "its", "their", "of", "mr.", "ms.", "mrs."})
_SHELL_REACH = 2  # sentences
_REACH = 6  # sentences that "the decision" looks back
_REACH_OF_THAT = 2  # and "that slide"
_PLURALS = ("talk",)
_REAL = (Factuality.ASSERTED, Factuality.DISPUTED)
_MOST = 48  # of the groups that a mention may belong to the latest so many are tried, and so many of their mentions
_ROLES = ("agent", "patient", "recipient", "other")


class Candidate(NamedTuple):
    """A mention before merging. `dated` is the expression that dates it in its own clause, if one does; `keys` stand
    for the words that can name the same event (`merge` works them out)."""

    token: Token
    participants: tuple[Participant, ...]
    factuality: Factuality
    dated: TimeExpression | None
    keys: frozenset[str] = frozenset()


@cache
def _table(language: str) -> tuple[dict[str, str], tuple[str, ...]]:
    text = files(f"timeline.language.{language}").joinpath("events/families.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    family = {word: group[0] for group in table["families"] for word in group}
    return family, tuple(table["suffixes"])


@lru_cache(65_536)
def family_of(lemma: str, language: str = "en") -> str:
    """What stands for all words that can name the same event: "annexation" and "annex" give one key.

    >>> family_of("annexation") == family_of("annex")
    True
    >>> family_of("announcement") == family_of("announce")
    True
    """
    families, suffixes = _table(language)
    if lemma in families:
        return families[lemma]
    for suffix in suffixes:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 4:
            stem = lemma.removesuffix(suffix)
            return families.get(stem, stem.removesuffix("e"))
    return lemma


def merge(parse: Parse, candidates: Sequence[Candidate]) -> list[list[int]]:
    """Groups of indices into `candidates`, each one event, in text order of their first mention."""
    groups: list[list[int]] = []
    known = [candidate._replace(keys=frozenset(_keys(parse, candidate.token))) for candidate in candidates]
    index = _Index()
    for n, candidate in enumerate(known):
        token, keys = candidate.token, candidate.keys
        near = index.hanging(parse, token)
        if token.lemma in frames().shells:
            near |= index.lately(parse, token)
        latest = sorted(near, key=lambda g: groups[g][-1], reverse=True)
        part = next((g for g in latest if _is_part(parse, [known[i] for i in groups[g][-_MOST:]], candidate)), None)
        home = part
        if home is None:
            alike = sorted(index.alike(keys), reverse=True)[:_MOST]
            home = next((g for g in alike if _same(parse, [known[i] for i in groups[g][-_MOST:]], candidate)), None)
        if home is None:
            home = _bridged(parse, groups, known, n)
        if home is None:
            home = len(groups)
            groups.append([])
        if part is not None:  # one event in two words, so what the first says of its truth holds for the second
            known[n] = candidate._replace(factuality=known[groups[part][0]].factuality)
        groups[home].append(n)
        index.add(token, keys, home)
    return groups


class _Index:
    """Finds the groups that a new mention could belong to, so that a long article costs no more for each."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._under: defaultdict[int, set[int]] = defaultdict(set)
        self._named: defaultdict[str, set[int]] = defaultdict(set)
        self._told: defaultdict[int, set[int]] = defaultdict(set)  # by sentence

    def add(self, token: Token, keys: frozenset[str], group: int) -> None:
        self._at[token.i] = group
        self._under[token.head].add(group)
        self._told[token.sentence].add(group)
        for key in keys:
            self._named[key].add(group)

    def hanging(self, parse: Parse, token: Token) -> set[int]:
        """Those with a mention that this word hangs on, that hangs on it, or that is its subject by way of others."""
        subject = occurrent(parse, token) if token.pos == "VERB" and is_occurrence(parse, token) else None
        beside = {self._at[i] for i in (token.head, -1 if subject is None else subject.i) if i in self._at}
        by = parse.head(token)
        over = {self._at[by.head]} if by is not None and by.pos == "ADP" and by.head in self._at else set()
        return beside | over | self._under[token.i]

    def lately(self, parse: Parse, token: Token) -> set[int]:
        """Those told in the sentences just before and in its own, and the one that a preposition hangs it on."""
        by = parse.head(token)
        over = {self._at[by.head]} if by is not None and by.head in self._at else set()
        return over.union(*(self._told[token.sentence - n] for n in range(_SHELL_REACH + 1)))

    def alike(self, keys: frozenset[str]) -> set[int]:
        return set().union(*(self._named[key] for key in keys))


def _is_part(parse: Parse, group: list[Candidate], new: Candidate) -> bool:
    return any(
        is_light(parse, old.token, new.token)
        or is_light(parse, new.token, old.token)
        or is_pictured(parse, old.token, new.token)
        or _is_shell(parse, old, new)
        for old in group
    )


def _bridged(parse: Parse, groups: list[list[int]], known: list[Candidate], n: int) -> int | None:
    """The group of what a noun points back to in other words, where that happened and nothing speaks against it."""
    new = known[n]
    if not verbs_of(new.token) or not is_pointing(parse, new.token):
        return None
    told = [(g, known[i].token) for g, group in enumerate(groups) for i in group if known[i].factuality in _REAL]
    home = target(new.token, told)
    if home is None or any(_clash(known[i], new) for i in groups[home]):
        return None
    return home


def _same(parse: Parse, group: list[Candidate], new: Candidate) -> bool:
    return any(_match(parse, old, new) for old in group) and not any(_clash(old, new) for old in group)


def _is_shell(parse: Parse, old: Candidate, new: Candidate) -> bool:
    """ "in a move that ...", and "his effort" for what he was just said to do: any word for a deed will do there."""
    noun, told = new.token, old.token
    if noun.lemma not in frames().shells:
        return False
    above = parse.head(noun)
    if above is not None and above.lower == "in" and noun.dep == "pobj":
        return above.head == told.i
    owned = any(child.dep == "poss" for child in parse.children(noun))
    near = noun.sentence - told.sentence <= _SHELL_REACH
    near = near and told.lemma not in frames().reporting and told.lemma not in frames().report_nouns
    return owned and near and _shared(old, new, ("agent",))


def _match(parse: Parse, old: Candidate, new: Candidate) -> bool:
    """Whether the words and the participants speak for one event."""
    if not old.keys & new.keys:
        return False
    said = old.token.pos == "VERB" and new.token.pos == "VERB" and old.token.lemma in frames().reporting
    if said and not _is_recalled(parse, old.token) and not _is_recalled(parse, new.token):
        return False  # whoever says something twice has spoken twice
    if _is_other(parse, old.token, new.token):
        return False
    if said:
        return old.token.lemma == new.token.lemma and _shared(old, new, ("agent",))
    agents, others = _shared(old, new, ("agent",)), _shared(old, new, _ROLES[1:])
    if old.token.pos == "VERB" and new.token.pos == "VERB":
        same_time = _same_time(old, new)
        theirs = [bool(_names(candidate, _ROLES[1:])) for candidate in (old, new)]
        alone = not any(theirs)  # "she resigned": nothing else to compare
        recalled = not all(theirs) and (_is_recalled(parse, old.token) or _is_recalled(parse, new.token))
        again = old.token.lemma == new.token.lemma and (recalled or alone)
        return same_time or (agents and (others or again)) or _is_retold(parse, old, new)
    if new.token.pos == "NOUN" and _is_definite(parse, new.token):
        near = not is_generic(new.token) or new.token.sentence - old.token.sentence <= _REACH
        alone = (_bare(old) or _bare(new)) and near and not is_one_of_several(parse, new.token)
        return agents or others or alone or _same_time(old, new)
    return agents or _same_time(old, new)


def _is_retold(parse: Parse, old: Candidate, new: Candidate) -> bool:
    """ "The council adopted a plan ... The plan was adopted in May": done to the same thing, by nobody else."""
    nameless = not _names(old, ("agent",)) or not _names(new, ("agent",))
    if old.token.lemma != new.token.lemma or not nameless:
        return False
    if counts_alike(parse, old.token, new.token):
        return True
    if not _shared(old, new, ("patient",)):
        return False
    if says_more(parse, old.token) or says_more(parse, new.token):
        return False
    told = parse.children(new.token, "dobj", "nsubjpass")
    again = any(t.lower == "again" for t in parse.children(new.token, "advmod"))
    return any(t.pos == "PROPN" or _is_definite(parse, t) for t in told) and not again


def _is_other(parse: Parse, old: Token, new: Token) -> bool:
    """One of many and all of them ("the first payment", "the payments"), and what is set apart ("a similar bid")."""
    counted = old.lemma == new.lemma and {old.tag, new.tag} == {"NN", "NNS"} and old.lemma not in _PLURALS
    between = new.sentence - old.sentence
    pointed = any(t.lower in ("that", "this") for t in parse.children(new, "det")) and between > _REACH_OF_THAT
    here, there = set_apart(parse, new), set_apart(parse, old)
    return counted or pointed or bool(here - there) or (between > 1 and bool(there - here))


def _is_recalled(parse: Parse, verb: Token) -> bool:
    """ "before he tweeted", "when they met", "after leaving": a temporal clause recalls what is told elsewhere."""
    marks = frames().temporal_marks
    if verb.dep == "pcomp":
        return parse.tokens[verb.head].lower in marks
    if verb.lemma in frames().reporting and any(k.lower == "as" for k in parse.children(verb, "mark", "advmod")):
        return False  # "as she later wrote"
    return verb.dep == "advcl" and any(k.lower in marks for k in parse.children(verb, "mark", "advmod"))


def _keys(parse: Parse, token: Token) -> set[str]:
    """The family of the word, for a noun those of the words compounded with it ("Twitter poll"), and for a verb that
    says no more than its object, that object's ("had a conversation")."""
    if token.pos == "VERB" and (parse.children(token, "prt") or _calls_for(parse, token)):
        return {f"{token.lemma} {' '.join(t.lower for t in parse.children(token, 'prt'))}"}  # "called off" is no call
    keys = {family_of(token.lemma)}
    if token.pos == "VERB" and token.lemma in frames().light:
        keys |= {family_of(child.lemma) for child in parse.children(token, "dobj")}
    if token.pos in ("NOUN", "PROPN"):
        keys |= {family_of(child.lemma) for child in parse.children(token, "compound", "nmod")}
        keys |= {family_of(c.lemma) for c in parse.children(token, "amod") if c.lower in frames().meant}
    return keys


def _calls_for(parse: Parse, verb: Token) -> bool:
    """ "called on the state to pay", "called it a lie": no conversation."""
    if verb.lemma != "call":
        return False
    return bool(parse.children(verb, "oprd", "xcomp")) or any(
        t.lower in ("on", "for") for t in parse.children(verb, "prep")
    )


def _shared(old: Candidate, new: Candidate, roles: tuple[str, ...]) -> bool:
    """Whether some participant of one is named by the other: "the minister" by "Transport Minister Helen Marsh"."""
    return any(a <= b or b <= a for a in _names(old, roles) for b in _names(new, roles))


def _names(candidate: Candidate, roles: tuple[str, ...]) -> list[frozenset[str]]:
    """The words of each participant of these roles, as it stands and by its full name."""
    parts = [p for p in candidate.participants if p.role in roles]
    spoken = [p.text for p in parts if p.text.lower() not in _PRONOUNS] + [p.name for p in parts if p.name is not None]
    words = [
        frozenset(w.removesuffix("'s").removesuffix("’s") for w in name.lower().split() if w not in _SMALL)
        for name in spoken
    ]
    return [name for name in words if name]


def _clash(old: Candidate, new: Candidate) -> bool:
    """Other agents, other times, or one that happened and one that is only meant."""
    named = _names(old, ("agent",)) and _names(new, ("agent",))
    if named and not _shared(old, new, ("agent",)) and not _pronoun(old) and not _pronoun(new):
        return True
    unreal = (Factuality.PLANNED, Factuality.HYPOTHETICAL)
    if (old.factuality in unreal) != (new.factuality in unreal):
        return True
    return old.dated is not None and new.dated is not None and not _same_time(old, new)


def _pronoun(candidate: Candidate) -> bool:
    """True where the only agent is a pronoun nobody could resolve."""
    agents = [p for p in candidate.participants if p.role == "agent"]
    return all(p.name is None and p.text.lower() in _PRONOUNS for p in agents)


def _same_time(old: Candidate, new: Candidate) -> bool:
    if old.dated is None or new.dated is None or old.dated.bounds is None or new.dated.bounds is None:
        return False
    (a, b), (c, d) = old.dated.bounds.hull, new.dated.bounds.hull
    return (a is None or d is None or a < d) and (c is None or b is None or c < b)


def _bare(candidate: Candidate) -> bool:
    return not candidate.participants


def _is_definite(parse: Parse, noun: Token) -> bool:
    """ "the vote", "that vote", "his vote" point back, and "there was no vote" to who claimed one."""
    above = parse.head(noun)
    if above is not None and above.lemma == "be" and parse.children(above, "expl"):
        return any(child.lower == "no" for child in parse.children(noun, "det"))
    return any(
        child.dep == "poss" or child.lower in ("the", "this", "that", "these", "those")
        for child in parse.children(noun)
    )
