"""`timeline keys`: the API keys of a service, in the database that its settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from api.storage.keys import KeyStore


def keys(
    action: Annotated[str, typer.Argument(help="create, list or revoke.")],
    name: Annotated[str | None, typer.Argument(help="Name of a new key; id of one to revoke.")] = None,
    scopes: Annotated[str, typer.Option(help="What a new key may do.")] = "read,write",
    replaces: Annotated[str | None, typer.Option(help="Id of a key whose timelines a new one shall see.")] = None,
) -> None:
    """Create, list and revoke API keys. The secret of a new key is shown once and kept nowhere."""
    store = _store()
    if action == "list" and name is None:
        _list(store)
    elif action == "create" and name:
        _create(store, name, scopes, replaces)
    elif action == "revoke" and name:
        if not store.revoke(name):
            raise TimelineError(f"no such key, or revoked before: {name}")
        typer.echo(f"revoked {name}")
    else:
        raise TimelineError("say `keys create NAME`, `keys list` or `keys revoke ID`")


def _list(store: KeyStore) -> None:
    for key in store.all():
        state = "active" if key.revoked is None else f"revoked {key.revoked:%Y-%m-%d}"
        typer.echo(f"{key.id}  {','.join(sorted(key.scopes)):10}  {key.created:%Y-%m-%d}  {state}  {key.name}")


def _create(store: KeyStore, name: str, scopes: str, replaces: str | None) -> None:
    from api.access import Scope

    try:
        wanted = [Scope(scope.strip()) for scope in scopes.split(",")]
    except ValueError as error:
        raise TimelineError(f"scopes are read and write, not {scopes!r}") from error
    owners = {key.id: key.owner for key in store.all()}
    if replaces is not None and replaces not in owners:
        raise TimelineError(f"no such key: {replaces}")
    key, secret = store.create(name, wanted, owner=None if replaces is None else owners[replaces])
    typer.echo(f"{key.id}\n{secret}")


def _store() -> KeyStore:
    from api.storage.database import Database
    from api.storage.keys import KeyStore
    from timeline.cli.settings import settings_or_complaint

    database = Database(settings_or_complaint().database_url)
    database.migrate()
    return KeyStore(database)
