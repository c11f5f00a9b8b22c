"""How `make run` serves on the own machine; a deployment brings its own values."""

import os

wsgi_app = "config.wsgi"
port = os.environ.get("PORT") or "8000"
bind = f"127.0.0.1:{port}"
workers = 2
# Threads, because a browser opens connections ahead of use, and a plain worker would wait for each.
threads = 4
timeout = 120  # a long document takes its time
loglevel = "warning"
control_socket_disable = True
accesslog = None


def when_ready(server):
    print(f"\n  Sổ Giảm nghèo:  http://127.0.0.1:{port}/\n  Ctrl+C stops it.\n", flush=True)
