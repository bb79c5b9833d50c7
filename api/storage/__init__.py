"""Timelines at rest: SQLAlchemy tables, migrations, and stores that know SQL so that nothing else must."""
