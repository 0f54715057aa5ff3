"""The web server's own settings, for gunicorn."""

import os
from typing import Any

bind = os.environ["SHAREDMAP_BIND"]
wsgi_app = "sharedmap.wsgi:application"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 120
preload_app = True
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    print(os.environ["SHAREDMAP_GREETING"], flush=True)
