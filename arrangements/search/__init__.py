"""Searching: words, what they are found in, how well, and what was meant where nothing is found.

docs/rules.md says how a search ranks.
"""
