"""Tests that take long, run by `make soak`: kills in the middle of an import, two editors at once.

Their imports run in processes of their own, on copies of a database that this run alone uses.
"""
