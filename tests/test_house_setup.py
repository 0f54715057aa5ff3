"""Set-up: what it refuses and how, what it does again, and what it leaves alone."""

import ast
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from sharedmap.setup import machine, steps
from sharedmap.setup.console import Problem
from sharedmap.setup.steps import Step, Work

ROOT = Path(__file__).resolve().parent.parent


def test_old_pythons_can_read_the_refusal() -> None:
    for name in ("__init__.py", "setup/__init__.py", "setup/__main__.py"):
        ast.parse((ROOT / "sharedmap" / name).read_text(), feature_version=(3, 6))


def test_an_old_python_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "sharedmap/setup/__main__.py"), run_name="__main__")
    assert str(stop.value).startswith("Python 3.11 or newer is needed; this is 3.8.")


def test_a_port_in_use_is_refused_before_any_work(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = set_up("run", VAR_DIR=str(tmp_path), PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use by another program" in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "8000 8001"])
def test_a_port_that_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Problem, match="set it to a number from 1 to 65535"):
        machine.port_from_environment()


def test_a_full_disk_is_refused() -> None:
    with pytest.raises(Problem, match=r"MB free and set-up needs 999,999,999,999 MB"):
        machine.require_disk(999_999_999_999)


def test_a_python_without_venv_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Problem, match="apt-get install python3-venv"):
        machine.require_venv()


def test_missing_test_tools_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "missing_tools", lambda: ["chromium", "postgresql"])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Problem) as problem:
        machine.require_test_tools()
    assert "need Chromium and PostgreSQL's server programs" in str(problem.value)
    assert "apt-get install --no-install-recommends chromium postgresql" in str(problem.value)


def test_what_playwright_is_linked_to_is_one_of_the_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "libatomic1" not in machine.missing_tools()
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    assert ("libatomic1" in machine.missing_tools()) == (sys.platform == "linux")


def test_an_old_or_broken_program_is_no_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not machine.has_node()
    for name, version in (("node", "v18.20.1"), ("npm", "10.2.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    assert machine.version_of("node") == (18, 20)
    assert not machine.has_node()
    (tmp_path / "node").write_text("#!/bin/sh\necho v22.4.0\n")
    assert machine.has_node()
    (tmp_path / "npm").write_text("#!/bin/sh\nexit 1\n")
    assert not machine.has_node()


class Kitchen:
    """A step that counts how often it is done, in a tree of its own."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "ROOT", tmp_path)
        self.output = tmp_path / "made"
        (tmp_path / "input").mkdir()
        self.input = tmp_path / "input" / "file"
        self.input.write_text("one")
        self.done: list[bool] = []
        self.fails: BaseException | None = None
        self.step = Step("Cook", self.cook, ["input"], outputs=[self.output], home=tmp_path)

    def cook(self, work: Work) -> None:
        self.done.append(work.afresh)
        if self.fails:
            raise self.fails
        self.output.touch()

    def perform(self) -> None:
        self.step.perform("1/1 Cook")


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kitchen:
    return Kitchen(tmp_path, monkeypatch)


def test_a_step_is_done_once(kitchen: Kitchen, capsys: pytest.CaptureFixture[str]) -> None:
    kitchen.perform()
    kitchen.perform()
    assert kitchen.done == [False]
    assert capsys.readouterr().out == "1/1 Cook … done, 0 s\n1/1 Cook … up to date\n"


def test_a_step_is_done_again_when_an_input_changes(kitchen: Kitchen) -> None:
    kitchen.perform()
    kitchen.input.write_text("two")
    kitchen.perform()
    (kitchen.input.parent / "another").touch()
    kitchen.perform()
    assert len(kitchen.done) == 3


def test_a_step_is_done_again_when_what_it_made_is_gone(kitchen: Kitchen) -> None:
    kitchen.perform()
    kitchen.output.unlink()
    kitchen.perform()
    assert len(kitchen.done) == 2


@pytest.mark.parametrize("end", [Problem("no flour"), KeyboardInterrupt()])
def test_a_step_that_was_cut_short_is_done_afresh(kitchen: Kitchen, end: BaseException) -> None:
    kitchen.fails = end
    with pytest.raises(type(end)):
        kitchen.perform()
    assert not kitchen.step.stamp.exists()
    kitchen.fails = None
    kitchen.perform()
    kitchen.perform()
    assert kitchen.done == [False, True]


def test_a_step_that_failed_after_a_success_is_not_taken_for_done(kitchen: Kitchen) -> None:
    kitchen.perform()
    kitchen.input.write_text("two")
    kitchen.fails = Problem("no flour")
    with pytest.raises(Problem, match=r"Cook: this step failed\. no flour"):
        kitchen.perform()
    kitchen.input.write_text("one")
    kitchen.fails = None
    kitchen.perform()
    assert len(kitchen.done) == 3


def test_a_command_that_fails_shows_the_end_of_what_it_said(kitchen: Kitchen) -> None:
    def action(work: Work) -> None:
        work.run(sys.executable, "-c", "print('x\\n' * 99 + 'the oven is cold'); exit(3)")

    step = Step("Bake", action, home=kitchen.output.parent)
    with pytest.raises(Problem, match=r"Bake: this step failed.*the oven is cold") as problem:
        step.perform("1/1 Bake")
    assert len(str(problem.value).splitlines()) < 40


def set_up(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sharedmap.setup", command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.sqlite_only
def test_run_serves_the_catalogue_and_says_where(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "sharedmap.setup", "run"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(tmp_path), "PORT": str(port), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert running.stdout
        said = ""
        limit = time.monotonic() + 300
        while "Ctrl+C stops it." not in said and time.monotonic() < limit:
            line = running.stdout.readline()
            assert line or running.poll() is None, said
            said += line
        assert f"Sharedmap is at http://127.0.0.1:{port}/" in said
        assert re.search(r"Catalogue … .*562 arrangements", said)
        password = re.search(r"Editor password: (\S+)", said)
        assert password
        kept = tmp_path / "editor-password"
        assert kept.read_text().strip() == password[1]
        assert kept.stat().st_mode & 0o077 == 0
        with urlopen(f"http://127.0.0.1:{port}/arrangements/") as answer:
            assert "562 arrangements" in answer.read().decode()
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)
