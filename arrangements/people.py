"""Who may do what: strangers and readers read, editors change the catalogue."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User

EDITORS = "editors"


def is_editor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this person may change the catalogue: one of the editors, or a superuser."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=EDITORS).exists()


def add_editor(user: User) -> None:
    user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
