# SPDX-License-Identifier: MIT
"""nginx and Caddy in front of a hub, set up by the samples of data/hub as they are shipped; only addresses and the certificate are the test's own."""
import http.client
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import time

from hub import ChatHub
from postgres import end_with_parent

SAMPLES = pathlib.Path(__file__).parents[2] / "data/hub"
NAME = "hub.example.org"


def find(program):
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def find_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def exchange(text, *pairs):
    """Each of the first ones has to be there, once: the sample may not change unnoticed."""
    for old, new in pairs:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


class Proxy:
    """@upstream: what the hub says that it listens on."""

    def __init__(self, folder, upstream):
        self.folder, self.upstream, self.process = pathlib.Path(folder), upstream, None
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key, self.certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={NAME}", "-addext",
                        f"subjectAltName=DNS:{NAME}", "-days", "2", "-keyout", self.key, "-out", self.certificate], capture_output=True, check=True)
        self.trust = ssl.create_default_context(cafile=self.certificate)

    def start(self):
        """On another port where somebody else was quicker to take it."""
        for _ in range(5):
            self.port = find_port()
            with open(self.folder / "log", "ab") as log:
                self.process = subprocess.Popen(self.words(), stdout=log, stderr=log, cwd=self.folder, preexec_fn=end_with_parent,
                                                env={"PATH": os.environ["PATH"], "HOME": str(self.folder)})
            while self.process.poll() is None:
                try:
                    self.open().close()
                    return self
                except OSError:
                    time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    def open(self, timeout=60, source=""):
        """A TLS connection to it."""
        return self.trust.wrap_socket(socket.create_connection(("127.0.0.1", self.port), timeout=timeout, source_address=(source, 0)), server_hostname=NAME)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Nginx(Proxy):
    name, program = "nginx", find("nginx")

    def words(self):
        site = exchange((SAMPLES / "nginx.conf").read_text(), ("server 127.0.0.1:8787;", f"server {self.upstream};"), ("listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"),
                        ("    listen [::]:443 ssl;\n", ""), (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(self.certificate)),
                        (f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(self.key)))
        # What Debian's own nginx.conf says around it; every path is in this folder.
        main = "\n".join(["user root;" if os.geteuid() == 0 else "", "daemon off; worker_processes 2; pid nginx.pid; error_log stderr;", "events { worker_connections 768; }",
                          "http { sendfile on; tcp_nopush on; gzip on; access_log off;", *(f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")),
                          site, "}"])
        (self.folder / "main.conf").write_text(main)
        return [self.program, "-e", "stderr", "-p", f"{self.folder}/", "-c", "main.conf"]


class Caddy(Proxy):
    name, program = "Caddy", find("caddy")

    def words(self):
        site = exchange((SAMPLES / "Caddyfile").read_text(), ("reverse_proxy 127.0.0.1:8787 {", f"reverse_proxy {self.upstream.replace('unix:', 'unix/')} {{"),
                        (f"{NAME} {{\n", f"{NAME} {{\n\tbind 127.0.0.1\n\ttls {self.certificate} {self.key}\n"))
        (self.folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\thttps_port {self.port}\n\tauto_https disable_redirects\n}}\n{site}")
        return [self.program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"]


PROXIES = [kind for kind in (Nginx, Caddy) if kind.program]


class Line(http.client.HTTPConnection):
    """Requests to the public name by way of @proxy."""

    def __init__(self, proxy, timeout, source):
        super().__init__(NAME, 443, timeout=timeout)
        self.proxy, self.default_port, self.source = proxy, 443, source

    def connect(self):
        self.sock = self.proxy.open(self.timeout, self.source)


class Behind(ChatHub):
    """A hub that everybody reaches through a proxy of @kind."""
    source = ""

    def __init__(self, folder, kind, listen="127.0.0.1:0", **options):
        self.listen, self.kind, self.proxy = listen, kind, None
        super().__init__(folder, **options)

    def start(self):
        """At its old address, where there is a proxy already."""
        super().start()
        if not self.proxy:
            self.listen = self.address
            self.proxy = self.kind(self.folder / "proxy", self.address).start()
        return self

    def connect(self, timeout=60):
        return Line(self.proxy, timeout, self.source)

    def __exit__(self, *trace):
        try:
            super().__exit__(*trace)
        finally:
            self.proxy.stop()
