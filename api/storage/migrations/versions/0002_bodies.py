"""A timeline's answer is kept as it is sent; a revision keeps what all else is solved from.

Before, a revision held two documents packed by zlib: the complete one, and the one of the events shown. The first holds
all that a state does, and stays as it is.
"""

import gzip
import json
import zlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PARTS = ("chart", "events", "expressions", "exports", "revisions")
_ABOUT = ("id", "visibility", "created", "modified", "revision")
_AT_ONCE = 100


def upgrade() -> None:
    op.add_column("timelines", sa.Column("body", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
    _fill()
    op.execute("ALTER TABLE revisions RENAME COLUMN complete TO state")
    op.drop_column("revisions", "shown")


def _fill() -> None:
    connection = op.get_bind()
    names = (*_ABOUT, "body")
    timelines = sa.table("timelines", *(sa.column(name, sa.LargeBinary if name == "body" else None) for name in names))
    states = sa.table("revisions", sa.column("timeline"), sa.column("number"), sa.column("shown", sa.LargeBinary))
    current = (states.c.timeline == timelines.c.id) & (states.c.number == timelines.c.revision)
    about = [timelines.c[name] for name in _ABOUT]
    after = ""
    while True:
        query = sa.select(*about, states.c.shown).join(states, current).where(timelines.c.id > after)
        rows = connection.execute(query.order_by(timelines.c.id).limit(_AT_ONCE)).all()
        for row in rows:
            body = _body(row._asdict())
            connection.execute(timelines.update().where(timelines.c.id == row.id).values(body=body))
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].id


def _body(row: dict[str, Any]) -> bytes:
    place = f"/v1/timelines/{row['id']}"
    head = {
        "id": row["id"],
        "revision": row["revision"],
        "created": _moment(row["created"]),
        "modified": _moment(row["modified"]),
        "visibility": row["visibility"],
        "links": {"self": place} | {part: f"{place}/{part}" for part in _PARTS},
    }
    joined = json.dumps(head, separators=(",", ":"))[:-1].encode() + b"," + zlib.decompress(row["shown"])[1:]
    return gzip.compress(joined, 6, mtime=0)


def _moment(microseconds: int) -> str:
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC).isoformat().replace("+00:00", "Z")


def downgrade() -> None:
    raise NotImplementedError("the documents of the earlier form were dropped")
