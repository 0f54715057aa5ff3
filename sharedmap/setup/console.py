"""What set-up says while it works: one line a step, and one sentence when it cannot go on."""

import sys
import time

SECONDS_BETWEEN_SIGNS = 15


class Problem(Exception):
    """Set-up cannot go on. The message is one sentence saying why and what to do."""


class Terminated(KeyboardInterrupt):
    """Set-up was told to end by a signal to it alone, unlike Ctrl+C, which its commands get too."""


def say(text: str = "", end: str = "\n") -> None:
    print(text, end=end, flush=True)


def tail(text: str, lines: int = 25) -> str:
    return "\n".join(text.rstrip().splitlines()[-lines:])


class Line:
    """The line of one step: its title, a sign of life now and then, and how it ended."""

    def __init__(self, title: str) -> None:
        self.started = time.monotonic()
        self.next_sign = self.started + SECONDS_BETWEEN_SIGNS
        say(f"{title} …", end="")

    def alive(self) -> None:
        now = time.monotonic()
        if now >= self.next_sign:
            self.next_sign = now + SECONDS_BETWEEN_SIGNS
            say(f" {self.seconds} s …", end="")

    @property
    def seconds(self) -> int:
        return round(time.monotonic() - self.started)

    def end(self, remark: str) -> None:
        say(f" {remark}")


def fail(problem: Problem) -> int:
    print(f"\n{problem}", file=sys.stderr, flush=True)
    return 1
