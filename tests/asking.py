"""Asking the site what the tests of queries ask."""

import json

from django.test import Client

ENDINGS = ("json", "csv", "geojson", "zip", "xlsx")


def asked(client: Client, query: str) -> list[str]:
    """The references of /arrangements.json for a query string, in order."""
    answer = client.get(f"/arrangements.json?{query}")
    assert answer.status_code == 200, b"".join(answer) if answer.streaming else answer.content
    data = json.loads(answer.getvalue())
    found = [each["reference"] for each in data["arrangements"]]
    assert data["count"] == len(found) == len(set(found))
    return found
