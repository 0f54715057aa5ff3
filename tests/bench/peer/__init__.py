"""What an importer built on django-import-export would be, with the history that ours keeps."""
