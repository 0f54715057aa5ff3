"""What the machine must have, looked at before any long work."""

import ctypes.util
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from sharedmap.setup.console import Problem, say
from sharedmap.setup.places import ROOT

NODE_OLDEST = (20, 19)
NPM_OLDEST = (9, 0)


def require_venv() -> None:
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        raise Problem(
            "This Python cannot make virtual environments. On Debian or Ubuntu install "
            "python3-venv (sudo apt-get install python3-venv), then run this again."
        )


def require_disk(megabytes: int) -> None:
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise Problem(
            f"The disk that holds {ROOT} has {free:,} MB free and set-up needs {megabytes:,} MB: "
            "make room, then run this again."
        )


def port_from_environment() -> int:
    value = os.environ.get("PORT", "").strip() or "8000"
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise Problem(f"PORT is {value!r}: set it to a number from 1 to 65535.")
    return int(value)


def require_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(
                f"Port {port} may not be used by this account: choose one above 1023, for "
                "instance PORT=8001 make run"
            ) from None
        except OSError:
            raise Problem(
                f"Port {port} is in use by another program: stop that one, or choose another "
                f"port, for instance PORT={port + 1 if port < 65535 else 8001} make run"
            ) from None


def version_of(program: str) -> tuple[int, ...]:
    """The version that a program on the PATH prints, or () if it does not run."""
    found = shutil.which(program)
    if not found:
        return ()
    try:
        answer = subprocess.run(
            [found, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    numbers = re.search(r"(\d+)\.(\d+)", answer.stdout) if answer.returncode == 0 else None
    return tuple(map(int, numbers.groups())) if numbers else ()


def has_node() -> bool:
    return version_of("node") >= NODE_OLDEST and version_of("npm") >= NPM_OLDEST


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def postgresql() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest if there are several."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def libreoffice() -> str | None:
    """The program, if its spreadsheet part is there too."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found and (Path(found).resolve().parent / "libsclo.so").exists():
        return found
    return None


def libatomic() -> str | None:
    """The library that the Node within Playwright is linked to, which a bare Debian lacks."""
    return ctypes.util.find_library("atomic") if sys.platform == "linux" else "not linked to it"


TEST_TOOLS = {
    "chromium": (chromium, "Chromium"),
    "postgresql": (postgresql, "PostgreSQL's server programs"),
    "libreoffice-calc": (libreoffice, "LibreOffice Calc"),
    "libatomic1": (libatomic, "the library libatomic, which Playwright needs"),
}


def require_test_tools() -> None:
    """Installs what the tests need where it may (as root on Debian), else says what is missing."""
    missing = missing_tools()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing with apt-get: {', '.join(missing)} …")
        install(sorted(missing))
        missing = missing_tools()
    if missing:
        names = " and ".join(TEST_TOOLS[package][1] for package in missing)
        raise Problem(
            f"The tests need {names}, which this machine lacks. On Debian or Ubuntu: "
            f"sudo apt-get install --no-install-recommends {' '.join(missing)}"
        )


def missing_tools() -> list[str]:
    return [package for package, (find, _) in TEST_TOOLS.items() if not find()]


def install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Problem(f"apt-get could not install {', '.join(packages)}:\n{done.stderr}")
