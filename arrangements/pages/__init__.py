"""What each page says, worked out from the catalogue before a template lays it out."""
