"""Questions of yes and no, parsed as the statements that they ask about.

The parser learned on news, which asks little: in "Did the board fire managers?" it sees managers of a fire. Where its
reading of a question has no verb that goes with the auxiliary, the words are parsed again in the order of a statement
("the board will fire managers"), and what that finds is put back on the words where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from timeline.claims.cues import cues
from timeline.syntax import Parse, Token

# The forms that may follow each kind of auxiliary.
_FORMS = {"be": ("VBG", "VBN"), "have": ("VBN",)}
_BASE = ("VB",)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NEVER = ("DET", "ADP", "PRON", "PART", "PUNCT", "CCONJ", "SCONJ", "NUM")  # no verb follows where one of these stands
_FARTHEST = 8  # tokens of a subject
_CLEAREST = "will"  # the parser takes "did" for the verb itself


def auxiliary(parse: Parse) -> Token | None:
    """ "Did" of "Did the board fire managers?", and of "After the audit, did the board fire managers?"."""
    if not parse.text.rstrip().endswith("?"):
        return None
    starts = [0, *(t.i + 1 for t in parse.tokens[:-1] if t.text == ",")]
    return next((parse.tokens[i] for i in starts if parse.tokens[i].lower in cues().inverted), None)


def as_stated(parse: Parse, again: Callable[[str], Parse]) -> Parse:
    """The parse itself where it understood the question; `again` parses other words."""
    asked = auxiliary(parse)
    if asked is None or _is_settled(parse, asked):
        return parse
    found = (_restated(parse, asked, verb, again) for verb in _verbs(parse, asked))
    return next((stated for stated in found if stated is not None), parse)


def _is_settled(parse: Parse, asked: Token) -> bool:
    """A verb goes with the auxiliary in its form, or "be" is the verb and nobody does anything."""
    verb = parse.head(asked)
    if verb is not None and asked.dep in ("aux", "auxpass"):
        return verb.tag in _FORMS.get(asked.lemma, _BASE) and bool(parse.children(verb, *_SUBJECTS))
    below = (t for subject in parse.children(asked, "nsubj", "attr") for t in parse.subtree(subject))
    return asked.lemma in _FORMS and not any(t.dep == "acl" and t.tag in _FORMS[asked.lemma] for t in below)


def _verbs(parse: Parse, asked: Token) -> Iterator[Token]:
    """The words that may be the verb: after a subject, and no little word."""
    for token in parse.tokens[asked.i + 2 : asked.i + 2 + _FARTHEST]:
        if token.pos not in _NEVER and parse.text[token.span.start - 1].isspace():
            yield token


def _restated(parse: Parse, asked: Token, verb: Token, again: Callable[[str], Parse]) -> Parse | None:
    """The parse with the auxiliary read right before this verb; None where that makes no statement."""
    text, start, end = parse.text, asked.span.end, verb.span.start
    word = asked.lower if asked.lemma in _FORMS else _CLEAREST
    stated = again(f"{text[: asked.span.start]}{text[start:end].strip()} {word} {text[end:]}")
    order = [*range(asked.i), *range(asked.i + 1, verb.i), asked.i, *range(verb.i, len(parse.tokens))]
    if [t.lower for t in stated.tokens] != [word if i == asked.i else parse.tokens[i].lower for i in order]:
        return None
    places = {i: stated.tokens[n] for n, i in enumerate(order)}
    tokens = tuple(_as_in(token, places[token.i], order[places[token.i].head]) for token in parse.tokens)
    tokens = tuple(replace(t, lemma=asked.lemma, tag=asked.tag) if t.i == asked.i else t for t in tokens)
    found = replace(parse, tokens=tokens)
    told = tokens[verb.i]
    fits = tokens[asked.i].head == verb.i and told.tag in _FORMS.get(asked.lemma, _BASE)
    subject = next((s for s in found.children(told, *_SUBJECTS) if asked.i < s.i < verb.i and s.tag != "DT"), None)
    between = set(range(asked.i + 1, verb.i))
    return found if fits and subject is not None and {t.i for t in found.subtree(subject)} >= between else None


def _as_in(token: Token, stated: Token, head: int) -> Token:
    """The word where it stands, as the statement has it."""
    return replace(token, lemma=stated.lemma, pos=stated.pos, tag=stated.tag, dep=stated.dep, head=head)
