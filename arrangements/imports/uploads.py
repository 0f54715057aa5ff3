"""Files that editors upload: kept in private, for editors alone, gone after a time."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from arrangements.imports.problems import FileProblem
from arrangements.imports.surroundings import Surroundings
from arrangements.models import Import

LEFT_BEHIND = timedelta(days=1)
_UNSAFE = re.compile(r"[^A-Za-z0-9 ._()-]")


class TooBig(FileProblem):
    """The file is larger than the site reads."""


def check_size(upload: UploadedFile, limit: int) -> None:
    """Raises TooBig, with a sentence, for a file of more bytes than that."""
    size = upload.size or 0
    if size > limit:
        raise TooBig(
            f"This file is {size / 1024**2:,.0f} MB; at most {limit / 1024**2:,.0f} MB can be"
            " uploaded. Take out pictures, or split it in two."
        )


def keep(upload: UploadedFile) -> str:
    """Keep an uploaded file, and answer with the name that it is kept as. Raises TooBig."""
    forget_uploads()
    check_size(upload, settings.UPLOAD_LIMIT_BYTES)
    name = secrets.token_hex(16)
    _write(_folder() / name, upload)
    return name


@contextmanager
def passing(upload: UploadedFile, limit: int) -> Iterator[Path]:
    """An uploaded file under a name like its own, which is gone afterwards. Raises TooBig."""
    check_size(upload, limit)
    with TemporaryDirectory(dir=_folder()) as private:
        path = Path(private) / _safe(upload.name or "upload")
        _write(path, upload)
        yield path


@contextmanager
def opened(record: Import) -> Iterator[Path]:
    """The kept file of an import under a name like its own: a CSV file's says which sheet it is.

    Raises FileProblem where it is no longer kept.
    """
    kept = kept_file(record)
    if kept is None:
        raise FileProblem("The file of this import is no longer kept. Upload it again.")
    with TemporaryDirectory(dir=_folder()) as private:
        path = Path(private) / _safe(record.filename)
        os.link(kept, path)
        yield path


def kept_file(record: Import) -> Path | None:
    """The file that an import was made from, while it is kept."""
    if not record.kept_as or record.made_at < timezone.now() - settings.UPLOAD_KEPT_FOR:
        return None
    path = _folder() / record.kept_as
    return path if path.is_file() else None


def keep_surroundings(record: Import, found: Surroundings) -> None:
    """Keep what stands around the problems of an upload, for as long as the upload itself."""
    kept = kept_file(record)
    if kept is not None and (found or kept_surroundings(record)):
        beside = kept.with_suffix(".rows")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(found, file)
        times = kept.stat()
        os.utime(beside, (times.st_atime, times.st_mtime))


def kept_surroundings(record: Import) -> Surroundings:
    """What keep_surroundings kept; nothing where there is nothing."""
    kept = kept_file(record)
    try:
        found: Surroundings = json.loads(kept.with_suffix(".rows").read_text()) if kept else {}
    except (FileNotFoundError, ValueError):
        return {}
    return found


def forget(name: str) -> None:
    """Delete one kept file and what was kept beside it."""
    for path in (_folder() / name, (_folder() / name).with_suffix(".rows")):
        path.unlink(missing_ok=True)


def forget_uploads() -> None:
    """Delete every file that has been kept for its time, and what interrupted work left."""
    now = timezone.now()
    for path in _folder().iterdir():
        kept_for = LEFT_BEHIND if path.is_dir() else settings.UPLOAD_KEPT_FOR
        try:
            if path.stat().st_mtime >= (now - kept_for).timestamp():
                continue
        except FileNotFoundError:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


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
