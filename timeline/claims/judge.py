"""From the findings on each proposition to one ruling, with what each source makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chronology import Timeline
from timeline.claims.findings import OPEN, Finding, find
from timeline.claims.model import Claim, Dating, Described
from timeline.claims.sources import Source, Stance, holders, listed, named, told
from timeline.claims.verdict import Ruling, SourceRuling, Step, StepKind
from timeline.events.model import AUTHOR, Attribution, Event, Factuality

_SAID = 0.85  # how sure it is who says what
_POSSIBLE = 0.6  # what is only possible supports this much of what a fact would
_UNREAL = (Factuality.PLANNED, Factuality.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Judgment:
    ruling: Ruling
    confidence: float
    steps: tuple[Step, ...] = ()
    by_source: tuple[SourceRuling, ...] = ()
    note: str = ""


def judge(timeline: Timeline, claim: Claim, events: Sequence[Event]) -> Judgment:
    """The ruling on a claim about these very events."""
    found = _quoted(timeline, claim, events) if claim.source is not None else _plain(timeline, claim, events)
    if not claim.negated:
        return found
    turned = tuple(SourceRuling(s.source, s.ruling.opposite, s.why) for s in found.by_source)
    return Judgment(found.ruling.opposite, found.confidence, found.steps, turned, found.note)


def together(timeline: Timeline, claim: Claim, events: Sequence[Event], source: Source | None = None) -> Finding:
    """All propositions of the claim: one refuted refutes it, all supported support it."""
    found = [find(timeline, said, events, source) for said in claim.propositions]
    against = [f for f in found if f.ruling is Ruling.REFUTED]
    if against:
        return max(against, key=lambda f: f.confidence)
    if any(f.ruling is not Ruling.SUPPORTED for f in found):
        return OPEN
    steps = tuple(dict.fromkeys(step for f in found for step in f.steps))
    return Finding(Ruling.SUPPORTED, min(f.confidence for f in found), steps)


def _plain(timeline: Timeline, claim: Claim, events: Sequence[Event]) -> Judgment:
    finding = together(timeline, claim, events)
    disputed = [e for e in events if e.factuality is Factuality.DISPUTED]
    if disputed:
        return _existence(timeline, disputed[0], finding)
    denied = next((e for e in events if e.factuality is Factuality.DENIED), None)
    if denied is not None:
        return _denied(timeline, denied)
    unreal = [e for e, m in zip(events, _modal(claim), strict=True) if not m and _is_unreal(timeline, e)]
    if unreal:
        return _unreal(timeline, claim, unreal[0], finding)
    if any(e.factuality is Factuality.POSSIBLE for e in events):
        finding = Finding(finding.ruling, _POSSIBLE * finding.confidence, finding.steps)
    return _with_dissent(timeline, claim, events, finding)


def _is_unreal(timeline: Timeline, event: Event) -> bool:
    """Only planned or supposed, or put later than the article itself."""
    start = timeline.when(event.id).start_earliest.at
    return event.factuality in _UNREAL or (start is not None and start >= timeline.article.publication.at.end)


def _modal(claim: Claim) -> list[bool]:
    """For each event, whether the claim itself speaks of it as to come."""
    return [isinstance(e, Described) and e.modal for e in claim.events]


def _existence(timeline: Timeline, event: Event, finding: Finding) -> Judgment:
    """Some say it happened, some that it did not: disputed, unless even those who assert it order it otherwise.

    A guess at the order is no word of theirs.
    """
    asserted, denied = holders(event, Stance.ASSERTS), holders(event, Stance.DENIES)
    if {told(a.source) for a in denied} <= {told(a.source) for a in asserted}:
        who = listed([told(a.source) for a in denied])
        return Judgment(
            Ruling.UNDETERMINED, 0.0, note=f"{who} can be read as asserting it and as denying it.".capitalize()
        )
    steps = (
        *(_source(timeline, event, a, "asserted") for a in asserted),
        *(_source(timeline, event, a, "denied") for a in denied),
        *finding.steps,
    )
    by_source = (
        *(SourceRuling(a.source, finding.ruling, f"according to {told(a.source)}, it happened") for a in asserted),
        *(SourceRuling(a.source, Ruling.REFUTED, f"according to {told(a.source)}, it did not happen") for a in denied),
    )
    name = timeline.solution.narrator.name(event.id)
    note = (
        f"The article's sources disagree on whether {name} happened: "
        f"asserted by {listed([told(a.source) for a in asserted])}; "
        f"denied by {listed([told(a.source) for a in denied])}."
    )
    if finding.ruling is Ruling.REFUTED and not any("model:" in step.rule for step in finding.steps):
        return Judgment(Ruling.REFUTED, finding.confidence, steps, by_source, note)
    return Judgment(Ruling.DISPUTED, max(finding.confidence, _SAID), steps, by_source, note)


def _source(timeline: Timeline, event: Event, attribution: Attribution, stance: str) -> Step:
    """One source's stance, with the sentence of the mention it is nearest to, and the cue."""
    cue = attribution.cue
    mention = next((m for m in event.mentions if cue is not None and m.sentence.covers(cue)), event.mentions[0])
    spans = (mention.sentence,)
    name = timeline.solution.narrator.name(event.id)
    text = f"{stance.capitalize()} by {told(attribution.source)}: {name}."
    return Step(StepKind.SOURCE, text, "rule: attribution", spans, 1.0, attribution.source)


def _denied(timeline: Timeline, event: Event) -> Judgment:
    """What the article only denies did not happen before or after anything."""
    denied = holders(event, Stance.DENIES)
    steps = tuple(_source(timeline, event, a, "denied") for a in denied)
    by_source = tuple(
        SourceRuling(a.source, Ruling.REFUTED, f"according to {told(a.source)}, it did not happen") for a in denied
    )
    name = timeline.solution.narrator.name(event.id)
    note = f"The article speaks of {name} only to deny it ({listed([told(a.source) for a in denied]) or 'negated'})."
    return Judgment(Ruling.REFUTED, 0.8, steps, by_source, note)


def _unreal(timeline: Timeline, claim: Claim, event: Event, finding: Finding) -> Judgment:
    """What is only planned may have happened or not, but not at another time than that it is planned for."""
    kind = "supposed" if event.factuality is Factuality.HYPOTHETICAL else "planned"
    name = timeline.solution.narrator.name(event.id)
    note = f"The article speaks of {name} only as {kind}; it does not say that it happened."
    step = Step(StepKind.SOURCE, note, "rule: factuality", (event.sentence,))
    elsewhen = finding.ruling is Ruling.REFUTED and all(isinstance(said, Dating) for said in claim.propositions)
    if elsewhen and event.factuality is Factuality.PLANNED:
        return Judgment(Ruling.REFUTED, finding.confidence, (step, *finding.steps), (), note)
    return Judgment(Ruling.UNDETERMINED, 0.0, (step,), (), note)


def _with_dissent(timeline: Timeline, claim: Claim, events: Sequence[Event], finding: Finding) -> Judgment:
    """The common account, and any source that orders these events otherwise."""
    ids = {e.id for e in events}
    tellers = {
        c.asserted_by for c in timeline.constraints if {c.source, c.target} <= ids and c.asserted_by != (AUTHOR,)
    }
    others = {teller: together(timeline, claim, events, teller) for teller in sorted(tellers)}
    decided = {t: f for t, f in others.items() if f.ruling is not Ruling.UNDETERMINED}
    by_source = tuple(SourceRuling(t, f.ruling, f"by what {told(t)} says") for t, f in decided.items())
    contrary = [(t, f) for t, f in decided.items() if f.ruling is finding.ruling.opposite is not finding.ruling]
    if not contrary:
        return Judgment(finding.ruling, finding.confidence, finding.steps, by_source)
    teller, other = max(contrary, key=lambda pair: pair[1].confidence)
    note = f"{told(teller)} tells it otherwise.".capitalize()
    steps = tuple(dict.fromkeys((*finding.steps, *other.steps)))
    return Judgment(Ruling.DISPUTED, min(finding.confidence, other.confidence), steps, by_source, note)


def _quoted(timeline: Timeline, claim: Claim, events: Sequence[Event]) -> Judgment:
    """What one source says or denies, whatever the others do."""
    source = named(claim.source or "", timeline.events)
    if source is None:
        return Judgment(Ruling.NOT_MENTIONED, 0.0, note=f"The article quotes nobody called “{claim.source}”.")
    denies = next((e for e in events if any(a.source[0] == source[0] for a in holders(e, Stance.DENIES))), None)
    finding = together(timeline, claim, events, None if source == (AUTHOR,) else source)
    if finding is OPEN and any(a.source == source for e in events for a in holders(e, Stance.ASSERTS)):
        finding = together(timeline, claim, events)  # nobody orders what they assert otherwise
    if denies is not None:
        attribution = next(a for a in holders(denies, Stance.DENIES) if a.source[0] == source[0])
        step = _source(timeline, denies, attribution, "denied")
        ruling = Ruling.SUPPORTED if claim.denied else Ruling.REFUTED
        return Judgment(ruling, 0.85, (step,), (SourceRuling(source, ruling, step.text),), step.text)
    speaks = any(a.source[0] == source[0] for e in events for a in e.attributions)
    if not speaks and source != (AUTHOR,):
        return Judgment(
            Ruling.UNDETERMINED, 0.0, finding.steps, note=f"The article quotes {told(source)} on none of these events."
        )
    ruling = finding.ruling.opposite if claim.denied else finding.ruling
    return Judgment(ruling, finding.confidence, finding.steps, (SourceRuling(source, ruling, "by their own account"),))
