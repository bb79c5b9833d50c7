"""What an analyst does with a stored timeline: check claims, correct it, restore and compare its states.

Corrections always apply to the first state, the article's own: each state keeps the list of all that are in force, so
that none depends on how another was worked out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.service import Timelines, missing, outdated
from api.storage.models import Change, Outdated, Stored
from api.work import analysis
from api.work.desk import Work
from api.work.values import Outcome

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Analyst:
    """Timelines as one caller may see and change them."""

    timelines: Timelines
    work: Work

    async def check(self, timeline_id: str, caller: Caller, claim: str | Json, threshold: float | None) -> Json:
        _, state = await run_in_threadpool(self.timelines.read, timeline_id, caller)
        return await self.work.run(analysis.check, state, claim, threshold)

    async def correct(
        self, timeline_id: str, caller: Caller, corrections: Sequence[Json], note: str | None, etag: str | None
    ) -> Stored:
        """The corrections on top of those in force, as a new state. A 412 problem where it is not the one meant."""
        stored = await run_in_threadpool(self._current, timeline_id, caller, etag)
        first = await run_in_threadpool(self._state, timeline_id, caller, 1)
        force = [*await run_in_threadpool(self._in_force, timeline_id, caller, stored.revision), *corrections]
        outcome = await self.work.run(analysis.correct, first, force)
        changes = json.dumps({"made": list(corrections), "in_force": force}, ensure_ascii=False)
        change = Change(caller.author, "corrected", note, changes)
        return await run_in_threadpool(self._revise, timeline_id, outcome, change, stored.etag)

    async def restore(
        self, timeline_id: str, caller: Caller, number: int, note: str | None, etag: str | None
    ) -> Stored:
        """An earlier state as the newest one; those between stay."""
        stored = await run_in_threadpool(self._current, timeline_id, caller, etag)
        state = await run_in_threadpool(self._state, timeline_id, caller, number)
        force = await run_in_threadpool(self._in_force, timeline_id, caller, number)
        outcome = await self.work.run(analysis.again, state)
        changes = json.dumps({"restored": number, "in_force": force}, ensure_ascii=False)
        change = Change(caller.author, "restored", note, changes)
        return await run_in_threadpool(self._revise, timeline_id, outcome, change, stored.etag)

    async def compare(self, timeline_id: str, caller: Caller, before: int, after: int) -> Json:
        states = [await run_in_threadpool(self._state, timeline_id, caller, number) for number in (before, after)]
        return await self.work.run(analysis.compare, *states)

    def _current(self, timeline_id: str, caller: Caller, etag: str | None) -> Stored:
        stored = self.timelines.own(timeline_id, caller)
        if etag is not None and stored.etag != etag:
            raise outdated()
        return stored

    def _state(self, timeline_id: str, caller: Caller, number: int) -> bytes:
        return self.timelines.read_revision(timeline_id, caller, number)

    def _in_force(self, timeline_id: str, caller: Caller, number: int) -> list[Json]:
        """The corrections that a state was made by."""
        state = next((r for r in self.timelines.revisions(timeline_id, caller) if r.number == number), None)
        found: list[Json] = json.loads(state.changes)["in_force"] if state is not None and state.changes else []
        return found

    def _revise(self, timeline_id: str, outcome: Outcome, change: Change, etag: str) -> Stored:
        try:
            stored = self.timelines.store.revise(timeline_id, outcome, change, etag)
        except Outdated:
            raise outdated() from None
        if stored is None:
            raise missing()
        return stored
