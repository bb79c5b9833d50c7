"""Where results go: standard output, a file, or a file for each input in a directory. Files are written whole."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from timeline.errors import TimelineError


class Unwritable(TimelineError):
    title = "Output cannot be written"


@dataclass
class Target:
    """Standard output where `path` is None; a directory for several inputs, else a file."""

    path: Path | None
    is_directory: bool
    taken: dict[Path, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: str | None, several: bool) -> Target:
        """`given` is a directory if there are several inputs, if it is one, ends in "/", or has no suffix and is new.

        Raises Unwritable where the directory cannot be made.
        """
        if given is None:
            return cls(None, False)
        path = Path(given)
        bare = not path.suffix and not path.exists()
        is_directory = several or path.is_dir() or given.endswith(("/", os.sep)) or bare
        target = cls(path, is_directory)
        target._make(path if is_directory else path.parent)
        return target

    def write(self, content: bytes, source: str, name: str, extension: str) -> None:
        """Raises Unwritable."""
        if self.path is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        path = self.path / f"{name}.{extension}" if self.is_directory else self.path
        if path in self.taken:
            raise Unwritable(f"not written: {path} already holds the result of {self.taken[path]}")
        try:
            write_whole(path, content)
        except OSError as error:
            raise Unwritable(f"cannot write {path}: {_why(error)}") from error
        self.taken[path] = source

    def _make(self, directory: Path) -> None:
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unwritable(f"cannot write to {directory}: {_why(error)}") from error


def write_whole(path: Path, content: bytes) -> None:
    """The file with this content, or, if that fails, as it was before."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # /dev/stdout, a named pipe
        path.write_bytes(content)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
