"""What planned reorganisation of councils would do to what they share. The rules: docs/rules.md."""
