"""Somebody who uses a running site over HTTP, as a browser would, and follows no redirects."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

SECONDS = 120
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    location: str = ""

    @property
    def words(self) -> str:
        """The main part of a page as a person reads it."""
        soup = BeautifulSoup(self.body, "html.parser")
        return " ".join((soup.select_one("main") or soup).text.split())


@dataclass
class Visitor:
    """One person, with cookies. Several threads can ask at once, each by its own connection."""

    site: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def sign_in(self, name: str, password: str) -> None:
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", username=name, password=password)
        assert answer.status == 302, answer.words

    def post(self, path: str, **facts: str) -> Answer:
        return self._ask("POST", path, urlencode(self._with_token(facts)).encode(), FORM)

    def upload(self, file: Path) -> Answer:
        sent = SimpleUploadedFile(file.name, file.read_bytes())
        said = {"said_by": "The soak test", "said_in": "2025"}
        body = encode_multipart(BOUNDARY, self._with_token({"file": sent, **said}))
        return self._ask("POST", "/imports/new/", body, MULTIPART_CONTENT)

    def confirm(self, path: str) -> Answer:
        """Say yes to an import as its page shows it at the moment."""
        return self.post(path, seen=self.seen(path))

    def seen(self, path: str) -> str:
        soup = BeautifulSoup(self.get(path).body, "html.parser")
        field = soup.select_one("input[name=seen]")
        assert field is not None, soup.text
        return str(field["value"])

    def _with_token(self, facts: dict[str, Any]) -> dict[str, Any]:
        return facts | {"csrfmiddlewaretoken": self.cookies["csrftoken"]}

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            connection.request(
                method, path, body, headers | ({"Content-Type": kind} if kind else {})
            )
            response = connection.getresponse()
            answer = Answer(response.status, response.read(), response.headers["Location"] or "")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return answer
