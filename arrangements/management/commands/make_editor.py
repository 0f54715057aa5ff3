"""Makes the account `editor`, who can change the catalogue.

EDITOR_PASSWORD sets its password. Otherwise one is made up and kept in var/editor-password, which
its owner alone can read; an account that has a password of its own keeps it.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand

from arrangements.people import add_editor
from sharedmap import env, secrets

NAME = "editor"


class Command(BaseCommand):
    help = "Makes the account `editor`, who can change the catalogue, and says its password."

    def handle(self, *args: Any, **options: Any) -> None:
        editor, is_new = User.objects.get_or_create(username=NAME)
        file = settings.VAR_DIR / "editor-password"
        chosen = env.text("EDITOR_PASSWORD")
        if chosen:
            editor.set_password(chosen)
            file.unlink(missing_ok=True)
            told = "its password is the one in EDITOR_PASSWORD"
        elif is_new or (file.exists() and editor.check_password(file.read_text().strip())):
            editor.set_password(secrets.kept(file, length=12))
            told = f"its password is {secrets.kept(file)}"
        else:
            file.unlink(missing_ok=True)
            told = "it keeps the password that was set for it"
        editor.save()
        add_editor(editor)
        self.stdout.write(f"The account {NAME} can change the catalogue; {told}.")
