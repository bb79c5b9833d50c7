"""The Containerfile, the compose file and the systemd unit: not run here, but held to what they must be."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings

ROOT = Path(__file__).parents[1]
SETTINGS = {f"TIMELINE_{name.upper()}" for name in Settings.model_fields}
INSTRUCTIONS = {
    "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "STOPSIGNAL", "USER",
    "VOLUME", "WORKDIR",
}  # fmt: skip
IMAGE = re.compile(r"[a-z0-9.]+(?:/[a-z0-9._-]+)+:(?!latest)[\w.-]+")
SERVICE = {
    "build", "cap_drop", "depends_on", "environment", "healthcheck", "image", "ports", "read_only", "restart",
    "security_opt", "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip


def instructions() -> list[tuple[str, str]]:
    """Name and argument of each, with lines that go on joined."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(name, " ".join(rest.split())) for name, _, rest in (line.partition(" ") for line in lines if line.strip())]


def of(name: str) -> list[str]:
    return [argument for each, argument in instructions() if each == name]


def test_the_image_is_built_of_known_instructions_on_pinned_images() -> None:
    names = [name for name, _ in instructions()]
    assert set(names) <= INSTRUCTIONS
    assert names[0] == "FROM"
    for argument in of("FROM"):
        assert IMAGE.fullmatch(argument.partition(" AS ")[0]), argument


def test_the_image_copies_what_there_is() -> None:
    stages = {argument.partition(" AS ")[2] for argument in of("FROM")}
    for argument in of("COPY"):
        *sources, _ = argument.split()
        if sources[0].startswith("--from="):
            assert sources[0].removeprefix("--from=") in stages
        else:
            assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_image_runs_without_root_and_gets_signals() -> None:
    last = max(n for n, (name, _) in enumerate(instructions()) if name == "FROM")
    after = [name for name, _ in instructions()[last:]]
    assert after.index("USER") < after.index("ENTRYPOINT")
    assert of("USER")[-1] not in ("root", "0")
    assert json.loads(of("ENTRYPOINT")[-1]) == ["timeline"]  # no shell in between
    assert json.loads(of("CMD")[-1]) == ["serve"]


def test_the_image_sets_what_can_be_set_and_asks_for_keys() -> None:
    given = dict(pair.split("=", 1) for argument in of("ENV") for pair in argument.split())
    ours = {name: value for name, value in given.items() if name.startswith("TIMELINE_")}
    assert set(ours) <= SETTINGS
    Settings(**{name.removeprefix("TIMELINE_").lower(): value for name, value in ours.items()})  # type: ignore[arg-type]
    assert ours["TIMELINE_AUTH"] == "keys"
    assert of("EXPOSE") == [ours["TIMELINE_PORT"]]
    assert "/readyz" in of("HEALTHCHECK")[0]


def compose() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["service", "database"])
def test_the_services_of_the_compose_file(name: str) -> None:
    service = compose()["services"][name]
    assert set(service) <= SERVICE
    assert "build" in service or IMAGE.fullmatch(service["image"])
    assert service["restart"] == "unless-stopped"
    secrets = [value for value in service["environment"].values() if "PASSWORD" in value]
    assert secrets
    assert all("${POSTGRES_PASSWORD:?" in value for value in secrets)  # none is written down, none is empty


def test_the_compose_file_fits_together() -> None:
    document = compose()
    assert set(document) == {"name", "services", "volumes"}
    service, database = document["services"]["service"], document["services"]["database"]
    assert {name for name in service["environment"] if name.startswith("TIMELINE_")} <= SETTINGS
    url = service["environment"]["TIMELINE_DATABASE_URL"]
    given = database["environment"]
    assert url.startswith(f"postgresql://{given['POSTGRES_USER']}:")
    assert url.endswith(f"@database/{given['POSTGRES_DB']}")
    assert service["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "pg_isready" in database["healthcheck"]["test"][1]
    assert {volume.partition(":")[0] for volume in database["volumes"]} == set(document["volumes"])
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert (ROOT / service["build"]["dockerfile"]).is_file()
    assert seconds(service["stop_grace_period"]) > Settings().shutdown_grace + 5


def seconds(span: str) -> int:
    return int(span.removesuffix("s"))


def test_the_systemd_unit() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    block = re.search(r"(?:^    (?:\[|\S+=).*\n|^\n(?=    \[))+", page[page.index("    [Unit]") :], re.MULTILINE)
    assert block is not None
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(re.sub(r"^ {4}", "", block[0], flags=re.MULTILINE))
    assert set(unit.sections()) == {"Unit", "Service", "Install"}
    service = unit["Service"]
    assert service["ExecStart"].endswith("/timeline serve")
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) > Settings().shutdown_grace + 5
    assert unit["Install"]["WantedBy"] == "multi-user.target"
