"""The `timeline` command. Each module of `timeline.cli.commands` is one command; adding a module adds it."""

from timeline.cli.app import main

__all__ = ["main"]
