# SPDX-License-Identifier: MIT
"""A PostgreSQL server of the test's own: a folder, a Unix socket, a user "hub" who owns the database "hub". As a program: postgres.py PROGRAM WORDS... runs
PROGRAM with SO_HUB_TEST_SERVER and SO_HUB_TEST_PASSWORD set to one."""
import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PASSWORD = "password-for-tests"
NOBODY = 65534


class Missing(Exception):
    """No server can be started here; why."""


def programs():
    found = shutil.which("initdb")
    places = [pathlib.Path(found).resolve().parent] if found else []
    for place in [*places, *sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name)), pathlib.Path("/usr/bin")]:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise Missing("no PostgreSQL server is installed")


def end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def drop_hub(url=None):
    """The same server without a hub in it: the one of @url, or that in the environment."""
    words = [programs() / "psql", "-d", url or os.environ["SO_HUB_TEST_SERVER"], "-XAtqc", "DROP SCHEMA IF EXISTS studio_os_hub CASCADE"]
    done = subprocess.run(words, capture_output=True, check=False, cwd="/", env={**os.environ, "PGPASSWORD": PASSWORD, "PGOPTIONS": "-c client_min_messages=error -c default_transaction_read_only=off"})
    assert done.returncode == 0, done.stderr.decode()


def place_for_data():
    """Memory, where there is some: a killed server loses what it did not write, and never what the kernel did not; so a disk would add time alone."""
    try:
        room = os.statvfs("/dev/shm")
        return "/dev/shm" if room.f_bavail * room.f_frsize > 400_000_000 and os.access("/dev/shm", os.W_OK) and not os.environ.get("SO_HUB_TEST_DISK") else None
    except OSError:
        return None


class Postgres:
    def __init__(self, *words, place=None):
        """@words: for initdb. @place: a folder for its data."""
        self.bin, self.process = programs(), None
        # PostgreSQL refuses to run as root, and then everything on the way to its folder has to be open to another user.
        self.user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="hub-pg-", dir=place or place_for_data() or ("/tmp" if self.user else None)))
        self.data = self.top / "data"
        try:
            (self.top / "password").write_text(PASSWORD)
            if self.user:
                for path in (self.top, self.top / "password"):
                    os.chown(path, NOBODY, NOBODY)
            done = subprocess.run([self.bin / "initdb", "-D", self.data, "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={self.top / 'password'}", "-E", "UTF8",
                                   "--locale=C", "--no-sync", *words], capture_output=True, cwd="/", check=False, **self.user)
        except (OSError, subprocess.SubprocessError) as error:
            self.remove()
            raise Missing(f"PostgreSQL does not run as root, and this root cannot be somebody else: {error}") from error
        if done.returncode:
            self.remove()
            raise Missing("initdb failed: " + done.stderr.decode()[-300:].replace("\n", " "))
        self.start()
        self.sql(f"CREATE ROLE hub LOGIN PASSWORD '{PASSWORD}'", database="postgres")
        self.sql("CREATE DATABASE hub OWNER hub", database="postgres")

    def url(self, database="hub", user="hub"):
        return f"postgresql://{user}@/{database}?host={self.top}"

    def spawn(self, *settings):
        with open(self.top / "log", "ab") as log:
            self.process = subprocess.Popen([self.bin / "postgres", "-D", self.data, "-c", f"unix_socket_directories={self.top}", "-c", "listen_addresses=",
                                             "-c", "shared_buffers=32MB", "-c", "dynamic_shared_memory_type=mmap", "-c", "max_connections=60", *settings], stdout=log, stderr=log, cwd="/",
                                            preexec_fn=end_with_parent, **self.user)

    def start(self, *settings):
        """Again and again: what a killed server left behind keeps a new one out for a moment."""
        for _ in range(120):
            self.spawn(*settings)
            while self.process.poll() is None:
                ready = subprocess.run([self.bin / "pg_isready", "-q", "-h", self.top], check=False)
                if ready.returncode == 0:
                    return self
                time.sleep(0.05)
            time.sleep(0.25)
        raise AssertionError((self.top / "log").read_text()[-2000:])

    def stop(self, how=signal.SIGINT):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(timeout=120)
            self.process = None

    def kill(self):
        """The server and everything that it started, as in a power cut."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.process.kill()
        for child in children:
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process = None

    def sql(self, text, database="hub"):
        done = subprocess.run([self.bin / "psql", "-h", self.top, "-U", "postgres", "-d", database, "-XAtqc", text], capture_output=True, check=False, cwd="/",
                              env={**os.environ, "PGPASSWORD": PASSWORD})
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def limit(self, pids, size):
        """No file of these of its processes grows beyond it, as on a disk that is full."""
        for pid in pids:
            subprocess.run(["prlimit", "--pid", pid, f"--fsize={size}:"], check=True, **self.user)

    def fresh(self):
        drop_hub(self.url())
        return self

    def remove(self):
        shutil.rmtree(self.top, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop(signal.SIGQUIT)
        self.remove()


if __name__ == "__main__":
    try:
        with Postgres() as server:
            sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "SO_HUB_TEST_SERVER": server.url(), "SO_HUB_TEST_PASSWORD": PASSWORD}, check=False).returncode)
    except Missing as reason:
        print(f"1..0 # SKIP {reason}")
