# SPDX-License-Identifier: MIT
"""Three computers of a studio, a hub and a provider, each in a network of its own where that is possible (root), for minutes: everybody changes things and answers customers, and computers and hub
are killed, cut off, copied, set back and restored, with clocks that are up to two days wrong. Then all have to have the same, and the hub too, and no answer has left twice.

    build-aux/env build-aux/session --private python3 tests/hub/long-sync.py STUDIOCTL STUDIO-OS-HUB SHARE-DESK SKEW.so [MINUTES [SEED]]

One minute where none is said. It prints TAP, and the seed: what happens follows from it, when it does not."""
import collections
import json
import os
import pathlib
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from long_traffic import Traffic

CTL, HUB, DESK, SKEW = (os.path.abspath(path) for path in sys.argv[1:5])
MINUTES = float(sys.argv[5]) if len(sys.argv) > 5 else 1
SEED = int(sys.argv[6]) if len(sys.argv) > 6 else int.from_bytes(os.urandom(4), "big")
PORT = 8787
# Both ways between two sockets. What is open here stands still while the line between the networks is cut, as it does at home.
RELAY = """
import socket, sys, threading
listen, to = [(text.rsplit(":", 1)[0], int(text.rsplit(":", 1)[1])) for text in sys.argv[1:3]]
def pump(a, b):
    try:
        while part := a.recv(65536):
            b.sendall(part)
    except OSError:
        pass
    for line in a, b:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
def serve(one):
    try:
        other = socket.create_connection(to, timeout=10)
    except OSError:
        one.close()
        return
    other.settimeout(None)
    threads = [threading.Thread(target=pump, args=pair, daemon=True) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.close()
    other.close()
door = socket.create_server(listen)
print("ready", flush=True)
while True:
    threading.Thread(target=serve, args=(door.accept()[0],), daemon=True).start()
"""
count = collections.Counter()
faults = []                          # what is wrong, and no reason to end before the time is over


def run(*words, check=True, **options):
    return subprocess.run([str(word) for word in words], check=check, capture_output=True, timeout=options.pop("timeout", 300), **options)


class Networks:
    """One for the hub and one for each desktop, with a line between; or none, and then all are on this computer's loopback."""

    def __init__(self, n):
        self.tag = f"sosync{os.getpid()}"
        self.n, self.relays = n, []
        self.real = os.geteuid() == 0 and shutil.which("ip") and run("ip", "netns", "add", self.tag + "h", check=False).returncode == 0
        if not self.real:
            return
        run("ip", "-n", self.tag + "h", "link", "set", "lo", "up")
        for i in range(n):
            name, here, there = f"{self.tag}d{i}", f"h{i}-{os.getpid() % 100000}", f"d{i}-{os.getpid() % 100000}"
            run("ip", "netns", "add", name)
            run("ip", "link", "add", here, "netns", self.tag + "h", "type", "veth", "peer", "name", there, "netns", name)
            for space, link, address in ((self.tag + "h", here, f"10.91.{i}.1/24"), (name, there, f"10.91.{i}.2/24")):
                run("ip", "-n", space, "addr", "add", address, "dev", link)
                run("ip", "-n", space, "link", "set", link, "up")
            run("ip", "-n", name, "link", "set", "lo", "up")
            self.relay(self.tag + "h", f"10.91.{i}.1:9000", f"127.0.0.1:{PORT}")
            self.relay(name, f"127.0.0.1:{PORT}", f"10.91.{i}.1:9000")

    def relay(self, space, listen, to):
        process = subprocess.Popen(["ip", "netns", "exec", space, sys.executable, "-c", RELAY, listen, to], stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\n"
        self.relays.append(process)

    def desk(self, i):
        return ["ip", "netns", "exec", f"{self.tag}d{i}"] if self.real else []

    def hub(self):
        return ["ip", "netns", "exec", self.tag + "h"] if self.real else []

    def cut(self, i, cut):
        if self.real:
            run("ip", "-n", f"{self.tag}d{i}", "link", "set", f"d{i}-{os.getpid() % 100000}", "down" if cut else "up")

    def remove(self):
        for process in self.relays:
            process.kill()
            process.wait()
        if self.real:
            for name in [self.tag + "h"] + [f"{self.tag}d{i}" for i in range(self.n)]:
                run("ip", "netns", "del", name, check=False)


class Hub:
    def __init__(self, folder, networks):
        self.folder, self.networks, self.process, self.backup = folder, networks, None, None
        folder.mkdir()
        if not networks.real:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
        else:
            self.port = PORT

    def start(self):
        self.process = subprocess.Popen([*self.networks.hub(), HUB, "--data", str(self.folder), "--listen", f"127.0.0.1:{self.port}"], stdout=subprocess.PIPE,
                                        stderr=open(self.folder / "log", "ab"))
        line = self.process.stdout.readline()
        assert line.startswith(b"listening on"), (line, (self.folder / "log").read_text()[-2000:])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(120)
        if code:
            faults.append(f"a hub ended with {code} when it was told to end")

    def call(self, *words):
        return run(HUB, "--data", self.folder, *words).stdout.decode().strip()

    def code(self):
        return self.call("--pair").split()[-1]

    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Desk:
    def __init__(self, i, folder, networks, draw):
        self.i, self.folder, self.networks, self.draw, self.process, self.old, self.skew = i, folder, networks, draw, None, None, 0
        self.lock = threading.Lock()     # while its folder is another one's

    def env(self):
        return {**os.environ, "LD_PRELOAD": SKEW, "SO_TEST_SKEW": str(self.skew)}

    def ctl(self, *words, check=True, stdin=None):
        done = run(*self.networks.desk(self.i), CTL, "--data", self.folder, "--json", *words, check=False, env=self.env(), input=stdin)
        assert not check or done.returncode == 0, (self.i, words, done.stderr)
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout else None

    def start(self):
        self.process = subprocess.Popen([*self.networks.desk(self.i), DESK, str(self.folder)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=self.env())

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def end(self):
        if self.process:
            self.process.stdin.close()
            assert self.process.wait(120) == 0, self.process.returncode
            self.process = None


def act(desk, draw, n):
    """Somebody does something there."""
    def any_of(*words, key="id"):
        rows = desk.ctl(*words, check=False) or []
        return draw.choice(rows)[key] if rows else None

    kind = draw.randrange(11)
    if kind >= 8:
        answer(desk, draw, n, any_of)
    elif kind == 0:
        desk.ctl("price", "add", "--name", f"Price {desk.i}-{n}", "--amount", draw.randrange(1, 99), "--currency", "EUR", check=False)
    elif kind == 1 and (price := any_of("price", "list")):
        desk.ctl("price", "set", price, "--amount", draw.randrange(1, 99), check=False)
    elif kind == 2 and (person := any_of("contacts")):
        desk.ctl("stage", person, *draw.choice([["CONTACTED"], ["QUALIFIED"], ["LOST", "price"], ["NEW"]]), check=False)
    elif kind == 3 and (thread := any_of("threads")):
        desk.ctl("tag", thread, f"tag-{draw.randrange(6)}", check=False)
    elif kind == 4 and (thread := any_of("threads")):
        desk.ctl(draw.choice(["done", "reopen", "star", "unstar", "read", "unread"]), thread, check=False)
    elif kind == 5 and (person := any_of("contacts")):
        desk.ctl("task", "add", person, f"Task {desk.i}-{n}", check=False)
    elif kind == 6 and (task := any_of("task", "list")):
        desk.ctl("task", draw.choice(["done", "remove"]), task, check=False)
    else:
        desk.ctl("knowledge", "add", "--question", f"Question {desk.i}-{n}?", "--answer", f"Answer {n}", check=False)
    count["changes"] += 1


def answer(desk, draw, n, any_of):
    """A customer is answered, or what somebody wrote is approved, changed or called back."""
    draft = any_of("drafts", "--state", "proposed")
    if not draft or draw.random() < 0.4:
        thread = any_of("threads", "--channel", "whatsapp")
        written = thread and desk.ctl("reply", thread, "--text", f"Answer {desk.i}-{n}-{time.monotonic_ns()}", check=False)
        draft = written and written["id"]
    elif draw.random() < 0.2:
        desk.ctl("edit", draft, "--text", f"Better {desk.i}-{n}-{time.monotonic_ns()}", check=False)
    if draft and draw.random() < 0.8 and desk.ctl("approve", draft, check=False):
        count["approved"] += 1
    chance = draw.random()
    if chance < 0.1:
        desk.ctl("undo", check=False)
    elif chance < 0.2:
        desk.ctl("outbox", "confirm", check=False)
    elif chance < 0.5:
        # They look at what is held, and let it go: what is in doubt is not among it.
        desk.ctl("outbox", "release", draw.choice(["app_was_closed", "restored_backup", "clock_changed"]), check=False)


def work(desk, draw, end, failures):
    n = 0
    while not end.is_set():
        n += 1
        try:
            with desk.lock:
                act(desk, draw, n)
        except Exception as error:  # noqa: BLE001
            failures.append(repr(error))
            return
        end.wait(draw.random() * 0.6)


def cut_for_a_while(desk, seconds, end):
    count["cut off"] += 1
    desk.networks.cut(desk.i, True)
    end.wait(seconds)
    desk.networks.cut(desk.i, False)


def harm(hub, desks, draw, end, places, traffic):
    desk = draw.choice(desks)
    kind = draw.randrange(10)
    if kind == 0:
        count["desktops killed"] += 1
        with desk.lock:
            desk.kill()
            desk.start()
    elif kind == 1:
        count["hubs killed"] += 1
        hub.kill()
        end.wait(draw.random() * 3)
        hub.start()
    elif kind in (2, 3):
        threading.Thread(target=cut_for_a_while, args=(desk, draw.random() * 20, end), daemon=True).start()
    elif kind == 4:
        count["clocks set"] += 1
        with desk.lock:
            desk.kill()
            desk.skew = draw.choice([0, draw.randrange(-2 * 86400, 2 * 86400)])
            desk.start()
    elif kind == 5:
        # As a home folder that comes back from a backup: what was changed since and told is at the hub.
        with desk.lock:
            desk.kill()
            if desk.old:
                count["set back"] += 1
                shutil.rmtree(desk.folder)
                shutil.copytree(desk.old, desk.folder)
            else:
                desk.old = places / f"old-{desk.i}"
            shutil.rmtree(desk.old, ignore_errors=True)
            shutil.copytree(desk.folder, desk.old)
            desk.start()
    elif kind == 6:
        other = draw.choice([one for one in desks if one is not desk])
        first, second = sorted((desk, other), key=lambda one: one.i)
        count["copied"] += 1
        with first.lock, second.lock:
            other.kill()
            desk.kill()
            # What only the other one had is lost with its folder, as far as it was not told.
            shutil.rmtree(other.folder)
            shutil.copytree(desk.folder, other.folder)
            desk.start()
            other.start()
    elif kind == 7:
        if not hub.backup or draw.random() < 0.5:
            path = places / f"backup-{time.monotonic_ns()}.db"
            hub.call("--backup", path)
            hub.backup = path
        else:
            count["hub restored"] += 1
            hub.stop()
            hub.call("--restore", hub.backup)
            hub.start()
    elif kind == 8:
        with desk.lock:
            count["keys entered"] += traffic.come_here(desk) is not None


def converge(desks):
    """Everything works again: each says and hears all there is, until nobody has anything new: also what is still
    to be sent makes some."""
    for desk in desks:
        desk.end()
        desk.skew = 0
    for _ in range(20):
        for desk in desks:
            desk.ctl("sync", check=False)
            desk.ctl("hub", "share", "now")
        digests = [desk.ctl("hub", "share", "digest") for desk in desks]
        if all(digest["same"] and digest["settled"] for digest in digests):
            break
    return digests


def look(desks, digests):
    wrong = []
    for desk, digest in zip(desks, digests):
        if not digest["same"] or not digest["settled"] or digest["here"] != digests[0]["here"]:
            wrong.append(f"desktop {desk.i} differs (same {digest['same']}, settled {digest['settled']}): {[row for row in digest['here'] if row not in digest['hub']]} / {[row for row in digest['hub'] if row not in digest['here']]}")
        if aside := desk.ctl("hub", "share", "aside"):
            wrong.append(f"desktop {desk.i} has set aside: {aside[:3]}")
        check = run(CTL, "--data", desk.folder, "check", check=False)
        if check.returncode:
            wrong.append(f"desktop {desk.i}: {check.stderr.decode()}")
    lists = [[sorted((row["name"], row["amount"]) for row in desk.ctl("price", "list")), sorted(row["title"] for row in desk.ctl("task", "list", "--all"))] for desk in desks]
    if any(one != lists[0] for one in lists):
        wrong.append("the lists differ")
    return wrong


def play(top, networks, draw):
    hub = Hub(top / "hub", networks)
    traffic = Traffic(networks, 3)
    traffic.set_up(hub.folder)
    hub.start()
    desks = [Desk(i, top / f"desk-{i}", networks, draw) for i in range(3)]
    chat = top / "WhatsApp Chat with Ana.txt"
    chat.write_text("".join(f"12/03/2024, 09:{n:02} - {'Ria' if n % 3 == 2 else 'Ana Pérez'}: Message {n}\n" for n in range(40)))
    desks[0].ctl("init", "--name", "Ria Studio", "--kind", "dance", "--owner", "Ria")
    desks[0].ctl("import", chat, "--me", "Ria")
    traffic.connect(desks[0])
    desks[0].ctl("hub", "pair", hub.url(), hub.code())
    desks[0].ctl("hub", "share", "on")
    desks[0].ctl("hub", "share", "now")
    for desk in desks[1:]:
        desk.ctl("hub", "join", hub.url(), hub.code())
    end, failures = threading.Event(), []
    for desk in desks:
        desk.start()
    workers = [threading.Thread(target=work, args=(desk, random.Random(f"{SEED} {desk.i}"), end, failures)) for desk in desks]
    for worker in workers:
        worker.start()
    until, told = time.monotonic() + MINUTES * 60, time.monotonic()
    try:
        while time.monotonic() < until and not failures:
            time.sleep(draw.random() * 6)
            harm(hub, desks, draw, end, top, traffic)
            for _ in range(draw.randrange(3)):
                count["customers"] += traffic.tell(networks, hub.url(), int(time.time()))
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"# {int((until - told) / 60)} min left: {dict(count)}", flush=True)
    finally:
        end.set()
        for worker in workers:
            worker.join()
    time.sleep(0.5)
    for i in range(3):
        networks.cut(i, False)
    digests = converge(desks)
    traffic.end()
    wrong = failures + look(desks, digests) + traffic.look(desks[0].folder / "studio.db")
    count["answers left"] = sum(traffic.taken.values())
    rows = {row["table"]: row["rows"] for row in digests[0]["here"]}
    heads = sqlite3.connect(hub.folder / "hub.db").execute("SELECT head FROM sync_studio").fetchone()[0]
    notices = sum(len(desk.ctl("hub", "share", "notices")) for desk in desks)
    hub.stop()
    print(f"# {dict(count)}; log {heads}; notices {notices}; rows {rows}")
    return wrong + faults


def main():
    print(f"1..1\n# seed {SEED}, {MINUTES:g} min", flush=True)
    draw = random.Random(SEED)
    networks = Networks(3)
    print(f"# networks: {'of their own' if networks.real else 'one'}")
    top = pathlib.Path(tempfile.mkdtemp(prefix="long-sync-"))
    wrong = ["it did not end"]
    try:
        wrong = play(top, networks, draw)
    finally:
        networks.remove()
        for line in wrong:
            print("# " + line[:2000])
        print(f"{'not ok' if wrong else 'ok'} 1 all have the same in the end")
        if not wrong:
            shutil.rmtree(top, ignore_errors=True)
        else:
            print(f"# {top}")
    sys.exit(bool(wrong))


main()
