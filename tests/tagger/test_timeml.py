"""TimeML out is TimeML in: the text stays what it was, to the byte."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.cli.app import run
from timeline.errors import BadDocument, NoDate
from timeline.export.timeml import read_timeml, to_timeml
from timeline.resolve import expressions

TEXT = '\nAT&T <b>rose</b> on Tuesday; "that\'s" > 2% — since last week.\r\n\tNext year?\x0b\n'


def test_round_trip() -> None:
    article = Article(text=TEXT, published="2022-10-12")
    written = to_timeml(article, expressions(article))
    assert written.count("<TIMEX3") == 4
    assert read_timeml(written).text == TEXT.replace("\x0b", "\ufffd")
    assert read_timeml(written).publication.value == "2022-10-12"
    inside = written.split("<TEXT>")[1].split("</TEXT>")[0]
    assert unescape(re.sub("<[^>]*>", "", inside)) == TEXT.replace("\x0b", "\ufffd")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_paragraph_ends_a_phrase_whatever_the_line_break(line_break: str) -> None:
    article = Article(text=line_break.join(("It fell in October", "", "12 men left.")), published="2022-10-12")
    assert [e.text for e in expressions(article)] == ["October"]


def test_a_file_with_carriage_returns_is_unchanged_to_the_byte(tmp_path: Path) -> None:
    raw = "They met on Tuesday.\r\n\r\nÅsa left two days later,\r\nOslo says.\r\n".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    written = tmp_path / "a.tml"
    assert run(["tag", str(tmp_path / "a.txt"), "-p", "2022-10-12", "-f", "timeml", "-o", str(written)]) == 0
    inside = written.read_bytes().split(b"<TEXT>")[1].split(b"</TEXT>")[0].decode()
    assert unescape(re.sub("<[^>]*>", "", inside)).encode() == raw


def test_annotation_is_ignored() -> None:
    source = (
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-01-08">19980108</TIMEX3></DCT>'
        '<TEXT>It <EVENT eid="e1">fell</EVENT> &amp; rose.</TEXT></TimeML>'
    )
    article = read_timeml(source)
    assert (article.text, article.publication.value) == ("It fell & rose.", "1998-01-08")


def test_what_is_no_timeml() -> None:
    with pytest.raises(BadDocument):
        read_timeml("<html>no</html>")
    with pytest.raises(NoDate):
        read_timeml("<TimeML><TEXT>It fell.</TEXT></TimeML>")
