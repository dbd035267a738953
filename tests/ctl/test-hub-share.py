#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Several computers of a studio and the real hub: what is changed on one is on all, whatever is off, killed, copied, set back or shut out. Prints TAP.

    test-hub-share.py STUDIOCTL STUDIO-OS-HUB SHARE-DESK SKEW.so"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub"), os.path.join(here, "..", "ui")]
from studioctl import CHAT, PROGRAM as STUDIOCTL, as_json, ask, call, check, main, refuse, studio, write
DESK, SKEW = sys.argv[3:5]
sys.argv[1:] = sys.argv[2:3]      # the next module's program
from gate import Gate
from hub import Hub


def url(hub):
    return f"http://127.0.0.1:{hub.port}"


def first(d, hub, name="owner"):
    """The studio, shared."""
    s = studio(f"{d}/{name}")
    ask(s, "hub", "pair", url(hub), hub.call("--pair").split()[-1], "--name", name)
    assert ask(s, "hub", "share", "on")["shared"] is True
    now(s)
    return s


def join(d, hub, name, *more):
    s = f"{d}/{name}"
    status = ask(s, "hub", "join", url(hub), hub.call("--pair").split()[-1], "--name", name, *more)
    assert status["settled"] and status["state"] == "follow" and status["error"] is None, status
    return s


def now(s):
    status = ask(s, "hub", "share", "now")
    assert status["settled"] and status["waiting"] == 0, status
    return status


def settle(*studios):
    """Who comes first hears of what the others said with the second round."""
    for _ in range(2):
        for s in studios:
            now(s)


def same(hub, *studios):
    """All have the same, and it is what the hub has."""
    digests = []
    for s in studios:
        digest = ask(s, "hub", "share", "digest")
        assert digest["same"] and digest["settled"], digest
        digests.append(digest["here"])
        assert ask(s, "hub", "share", "aside") == []
    assert all(digest == digests[0] for digest in digests), digests
    return {row["table"]: row["rows"] for row in digests[0]}


def sql(s, text, *values):
    connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
    rows = connection.execute(text, values).fetchall()
    connection.close()
    return rows


def prices(s):
    return sorted(price["name"] for price in ask(s, "price", "list"))


def add_price(s, name):
    ask(s, "price", "add", "--name", name, "--amount", "12", "--currency", "EUR")


def person(s, name):
    return next(c["id"] for c in ask(s, "contacts") if c["name"] == name)


def moved(s, hub):
    """The hub has another port now."""
    connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
    with connection:
        connection.execute("UPDATE hub_link SET url = ?", (url(hub),))
    connection.close()


@check("a second computer joins an empty folder and has everything; what either changes is on both")
def _(d):
    with Hub(d + "/hub") as hub:
        chat = write(d + "/WhatsApp Chat with Ana.txt", CHAT)
        owner = studio(d + "/owner")
        ask(owner, "import", chat, "--me", "Ria")
        refuse(owner, "hub", "share", "on", says="pair it first")
        ask(owner, "hub", "pair", url(hub), hub.call("--pair").split()[-1], "--name", "Owner")
        assert ask(owner, "hub", "share", "status")["state"] == "off"
        refuse(owner, "hub", "share", "now", says="share it first")
        assert ask(owner, "hub", "share", "on")["state"] == "merge"
        now(owner)
        desk = join(d, hub, "desk")
        rows = same(hub, owner, desk)
        # How far it was could be seen: it read as much as it was told that there is.
        assert sql(desk, "SELECT done = whole, whole > 10 FROM sync_link") == [(1, 1)], sql(desk, "SELECT done, whole FROM sync_link")
        assert rows["message"] == 5 and rows["contact"] == 1 and rows["setting"] > 0, rows
        assert [t["messages"] for t in ask(desk, "threads")] == [t["messages"] for t in ask(owner, "threads")]
        assert ask(desk, "search", "salsa") and ask(desk, "contacts")[0]["name"] == "Ana Pérez"
        assert sql(desk, "SELECT value FROM setting WHERE key = 'studio.name'") == sql(owner, "SELECT value FROM setting WHERE key = 'studio.name'") != []
        assert ask(desk, "hub", "share", "notices") == ask(owner, "hub", "share", "notices") == [], "a new folder said something of its own"
        add_price(owner, "Single class")
        add_price(desk, "Ten classes")
        ask(desk, "stage", person(desk, "Ana Pérez"), "QUALIFIED")
        thread = ask(desk, "threads")[0]["id"]
        ask(owner, "tag", thread, "summer")
        settle(owner, desk)
        assert prices(owner) == prices(desk) == ["Single class", "Ten classes"]
        assert ask(owner, "contacts")[0]["stage"] == "QUALIFIED"
        assert "summer" in ask(desk, "threads")[0].get("tags", ask(desk, "thread", thread).get("tags", [])) or sql(desk, "SELECT 1 FROM tag WHERE name = 'summer'")
        same(hub, owner, desk)
        computers = as_json(desk, "hub", "share", "computers")
        assert [(c["name"], c["self"]) for c in computers] == [("Owner", False), ("desk", True)] and all(c["devs"] for c in computers), computers
        for words in ("status", "notices", "aside", "digest"):
            as_json(owner, "hub", "share", words)
        for words in ((), ("what",), ("on", "off"), ("put-back",), ("put-back", "x"), ("seen", "0"), ("status", "1")):
            refuse(owner, "hub", "share", *words, code=2)


@check("a folder with a studio of its own is only joined when that is asked for; then both are one")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        add_price(owner, "Single class")
        other = studio(d + "/other")
        add_price(other, "Massage")
        code = hub.call("--pair").split()[-1]
        refuse(other, "hub", "join", url(hub), code, says="become one")
        assert ask(other, "hub", "status")["paired"] is False
        refuse(d + "/third", "hub", "join", url(hub), "AAAA-BBBB")
        join(d, hub, "other", "--merge")
        settle(owner, other)
        assert prices(owner) == prices(other) == ["Massage", "Single class"]
        assert ask(owner, "health")["profile"] == ask(other, "health")["profile"] if "profile" in ask(owner, "health") else True
        same(hub, owner, other)


@check("of two changes of the same the later one holds, and what it took the place of can be put back")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        ask(owner, "import", write(d + "/WhatsApp Chat with Ana.txt", CHAT), "--me", "Ria")
        now(owner)
        desk = join(d, hub, "desk")
        ana = person(owner, "Ana Pérez")
        ask(desk, "stage", ana, "CONTACTED")
        ask(owner, "stage", ana, "QUALIFIED")
        settle(owner, desk)        # the earlier change comes late
        assert ask(owner, "contact", ana)["stage"] == ask(desk, "contact", ana)["stage"] == "QUALIFIED"
        notices = ask(desk, "hub", "share", "notices")
        assert ask(owner, "hub", "share", "notices") == [] and len(notices) == 1, notices
        assert (notices[0]["table"], notices[0]["group"], notices[0]["mine"]["stage"], notices[0]["theirs"]["stage"]) == ("contact", "stage", "CONTACTED", "QUALIFIED"), notices
        assert ask(desk, "hub", "share", "status")["notices"] == 1
        refuse(desk, "hub", "share", "put-back", "77", says="no such change")
        assert ask(desk, "hub", "share", "put-back", notices[0]["id"])["notices"] == 0
        settle(desk, owner)
        assert ask(owner, "contact", ana)["stage"] == ask(desk, "contact", ana)["stage"] == "CONTACTED"
        same(hub, owner, desk)


@check("three computers that change things while they are apart end in the same state")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        ask(owner, "import", write(d + "/WhatsApp Chat with Ana.txt", CHAT), "--me", "Ria")
        now(owner)
        all_ = [owner, join(d, hub, "desk"), join(d, hub, "home")]
        ana, thread = person(owner, "Ana Pérez"), ask(owner, "threads")[0]["id"]
        hub.stop()
        for n, s in enumerate(all_):
            add_price(s, f"Price of {n}")
            ask(s, "stage", ana, *["CONTACTED", "QUALIFIED", "LOST too far"][n].split(" ", 1))
            ask(s, "tag", thread, f"tag-{n}")
            ask(s, "task", "add", ana, f"Task {n}")
            result = call(s, "hub", "share", "now")
            assert result.code == 1 and len(result.err.strip().splitlines()) == 1, result.err
            status = ask(s, "hub", "share", "status")
            assert status["error"] and status["waiting"] > 0 and not status["settled"], status
        hub.start()
        for s in all_:
            moved(s, hub)
        settle(*all_)
        same(hub, *all_)
        assert prices(owner) == [f"Price of {n}" for n in range(3)]
        assert {ask(s, "contact", ana)["stage"] for s in all_} == {"LOST"}, "the last change holds"
        assert ask(owner, "hub", "share", "status")["error"] is None
        assert sorted(t["title"] for t in ask(all_[2], "task", "list")) == [f"Task {n}" for n in range(3)]


@check("a computer or a hub that is killed in the middle loses nothing and does nothing twice")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        desk = join(d, hub, "desk")
        draw = random.Random(7)
        for n in range(12):
            add_price(owner, f"Owner {n:02}")
            add_price(desk, f"Desk {n:02}")
            running = [subprocess.Popen([STUDIOCTL, "--data", s, "hub", "share", "now"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for s in (owner, desk)]
            time.sleep(draw.random() * 0.15)
            if n % 4 == 3:
                hub.kill()
                hub.start()
                for s in (owner, desk):
                    moved(s, hub)
            for one in running:
                one.send_signal(signal.SIGKILL)
                one.wait()
        settle(owner, desk)
        assert prices(owner) == prices(desk) == sorted([f"Desk {n:02}" for n in range(12)] + [f"Owner {n:02}" for n in range(12)])
        same(hub, owner, desk)


class From:
    """Requests of a path from the one after @n on."""
    def __init__(self, path, n):
        self.path, self.left = path, n

    def __contains__(self, path):
        self.left -= path == self.path
        return path == self.path and self.left < 0


def joined(hub, gate, folder):
    return ["--data", folder, "hub", "join", gate.url, hub.call("--pair").split()[-1], "--name", os.path.basename(folder)]


@check("a join that is killed at any moment and started once more ends with the same")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        lines = [f"12/11/2026, {17 + n // 3600}:{n // 60 % 60:02}:{n % 60:02} - {'Ria' if n % 3 else 'Ana'}: Message {n} {'x' * 300}\n" for n in range(6000)]
        ask(owner, "import", write(d + "/WhatsApp Chat with Ana.txt", "".join(lines)), "--me", "Ria")
        now(owner)
        gate = Gate(hub.port)
        subprocess.run([STUDIOCTL, *joined(hub, gate, d + "/whole")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pages = gate.seen.count("/sync/v1/snapshot")
        assert pages >= 4, pages
        moments = [("/v1/pair", 0), ("/sync/v1/merge", 0)] + [("/sync/v1/snapshot", n) for n in (0, 1, pages // 2, pages - 1)]
        for number, (path, n) in enumerate(moments):
            folder = f"{d}/killed{number}"
            gate.released.clear()
            gate.held = From(path, n)
            process = subprocess.Popen([STUDIOCTL, *joined(hub, gate, folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            end = time.monotonic() + 120
            while gate.held.left >= 0 and process.poll() is None and time.monotonic() < end:
                time.sleep(0.01)
            assert gate.held.left < 0 and process.poll() is None, (path, n)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
            gate.release()
            if path.endswith("snapshot"):
                assert sql(folder, "SELECT state FROM sync_link") == [("snapshot",)]
            done = subprocess.run([STUDIOCTL, "--json", *joined(hub, gate, folder)], capture_output=True, text=True)
            assert done.returncode == 0, (path, n, done.stderr)
        settle(owner, d + "/whole")
        rows = same(hub, owner, d + "/whole", *[f"{d}/killed{number}" for number in range(len(moments))])
        assert rows["message"] == 6000, rows


@check("a folder that was copied, or set back, goes on under a name of its own and loses nothing")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        add_price(owner, "Before")
        now(owner)
        shutil.copytree(owner, d + "/copy")
        copy = d + "/copy"
        # Both go on from the same place, with the same numbers.
        add_price(owner, "Of the first")
        add_price(copy, "Of the copy")
        settle(owner, copy)
        assert prices(owner) == prices(copy) == ["Before", "Of the copy", "Of the first"]
        assert sql(owner, "SELECT dev FROM sync_link") != sql(copy, "SELECT dev FROM sync_link")
        shutil.copytree(owner, d + "/old")
        add_price(owner, "Later")
        now(owner)
        shutil.rmtree(owner)
        shutil.copytree(d + "/old", owner)
        add_price(owner, "After it was set back")
        settle(owner, copy)
        assert prices(owner) == prices(copy) == ["After it was set back", "Before", "Later", "Of the copy", "Of the first"]
        same(hub, owner, copy)


@check("a hub that was set back to a backup is told again what it has lost")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        desk = join(d, hub, "desk")
        add_price(owner, "In the backup")
        settle(owner, desk)
        hub.call("--backup", d + "/backup.db")
        add_price(owner, "After the backup")
        ask(desk, "price", "set", ask(desk, "price", "list")[0]["id"], "--amount", "99")
        settle(owner, desk)
        add_price(desk, "Not told yet")
        hub.stop()
        hub.call("--restore", d + "/backup.db")
        hub.start()
        for s in (owner, desk):
            moved(s, hub)
        settle(owner, desk)
        assert prices(owner) == prices(desk) == ["After the backup", "In the backup", "Not told yet"]
        assert {price["name"]: price["amount"] for price in ask(owner, "price", "list")}["In the backup"] == 9900
        same(hub, owner, desk)


@check("a clock that is wrong by days stops nothing, and who writes last holds all the same")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        ask(owner, "import", write(d + "/WhatsApp Chat with Ana.txt", CHAT), "--me", "Ria")
        now(owner)
        desk = join(d, hub, "desk")
        ana = person(owner, "Ana Pérez")
        fast, slow = ({"LD_PRELOAD": os.path.abspath(SKEW), "SO_TEST_SKEW": str(days * 86400)} for days in (2, -2))
        add_price(owner, "Here")
        assert abs(sql(owner, "SELECT max(updated_at) FROM price")[0][0] / 1000 - time.time()) < 600
        ask(owner, "price", "add", "--name", "Ahead", "--amount", "1", env=fast)
        assert sql(owner, "SELECT max(updated_at) FROM price")[0][0] / 1000 - time.time() > 86400, "the clock is not wrong"
        for n in range(3):
            ask(owner, "stage", ana, "CONTACTED", env=fast)
            ask(owner, "hub", "share", "now", env=fast)
            ask(desk, "hub", "share", "now", env=slow)
            assert ask(desk, "contact", ana)["stage"] == "CONTACTED"
            ask(desk, "stage", ana, "QUALIFIED", env=slow)
            ask(desk, "hub", "share", "now", env=slow)
            ask(owner, "hub", "share", "now", env=fast)
            assert ask(owner, "contact", ana)["stage"] == "QUALIFIED", n
        same(hub, owner, desk)


class Desk:
    """A studio that is open, and shares by itself."""

    def __init__(self, folder, **env):
        self.process = subprocess.Popen([DESK, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **env})
        self.prices, self.at, self.saved = 0, 0, 0
        self.until(lambda: self.ready)

    ready = False

    def until(self, true):
        """Reads what it says until it is so; the test's own timeout is the end."""
        while not true():
            words = self.process.stdout.readline().split()
            assert words, "it ended"
            if words[0] == "prices":
                self.prices, self.at = int(words[1]), int(words[2])
            elif words[0] == "saved":
                self.saved = int(words[2])
            else:
                self.ready = True

    def price(self, name):
        before, self.saved = self.saved, 0
        self.process.stdin.write(f"price {name}\n")
        self.process.stdin.flush()
        self.until(lambda: self.saved > before or self.saved)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)
        assert self.process.returncode == 0, self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.returncode is None:
            (self.kill if kind else self.end)()
        self.process.stdout.close()


@check("computers that are open tell each other at once, by the bell and without it, and come again after the hub was away")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        other = join(d, hub, "desk")
        with Desk(owner) as one, Desk(other) as two:
            times = []
            for n in range(10):
                writer, reader = (one, two) if n % 2 else (two, one)
                writer.price(f"Price {n}")
                reader.until(lambda: reader.prices == n + 1)
                writer.until(lambda: writer.prices == n + 1)
                times.append(reader.at - writer.saved)
            times.sort()
            print(f"# from saved here to seen there: median {times[5]} ms, longest {times[-1]} ms")
            assert times[5] < 20000, times
            # What another program changes in the folder is told as well.
            add_price(owner, "By another program")
            two.until(lambda: two.prices == 11)
            hub.stop()
            one.price("While the hub is away")
            hub.listen = f"127.0.0.1:{hub.port}"
            hub.start()
            began = time.monotonic()
            two.until(lambda: two.prices == 12)
            print(f"# told {time.monotonic() - began:.1f} s after the hub was there again")
            two.kill()
        # The one may have ended before it read the hub's answer, and the other was killed.
        settle(owner, other)
        same(hub, owner, other)


@check("what is told while nobody does anything is little")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        other = join(d, hub, "desk")

        def asked():
            return int(next(line for line in hub.ask("GET", "/metrics")[2].decode().splitlines() if line.startswith("studio_os_hub_connections_accepted_total ")).split()[1])

        def worked(desk):
            words = open(f"/proc/{desk.process.pid}/stat").read().rsplit(")", 1)[1].split()
            return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

        with Desk(owner) as one, Desk(other) as two:
            time.sleep(4)
            before, spent = asked(), worked(one) + worked(two)
            time.sleep(20)
            # Two of them are ours; a desk that turns round and round would ask dozens of times, or do so without asking.
            assert asked() - before <= 8, asked() - before
            assert worked(one) + worked(two) - spent < 4, worked(one) + worked(two) - spent
            print(f"# {worked(one) + worked(two) - spent:.2f} s of work in 20 s by two")


@check("what a caller said of being recorded holds, whoever tells the rest of the call later")
def _(d):
    def tell(s, event, **more):
        ask(s, "event", stdin=json.dumps({"source": "pbx", "id": "1", "event": event, **more}).encode())
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        desk = join(d, hub, "desk")
        tell(owner, "call.started", at="2026-11-20T10:00:00Z", **{"from": "+4915112345678"})
        settle(owner, desk)
        tell(owner, "call.ended", at="2026-11-20T10:01:00Z", seconds=60, consent="declined")
        tell(desk, "call.ended", at="2026-11-20T10:01:02Z", seconds=62)
        settle(owner, desk)
        same(hub, owner, desk)
        assert [(row["consent"], row["seconds"]) for s in (owner, desk) for row in ask(s, "call", "list")] == [("declined", 62)] * 2


@check("a file that is brought to the hub by a command complains of nothing")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        join(d, hub, "desk")
        ask(owner, "event", stdin=json.dumps({"source": "pbx", "id": "1", "event": "call.ended", "at": "2026-11-20T10:00:00Z", "seconds": 9, "from": "+4915112345678"}).encode())
        ask(owner, "file", "add", ask(owner, "contacts")[0]["id"], write(d + "/plan.txt", "a plan"))
        result = call(owner, "sync", "--once")
        assert result.code == 0 and "CRITICAL" not in result.err, result.err


@check("a computer that was shut out is told so, keeps what it has, and tells the rest once it is let in again")
def _(d):
    with Hub(d + "/hub") as hub:
        owner = first(d, hub)
        desk = join(d, hub, "desk")
        hub.call("--revoke", ask(desk, "hub", "status")["device"])
        add_price(desk, "While it was out")
        refuse(desk, "hub", "share", "now", says="pair it again")
        status = ask(desk, "hub", "share", "status")
        assert "pair it again" in status["error"] and status["waiting"] == 1, status
        add_price(owner, "Meanwhile")
        now(owner)
        call(desk, "hub", "sync")        # which finds out the same, so that it may be paired anew
        ask(desk, "hub", "pair", url(hub), hub.call("--pair").split()[-1], "--name", "desk")
        settle(desk, owner)
        assert prices(desk) == prices(owner) == ["Meanwhile", "While it was out"]
        same(hub, owner, desk)
        assert ask(desk, "hub", "share", "off") == {"shared": False, "state": "off", "done": 0, "whole": 0, "waiting": 0, "settled": False, "notices": 0, "aside": 0, "error": None,
                                                    "files_to_put": 0, "files_to_fetch": 0, "files_error": None}
        add_price(desk, "On its own")
        add_price(owner, "Another")
        now(owner)
        assert prices(desk) == ["Meanwhile", "On its own", "While it was out"]
        # Shared once more it is merged, like two studios that become one.
        ask(desk, "hub", "share", "on")
        settle(desk, owner)
        assert prices(desk) == prices(owner) == ["Another", "Meanwhile", "On its own", "While it was out"]
        same(hub, owner, desk)


main()
