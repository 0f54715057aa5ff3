"""What set-up can be asked to do."""

import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

from sharedmap.setup import build, machine, steps
from sharedmap.setup.console import Problem, Terminated, fail
from sharedmap.setup.places import PYTHON, ROOT, environment
from sharedmap.setup.serve import serve
from sharedmap.setup.verdicts import LONG_CHECKS, judge

USAGE = "Usage: python3 -m sharedmap.setup run|test|soak|prepare, or bench [OPTIONS]"
BENCHMARKS = ("tests.bench", "tests.bench.reading", "tests.bench.map", "tests.bench.finder")
MEGABYTES_TO_SERVE = 900
MEGABYTES_TO_TEST = 2_000


def main(arguments: list[str]) -> int:
    commands: dict[str, Callable[..., int]] = {
        "run": run,
        "test": test,
        "soak": soak,
        "prepare": prepare,
        "bench": bench,
    }
    command, options = arguments[:1], arguments[1:]
    if not command or command[0] not in commands or (options and command != ["bench"]):
        print(USAGE, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop)
    try:
        return commands[command[0]](*options)
    except Problem as problem:
        return fail(problem)
    except KeyboardInterrupt:
        print("\nStopped. Run it again to go on.", file=sys.stderr)
        return 130


def stop(number: int, frame: FrameType | None) -> None:
    raise Terminated


def run() -> int:
    """Sets up and serves."""
    port = machine.port_from_environment()
    machine.require_port(port)
    room_for(build.TO_SERVE, MEGABYTES_TO_SERVE)
    steps.perform(build.TO_SERVE)
    serve(port)


def test() -> int:
    """Sets up for the tests and runs every check there is."""
    prepare()
    return judge()


def soak() -> int:
    """Sets up for the tests and runs those that take long."""
    prepare()
    return judge(LONG_CHECKS)


def bench(*options: str) -> int:
    """Sets up for the benchmarks and runs them."""
    room_for(build.TO_BENCH, MEGABYTES_TO_SERVE)
    steps.perform(build.TO_BENCH)
    for find, name in (machine.TEST_TOOLS[each] for each in ("chromium", "postgresql")):
        if not find():
            raise Problem(f"The benchmarks need {name}: install it, then run this again.")
    codes = [
        subprocess.run(
            [str(PYTHON), "-m", module, *options], cwd=ROOT, env=environment(), check=False
        ).returncode
        for module in BENCHMARKS
    ]
    return max(codes, key=abs)


def prepare() -> int:
    """Sets up for the tests."""
    room_for(build.TO_TEST, MEGABYTES_TO_TEST)
    machine.require_test_tools()
    steps.perform(build.TO_TEST)
    return 0


def room_for(plan: list[steps.Step], megabytes: int) -> None:
    if not all(step.every_time or step.stamp.exists() for step in plan):
        machine.require_disk(megabytes)
