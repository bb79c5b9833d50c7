"""The tense around a phrase, without a parse: the nearest verb form of its clause that shows one.

"The board met Tuesday" -> past; "On Tuesday, the board will meet" -> future; "He plans to resign in May" -> planned.
The part of the sentence up to the next comma, quotation mark or clause word counts before what lies beyond it, and what
stands before the phrase before what stands after it. Of another clause, the verb that only says who said it does not
count: "The bridge will reopen in March, officials said".
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

from timeline.tagger.grammar import Grammar
from timeline.tagger.mention import Tense

_WINDOW = 24  # tokens on either side
_MOST_CACHED = 50_000


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The tense that a stretch shows, whether it has an infinitive, and whether nothing else shows the tense."""

    tense: Tense
    purpose: bool
    only_purpose: bool


# For classes of tokens: of one byte each, and none that means more in a regular expression.
_LETTERS = string.ascii_letters + "".join(map(chr, range(0xC0, 0x100)))
_VERBS = ("pastverb", "reportverb", "presentverb", "copula", "plannedverb", "ability", "futureverb", "passive")
_CLAUSE = ("=,", "quote", "clauseword", "=--")
_ALSO_VERBS = frozenset(("=start", "=end"))  # a word of time that may be an infinitive
_NUANCES = ("infinitive", "pluperfect", "lapse", "limit", "fixing", "noun", "moving", "modal", "due", "moved", "base")
_PLANS = ("being", "opening", "fixture", "underway")
_AROUND = ("intent", "determiner", "degree", "particle", "=-", "=off")
_WORDS = ("='s", "=on", "=at", "=for", "=not", "=ahead", "=of", "=the", "=a", "=until", "=as", "=and", "=in", "=since")
_KINDS = (*_VERBS, *_CLAUSE, *_NUANCES, *_PLANS, *_AROUND, *_WORDS, "stop", "break")


def _letters(grammar: Grammar) -> tuple[dict[int, str], dict[str, str]]:
    """For str.translate: a letter for each class that tells of tense, and one for all others; and the letters of kinds.

    "plain" are words that may be an infinitive.
    """
    of: dict[frozenset[str], str] = {}
    table: dict[int, str] = {}
    letters = dict.fromkeys((*_KINDS, "plain"), "")
    for kinds, char in grammar.alphabet.items():
        shown = {kind for kind in _KINDS if kind in kinds}
        if ("word" in kinds and not kinds & {"cap", "plural", "ing"}) or kinds & _ALSO_VERBS:
            shown.add("plain")
        letter = of.setdefault(frozenset(shown), _LETTERS[len(of)])
        table[ord(char)] = letter
        for kind in shown:
            if letter not in letters[kind]:
                letters[kind] += letter
    return table, letters


def _to_come(letters: dict[str, str], tensed: str) -> re.Pattern[str]:
    """What shows that a day lies ahead, at the end of the words before it. `tensed` are the letters of finite verbs."""
    past, passive = letters["pastverb"] + letters["reportverb"], letters["passive"]
    # without a verb of their own: "a match starting Friday", "the interview to be aired Friday", "ahead of the vote
    # on Friday", "put off until Friday"
    return re.compile(
        f"(?:.[{letters['opening']}].{{0,2}}"
        f"|(?<![{tensed}])[{letters['infinitive']}][{passive}].{{0,1}}[{past}].{{0,1}}"
        f"|[{letters['=ahead']}][{letters['=of']}][^{tensed}]*"
        f"|[{letters['=off']}{letters['moved']}][^{tensed}]*[{letters['=until']}])$"
    )


def _verb(letters: dict[str, str], tensed: str) -> re.Pattern[str]:
    """A verb, or what looks like one, by the groups that say which. `tensed` are the letters of finite verbs."""
    copula, passive, planned = letters["copula"], letters["passive"], letters["plannedverb"]
    past, degree = letters["pastverb"] + letters["reportverb"], f"[{letters['degree']}]?"
    tensed_else = "".join(letter for letter in tensed if letter not in letters["base"])
    # before a plain form that is no present: "to meet", "could not meet", "helped start", "a start"
    no_base = past + "".join(letters[kind] for kind in ("infinitive", "futureverb", "ability", "modal", "passive"))
    no_base += letters["determiner"] + letters["=not"] + letters["=-"]
    # "agreed to meet": a plan; "a still unnamed place": no verb; "as planned": what has come; "set off": past; "to
    # meet": an infinitive shows a plan, if no finite verb stands nearer; "had been due": a plan of the past; "be
    # paid": no finite verb, so that what stands before it decides ("will be paid", "to be paid"), though not of
    # "could not be reached"; "is heard": present; "were to meet": a plan
    return re.compile(
        f"(?=[{tensed}{letters['infinitive']}{passive}{letters['intent']}{letters['determiner']}{letters['=as']}"
        f"{letters['fixing']}])(?:"
        f"(?P<aim>[{letters['intent']}][{letters['infinitive']}](?:[{past}]|(?=[{letters['plain']}{passive}])))"
        f"|(?P<attribute>[{letters['determiner']}]{degree}[{past}]|[{letters['=as']}]{degree}[{planned}])"
        f"|(?P<setting>[{letters['fixing']}][{letters['particle']}])|"
        f"(?P<infinitive>[{letters['infinitive']}](?:[{past}]|(?=[{letters['plain']}{passive}])))"
        f"|(?P<pluperfect>[{letters['pluperfect']}].{{0,2}}[{planned}])"
        f"|(?P<able>[{letters['ability']}][{letters['=not']}].{{0,1}}[{passive}].{{0,1}}[{past}])"
        f"|(?P<were_to>[{letters['being']}][{letters['infinitive']}](?=[{letters['plain']}{passive}]))"
        f"|(?P<passive>[{passive}].{{0,1}}[{past}{letters['fixing']}])"
        f"|(?P<modal>[{letters['futureverb']}{letters['ability']}{letters['modal']}])[{past}]"
        f"|(?P<because>[{letters['due']}][{letters['infinitive']}](?![{letters['plain']}{passive}]))"
        f"|(?P<heard>(?<![{letters['being']}])[{letters['underway']}][{past}]|[{copula}].{{0,1}}(?:[{past}]|[{letters['fixing']}][{letters['particle']}]))"
        f"|(?P<moving>[{copula}].{{0,1}}[{letters['moving']}])"
        f"|(?P<base>(?<![{no_base}])[{letters['base']}](?![{letters['=-']}]))"
        f"|[{tensed_else}])"
    )


class TenseFinder:
    """Finds tenses in a string of token classes."""

    def __init__(self, grammar: Grammar) -> None:
        self._table, letters = _letters(grammar)
        past = letters["pastverb"] + letters["reportverb"]
        self._of = dict.fromkeys(past, Tense.PAST)
        self._of |= dict.fromkeys(letters["presentverb"] + letters["copula"], Tense.PRESENT)
        self._of |= dict.fromkeys(letters["plannedverb"] + letters["ability"], Tense.PLANNED)
        self._of |= dict.fromkeys(letters["futureverb"], Tense.FUTURE)
        self._reports = frozenset(letters["reportverb"])
        self._nouns = frozenset(letters["noun"])
        self._then = frozenset(letters["moved"] + letters["intent"])  # "On Friday they extended ...", "agreed to ..."
        self._possessive = frozenset(letters["='s"])
        self._known: dict[tuple[str, str], Tense] = {}
        self._stop = re.compile(f"[{letters['stop']}{letters['break']}]")
        self._clause = re.compile("[" + "".join(letters[kind] for kind in _CLAUSE) + "]")
        copula, passive, planned = letters["copula"], letters["passive"], letters["plannedverb"]
        self._until = frozenset(letters["=until"])
        self._aim = re.compile(f"[{letters['infinitive']}][{letters['plain']}{passive}]")
        limit, lapse = letters["limit"], letters["lapse"]
        self._lapsed = re.compile(f"[{limit}][^{letters['=not']}]{{0,2}}[{lapse}]|[{lapse}].{{0,2}}[{limit}]")
        self._at_hand = re.compile(
            f"(?:[{copula}].{{0,1}}[{past}][{letters['=on']}]?|[{copula}][{letters['=on']}{letters['=at']}]?"
            f"|[{letters['=ahead']}][{letters['=of']}][{letters['=the']}{letters['=a']}]?|[{letters['due']}][{letters['=on']}]?)$"
        )
        self._to_come = _to_come(letters, "".join(self._of))
        self._fixture = re.compile("[" + letters["='s"] + "].{0,3}[" + letters["fixture"] + "]")
        self._since = re.compile(f"[{letters['=since']}]")
        # "and on Friday they left": another verb than before
        self._begins = re.compile(f"[{letters['=and']}][{letters['=on']}{letters['=in']}]$")
        self._for = frozenset(letters["=for"])
        self._set_for = re.compile(f"[{letters['fixing']}{planned}].{{0,4}}$")
        self._verb = _verb(letters, "".join(self._of))

    def reduced(self, classes: str) -> str:
        """The classes of a text with only what tells of tense left in them: `at` takes it."""
        return classes.translate(self._table)

    def at(self, reduced: str, start: int, end: int) -> Tense:
        """The tense of the clause around tokens [start, end)."""
        key = reduced[max(0, start - _WINDOW) : start], reduced[end : end + _WINDOW]
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            found = self._known[key] = self._between(*key)
        return found

    def _between(self, before: str, after: str) -> Tense:
        before, after = self._stop.split(before)[-1], self._stop.split(after, maxsplit=1)[0]
        near_before, near_after = self._clause.split(before)[-1], self._clause.split(after, maxsplit=1)[0]
        # "On Friday, he said he would resign": the clause has its verb behind the comma
        opens = not near_after and near_before == before and not self._has_verb(before)
        parts = [(near_before, True, True), (near_after, False, True), (after, False, opens), (before, True, False)]
        if self._begins.search(near_before):
            parts = [parts[1], (after, False, not near_after), parts[0], parts[3]]
        if self._at_hand.search(near_before):
            return Tense.FUTURE  # "the deadline is Friday", "is opened Friday", "ahead of Sunday's vote"
        if self._to_come.search(near_before):
            return Tense.PLANNED
        if near_before[-1:] in self._for and after[:1] not in self._possessive and self._set_for.search(near_before):
            return Tense.PLANNED  # "a hearing set for Friday"
        if near_before[-1:] in self._until and self._aim.match(near_after):
            return Tense.PLANNED  # "had until Friday to appeal"
        if self._since.search(near_before) and not self._has_verb(self._since.split(near_before)[-1]):
            return Tense.PAST  # "the rise since the bombing in February"
        if self._lapsed.search(near_before + near_after):
            return Tense.PAST  # "Friday's deadline passed", "the deadline on Friday has expired"
        for part, last, near in parts:
            found = self._tense(part, last, near)
            if found.tense is Tense.NONE:
                continue
            if found.purpose and after[:1] in self._possessive and not self._fixture.match(after):
                return Tense.PAST  # "would look for ways to get around Tuesday's ruling"
            if found.only_purpose and self._tense(near_after, False, True).tense is Tense.PAST:
                return Tense.PAST  # "the first to join on Friday were"
            return found.tense
        return Tense.NONE

    def _tense(self, part: str, last: bool, near: bool) -> _Verbs:
        """The last or first tense of a part. `near`: of the clause itself, where what was said was said then."""
        found, purpose, only_purpose, over, told = Tense.NONE, False, False, False, False
        for match in self._verb.finditer(part):
            infinitive = bool(match["infinitive"])
            purpose = purpose or infinitive or bool(match["aim"])
            if (
                over
                or match["attribute"]
                or match["passive"]
                or match["because"]
                or (infinitive and found not in (Tense.NONE, Tense.PRESENT))
                or (match["base"] and found is Tense.PAST and not told)
            ):
                continue  # "staged a feast to mark the entry on Friday", "had been due to expire on Friday"
            told = match[0] in self._reports
            if not near and match[0] in self._reports:
                continue
            if last and match[0] in self._nouns and found is Tense.PAST and match.end() == len(part):
                continue  # "announced plans Friday"
            if match["aim"] and not last and match[0][0] not in self._of:
                continue  # "On Friday, the decision to sell drew protests"
            over = bool(match["pluperfect"])
            only_purpose = infinitive
            shown = Tense.PAST if not last and match[0][0] in self._then else self._shown(match)
            if found is not Tense.FUTURE or shown is not Tense.PLANNED:  # "will open and ends on Friday"
                found = shown
            if not last:
                break
        return _Verbs(found, purpose, only_purpose)

    def _has_verb(self, part: str) -> bool:
        return any(not match["attribute"] for match in self._verb.finditer(part))

    def _shown(self, match: re.Match[str]) -> Tense:
        if match["infinitive"] or match["moving"] or match["aim"] or match["were_to"]:
            return Tense.PLANNED
        if match["setting"]:
            return Tense.PAST
        if match["heard"]:
            return Tense.PRESENT
        return Tense.PAST if match["pluperfect"] or match["able"] else self._of[match["modal"] or match[0]]
