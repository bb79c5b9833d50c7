"""Files of every kind to articles, and every kind of file that is none."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.article import Article
from timeline.errors import BadDate, BadDocument, EmptyText, NoDate, TextTooLong, TimelineError
from timeline.intake import Kind, read, read_file, sniff

STORY = "The ferry ran aground on Tuesday. Nobody was hurt, the company said."
PARAGRAPHS = [
    "The ferry Astrid ran aground near the port of Holmvik on Tuesday morning, and its 180 passengers were taken off.",
    "The company, Nordlinje, said that nobody was hurt and that it would look into the cause together with the police.",
    "A spokeswoman for the port said the weather had been calm, and that traffic would be back to normal on Thursday.",
]


def page(head: str = "", body: str = "") -> bytes:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>Ferry aground | Harbour Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Ferry runs aground</h1>{body}{text}</article>"
        f"<footer>About us</footer></body></html>"
    ).encode()


def timeml(text: str = STORY, dct: str = '<TIMEX3 tid="t0" type="DATE" value="2022-10-12">Oct 12</TIMEX3>') -> bytes:
    return f"<?xml version='1.0'?>\n<TimeML><DOCID>d1</DOCID><DCT>{dct}</DCT><TEXT>{text}</TEXT></TimeML>".encode()


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_is_read_in_every_unicode_encoding(self, encoding: str) -> None:
        text = STORY + " “Calm seas,” said Åsa Ødegård."
        assert read(text.encode(encoding)).text == text

    def test_marked_big_endian_utf_16(self) -> None:
        assert read(b"\xfe\xff" + STORY.encode("utf-16-be")).text == STORY

    def test_line_breaks_of_every_system_stay(self) -> None:
        assert read(b"One.\r\n\r\nTwo.\rThree.\n").text == "One.\r\n\r\nTwo.\rThree.\n"

    def test_a_wrong_encoding_is_named_with_its_place(self) -> None:
        with pytest.raises(BadDocument, match=r"not UTF-8 text: byte 0xE9 at position 3"):
            read("Café".encode("latin-1"))

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"%PDF-1.7\n...", "a PDF"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"PK\x03\x04....", "a ZIP archive"),
            (b"\x1f\x8b\x08\x00", "a gzip archive"),
            (b"abc\0def\0\0\0ghi", "binary"),
            (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary"),
        ],
    )
    def test_binary_files_are_refused(self, data: bytes, said: str) -> None:
        with pytest.raises(BadDocument, match=said):
            read(data, "story.txt")

    @pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
    def test_empty_files_are_refused(self, data: bytes) -> None:
        with pytest.raises(EmptyText):
            read(data)

    def test_too_long_a_text_is_refused(self) -> None:
        with pytest.raises(TextTooLong, match="1,000,001 characters; the limit is 1,000,000"):
            read(b"x" * 1_000_001)
        with pytest.raises(TextTooLong, match="16,000,000 bytes"):
            read(b"x" * 16_000_001)

    def test_carries_no_date(self) -> None:
        with pytest.raises(NoDate, match="no publication date found"):
            read(STORY.encode()).article()


class TestArticle:
    def test_refuses_nul(self) -> None:
        with pytest.raises(BadDocument, match="NUL character at position 2"):
            Article("It\0rained", "2022-10-12")

    def test_refuses_lone_surrogates(self) -> None:
        with pytest.raises(BadDocument, match=r"half a character \(U\+D83D\) at position 3"):
            Article("It \ud83d rained", "2022-10-12")


class TestJson:
    def test_fields(self) -> None:
        data = {
            "text": STORY,
            "published": "2022-10-12T07:30:00Z",
            "title": "Ferry",
            "url": "https://x.test/1",
            "by": 1,
        }
        article = read(json.dumps(data).encode(), "a.json").article()
        assert (article.text, article.title, article.url) == (STORY, "Ferry", "https://x.test/1")
        assert article.publication.value == "2022-10-12T07:30"
        assert article.publication.provenance == "json: published"

    def test_a_given_date_wins(self) -> None:
        data = json.dumps({"text": STORY, "published": "2022-10-12"}).encode()
        article = read(data).article("2021-01-02")
        assert (article.publication.value, article.publication.provenance) == ("2021-01-02", "given")

    def test_zone_moves_the_date(self) -> None:
        data = json.dumps({"text": STORY, "published": "2022-10-12T01:00:00Z", "zone": "America/New_York"}).encode()
        assert read(data).article().publication.value == "2022-10-11T21:00"

    def test_html_inside(self) -> None:
        head = '<meta property="article:published_time" content="2022-10-11">'
        document = read(json.dumps({"html": page(head).decode(), "published": "2022-10-12"}).encode())
        assert PARAGRAPHS[0] in document.text
        assert document.article().publication.value == "2022-10-12"

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ('{"text": "x"', "broken JSON: .* at line 1, column"),
            ("[1, 2]", "a list, not an object"),
            ('"x"', "a string, not an object"),
            ("{}", 'neither "text" nor "html"'),
            ('{"text": 3}', '"text" is a number, not a string'),
            ('{"text": "a", "html": "b"}', 'both "text" and "html"'),
            ('{"text": "a", "published": ["x"]}', '"published" is a list'),
            ('{"text": "   ", "published": "2022-10-12"}', "no text"),
            ("[" * 100_000, "nested too deeply"),
            ('{"text": ' + "1" * 5_000 + "}", "a number is too long"),
        ],
    )
    def test_what_is_no_article(self, data: str, said: str) -> None:
        with pytest.raises((BadDocument, EmptyText), match=said):
            read(data.encode(), "a.json")

    def test_lone_surrogates_and_nuls(self) -> None:
        for text in (r"a \ud83d b", r"a \u0000 b"):
            with pytest.raises(BadDocument, match="at position 2"):
                read(f'{{"text": "{text}", "published": "2022-10-12"}}'.encode()).article()

    def test_an_unreadable_date_is_an_error_even_if_the_page_has_one(self) -> None:
        with pytest.raises(BadDate):
            read(json.dumps({"text": STORY, "published": "soon"}).encode()).article()


class TestTimeml:
    def test_text_is_unchanged_and_annotation_ignored(self) -> None:
        annotated = '\n\nIt <EVENT eid="e1" class="OCCURRENCE">rained</EVENT> &amp; <!-- c -->poured.\n'
        article = read(timeml(annotated), "a.tml").article()
        assert article.text == "\n\nIt rained & poured.\n"
        assert (article.publication.value, article.publication.provenance) == ("2022-10-12", "timeml: DCT")

    def test_time_of_day_in_the_creation_time(self) -> None:
        assert (
            read(timeml(dct='<TIMEX3 value="1998-02-19T08:31:00"/>')).article().publication.value == "1998-02-19T08:31"
        )

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"<TimeML><TEXT>x</TEXT>", "broken XML"),
            (b"<other/>", "outermost element is <other>"),
            (b"<TimeML></TimeML>", "no TEXT element"),
            (b"plain words", "broken XML"),
            (b"<TimeML><TEXT>  </TEXT></TimeML>", "no text"),
        ],
    )
    def test_what_is_no_timeml(self, data: bytes, said: str) -> None:
        with pytest.raises((BadDocument, EmptyText), match=said):
            read(data, "a.tml")

    def test_no_creation_time(self) -> None:
        with pytest.raises(NoDate):
            read(b"<TimeML><TEXT>It rained.</TEXT></TimeML>").article()

    def test_entities_reach_no_file(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("s3cret")
        data = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><TimeML><TEXT>It rained. &e;</TEXT></TimeML>'
        assert "s3cret" not in read(data.encode(), "a.tml").text


class TestHtml:
    def test_main_text_title_and_address(self) -> None:
        document = read(page('<link rel="canonical" href="https://x.test/ferry">'))
        assert all(p in document.text for p in PARAGRAPHS)
        assert "About us" not in document.text
        assert (document.title, document.url) == ("Ferry runs aground", "https://x.test/ferry")

    @pytest.mark.parametrize(
        ("name", "content", "value"),
        [
            ("article:published_time", "2022-10-12T06:00:00+02:00", "2022-10-12T06:00"),
            ("date", "12 October 2022", "2022-10-12"),
        ],
    )
    def test_dates_in_meta_tags(self, name: str, content: str, value: str) -> None:
        publication = read(page(f'<meta name="{name}" content="{content}">')).article().publication
        assert (publication.value, publication.provenance) == (value, f"html: {name}")

    @pytest.mark.parametrize("graph", [False, True])
    def test_dates_in_linked_data(self, graph: bool) -> None:
        data: object = {"@type": ["NewsArticle"], "datePublished": "2022-10-12"}
        if graph:
            data = {"@graph": [{"@type": "Organization"}, data]}
        head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        publication = read(page(head)).article().publication
        assert (publication.value, publication.provenance) == ("2022-10-12", "html: JSON-LD datePublished")

    def test_published_and_modified_are_told_apart(self) -> None:
        head = (
            '<meta property="article:modified_time" content="2022-10-15">'
            '<meta property="article:published_time" content="2022-10-12">'
        )
        article = read(page(head)).article()
        assert article.publication.value == "2022-10-12"
        assert article.modified is not None
        assert article.modified.value == "2022-10-15"
        assert article.modified.provenance == "html: article:modified_time"

    def test_a_time_element(self) -> None:
        article = read(page(body='<time datetime="2022-10-12" itemprop="datePublished">12 Oct</time>')).article()
        assert article.publication.provenance == "html: time element"

    def test_a_byline_found_by_htmldate(self) -> None:
        publication = read(page(body='<p class="date">Published 12 October 2022</p>')).article().publication
        assert (publication.value, publication.provenance) == ("2022-10-12", "html: found by htmldate")

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ('<meta name="date" content="10/12/2022">', ""),
            ("", '<p class="date">Published 10/12/2022</p>'),
            ("", '<p class="date">10-12-2022</p>'),
        ],
    )
    def test_a_date_that_is_two_days_is_refused(self, head: str, body: str) -> None:
        with pytest.raises(BadDate, match="is 2022-10-12 or 2022-12-10"):
            read(page(head, body)).article()

    @pytest.mark.parametrize(
        ("head", "body", "value"),
        [
            (
                '<meta name="date" content="10/12/2022">',
                '<b itemprop="datePublished" content="2022-10-12"/>',
                "2022-10-12",
            ),
            (
                '<meta name="date" content="10/12/2022"><meta name="dcterms.date" content="2022-12-10">',
                "",
                "2022-12-10",
            ),
            ("", '<p class="date">Published 25/12/2022</p>', "2022-12-25"),
        ],
    )
    def test_what_else_the_page_says_tells_which_day_it_is(self, head: str, body: str, value: str) -> None:
        assert read(page(head, body)).article().publication.value == value

    def test_a_page_in_another_language_puts_the_day_first(self) -> None:
        french = page(body='<p class="date">Publié le 10/12/2022</p>').replace(b"<html>", b'<html lang="fr">')
        assert read(french).article().publication.value == "2022-12-10"

    def test_only_a_modified_date_is_no_publication_date(self) -> None:
        with pytest.raises(NoDate, match="only when it was changed"):
            read(page('<meta property="article:modified_time" content="2022-10-15">')).article()

    def test_no_date(self) -> None:
        with pytest.raises(NoDate):
            read(page()).article()

    def test_broken_metadata_is_passed_over(self) -> None:
        head = (
            '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
            '<meta property="article:published_time" content="soon">'
            '<meta name="date" content="2022-10-12">'
        )
        assert read(page(head)).article().publication.value == "2022-10-12"

    def test_declared_encoding(self) -> None:
        data = page('<meta charset="windows-1252">').decode().replace("nobody", "Åsa").encode("cp1252")
        assert "Åsa" in read(data, "a.html").text

    @pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html><body><script>1</script></body></html>"])
    def test_a_page_without_text(self, data: bytes) -> None:
        with pytest.raises(EmptyText):
            read(data, "a.html")

    def test_deep_nesting_is_bounded(self) -> None:
        data = b"<html><body>" + b"<div>" * 20_000 + b"<p>It rained on Tuesday.</p>" + b"</div>" * 20_000
        with pytest.raises(TimelineError):
            read(data, "a.html").article()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (STORY.encode(), Kind.TEXT),
        (timeml(), Kind.TIMEML),
        (page(), Kind.HTML),
        (b"  <html>", Kind.HTML),
        (b"\xef\xbb\xbf<!doctype html>", Kind.HTML),
        (b'{"text": "x"}', Kind.JSON),
        (b"{sic} the paper wrote", Kind.TEXT),
        (b"<3 said the mayor", Kind.TEXT),
        ('{"text": "x"}'.encode("utf-16"), Kind.JSON),
    ],
)
def test_the_kind_is_told_from_the_first_characters(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


def test_read_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_bytes(timeml())
    assert read_file(path).text == STORY
    assert read_file(str(path), published="2020-01-01").publication.value == "2020-01-01"


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.json", "a.tml", "a.html", "-"]))
def test_any_bytes_are_an_article_or_a_clear_error(data: bytes, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read(data, name).article("2022-10-12")
        except TimelineError as error:
            said = str(error)
        else:
            said = ""
    assert "\n" not in said
