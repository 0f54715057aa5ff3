"""Nothing goes by in silence: neither a test that is skipped nor one that has to be tried twice.

A run with a skip that is not on the list below fails. A test in Chromium that fails is tried once
more, because the machines that run it are shared and the browser, the site and the test then wait
for each other as no person would. It fails if it fails twice; if not, the end of the run shows
what went wrong at first, and that is worth looking into.
"""

import pytest

ALLOWED = ("needs ../shared/testdata",)

refused: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


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
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"tried twice: {report.nodeid}", yellow=True, bold=True)
        terminalreporter.line(report.longreprtext)
