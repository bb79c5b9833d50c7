"""The service's settings, and what is wrong with them in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from api.settings import Settings


def settings_or_complaint(**given: Any) -> Settings:
    """Raises TimelineError for a setting that cannot be."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from api.settings import Settings

    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise TimelineError(f"setting TIMELINE_{name}: {first['msg']}") from error
    except SettingsError as error:  # a list that is no JSON
        raise TimelineError(f"settings: {error}") from error
