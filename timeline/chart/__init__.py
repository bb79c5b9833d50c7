"""The chart of a timeline: a Plotly figure, a page that opens offline, and static pictures."""

from timeline.chart.figure import figure
from timeline.chart.page import Assets, page
from timeline.chart.scale import View
from timeline.chart.style import Theme

__all__ = ["Assets", "Theme", "View", "figure", "page"]
