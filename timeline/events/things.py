"""What "it" and "its" mean, where only one thing or organisation fits."""

from __future__ import annotations

from timeline.events.adjuncts import is_time
from timeline.events.epithets import kinds
from timeline.events.genders import bodies, is_person
from timeline.events.lexicon import frames
from timeline.events.names import Names
from timeline.events.participants import antecedent
from timeline.syntax import Parse, Token

_SUBJECT = ("nsubj", "nsubjpass")
_IMPERSONAL = frozenset({"be", "seem", "appear", "rain", "snow", "happen", "emerge", "transpire", "take", "turn"})
_TELLING = frozenset({"emerge", "transpire"})  # impersonal only with a clause behind: "It emerged that ..."
_CLAUSES = ("ccomp", "advcl", "xcomp")


def thing_of(parse: Parse, names: Names, pronoun: Token) -> str | None:
    """The subject above ("The bank said it had sold its branches") or of the sentence before, if nothing else fits."""
    subject = _subject_with(parse, pronoun)
    if subject is None:
        return None
    verb = parse.tokens[subject.head]
    plain = verb.lemma in _TELLING and not parse.children(verb, "ccomp", "csubj")
    if subject.i == pronoun.i and verb.lemma in _IMPERSONAL and not plain and not parse.children(verb, "dobj"):
        return None
    above = _above(parse, verb)
    if above is None:
        return _before(parse, names, pronoun)
    if above.i > pronoun.i or (_rivals(parse, above.i + 1, pronoun.i) and not _acts(parse, subject, above)):
        return None
    return names.pronouns.get(above.i) or _no_person(parse, names, above)


def _acts(parse: Parse, subject: Token, candidate: Token) -> bool:
    """A body of people is what acts, whatever else was named: "The jury rejected that account after it had met"."""
    active = subject.dep == "nsubj" and parse.tokens[subject.head].lemma not in _IMPERSONAL
    return active and (candidate.lemma in bodies() or candidate.entity == "ORG")


def _subject_with(parse: Parse, pronoun: Token) -> Token | None:
    """The subject that the pronoun is, or whose owner it names: "its old drill"."""
    if pronoun.lower == "it":
        return pronoun if pronoun.dep in _SUBJECT else None
    owned = parse.head(pronoun)
    return owned if owned is not None and owned.dep in _SUBJECT else None


def _above(parse: Parse, verb: Token) -> Token | None:
    """The subject of the clause that this one hangs on, where it has one."""
    current = verb
    while current.dep in (*_CLAUSES, "conj", "pcomp"):
        above = parse.head(current)
        if above is None:
            return None
        subject = next(iter(parse.children(above, *_SUBJECT)), None)
        if subject is not None:
            return antecedent(parse, above, subject)
        current = above
    return None


def _before(parse: Parse, names: Names, pronoun: Token) -> str | None:
    """The main subject of the sentence before, for a pronoun that opens its own."""
    if pronoun.sentence == 0:
        return None
    tokens = parse.sentence_tokens(pronoun.sentence - 1)
    main = next((t for t in tokens if t.dep in _SUBJECT and parse.tokens[t.head].dep == "ROOT"), None)
    ahead = [t for t in _ahead(parse, pronoun) if t.tag in ("NN", "NNP")]
    if main is None or (ahead and not any(t.lemma == main.lemma and t.dep in ("dobj", *_SUBJECT) for t in ahead)):
        return None
    if ahead:
        return _no_person(parse, names, main)  # both sentences are about it
    told, subject = parse.tokens[main.head], _subject_with(parse, pronoun)
    if any(parse.children(t, *_SUBJECT) for t in parse.children(told, "conj")):
        return None  # "The dam burst and the river rose. It ..."
    cited = told.lemma in frames().reporting and any(c.i < main.i for c in parse.children(told, "ccomp"))
    if cited and (subject is None or parse.tokens[subject.head].lemma not in frames().reporting):
        return None  # "Two dams burst, the agency said. It was ...": whoever is cited is not what it is about
    if told.lemma in frames().reporting and main.i not in names.pronouns and main.pos == "NOUN" and not _is_body(main):
        return None
    introduced = [t for t in parse.children(told, "dobj", "attr") if _is_introduced(parse, t)]
    if introduced and main.pos != "PROPN" and not (subject and _acts(parse, subject, main)):
        return None
    return names.pronouns.get(main.i) or _no_person(parse, names, main)


def _is_body(noun: Token) -> bool:
    """A word for an organisation, not for a person or a paper: "the bank said ... It"."""
    return noun.lemma not in kinds() and not is_person(noun)


def _is_called_body(parse: Parse, name: Token) -> bool:
    """ "vaccine maker Kolm Biotech", whatever the recogniser takes the name for; but not "bank director Jan Weiss"."""
    words = parse.children(name, "compound", "nmod", "appos")
    return any(t.lemma in bodies() for t in words) and not any(t.lemma in kinds() or is_person(t) for t in words)


def _ahead(parse: Parse, pronoun: Token) -> list[Token]:
    """What stands before the pronoun in its sentence, short of times."""
    before = [t for t in parse.sentence_tokens(pronoun.sentence) if t.i < pronoun.i]
    times = {t.i for top in before if top.dep == "prep" for t in parse.subtree(top) if is_time(parse, top)}
    return [t for t in before if t.entity not in ("DATE", "TIME") and t.i not in times]


def _rivals(parse: Parse, start: int, end: int) -> bool:
    """Whether another single thing is acted on in between: "passed a law ..., but it was vetoed"."""
    between = parse.tokens[start:end]
    return any(
        t.tag in ("NN", "NNP") and t.dep in ("dobj", *_SUBJECT) and t.entity not in ("DATE", "TIME", "PERSON")
        for t in between
    )


def _is_introduced(parse: Parse, noun: Token) -> bool:
    return noun.tag == "NN" and any(t.lower in ("a", "an") for t in parse.children(noun, "det"))


def _no_person(parse: Parse, names: Names, subject: Token) -> str | None:
    """What "it" can stand for: a name that is no person's, or a singular noun with the words before it."""
    person = subject.lemma in kinds() or is_person(subject) or names.is_person(parse, subject)
    person = person and not _is_called_body(parse, subject)
    if person or subject.tag not in ("NN", "NNP") or any(parse.children(subject, "conj")):
        return None
    if subject.i in names.by_token:
        return names.by_token[subject.i]
    left = [t for c in parse.children(subject, "det", "amod", "compound", "poss", "nummod") for t in parse.subtree(c)]
    first = min([*left, subject], key=lambda t: t.i)
    if first.tag == "PRP$" or first.lower == "no":
        return None
    words = " ".join(parse.text[first.span.start : subject.span.end].split())
    if first.lower in ("a", "an"):
        return "the" + words[len(first.text) :]
    return words[:1].lower() + words[1:] if first.pos == "DET" else words
