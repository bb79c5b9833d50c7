"""A timeline in words for readers: dates, sources, reasons, rows. What the chart, the page and the exports share."""
