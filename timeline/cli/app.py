"""The command put together, and how it ends: 0, 2 for what is wrong with the input, 1 for a fault of the program."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from timeline.cli import commands
from timeline.cli.report import FAULT, UNUSABLE, complain, fault
from timeline.errors import TimelineError

_HELP = "Reconstruct a dated, ordered, explained timeline of events from a news article."


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command and exit. Never shows a traceback, unless TIMELINE_DEBUG is set."""
    # The matrices of one article are too small to share: more threads only spin, at the cost of other processes.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command; its exit code."""
    try:
        result = build()(arguments, prog_name="timeline", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except TyperException as error:
        complain(error.format_message())
        return UNUSABLE
    except TimelineError as error:
        complain(str(error))
        return UNUSABLE
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped")
        return 130
    except BrokenPipeError:  # "timeline ... | head": whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except OSError as error:
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        return UNUSABLE
    except Exception as error:
        fault(error)
        return FAULT


def build() -> typer.Typer:
    """The app with every command found in `timeline.cli.commands`."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        cls=TyperGroup,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for found in iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{found.name}")
        group = getattr(module, "app", None)
        if isinstance(group, typer.Typer):
            app.add_typer(group, name=found.name)
        else:
            app.command(found.name)(getattr(module, found.name))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from timeline import __version__

        typer.echo(f"timeline {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    pass
