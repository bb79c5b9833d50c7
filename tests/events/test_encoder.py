"""The trained model that ships: it is the file its settings name, and it reads sentences of our own as it should."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from timeline.errors import ModelMissing
from timeline.events.encoder import FILES, Encoder, Reading
from timeline.events.labels import CLASSES, DENSE, MATRES, mirror
from timeline.weights import MODELS
from training.text import sentences, words

LIMIT = 35_000_000
FIXTURES = json.loads((Path(__file__).parent / "encoder_fixtures.json").read_text(encoding="utf-8"))
STORY = (
    "The bridge collapsed on Monday after heavy rain had weakened its pillars. Rescuers pulled six people from the "
    "river and drove them to a hospital, where two died. The mayor said the city would rebuild it."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def read(encoder: Encoder, text: str) -> tuple[Reading, list[str]]:
    spans = words(text)
    return encoder.read(text, spans, sentences(text, spans)), [text[start:end] for start, end in spans]


def test_the_file_is_the_one_its_settings_name_and_small_enough() -> None:
    settings = json.loads((MODELS / "model.json").read_text(encoding="utf-8"))
    for name, digest in settings["sha256"].items():
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() == digest
    assert (MODELS / "model.onnx").stat().st_size <= LIMIT


def test_a_missing_file_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    for name in FILES[1:]:
        shutil.copy(MODELS / name, tmp_path)
    with pytest.raises(ModelMissing, match=r"model\.onnx not found in .*python -m training"):
        Encoder.load(tmp_path)


def test_triggers_of_the_fixtures_are_found(encoder: Encoder) -> None:
    matched = predicted = gold = 0
    for case in FIXTURES["triggers"]:
        reading, tokens = read(encoder, case["text"])
        found = {i for i in range(len(tokens)) if reading.table("class")[i].argmax() > 0}
        wanted = {tokens.index(word) for word in case["events"]}
        matched, predicted, gold = matched + len(found & wanted), predicted + len(found), gold + len(wanted)
    assert 2 * matched / (predicted + gold) >= FIXTURES["floors"]["trigger_f1"]


def test_orders_of_the_fixtures_hold(encoder: Encoder) -> None:
    right = 0
    for case in FIXTURES["orders"]:
        reading, tokens = read(encoder, case["text"])
        scores = reading.pair(tokens.index(case["first"]), tokens.index(case["second"]))
        assert scores is not None
        right += max(scores.matres, key=scores.matres.__getitem__) == case["order"]
    assert right / len(FIXTURES["orders"]) >= FIXTURES["floors"]["order_accuracy"]


def test_features_of_the_fixtures_hold(encoder: Encoder) -> None:
    right = total = 0
    for case in FIXTURES["features"]:
        reading, tokens = read(encoder, case["text"])
        scores = reading.trigger(tokens.index(case["event"]))
        for name, label in case["labels"].items():
            table = scores.classes if name == "class" else getattr(scores, name)
            right, total = right + (max(table, key=table.__getitem__) == label), total + 1
    assert right / total >= FIXTURES["floors"]["feature_accuracy"]


def test_a_pair_asked_the_other_way_is_its_converse(encoder: Encoder) -> None:
    reading, tokens = read(encoder, STORY)
    pairs = [(a, b) for a in range(0, len(tokens), 3) for b in range(0, len(tokens), 4) if a != b]
    there, back = reading.pairs(pairs), reading.pairs([(b, a) for a, b in pairs])
    np.testing.assert_allclose(there.matres, back.matres[:, mirror(MATRES)], atol=1e-6)
    np.testing.assert_allclose(there.dense, back.dense[:, mirror(DENSE)], atol=1e-6)


def test_probabilities_sum_to_one(encoder: Encoder) -> None:
    reading, tokens = read(encoder, STORY)
    collapsed, monday, died = tokens.index("collapsed"), tokens.index("Monday"), tokens.index("died")
    time, pair = reading.time(collapsed, (monday, monday + 1)), reading.pair(collapsed, died)
    assert time is not None
    assert pair is not None
    trigger = reading.trigger(collapsed)
    for table in (time, pair.matres, pair.dense, trigger.classes, trigger.tense, reading.dct(collapsed)):
        assert sum(table.values()) == pytest.approx(1, abs=1e-5)
    assert trigger.event == pytest.approx(1 - trigger.classes["NONE"])


def test_reading_twice_gives_the_same_bytes(encoder: Encoder) -> None:
    text = " ".join([STORY] * 12)
    first, second = (read(encoder, text)[0] for _ in range(2))
    pairs = [(a, a + 9) for a in range(0, 300, 7)]
    assert first.table("class").tobytes() == second.table("class").tobytes()
    assert first.pairs(pairs).matres.tobytes() == second.pairs(pairs).matres.tobytes()


def test_words_too_far_apart_for_one_window_are_not_compared(encoder: Encoder) -> None:
    reading, tokens = read(encoder, " ".join([STORY] * 12))
    assert reading.pair(1, len(tokens) - 2) is None
    assert reading.time(1, (len(tokens) - 3, len(tokens) - 2)) is None
    table = reading.pairs([(1, len(tokens) - 2), (1, 5)])
    assert table.known.tolist() == [False, True]
    assert table.matres[0].tolist() == [0, 0, 0, 1]


def test_nothing_to_read_is_no_error(encoder: Encoder) -> None:
    reading = encoder.read("", [], [])
    assert reading.table("class").shape == (0, len(CLASSES))
    assert reading.pairs([]).matres.shape == (0, len(MATRES))
    blank = encoder.read(" \n ", [(0, 1)], [(0, 1)])
    assert blank.table("class").shape == (1, len(CLASSES))
    assert blank.pair(0, 0) is None


def test_a_sentence_longer_than_a_window_is_read_whole(encoder: Encoder) -> None:
    text = "they ran and " * 200
    spans = words(text)
    reading = encoder.read(text, spans, [(0, len(spans))])
    assert reading.table("class").shape == (len(spans), len(CLASSES))
    assert reading.trigger(len(spans) - 2).event > 0.5


def test_vectors_of_the_same_word_in_like_places_are_alike(encoder: Encoder) -> None:
    reading, tokens = read(encoder, "Troops attacked the town on Friday. Troops attacked the port on Sunday.")
    verbs = [i for i, token in enumerate(tokens) if token == "attacked"]
    one, two, town = (reading.vector(i) for i in (*verbs, tokens.index("town")))
    assert one @ two > one @ town
