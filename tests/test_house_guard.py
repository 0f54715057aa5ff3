"""The guard fails a run in which a test was skipped for a reason that is not on its list."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("body", "passes"),
    [
        ("def test_one(): pass", True),
        ("import pytest\ndef test_one(): pytest.skip('needs ../shared/testdata')", True),
        ("import pytest\ndef test_one(): pytest.skip('not today')", False),
        ("import pytest\n@pytest.mark.skip\ndef test_one(): pass", False),
        ("import pytest\npytest.importorskip('no_such_module')", False),
    ],
)
def test_skips(tmp_path: Path, body: str, passes: bool) -> None:
    (tmp_path / "test_it.py").write_text(f"{body}\n\ndef test_beside_it(): pass\n")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.guard", "-p", "no:django"),
            *(f"--rootdir={tmp_path}", "-c", "/dev/null", "-p", "no:cacheprovider", tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is passes, done.stdout
    assert ("which is not allowed" in done.stdout) is not passes
