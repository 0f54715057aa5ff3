"""No test is skipped in silence: a run with a skip that is not on the list below fails."""

import pytest

ALLOWED = ("needs ../shared/testdata",)

refused: list[str] = []


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    reason = where[2] if isinstance(where, tuple) else str(where)
    return reason.removeprefix("Skipped: ")


def note(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = reason_of(report)
        if not reason.startswith(ALLOWED):
            refused.append(f"{report.nodeid}: {reason}")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    note(report)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if refused and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if refused:
        terminalreporter.section("skipped, which is not allowed", red=True, bold=True)
        for line in refused:
            terminalreporter.line(line)
        terminalreporter.line("Allowed reasons are in tests/guard.py.")
