#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The contents of files on several computers of a studio, with the real hub: a picture that one took in is on all, whatever is off, killed, restored, full or damaged,
and a message leaves with the attachment that another one wrote it with. Prints TAP.

    test-hub-files.py STUDIOCTL STUDIO-OS-HUB SHARE-DESK"""
import hashlib
import hmac
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub")]
from studioctl import PROGRAM as STUDIOCTL, ask, check, main, refuse, studio, write
DESK = sys.argv[3]
sys.argv[1:] = [sys.argv[2], *sys.argv[4:]]      # the next module's program, and which of the checks
from fake_graph import PHONE, TOKEN, WABA, graph
from hub import SECRET, Hub

MB = 1024 * 1024
CHAT = "12/03/2024, 09:15 - Messages and calls are end-to-end encrypted. Tap to learn more.\n12/03/2024, 09:{n:02} - {name}: {file} (file attached)\n"


def url(hub):
    return f"http://127.0.0.1:{hub.port}"


def pair(s, hub, *more):
    ask(s, "hub", "pair", url(hub), hub.call("--pair", *more).split()[-1], "--name", os.path.basename(s))


def first(d, hub, name="office", *more):
    """The studio, shared."""
    s = studio(f"{d}/{name}")
    pair(s, hub, *more)
    ask(s, "hub", "share", "on")
    now(s)
    return s


def join(d, hub, name, *more):
    s = f"{d}/{name}"
    ask(s, "hub", "join", url(hub), hub.call("--pair", *more).split()[-1], "--name", name)
    return s


def now(*studios):
    for s in studios:
        ask(s, "hub", "share", "now")


def waits(s):
    status = ask(s, "hub", "share", "status")
    assert status["files_error"] is None, status
    return status["files_to_put"], status["files_to_fetch"]


def take_in(s, name, data, n=16):
    """A customer's picture comes in on this computer alone: its hash."""
    folder = f"{s}-{name}"
    os.makedirs(folder, exist_ok=True)
    write(f"{folder}/IMG-20240312-WA{n:04}.jpg", data)
    chat = write(f"{folder}/WhatsApp Chat with {name}.txt", CHAT.format(name=name, n=n, file=f"IMG-20240312-WA{n:04}.jpg"))
    ask(s, "import", chat, "--me", "Ria")
    return hashlib.sha256(data).hexdigest()


def place(s, sha256):
    return pathlib.Path(s, "files", sha256[:2], sha256)


def has(s, data):
    """TRUE where it is here, whole; a file that is here and something else is a failure."""
    path = place(s, hashlib.sha256(data).hexdigest())
    assert not path.exists() or path.read_bytes() == data, path
    return path.exists()


def sql(s, text, *values):
    connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
    with connection:
        rows = connection.execute(text, values).fetchall()
    connection.close()
    return rows


def on_hub(hub, sha256, studio="default"):
    connection = sqlite3.connect(hub.folder / "hub.db", timeout=60)
    rows = connection.execute("SELECT whole FROM hub_file WHERE sha256 = ? AND studio = ?", (sha256, studio)).fetchall()
    connection.close()
    return rows == [(1,)]


def until(what, seconds=120):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def moved(s, hub):
    """The hub has another port now."""
    sql(s, "UPDATE hub_link SET url = ?", url(hub))


class Open:
    """A studio that is open, and shares by itself."""

    def __init__(self, folder):
        self.process = subprocess.Popen([DESK, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        while self.process.stdout.readline() != "ready\n":
            assert self.process.poll() is None, "it ended"

    def look(self, sha256):
        """Somebody looks at what is not here; who opened it a moment ago does so once there is somebody who fetches."""
        said = ""
        while said != "looked 1\n":
            self.process.stdin.write(f"look {sha256}\n")
            self.process.stdin.flush()
            said = self.process.stdout.readline()
            assert said, "it ended"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.process.kill()
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()
        assert kind or self.process.returncode == 0, self.process.returncode


@check("a picture that one computer took in is on the others, also on one that joins later; it is said how many wait")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        front = join(d, hub, "front")
        picture = os.urandom(3 * MB + 7)
        name = take_in(office, "Ana", picture)
        assert waits(office) == (1, 0) and not on_hub(hub, name)
        now(office)
        assert waits(office) == (0, 0) and on_hub(hub, name)
        # A row is one thing, its file another: joining waits for no file.
        home = join(d, hub, "home")
        assert waits(home) == (0, 1) and not has(home, picture)
        parts = [p for t in ask(home, "threads") for m in ask(home, "thread", t["id"])["messages"] for p in m["parts"]]
        assert [p["sha256"] for p in parts if p.get("sha256")] == [name], parts
        now(home)
        assert waits(home) == (0, 0) and has(home, picture)
        ask(front, "sync")
        assert waits(front) == (0, 0) and has(front, picture), "studioctl sync does it, too"
        assert oct(place(front, name).stat().st_mode)[-3:] == "600"
        assert not [p for s in (office, front, home) for p in pathlib.Path(s, "files").glob("new-*")]
        # Nothing is asked for each file each time, and nothing is said of it to the others.
        before = ask(front, "hub", "share", "digest")
        now(office, front, home)
        assert ask(front, "hub", "share", "digest") == before and ask(front, "check")["ok"]


@check("computers that are open have it by themselves")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        front = join(d, hub, "front")
        with Open(office), Open(front):
            times = []
            for n in range(5):
                picture = os.urandom(200 * 1024)
                name = take_in(office, "Ana", picture, n + 1)
                began = time.monotonic()
                until(lambda: place(front, name).exists())
                times.append(int(1000 * (time.monotonic() - began)))
                assert has(front, picture)
            print(f"# from taken in here to whole there: {sorted(times)} ms (studioctl writes, the window looks every two seconds)")
            until(lambda: waits(office) == (0, 0) and waits(front) == (0, 0))
            hub.stop()
            picture = os.urandom(100)
            name = take_in(front, "Ben", picture)
            hub.listen = f"127.0.0.1:{hub.port}"
            hub.start()
            until(lambda: place(office, name).exists())


@check("what is looked at comes first, then the newest; what goes begins with the smallest, and a large one makes way")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        sizes = [5, 1, 4, 2, 3, 6]
        pictures = [os.urandom(size * 10000) for size in sizes]
        names = [take_in(office, f"Person {n}", picture, n + 1) for n, picture in enumerate(pictures)]
        now(office)
        connection = sqlite3.connect(hub.folder / "hub.db", timeout=60)
        brought = [size // 10000 for size, in connection.execute("SELECT f.size FROM hub_file f JOIN hub_file_part p USING (studio, sha256) ORDER BY p.rowid")]
        connection.close()
        assert brought == sorted(sizes), brought
        front = join(d, hub, "front")
        # Nothing comes until it was looked at.
        hub.process.send_signal(signal.SIGSTOP)
        with Open(front) as desk:
            try:
                desk.look(names[1])
            finally:
                hub.process.send_signal(signal.SIGCONT)
            until(lambda: all(has(front, picture) for picture in pictures))
            came = sorted(range(6), key=lambda n: place(front, names[n]).stat().st_mtime_ns)
            assert came == [1, 5, 4, 3, 2, 0], came
        large = os.urandom(150 * MB)
        large_name = take_in(office, "Large", large, 50)
        place(office, names[0]).unlink()
        with Open(office) as desk:
            until(lambda: hub_parts(hub, large_name) > 3)
            desk.look(names[0])
            until(lambda: place(office, names[0]).exists())
            assert not on_hub(hub, large_name), "it was waited for"
            until(lambda: on_hub(hub, large_name))
        assert has(office, pictures[0])


def hub_parts(hub, sha256):
    connection = sqlite3.connect(hub.folder / "hub.db", timeout=60)
    rows = connection.execute("SELECT count(*) FROM hub_file_part WHERE sha256 = ?", (sha256,)).fetchall()
    connection.close()
    return rows[0][0]


def killed(s, when):
    """studioctl hub share now, until @when."""
    process = subprocess.Popen([STUDIOCTL, "--data", s, "hub", "share", "now"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: when() or process.poll() is not None)
    assert process.poll() is None, "it was quicker than we are"
    process.send_signal(signal.SIGKILL)
    process.wait()


@check("killed in the middle, on either side, or the hub: it goes on, and nothing is half there")
def _(d):
    hub = Hub(d + "/hub").start()
    office = first(d, hub)
    front = join(d, hub, "front")
    picture = os.urandom(60 * MB)
    name = take_in(office, "Ana", picture)

    def parts():
        return hub_parts(hub, name)

    killed(office, lambda: parts() > 3)
    assert not on_hub(hub, name)
    now(front)
    assert waits(front) == (0, 1) and not has(front, picture)
    brought = parts()
    process = subprocess.Popen([STUDIOCTL, "--data", office, "hub", "share", "now"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: parts() > brought)
    hub.kill()
    assert process.wait(120) != 0
    assert "reach" in ask(office, "hub", "share", "status")["files_error"] or ask(office, "hub", "share", "status")["files_to_put"] == 1
    hub.listen = f"127.0.0.1:{hub.port}"
    hub.start()
    now(office)
    assert on_hub(hub, name) and waits(office) == (0, 0)
    killed(front, lambda: any(p.stat().st_size > 3 * MB for p in pathlib.Path(front, "files").glob("new-*")))
    assert not has(front, picture) and waits(front) == (0, 1)
    now(front)
    assert has(front, picture) and waits(front) == (0, 0)
    hub.stop()


@check("a hub that was restored to before gets again what it lost")
def _(d):
    hub = Hub(d + "/hub").start()
    office = first(d, hub)
    front = join(d, hub, "front")
    one, two = os.urandom(1000), os.urandom(2000)
    kept = take_in(office, "Ana", one)
    now(office, front)
    hub.call("--backup", d + "/backup")
    lost = take_in(office, "Ben", two)
    now(office)
    assert on_hub(hub, lost)
    hub.stop()
    hub.call("--restore", d + "/backup")
    hub.start()
    moved(office, hub)
    moved(front, hub)
    assert on_hub(hub, kept) and not on_hub(hub, lost)
    now(front, office, front)
    assert on_hub(hub, lost) and has(front, two) and has(front, one)
    hub.stop()


@check("what the hub has forgotten for want of room comes again when a computer misses it")
def _(d):
    hub = Hub(d + "/hub")
    conf = hub.folder / "hub.conf"
    conf.write_text(conf.read_text().replace("[hub]\n", "[hub]\nfiles-mb=2\n", 1))
    with hub:
        office = first(d, hub)
        pictures = [os.urandom(MB - n) for n in range(4)]
        names = [take_in(office, f"Person {n}", picture, n + 1) for n, picture in enumerate(pictures)]
        now(office)
        assert waits(office) == (0, 0) and sum(on_hub(hub, name) for name in names) == 2
        front = join(d, hub, "front")
        for _ in range(4):
            now(front, office)
        now(front)
        assert all(has(front, picture) for picture in pictures) and waits(front) == (0, 0)
        # One that is larger than all the room there is waits for nothing.
        take_in(office, "Large", os.urandom(3 * MB), 50)
        now(office)
        assert waits(office) == (0, 0)
        now(front)
        assert waits(front) == (0, 1)


@check("a file that is damaged or removed here comes from the others, and a damaged one goes to nobody")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        front = join(d, hub, "front")
        picture = os.urandom(5000)
        name = take_in(office, "Ana", picture)
        now(office, front)
        assert has(front, picture)
        # The hub loses it, and who has it has something else of the same size.
        connection = sqlite3.connect(hub.folder / "hub.db", timeout=60)
        with connection:
            connection.execute("DELETE FROM hub_file_part")
            connection.execute("DELETE FROM hub_file")
        connection.close()
        place(office, name).write_bytes(os.urandom(5000))
        home = join(d, hub, "home")
        now(home, office)
        assert not on_hub(hub, name) and waits(office) == (0, 1)
        now(home)
        assert waits(home) == (0, 1) and not has(home, picture)
        now(front, office, home)
        assert has(office, picture) and has(home, picture) and waits(office) == waits(home) == (0, 0)


@check("a computer of another studio gets none of it, even where it knows the name")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        picture = os.urandom(4000)
        name = take_in(office, "Ana", picture)
        now(office)
        stranger = first(d, hub, "stranger", "--studio", "second")
        chat = take_in(stranger, "Eve", os.urandom(10))
        sql(stranger, "UPDATE sync_file SET state = 'new', sha256 = ? WHERE sha256 = ?", name, chat)
        connection = sqlite3.connect(os.path.join(stranger, "studio.db"), timeout=60)
        connection.create_function("so_share_on", 0, lambda: 0)
        connection.create_function("so_share_stamp", 1, lambda _: 0)
        with connection:
            connection.execute("UPDATE part SET sha256 = ? WHERE sha256 = ?", (name, chat))
        connection.close()
        now(stranger)
        assert waits(stranger) == (0, 1) and not place(stranger, name).exists()
        now(office, stranger)
        assert waits(stranger) == (0, 1) and not place(stranger, name).exists() and not on_hub(hub, name, "second")


@check("what a person who is erased had alone goes from the hub and from every computer, and does not come back")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        front = join(d, hub, "front")
        theirs, everybody = os.urandom(6000), os.urandom(7000)
        name, common = take_in(office, "Ana", theirs, 1), take_in(office, "Ana", everybody, 2)
        assert take_in(office, "Ben", everybody, 3) == common
        now(office, front)
        late = join(d, hub, "late")
        assert has(front, theirs) and on_hub(hub, name) and waits(late) == (0, 2)
        teacher = join(d, hub, "teacher", "--role", "teacher")
        now(teacher)
        assert has(teacher, theirs)
        ana = next(c["id"] for c in ask(office, "contacts") if c["name"] == "Ana")
        ask(office, "erase", ana)
        assert not has(office, theirs) and has(office, everybody)
        now(front)
        assert has(front, theirs), "it does not know yet"
        now(office)
        assert not on_hub(hub, name) and on_hub(hub, common)
        now(front, late, teacher, office, front, late, teacher)
        for s in office, front, late, teacher:
            assert not has(s, theirs) and has(s, everybody) and waits(s) == (0, 0), (s, has(s, theirs), has(s, everybody), waits(s), sql(s, "SELECT * FROM sync_file"))
        assert not on_hub(hub, name) and on_hub(hub, common)


def words(folder, word):
    """In how many files of a folder it stands, in either case."""
    return [str(path) for path in pathlib.Path(folder).rglob("*") if path.is_file() and word in path.read_bytes().lower()]


@check("what is kept no longer goes from the hub and from every computer, also from one that was off, and does not come back")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        front = join(d, hub, "front")
        data, kept = os.urandom(6000), os.urandom(7000)
        name, other = take_in(office, "Ana", data, 1), take_in(office, "Ben", kept, 2)
        chat = write(f"{d}/WhatsApp Chat with Cleo.txt", "12/03/2024, 09:15 - Cleo: zinnober and holunder\n12/03/2024, 09:16 - Cleo: two\n")
        ask(office, "import", chat, "--me", "Ria")
        now(office, front, office)
        late = join(d, hub, "late")
        now(late)
        assert has(front, data) and on_hub(hub, name) and len(ask(late, "search", "zinnober")) == 1
        ben = next(c["id"] for c in ask(front, "contacts") if c["name"] == "Ben")
        ask(front, "star", ask(front, "threads", "--contact", ben)[0]["id"])
        now(front, office)
        # The rule is said here, and every computer knows it; the first to come erases.
        due = ask(office, "retention", "set", "imports", "12")[2]["due"]
        assert due > 2 and ask(office, "retention", "run")["imports"] == due
        assert not has(office, data) and has(office, kept) and ask(office, "search", "zinnober") == []
        now(office, front, office, late)
        for s in office, front, late:
            now(s)
            assert not has(s, data) and has(s, kept), s
            assert ask(s, "search", "zinnober") == [] and not words(s, b"zinnober"), (s, words(s, b"zinnober"))
            assert ask(s, "retention", "list")[2] == {"kind": "imports", "months": 12, "due": 0}
            assert ask(s, "hub", "share", "digest")["same"] and ask(s, "hub", "share", "aside") == []
        assert not on_hub(hub, name) and on_hub(hub, other)
        assert [row["name"] for row in ask(late, "contacts")] == ["Ana", "Ben", "Cleo"], "people stay"
        assert ask(front, "retention", "run")["imports"] == 0
    assert words(d + "/hub", b"identity") and not words(d + "/hub", b"zinnober"), words(d + "/hub", b"zinnober")


@check("a computer that may not remove anything leaves that to the others")
def _(d):
    with Hub(d + "/hub") as hub:
        office = first(d, hub)
        teacher = join(d, hub, "teacher", "--role", "teacher")
        take_in(office, "Ana", os.urandom(600), 1)
        now(office, teacher)
        ask(office, "retention", "set", "imports", "12")
        now(office, teacher)
        due = ask(teacher, "retention", "list")[2]["due"]
        assert due > 0 and ask(teacher, "retention", "run")["imports"] == 0
        assert ask(teacher, "retention", "list")[2]["due"] == due
        assert ask(office, "retention", "run")["imports"] == due
        now(office, teacher)
        assert ask(teacher, "retention", "list")[2]["due"] == 0


def tell(hub, text):
    """A customer writes."""
    data = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": PHONE},
        "contacts": [{"profile": {"name": "Ana"}, "wa_id": "34600111222"}],
        "messages": [{"from": "34600111222", "id": "wamid.in.1", "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}]}}]}]}).encode()
    signed = "sha256=" + hmac.new(SECRET.encode(), data, hashlib.sha256).hexdigest()
    assert hub.ask("POST", "/hook/whatsapp", data, {"X-Hub-Signature-256": signed, "Content-Type": "application/json"})[0] == 200


@check("what one computer wrote with an attachment leaves by the other one, which waits for the file and says so")
def _(d):
    server = graph()
    hub = Hub(d + "/hub").start()
    office = studio(f"{d}/office")
    for account in ask(office, "account", "list"):
        ask(office, "account", "remove", account["id"])
    ask(office, "account", "add", "whatsapp", f"phone_number_id={PHONE}", f"waba_id={WABA}", f"api_base=http://127.0.0.1:{server.server_port}",
        "--secret-file", "-", stdin=TOKEN.encode())
    pair(office, hub)
    ask(office, "hub", "share", "on")
    now(office)
    front = join(d, hub, "front")
    tell(hub, "Can I have the plan?")
    ask(office, "sync")
    now(front)
    plan = b"\x89PNG\r\n\x1a\n" + os.urandom(3 * MB)
    thread = ask(front, "threads")[0]["id"]
    draft = ask(front, "reply", thread, "--text", "Here it is")["id"]
    ask(front, "attach", draft, write(f"{d}/plan.png", plan))
    ask(front, "approve", draft)
    name = hashlib.sha256(plan).hexdigest()
    # The rows get through, and the file does not: there is no room for it.
    conf = hub.folder / "hub.conf"
    conf.write_text(conf.read_text().replace("[hub]\n", "[hub]\nfiles-mb=1\n", 1))
    hub.listen = f"127.0.0.1:{hub.port}"
    hub.stop()
    hub.start()
    now(front)
    assert not on_hub(hub, name)
    for _ in range(2):
        ask(office, "sync")
        held = ask(office, "draft", draft)
        assert server.sent == [] and held["state"] == "held" and held["reason"] == "file_away" and "other computer" in held["detail"].replace("another", "other"), held
    assert waits(office) == (0, 1)
    now(front)
    assert ask(front, "draft", draft)["reason"] == "file_away", "who wrote it sees why it waits"
    conf.write_text(conf.read_text().replace("files-mb=1\n", "", 1))
    hub.stop()
    hub.start()
    now(front)
    assert on_hub(hub, name), "it was missed, and is brought"
    ask(office, "sync")
    if ask(office, "draft", draft)["state"] != "accepted":
        ask(office, "sync")
    assert has(office, plan) and ask(office, "draft", draft)["state"] == "accepted", ask(office, "draft", draft)
    assert len(server.sent) >= 1 and len(server.media) == 1 and plan in server.media[0]
    ask(office, "sync")
    now(front)
    assert len(server.media) == 1 and ask(front, "draft", draft)["state"] == "accepted"
    hub.stop()


main()
