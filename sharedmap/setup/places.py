"""Where set-up finds and leaves things."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
LIB = ROOT / "static" / "lib"

# What is built from the tree is kept with the tree; what belongs to a database is kept with it.
TREE = ROOT / "var"
DATA = Path(os.environ.get("VAR_DIR", "").strip() or ROOT / "var").resolve()


def environment(**extra: str) -> dict[str, str]:
    """The environment for what set-up runs: the caller's, with our own packages first."""
    ours = {
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "VIRTUAL_ENV": str(VENV),
        "DJANGO_SETTINGS_MODULE": "sharedmap.settings",
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    return {**kept, **ours, **extra}
