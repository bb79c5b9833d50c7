"""Whatever is wrong with what the command is given: one line on standard error, exit code 2, no traceback."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline.cli.app import run

STORY = "The ferry ran aground on Tuesday. Nobody was hurt, the company said."
DATED = ("--published", "2022-10-12")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def complaint(capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    """The one line that the command says."""
    assert run(list(arguments)) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("timeline: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.removeprefix("timeline: ").strip()


@pytest.mark.parametrize("command", ["reconstruct", "tag"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n", "the file is empty"),
        ("a.txt", b"\x7fELF\x00\x00\x01", "the file is binary"),
        ("a.txt", b"%PDF-1.4", "the file is a PDF"),
        ("a.txt", "Café".encode("latin-1"), "not UTF-8 text"),
        ("a.txt", b"x" * 1_000_001, "the limit is 1,000,000"),
        ("a.json", b"{", "broken JSON"),
        ("a.json", b"[]", "not an object"),
        ("a.json", rb'{"text": "a \ud800 b"}', "half a character"),
        ("a.tml", b"<TimeML>", "broken XML"),
        ("a.html", b"<html></html>", "no article text"),
    ],
)
def test_a_bad_file(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, command: str, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    line = complaint(capfd, command, str(path), *DATED)
    assert line.startswith(str(path))
    assert said in line


@pytest.mark.parametrize("command", ["reconstruct", "tag"])
class TestEitherCommand:
    def test_no_date(self, capfd: pytest.CaptureFixture[str], story: Path, command: str) -> None:
        line = complaint(capfd, command, str(story))
        assert line == f"{story}: no publication date found; give it with --published YYYY-MM-DD"

    @pytest.mark.parametrize("date", ["yesterday", "2022-13-45", "", "soon", "12"])
    def test_an_unusable_date_is_said_once(
        self, capfd: pytest.CaptureFixture[str], story: Path, command: str, date: str
    ) -> None:
        complaint(capfd, command, str(story), str(story), "-o", str(story.parent / "out"), "--published", date)

    def test_a_missing_file(self, capfd: pytest.CaptureFixture[str], command: str) -> None:
        assert complaint(capfd, command, "nowhere.txt", *DATED) == "nowhere.txt: no such file or directory"

    def test_a_directory(self, capfd: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
        assert complaint(capfd, command, str(tmp_path), *DATED) == f"{tmp_path}: is a directory"

    def test_an_unknown_format(self, capfd: pytest.CaptureFixture[str], story: Path, command: str) -> None:
        assert "no such format: 'xls'" in complaint(capfd, command, str(story), *DATED, "--format", "xls")

    def test_an_unknown_zone(self, capfd: pytest.CaptureFixture[str], story: Path, command: str) -> None:
        assert "unknown time zone" in complaint(capfd, command, str(story), *DATED, "--zone", "Mars/Base")

    def test_several_files_without_a_directory(
        self, capfd: pytest.CaptureFixture[str], story: Path, command: str
    ) -> None:
        assert "-o DIR" in complaint(capfd, command, str(story), str(story), *DATED, "--format", "json")

    def test_an_output_directory_that_is_a_file(
        self, capfd: pytest.CaptureFixture[str], story: Path, command: str
    ) -> None:
        complaint(capfd, command, str(story), str(story), *DATED, "-f", "json", "-o", str(story))

    def test_standard_input_twice(self, capfd: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
        assert "only once" in complaint(capfd, command, "-", "-", *DATED, "-f", "json", "-o", str(tmp_path / "out"))

    def test_empty_standard_input(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
        assert complaint(capfd, command, "-", *DATED) == "standard input: the file is empty"

    def test_no_file(self, capfd: pytest.CaptureFixture[str], command: str) -> None:
        assert "FILE" in complaint(capfd, command)

    def test_an_unknown_option(self, capfd: pytest.CaptureFixture[str], story: Path, command: str) -> None:
        assert "--colour" in complaint(capfd, command, str(story), "--colour")

    def test_a_name_with_control_characters_is_still_one_line(
        self, capfd: pytest.CaptureFixture[str], command: str
    ) -> None:
        assert complaint(capfd, command, "a\n\x1b[31mb.txt", *DATED) == "a [31mb.txt: no such file or directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unreadable_file(capfd: pytest.CaptureFixture[str], story: Path) -> None:
    story.chmod(0)
    assert "permission denied" in complaint(capfd, "tag", str(story), *DATED)


def test_an_unknown_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert "paint" in complaint(capfd, "paint")


@pytest.mark.parametrize("command", ["resolve", "explain"])
class TestPhrases:
    def test_an_empty_phrase(self, capfd: pytest.CaptureFixture[str], command: str) -> None:
        assert complaint(capfd, command, " ", *DATED) == "the phrase is empty"

    def test_no_date(self, capfd: pytest.CaptureFixture[str], command: str) -> None:
        assert "--published" in complaint(capfd, command, "18 months ago")


def test_a_fault_of_the_program_is_one_line_too(
    capfd: pytest.CaptureFixture[str], story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("timeline.cli.each.load", broken)
    line = complaint(capfd, "tag", str(story), *DATED, code=1)
    assert line.startswith(f"{story}: internal error: ZeroDivisionError: oh")
