"""The map's modules that need no page, by the test runner of Node itself."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from sharedmap.setup.places import environment

ROOT = Path(settings.BASE_DIR)
TESTS = sorted((ROOT / "tests/js").glob("*.test.mjs"))


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_in_node(file: Path) -> None:
    around = environment()
    node = shutil.which("node", path=around["PATH"])
    assert node, "These tests need Node.js, which `make test` sets up."
    done = subprocess.run(
        [node, "--test", "--test-reporter=spec", str(file)],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-2_000:]
    assert "ℹ tests 0" not in done.stdout


def test_there_are_tests() -> None:
    assert len(TESTS) >= 5
