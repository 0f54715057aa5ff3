"""The steps from a clean clone to a site that can be served, and to one that can be tested."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from sharedmap.setup import machine
from sharedmap.setup.places import DATA, LIB, NODE_MODULES, PYTHON, ROOT, VENV
from sharedmap.setup.steps import Step, Work

COMMANDS = "arrangements/management/commands"
SHEETS = ["site", "map"]
SERVED = {"govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js"}
BANNER = "/*! {package}, from npm, as it came. Its licence and copyright are in NOTICE. */\n"


def python_version() -> str:
    """The version of the virtual environment's Python, or nothing if it does not run."""
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-S", "-c", "import sys; print(sys.version)"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return answer.stdout


def install_python(work: Work) -> None:
    machine.require_venv()
    if work.afresh or not has_pip():
        work.run(sys.executable, "-m", "venv", "--clear", VENV)
    install_requirements(work, "requirements.txt")


def has_pip() -> bool:
    test = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        done = subprocess.run([PYTHON, "-I", "-c", test], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def install_requirements(work: Work, name: str) -> None:
    work.run(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", ROOT / name)


def install_node(work: Work) -> str | None:
    if machine.has_node():
        return "the machine's own"
    install_requirements(work, "requirements-node.txt")
    return None


def node_in_use() -> str:
    return "the machine's own" if machine.has_node() else f"packaged for {python_version()}"


def install_npm(work: Work) -> None:
    work.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def build_pages(work: Work) -> None:
    LIB.mkdir(parents=True, exist_ok=True)
    for source, name in SERVED.items():
        text = (NODE_MODULES / source).read_text(encoding="utf-8")
        # The map it names is not served, and static files are checked for what they name.
        lines = [line.partition("//# sourceMappingURL=")[0] for line in text.splitlines()]
        banner = BANNER.format(package=source.partition("/")[0])
        (LIB / name).write_text(banner + "\n".join(lines) + "\n", encoding="utf-8")
    work.run(
        "node",
        NODE_MODULES / "sass/sass.js",
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        f"--load-path={NODE_MODULES}",
        f"--load-path={leaflet()}",
        *(f"{ROOT / 'static/scss' / name}.scss:{LIB / name}.css" for name in SHEETS),
    )
    # Leaflet's pictures stay where they are.
    text = (LIB / "map.css").read_text(encoding="utf-8")
    moved = text.replace("url(images/", "url(../leaflet/images/")
    (LIB / "map.css").write_text(moved, encoding="utf-8")


def leaflet() -> Path:
    """The folder of Leaflet's own files, as django-leaflet ships them."""
    return next((VENV / "lib").glob("python*/site-packages/leaflet/static"))


def manage(work: Work, *arguments: str) -> str:
    return work.run(PYTHON, ROOT / "manage.py", *arguments)


def build_backdrop(work: Work) -> None:
    manage(work, "build_backdrop")


def migrate(work: Work) -> str:
    if "Applying " not in manage(work, "migrate", "--no-input"):
        return "up to date"
    for step in (REGISTER, CATALOGUE, EDITOR):
        step.stamp.unlink(missing_ok=True)
    return f"done, {work.line.seconds} s"


def load_register(work: Work) -> None:
    manage(work, "load_register")


def load_catalogue(work: Work) -> str:
    count = arrangements_held(work)
    if count:
        return f"left as it is: the database already has {count:,} arrangements"
    manage(work, "import_catalogue", "fixtures/catalogue", "--commit")
    return f"{arrangements_held(work):,} arrangements, {work.line.seconds} s"


def arrangements_held(work: Work) -> int:
    code = "from arrangements.models import Arrangement; print(Arrangement.objects.count())"
    return int(manage(work, "shell", "--verbosity=0", f"--command={code}").split()[-1])


def collect_static(work: Work) -> None:
    shutil.rmtree(DATA / "static", ignore_errors=True)
    manage(work, "collectstatic", "--no-input", "--verbosity=0")


def make_editor(work: Work) -> None:
    manage(work, "make_editor")


def database() -> str:
    return hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()


def editor() -> str:
    password = os.environ.get("EDITOR_PASSWORD", "")
    return database() + hashlib.sha256(password.encode()).hexdigest()


PACKAGES = Step("Python packages", install_python, ["requirements.txt"], python_version, [PYTHON])
TEST_PACKAGES = Step(
    "Python packages for the tests",
    lambda work: install_requirements(work, "requirements-test.txt"),
    ["requirements.txt", "requirements-test.txt"],
    python_version,
)
BENCH_PACKAGES = Step(
    "Python packages for the benchmarks",
    lambda work: install_requirements(work, "requirements-bench.txt"),
    ["requirements.txt", "requirements-bench.txt"],
    python_version,
)
NODE = Step(
    "Node.js", install_node, ["requirements-node.txt"], lambda: node_in_use() + python_version()
)
NPM = Step(
    "npm packages",
    install_npm,
    ["package.json", "package-lock.json", ".npmrc"],
    outputs=[NODE_MODULES / ".package-lock.json"],
)
PAGES = Step(
    "Styles and scripts",
    build_pages,
    ["package-lock.json", "requirements.txt", "static/scss", "sharedmap/setup/build.py"],
    outputs=[*(LIB / f"{name}.css" for name in SHEETS), LIB / "govuk-frontend.min.js"],
)
BACKDROP = Step(
    "Map backdrop",
    build_backdrop,
    [
        "package-lock.json",
        "fixtures/map_areas.csv",
        "fixtures/register/bodies.csv",
        "arrangements/map/backdrop.py",
        f"{COMMANDS}/build_backdrop.py",
    ],
    outputs=[LIB / "backdrop.json"],
)
DATABASE = Step("Database", migrate, home=DATA, every_time=True)
REGISTER = Step(
    "Register of bodies",
    load_register,
    [
        "fixtures/register",
        "fixtures/services.csv",
        "arrangements/registering.py",
        "arrangements/reorganisation/loading.py",
        f"{COMMANDS}/load_register.py",
    ],
    database,
    home=DATA,
)
CATALOGUE = Step("Catalogue", load_catalogue, ["fixtures/catalogue"], database, home=DATA)
STATIC = Step(
    "Static files",
    collect_static,
    ["static", "requirements.txt"],
    outputs=[DATA / "static/staticfiles.json"],
    home=DATA,
)
EDITOR = Step("Editor's account", make_editor, extra=editor, home=DATA)

TO_SERVE = [
    PACKAGES, NODE, NPM, PAGES, BACKDROP, DATABASE, REGISTER, CATALOGUE, STATIC, EDITOR,
]  # fmt: skip
TO_TEST = [PACKAGES, TEST_PACKAGES, NODE, NPM, PAGES, BACKDROP]
TO_BENCH = [PACKAGES, TEST_PACKAGES, BENCH_PACKAGES, NODE, NPM, PAGES, BACKDROP]
