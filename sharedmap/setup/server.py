"""The web server's own settings, for gunicorn."""

import gc
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
    # What the workers share from here on stays. Searching it for objects in circles again and again
    # took a sixth of the time of a page.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    print(os.environ["SHAREDMAP_GREETING"], flush=True)
