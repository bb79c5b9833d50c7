"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Articles: .txt, .html, .json, .tml; - reads standard input."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", "-p", metavar="DATE", help="Publication date; wins over the one that a file carries."),
]
PublishedRequired = Annotated[
    str, typer.Option("--published", "-p", metavar="DATE", help="Publication date that the phrase is read from.")
]
Zone = Annotated[
    str | None,
    typer.Option("--zone", metavar="NAME", help="Time zone of the readers, such as America/New_York."),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="OUT", help="File, or directory: then each input gets a file there."),
]
