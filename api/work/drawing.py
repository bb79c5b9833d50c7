"""Tasks that draw a stored timeline."""

from __future__ import annotations

import json

from api.work.tasks import unpack
from timeline.chronology import Timeline


def stored(packed: bytes) -> Timeline:
    """A stored timeline, read back from its complete document."""
    from timeline.export.json import from_dict

    return from_dict(json.loads(unpack(packed)))


def figure(packed: bytes) -> str:
    """The Plotly figure, as JSON."""
    from timeline.chart import figure as draw

    return str(draw(stored(packed)).to_json())


def page(packed: bytes) -> str:
    """The page, which needs nothing but itself."""
    from timeline.chart import page as write

    return write(stored(packed))
