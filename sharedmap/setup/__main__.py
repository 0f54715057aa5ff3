"""The command line of set-up. This one file must be readable by old Pythons, to refuse them."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Python {}.{} or newer is needed; this is {}.{}. Install one, or name one that you have: "
        "make run PYTHON=python3.12".format(*OLDEST, *sys.version_info[:2])
    )

from sharedmap.setup.commands import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
