"""Files that editors upload: read in private, kept for editors alone, gone after a time."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from arrangements.imports.importing import start_import
from arrangements.imports.plan import plan_file
from arrangements.imports.problems import FileProblem
from arrangements.models import Import

_UNSAFE = re.compile(r"[^A-Za-z0-9 ._()-]")


class TooBig(FileProblem):
    """The file is larger than the site reads."""


def start_upload(upload: UploadedFile, *, user: Any) -> Import:
    """Plan what a file would change, and keep both. Raises FileProblem, keeping neither."""
    forget_uploads()
    limit, size = settings.UPLOAD_LIMIT_BYTES, upload.size or 0
    if size > limit:
        raise TooBig(
            f"This file is {size / 1024**2:,.0f} MB; at most {limit / 1024**2:,.0f} MB can be"
            " uploaded. Take out pictures, or split it in two."
        )
    name = upload.name or "upload"
    with TemporaryDirectory(dir=_folder()) as private:
        # A CSV file's own name says which sheet it is, so it is read under that name.
        path = Path(private) / _safe(name)
        _write(path, upload)
        plan = plan_file(path, limit_bytes=limit, filename=name)
        kept_as = secrets.token_hex(16)
        path.rename(_folder() / kept_as)
    record = start_import(plan, user=user)
    record.kept_as = kept_as
    record.save(update_fields=["kept_as"])
    return record


def kept_file(record: Import) -> Path | None:
    """The file that an import was made from, while it is kept."""
    if not record.kept_as or record.made_at < timezone.now() - settings.UPLOAD_KEPT_FOR:
        return None
    path = _folder() / record.kept_as
    return path if path.is_file() else None


def forget_uploads() -> None:
    """Delete every file that has been kept for its time, and what an interrupted upload left."""
    oldest = (timezone.now() - settings.UPLOAD_KEPT_FOR).timestamp()
    for path in _folder().iterdir():
        if path.stat().st_mtime >= oldest:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _folder() -> Path:
    folder: Path = settings.UPLOADS_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _safe(name: str) -> str:
    """A name that any file system takes, which begins and ends as the given one does."""
    plain = Path(_UNSAFE.sub("_", name))
    return f"{plain.stem.lstrip('.')[:80] or 'upload'}{plain.suffix[:12]}"


def _write(path: Path, upload: UploadedFile) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
