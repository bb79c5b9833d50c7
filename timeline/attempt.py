"""One article of many: whatever is wrong with it becomes a reason, so that the others go on.

The workers of a batch run and those of the service both work this way, whatever form their articles come in.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from timeline.errors import TimelineError

if TYPE_CHECKING:  # a worker of the service starts before it needs any of this
    from timeline.article import Article
    from timeline.chronology import Timeline

_ALLOCATIONS = 20_000  # between two looks for garbage

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """A timeline, and the seconds that each stage took."""

    timeline: Timeline
    seconds: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing came of it. `error` is what is wrong with the input; None where the fault is ours.

    `where` names the type of a fault of ours and the code it passed through, never its message: that may quote the
    article. `exhausted` says that the article asked for more memory or depth than there is.
    """

    error: TimelineError | None
    where: str = ""
    exhausted: bool = False

    @property
    def reason(self) -> str:
        """In one line."""
        return f"Internal error: {self.where}" if self.error is None else f"{self.error.title}: {self.error}"


def make(article: Article) -> Made:
    """The timeline of an article, timed."""
    from timeline.pipeline import reconstruct

    seconds: list[tuple[str, float]] = []
    timeline = reconstruct(article, lambda stage, took: seconds.append((stage, took)))
    return Made(timeline, tuple(seconds))


def guarded(task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failed:
    """What the task returns, or why it does not."""
    try:
        return task(*args, **kwargs)
    except TimelineError as error:
        return Failed(error)
    except (MemoryError, RecursionError) as error:
        return Failed(None, type(error).__name__, exhausted=True)
    except Exception as error:
        return Failed(None, place(error))


def passing() -> AbstractContextManager[None]:
    """What an article inside leaves behind in the parser goes with it, where one before has loaded the parser."""
    parser = sys.modules.get("timeline.events.parser")
    return nullcontext() if parser is None else parser.forgetful()


def settle() -> None:
    """Call it once the first article has loaded all that lasts as long as the process.

    Collecting garbage then no longer looks through models and rules, nor several times an article through what is made
    of it: thousands of values, that all last until its timeline is written.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)


def place(error: BaseException) -> str:
    """The exception's type and the frames it passed through, in a worker where it came from there."""
    if isinstance(told := getattr(error, "where", None), str):
        return told
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return " < ".join([type(error).__name__, *(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))])
