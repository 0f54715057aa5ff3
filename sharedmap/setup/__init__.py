"""Set-up from a clean clone, with nothing but Python's standard library.

`python3 -m sharedmap.setup run` sets up and serves; `test` sets up and checks everything.
"""
