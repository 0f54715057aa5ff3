"""The files of the repository: their size, and what they must not give away."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
CODE = {".py", ".js", ".scss", ".html"}
A_MACHINES_PATH = re.compile(r"(?<![\w.:/}-])/(?:root|home|work|Users)/\w")


def tracked() -> list[Path]:
    """What is in the repository or would be, were it committed now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def test_no_file_of_code_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(text_of(path).splitlines())
        for path in tracked()
        if path.suffix in CODE and path.parent.name != "migrations"
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
    assert len(lengths) > 20


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.suffix not in {".xlsx", ".xls", ".ods", ".zip", ".png"}
        for match in [A_MACHINES_PATH.search(text_of(path))]
        if match
    ]
    assert not found


def test_the_locks_name_no_place_to_download_from() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = text_of(path)
        assert "://" not in text
        assert not re.search(r"^--?(?:i|index-url|extra-index-url|find-links|f)\b", text, re.M)
        assert "--hash=sha256:" in text
    packages = json.loads(text_of(ROOT / "package-lock.json"))["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_nothing_of_others_is_committed() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert not names & {"node_modules", ".venv", "var"}
    assert not [path for path in tracked() if path.is_relative_to(ROOT / "static/lib")]


def test_no_file_is_a_symbolic_link() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-s", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    modes = {line.partition("\t")[2]: line[:6] for line in listed.split("\0") if line}
    assert [name for name, mode in modes.items() if mode == "120000"] == []
    assert modes["manage.py"].startswith("100")
