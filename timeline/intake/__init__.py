"""Whatever an article comes in, to `Article`: plain text, HTML, JSON and TimeML.

article = read_file("story.html")               # a path -> Article
document = read(data, name="story.html")        # bytes -> Document: what the file itself says
article = document.article(published=None)      # Document -> Article: a date given wins over one found
"""

from timeline.intake.document import Document, Kind
from timeline.intake.json_article import from_json
from timeline.intake.reader import MAX_BYTES, read, read_file, sniff

__all__ = ["MAX_BYTES", "Document", "Kind", "from_json", "read", "read_file", "sniff"]
