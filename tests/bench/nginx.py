"""nginx with its cache in front of the installation, and the same pages as plain files beside it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import running

NO_NGINX = "nginx is needed and was not found. Install it: apt-get install nginx-light"

CONFIGURATION = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log error;
{user}
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    default_type text/html;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache keys_zone=pages:10m use_temp_path=off;
    upstream kpss {{ server 127.0.0.1:{upstream}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location /file/ {{ root {folder}; }}
        location / {{
            proxy_pass http://kpss;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_cache pages;
            proxy_cache_key $scheme$http_host$request_uri;
            proxy_cache_lock on;
            proxy_cache_use_stale updating;
            proxy_cache_background_update on;
        }}
    }}
}}
"""


@contextmanager
def nginx(port: int, upstream: int, folder: Path) -> Iterator[int]:
    """Run nginx in front of the port `upstream`; the files of `folder`/file are under /file/."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise RuntimeError(NO_NGINX)
    user = "user root;" if os.geteuid() == 0 else ""  # who else may not look into a private folder
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, upstream=upstream, user=user))
    with running([program, "-c", str(configuration), "-p", str(folder)], port):
        yield port
