"""The readers of annotated corpora, on documents written for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpora import (
    Document,
    Pair,
    corpora_path,
    read_causes,
    read_dense,
    read_matres,
    read_tbaq,
)
from training.gold import Annotator
from training.split import fill, held_out
from training.storyline import read_storylines

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>tale</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2020-05-06" functionInDocument="CREATION_TIME">2020-05-06</TIMEX3></DCT>
<TEXT>
The mill <EVENT eid="e1" class="OCCURRENCE">burned</EVENT> on <TIMEX3 tid="t1" type="DATE">Monday</TIMEX3>.
Firemen <EVENT eid="e2" class="REPORTING">said</EVENT> they could not <EVENT eid="e3" class="STATE">save</EVENT> it.
</TEXT>
<MAKEINSTANCE eiid="ei11" eventID="e1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
<MAKEINSTANCE eiid="ei12" eventID="e2" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
<MAKEINSTANCE eiid="ei13" eventID="e3" tense="NONE" aspect="NONE" polarity="NEG" modality="could" pos="VERB"/>
<TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei11" relatedToTime="t1"/>
<TLINK lid="l2" relType="IAFTER" eventInstanceID="ei12" relatedToEventInstance="ei11"/>
</TimeML>
"""
STORY = """<?xml version='1.0' encoding='UTF-8'?>
<Document doc_name="1_1.xml">
  <token t_id="1" sentence="0" number="0">Gunmen</token><token t_id="2" sentence="0" number="1">gunned</token>
  <token t_id="3" sentence="0" number="2">down</token><token t_id="4" sentence="0" number="3">a</token>
  <token t_id="5" sentence="0" number="4">judge</token><token t_id="6" sentence="0" number="5">.</token>
  <token t_id="7" sentence="1" number="0">She</token><token t_id="8" sentence="1" number="1">died</token>
  <Markables>
    <ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/><token_anchor t_id="3"/></ACTION_OCCURRENCE>
    <ACTION_OCCURRENCE m_id="2"><token_anchor t_id="8"/></ACTION_OCCURRENCE>
  </Markables>
  <Relations>
    <PLOT_LINK r_id="1" relType="PRECONDITION" origin="experts"><source m_id="1"/><target m_id="2"/></PLOT_LINK>
    <PLOT_LINK r_id="2" relType="FALLING_ACTION" origin="experts"><source m_id="2"/><target m_id="1"/></PLOT_LINK>
    <PLOT_LINK r_id="3" relType="PRECONDITION" origin="crowd"><source m_id="2"/><target m_id="1"/></PLOT_LINK>
  </Relations>
</Document>
"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    files = {
        "timeml/TimeBank/tale.tml": TIMEML,
        "timeml/AQUAINT/copy.tml": TIMEML,
        "matres/timebank.txt": "tale\tburned\tsaid\t11\t12\tBEFORE\nelsewhere\ta\tb\t1\t2\tAFTER\n",
        "matres/aquaint.txt": "",
        "timebank-dense/dev.tsv": "tale\te1\tt0\tb\ntale\tt1\te1\ti\ntale\te2\te1\ta\n",
        "qa-tempeval-train/question-events/other.tml": "",
        "causal-timebank/clinks.tsv": "tale.tml\te1\te2\tCLINK\ntale.tml\te2\te1\tCLINK-R\n",
        "event-storyline/1/1_1.xml.xml": STORY,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def spans(document: Document) -> dict[str, str]:
    return {key: document.text[event.start : event.end] for key, event in document.events.items()}


def test_timeml_keeps_offsets_inside_the_text_and_folds_relations(corpora: Path) -> None:
    document = read_tbaq(corpora)["tale"]
    assert spans(document) == {"e1": "burned", "e2": "said", "e3": "save"}
    start, end = document.times["t1"]
    assert document.text[start:end] == "Monday"
    assert document.tlinks == (("e1", "t1", "ii"), ("e2", "e1", "a"))
    assert document.instances["ei13"].modality == "COULD"


def test_polarity_that_nobody_annotated_is_unknown(corpora: Path) -> None:
    documents = read_tbaq(corpora)
    assert documents["copy"].instances["ei13"].polarity is None
    assert documents["tale"].instances["ei13"].polarity == "NEG"


def test_matres_is_read_through_event_instances_and_skips_documents_we_lack(corpora: Path) -> None:
    assert read_matres(corpora, read_tbaq(corpora)) == {"tale": [Pair("e1", "e2", "BEFORE")]}


def test_causes_come_before_effects_whichever_is_written_first(corpora: Path) -> None:
    assert read_causes(corpora) == {"tale": [Pair("e1", "e2", "BEFORE"), Pair("e2", "e1", "AFTER")]}


def test_plot_links_of_experts_are_order_between_head_words(corpora: Path) -> None:
    documents, links = read_storylines(corpora)
    (document,) = documents.values()
    assert document.text == "Gunmen gunned down a judge.\nShe died"
    assert spans(document) == {"1": "gunned", "2": "died"}
    assert links[document.id] == [Pair("1", "2", "BEFORE"), Pair("2", "1", "AFTER")]


def test_rows_stand_in_text_order_and_event_before_time(corpora: Path) -> None:
    annotator = Annotator(read_tbaq(corpora)["tale"])
    annotator.triggers()
    annotator.pairs("dense", read_dense(corpora / "timebank-dense" / "dev.tsv")["tale"])
    page = annotator.page
    text = [page.text[start:end] for start, end in page.words]
    rows = {head: [(tuple(text[i] for i in row.words), row.target) for row in page.rows[head]] for head in page.rows}
    assert rows["dct"] == [(("burned",), (1, 0, 0, 0, 0, 0))]
    assert rows["time"] == [(("burned", "Monday", "Monday"), (0, 0, 0, 1, 0, 0))]
    assert rows["dense"] == [(("burned", "said"), (1, 0, 0, 0, 0, 0))]
    assert [where for where, target in rows["class"] if not target[0]] == [("burned",), ("said",), ("save",)]
    assert [where for where, target in rows["polarity"] if target[1]] == [("save",)]


def test_the_split_holds_out_what_later_stages_measure_on(corpora: Path) -> None:
    assert "tale" in held_out(corpora, read_tbaq(corpora))


def test_a_split_is_filled_by_hash_and_never_drops_what_is_reserved() -> None:
    ids = [f"doc{number}" for number in range(10)]
    assert fill(ids, {"doc3", "elsewhere"}, 4) >= {"doc3"}
    assert len(fill(ids, {"doc3"}, 4)) == 4
    assert fill(ids, {"doc3"}, 4) == fill(reversed(ids), {"doc3"}, 4)
    assert fill(ids, set(ids), 1) == set(ids)


def test_without_a_path_the_error_says_how_to_give_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_CORPORA", raising=False)
    with pytest.raises(SystemExit, match="TIMELINE_CORPORA"):
        corpora_path(None)
    monkeypatch.setenv("TIMELINE_CORPORA", "/somewhere")
    assert corpora_path(None) == Path("/somewhere")
