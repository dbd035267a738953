# SPDX-License-Identifier: MIT
"""What a shared studio that nobody touches says to its hub: bytes and connections in an hour, with the socket, and where something between does not let a socket through.

    build-aux/env build-aux/session --private python3 tests/hub/idle-traffic.py STUDIOCTL STUDIO-OS-HUB SHARE-DESK [MINUTES]

Ten minutes where none is said. Beside it stands what it would be to ask once every five seconds in the same way."""
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time

CTL, HUB, DESK = (os.path.abspath(path) for path in sys.argv[1:4])
MINUTES = float(sys.argv[4]) if len(sys.argv) > 4 else 10


class Relay:
    """Counts what goes through it. @plain: what asks for a socket is told that there is none."""

    def __init__(self, to, plain):
        self.to, self.plain, self.bytes, self.lines, self.requests = to, plain, 0, 0, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            threading.Thread(target=self.serve, args=(self.door.accept()[0],), daemon=True).start()

    def pump(self, a, b, up):
        try:
            while part := a.recv(65536):
                self.bytes += len(part)
                if up:
                    self.requests += part.count(b" HTTP/1.1\r\n")
                if up and self.plain and b"/v1/socket" in part.split(b"\r\n", 1)[0]:
                    a.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    break
                b.sendall(part)
        except OSError:
            pass
        for line in a, b:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def serve(self, one):
        self.lines += 1
        other = socket.create_connection(("127.0.0.1", self.to))
        threads = [threading.Thread(target=self.pump, args=pair, daemon=True) for pair in ((one, other, True), (other, one, False))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        one.close()
        other.close()


def ctl(folder, *words):
    done = subprocess.run([CTL, "--data", folder, "--json", *words], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, (words, done.stderr)
    return json.loads(done.stdout) if done.stdout else None


def main():
    with tempfile.TemporaryDirectory(prefix="idle-") as name:
        top = pathlib.Path(name)
        (top / "hub").mkdir()
        (top / "hub" / "hub.conf").write_text("[hub]\n")
        hub = subprocess.Popen([HUB, "--data", top / "hub", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE)
        desks = []
        try:
            to = int(hub.stdout.readline().decode().strip().rsplit(":", 1)[1])
            code = lambda: subprocess.run([HUB, "--data", top / "hub", "--pair"], capture_output=True, check=True).stdout.decode().split()[-1]
            relays = {"socket": Relay(to, False), "no socket": Relay(to, True)}
            for i, relay in enumerate(relays.values()):
                folder, url = str(top / f"desk-{i}"), f"http://127.0.0.1:{relay.port}"
                if i:
                    ctl(folder, "hub", "join", url, code())
                else:
                    ctl(folder, "init", "--name", "Idle Studio", "--kind", "dance")
                    ctl(folder, "hub", "pair", url, code())
                    ctl(folder, "hub", "share", "on")
                    ctl(folder, "hub", "share", "now")
                desks.append(subprocess.Popen([DESK, folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL))
            time.sleep(20)                 # until both are at rest
            before = {way: (relay.bytes, relay.requests, relay.lines) for way, relay in relays.items()}
            began = time.monotonic()
            time.sleep(MINUTES * 60)
            hours = (time.monotonic() - began) / 3600
            for way, relay in relays.items():
                count, requests, lines = ((now - was) / hours for now, was in zip((relay.bytes, relay.requests, relay.lines), before[way]))
                each = count / requests if requests else 0
                print(f"{way}: {count / 1024:.1f} KiB, {requests:.0f} requests and {lines:.0f} new connections in an hour"
                      + (f"; asking every 5 s in the same way: {each * 720 / 1024:.0f} KiB" if requests else ""))
        finally:
            for desk in desks:
                desk.stdin.close()
                desk.wait(60)
            hub.terminate()
            hub.wait(60)


main()
