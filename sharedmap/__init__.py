"""The site: settings, addresses, set-up. The application itself is `arrangements`."""
