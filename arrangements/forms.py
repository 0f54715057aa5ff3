"""Forms that change something."""

from __future__ import annotations

from django import forms


class UploadForm(forms.Form):
    """A spreadsheet to be planned. What is wrong inside it is said by the reader of files."""

    file = forms.FileField(
        label="Spreadsheet",
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "Choose a file to upload."},
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
    )
