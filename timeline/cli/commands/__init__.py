"""One module a command: a function of the module's name, or an `app` (typer.Typer) for a command with commands."""
