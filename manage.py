#!/usr/bin/env python3
"""Django's command line, with Sharedmap's settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharedmap.settings")
    try:
        from django.conf import settings
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit(
            "Django is not installed for this Python. "
            "Run `make run` once, then use .venv/bin/python manage.py"
        )

    from sharedmap.env import BadSetting

    try:
        _ = settings.INSTALLED_APPS
    except BadSetting as problem:
        sys.exit(str(problem))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
