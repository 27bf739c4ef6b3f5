"""Read pip-audit's report: every advisory fails unless it is excepted in writing; what was not asked about is counted."""

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class Known:
    """An advisory that stays for a while, with its reason."""

    advisory: str
    package: str
    until: date
    reason: str


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(paths: list[Path]) -> set[tuple[str, str]]:
    """Return the packages of the locks, by name and version."""
    return {(normalised(name), version) for path in paths for name, version in PINNED.findall(path.read_text())}


def read_exceptions(path: Path) -> list[Known]:
    """Read the written exceptions; ValueError for one without a day or a reason."""
    known = []
    for line in path.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split(maxsplit=3)
        if len(words) < 4:
            raise ValueError(f"An exception needs advisory, package, day and reason: {line}")
        advisory, package, until, reason = words
        known.append(Known(advisory, normalised(package), date.fromisoformat(until), reason))
    return known


def found(report: dict) -> Iterator[tuple[str, str, set[str], str]]:
    """Yield package, version, all names of an advisory and the versions that mend it."""
    for package in report.get("dependencies", []):
        for advisory in package.get("vulns", []):
            names = {advisory["id"], *advisory.get("aliases", [])}
            yield normalised(package["name"]), package["version"], names, ", ".join(advisory.get("fix_versions", []))


def judge(
    report: dict, known: list[Known], wanted: set[tuple[str, str]], today: date, is_required: bool
) -> tuple[list[str], bool]:
    """Return what to say and whether the audit passes."""
    lines, passes = [], True
    used = set()
    for name, version, names, mended in found(report):
        exception = next((k for k in known if k.package == name and k.advisory in names and k.until >= today), None)
        if exception is not None:
            used.add(exception)
            lines.append(f"known: {name} {version} {exception.advisory} until {exception.until}: {exception.reason}")
        else:
            passes = False
            lines.append(
                f"ADVISORY: {name} {version} {' '.join(sorted(names))}; mended in: {mended or 'no version yet'}"
            )
    asked = {
        (normalised(package["name"]), package["version"])
        for package in report.get("dependencies", [])
        if "skip_reason" not in package and "version" in package
    }
    for exception in known:
        is_over = exception.until < today
        if is_over or (exception not in used and exception.package in {name for name, _ in asked}):
            passes = False
            why = "its day is over" if is_over else "it is not reported any more"
            lines.append(f"EXCEPTION to be taken out of .ci/audit-exceptions: {exception.advisory}, {why}")
    missing = wanted - asked
    if missing:
        lines.append(
            f"NOT AUDITED: {len(missing)} of {len(wanted)} locked packages. No advisory database answered for them:"
            " this run says nothing about them. AUDIT=required makes this an error."
        )
        passes = passes and not is_required
    else:
        lines.append(f"All {len(wanted)} locked packages were audited.")
    return lines, passes


def main(report_path: str, exceptions_path: str, *locks: str) -> int:
    text = Path(report_path).read_text()
    lines, passes = judge(
        json.loads(text) if text.strip() else {},
        read_exceptions(Path(exceptions_path)),
        locked([Path(path) for path in locks]),
        date.today(),
        os.environ.get("AUDIT") == "required",
    )
    print("\n".join(lines))  # noqa: T201, this is its output
    return 0 if passes else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
