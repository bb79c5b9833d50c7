"""The class of an event: the encoder's reading and the lemma's record, weighed."""

from __future__ import annotations

import numpy as np
import pytest

from tests.events.read import event
from timeline import Article
from timeline.events.classes import LABELS, class_model
from timeline.events.model import EventClass
from timeline.events.parser import parse


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The bank tried to sell its branches.", "tried", EventClass.I_ACTION),
        ("The talks began on Monday.", "began", EventClass.ASPECTUAL),
        ("Orlov said that the plant had closed.", "said", EventClass.REPORTING),
        ("Orlov believes that the plant will close.", "believes", EventClass.I_STATE),
        ("The bridge collapsed on Monday.", "collapsed", EventClass.OCCURRENCE),
    ],
)
def test_class(text: str, trigger: str, wanted: EventClass) -> None:
    assert event(text, trigger).event_class is wanted


def test_the_lemma_decides_where_the_encoder_wavers_and_not_where_it_is_sure() -> None:
    (said,) = (t for t in parse(Article(text="Weiss said so.", published="2024-05-15")).tokens if t.lemma == "say")
    even = np.array([0.45 if label in ("OCCURRENCE", "REPORTING") else 0.02 for label in LABELS])
    sure = np.array([0.9999 if label == "ASPECTUAL" else 0.0001 / 6 for label in LABELS])
    assert class_model().best([said, said], np.array([even, sure])) == [EventClass.REPORTING, EventClass.ASPECTUAL]
    assert class_model().best([], np.zeros((0, len(LABELS)))) == []
