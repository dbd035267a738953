# SPDX-License-Identifier: MIT
"""/sync/v1/… from outside: what the computers of a studio tell each other is theirs alone, counted without gaps and decided once; what is no request is refused in words."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, check, json, main, meta, os, threading, time, whatsapp  # noqa: E402
from ws import Refused, Socket  # noqa: E402

BORN = {"row": {"created_at": 1}, "price": {"name": "Class", "amount": 1, "currency": "EUR", "unit": None, "version": 1}, "alive": {"deleted_at": None}, "~": {"updated_at": 1}}


def say(desk, what, **more):
    body = {"what": what, "dev": desk.answer["device"][-12:], "epoch": desk.answer["epoch"], **more}
    return desk.ask("POST", "/sync/v1/" + what, body)


def op(n, pk="p1", grp="", value=None, **more):
    return {"n": n, "x": f"nonce{n}", "t": "price", "k": pk, "g": grp, "h": n << 16, "b": [0, ""], "v": BORN if value is None else value, **more}


def push(desk, *ops, acked=0):
    status, answer = say(desk, "push", acked=acked, prev=ops[0]["n"] - 1, ops=list(ops))
    assert status == 200 and answer["what"] == "push", (status, answer)
    return answer


def log(desk, after=0):
    status, answer = say(desk, "pull", after=after, limit=500)
    assert status == 200 and answer["what"] == "pull", (status, answer)
    return answer["ops"]


def digest(desk):
    status, answer = desk.ask("GET", "/sync/v1/digest")
    assert status == 200, answer
    return answer


def wait(desk, after, seconds=55, epoch=None):
    return desk.ask("GET", f"/sync/v1/wait?after={after}&wait={seconds}&epoch={desk.answer['epoch'] if epoch is None else epoch}")


def metric(hub, name):
    text = hub.ask("GET", "/metrics")[2].decode()
    return int(next(line for line in text.splitlines() if line.startswith(f"studio_os_hub_{name} ")).split()[1])


@check("what one computer says another one reads, in one order, once")
def _(d):
    with Hub(d) as hub:
        one, two = hub.pair("Desk"), hub.pair("Laptop")
        before = digest(two)
        assert push(one, op(1), op(2, "p2"))["head"] == 2
        assert push(one, op(1), op(2, "p2"))["head"] == 2, "what is said again is nothing new"
        push(two, op(1, "p3"))
        assert [(e["s"], e["k"], e["w"]) for e in log(two)] == [(1, "p1", 1), (2, "p2", 1), (3, "p3", 1)]
        assert log(two)[0]["v"]["price"]["name"] == "Class" and log(one, 2)[0]["k"] == "p3"
        after = digest(one)
        assert after == digest(two) and after["head"] == 3 and after["digest"] != before["digest"] and after["epoch"] == one.answer["epoch"]
        status, answer = say(two, "merge", **{"from": "", "to": "end"}, rows=[{"t": "price", "k": "p4", "g": "", "d": "", "h": 0, "v": BORN}])
        assert status == 200 and answer["to"] == "end", answer
        status, answer = say(two, "snapshot", **{"from": "", "low": 1, "limit": 500})
        assert status == 200 and [row["k"] for row in answer["rows"]] == ["p1", "p2", "p3", "p4"] and answer["seq"] == 4, answer
        assert (metric(hub, "sync_log"), metric(hub, "sync_taken_total"), metric(hub, "sync_refused_total")) == (4, 4, 0)
        # What is wrong in a list is refused by name, and what stands beside it is done.
        push(one, op(3, "p5"), op(4, "p6", t="No such"), op(5, "p7", value="text"), op(6, "p8"))
        assert [(e["k"], e["w"]) for e in log(one, 4)] == [("p5", 1), ("p6", -1), ("p7", -1), ("p8", 1)]
        assert metric(hub, "sync_refused_total") == 2
    with Hub(d) as hub:
        one.hub = hub
        assert digest(one)["head"] == 8 and len(log(one)) == 8


@check("who is not paired hears nothing, and who is of another studio nothing of this one")
def _(d):
    with Hub(d) as hub:
        desk, other = hub.pair(), hub.pair("Other", "second")
        push(desk, op(1))
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": desk.key}, {"Authorization": "Bearer " + desk.key + "A"}, {"Authorization": "Bearer " + "A" * 300}):
            for method, path in (("GET", "digest"), ("GET", "wait?after=0"), ("POST", "push"), ("POST", "pull"), ("POST", "merge"), ("POST", "snapshot")):
                status, _, body = hub.ask(method, "/sync/v1/" + path, "{}" if method == "POST" else None, headers)
                assert status == 401 and json.loads(body)["error"], (headers, path, status)
        assert digest(other)["head"] == 0
        # Whatever it calls itself, and whatever it names: its key says where it belongs.
        body = {"what": "pull", "studio": "default", "dev": desk.answer["device"][-12:], "epoch": desk.answer["epoch"], "after": 0}
        status, answer = other.ask("POST", "/sync/v1/pull?studio=default", body)
        assert (status, answer["what"], answer["new"]) == (200, "epoch", other.answer["epoch"]), answer
        status, answer = other.ask("POST", "/sync/v1/pull?studio=default", dict(body, epoch=other.answer["epoch"]))
        assert status == 200 and answer["ops"] == [], answer
        push(other, op(1, "theirs"))
        assert [e["k"] for e in log(desk)] == ["p1"] and digest(desk)["head"] == 1
        assert [c["name"] for c in other.ask("GET", "/v1/devices")[1]["devices"]] == ["Other"]
        hub.call("--revoke", desk.answer["device"])
        assert say(desk, "pull", after=0)[0] == 401 and wait(desk, 0)[0] == 401 and say(desk, "push", acked=0, prev=1, ops=[op(2)])[0] == 401
        assert digest(other)["head"] == 1


@check("what is no request is refused with a sentence, and changes nothing")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        push(desk, op(1))
        whole = {"what": "push", "dev": "d", "epoch": desk.answer["epoch"], "acked": 0, "prev": 0, "ops": []}
        bad = ["", "{", "[]", "1", "null", '{"what":"push"}{}', "\x00", "[" * 60000, json.dumps({"what": ["push"]}), json.dumps({"epoch": "x"})]
        bad += [json.dumps(dict(whole, **more)) for more in (
            {"what": "pull"}, {"what": "Push"}, {"what": None}, {"dev": ""}, {"dev": 7}, {"dev": "d" * 65}, {"dev": "hub"}, {"ops": None}, {"ops": "x"}, {"ops": {}},
            {"ops": [1]}, {"ops": [{}]}, {"ops": [dict(op(1), n=0)]}, {"ops": [dict(op(1), n=-5)]}, {"ops": [dict(op(1), n="1")]}, {"ops": [op(1, "q")] * 2001})]
        for body in bad:
            status, _, answer = hub.ask("POST", "/sync/v1/push", body, {"Authorization": "Bearer " + desk.key})
            assert status == 400 and len(json.loads(answer)["error"]) > 10, (body[:80], status, answer)
        for what, more in (("merge", {"rows": 5}), ("merge", {})):
            assert say(desk, what, **more)[0] == 400, what
        # Not as far as the hub's memory: the door looks at the length before the body.
        for size in (2 * 1024 * 1024 + 1, 64 * 1024 * 1024):
            try:
                status = hub.ask("POST", "/sync/v1/push", b" " * size, {"Authorization": "Bearer " + desk.key})[0]
                assert status == 413, status
            except (BrokenPipeError, ConnectionResetError):
                pass
        for method, path in (("GET", "push"), ("PUT", "push"), ("DELETE", "digest"), ("POST", "digest"), ("POST", "wait"), ("POST", "what"), ("GET", ""), ("POST", ""), ("GET", "push/x")):
            assert desk.ask(method, "/sync/v1/" + path, {} if method in ("POST", "PUT") else None)[0] == 404, (method, path)
        for query in ("", "?after=", "?after=x", "?after=-1", "?after=99999999999999999999", "?after=1&wait=56", "?after=1&wait=-1", "?after=1&wait=x"):
            assert desk.ask("GET", "/sync/v1/wait" + query)[0] == 400, query
        # A large page is one, and a number that does not exist is only empty.
        assert len(json.dumps(op(2, "big", value={"price": {"name": "x" * 500000}}))) > 500000
        push(desk, op(2, "big", "price", value={"name": "x" * 500000}), op(3, "big2", "price", value={"name": "y" * 500000}), op(4, "big3", "price", value={"name": "z" * 500000}))
        assert log(desk, 10**12) == [] and say(desk, "pull", after=-5)[1]["old"] == 1
        assert digest(desk)["head"] == 4


@check("a count that is another one is told as such, and nothing of the old one is taken")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        push(desk, op(1))
        for what in ("push", "pull", "merge", "snapshot"):
            for epoch in ("", "another", 7):
                status, answer = desk.ask("POST", "/sync/v1/" + what, {"what": what, "dev": "d", "epoch": epoch, "acked": 0, "prev": 0, "ops": [op(1, "new")], "rows": []})
                assert (status, answer["what"], answer["new"]) == (200, "epoch", desk.answer["epoch"]), answer
        assert digest(desk)["head"] == 1
        status, answer = wait(desk, 1, epoch="another")
        assert status == 200 and answer == {"head": 1, "epoch": desk.answer["epoch"]}


@check("who waits is woken as soon as the log grows, of its own studio alone, and by nothing else")
def _(d):
    with Hub(d) as hub:
        one, two, other = hub.pair("One"), hub.pair("Two"), hub.pair("Other", "second")
        epoch = one.answer["epoch"]
        began = time.monotonic()
        assert wait(two, 0, 1)[1] == {"head": 0, "epoch": epoch} and time.monotonic() - began > 0.9
        heard, line, foreign = [], Socket(hub.port, two.key), Socket(hub.port, other.key)
        assert line.head() == {"head": 0, "epoch": epoch, "sync": 0, "files": 0} and foreign.head()["sync"] == 0
        waiting = threading.Thread(target=lambda: heard.append((wait(two, 0), time.monotonic())))
        waiting.start()
        time.sleep(0.5)
        push(other, op(1))
        assert foreign.head()["sync"] == 1
        assert hub.ask("POST", "/hook/whatsapp", whatsapp(1), meta(whatsapp(1)))[0] == 200
        time.sleep(0.5)
        assert not heard, heard
        pushed = time.monotonic()
        push(one, op(1))
        waiting.join(50)
        assert heard and heard[0][0] == (200, {"head": 1, "epoch": epoch}), heard
        print(f"# told {1000 * (heard[0][1] - pushed):.0f} ms after the push was begun")
        word = line.head()
        while word["sync"] < 1:
            word = line.head()
        assert word["head"] == 1
        # Late: it is told at once.
        began = time.monotonic()
        assert wait(two, 0)[1]["head"] == 1 and time.monotonic() - began < 30
        foreign.close()
        line.close()


@check("a hub that ends lets go of who waits")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        heard = []
        waiting = threading.Thread(target=lambda: heard.append(wait(desk, 0)))
        waiting.start()
        while json.loads(hub.ask("GET", "/health")[2])["sessions"]["long_polls"] == 0:
            time.sleep(0.02)
        assert hub.stop() == 0
        waiting.join(40)
        assert heard and heard[0][0] == 200 and heard[0][1]["head"] == 0, heard


@check("a hub that ends while it is asked over connections that stay open ends well")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()

        def ask(end):
            line = None
            while not end.is_set():
                try:
                    line = line or hub.connect(20)
                    line.request("GET", "/sync/v1/digest", headers={"Authorization": "Bearer " + desk.key})
                    line.getresponse().read()
                except (OSError, ValueError, __import__("http.client").client.HTTPException):
                    line = None
                    end.wait(0.01)

        for _ in range(10):
            end = threading.Event()
            askers = [threading.Thread(target=ask, args=(end,)) for _ in range(4)]
            for asker in askers:
                asker.start()
            time.sleep(0.2)
            code = hub.stop()
            end.set()
            for asker in askers:
                asker.join(60)
            assert code == 0, code
            hub.start()


@check("computers of a studio know each other")
def _(d):
    with Hub(d) as hub:
        one, two = hub.pair("Desk"), hub.pair("Laptop")
        push(one, op(1))
        say(two, "pull", after=0)
        status, answer = one.ask("GET", "/v1/devices")
        assert status == 200, answer
        rows = answer["devices"]
        assert [(row["name"], row["device"], row["devs"], row["self"]) for row in rows] == [
            ("Desk", one.answer["device"], [one.answer["device"][-12:]], True), ("Laptop", two.answer["device"], [two.answer["device"][-12:]], False)], rows
        assert all(row["seen_at"] and row["paired_at"] for row in rows), rows
        hub.call("--revoke", one.answer["device"])
        assert [row["name"] for row in two.ask("GET", "/v1/devices")[1]["devices"]] == ["Laptop"]


@check("what was confirmed is there after a kill, and the count has no holes")
def _(d):
    with Hub(d) as hub:
        desks = [hub.pair(f"Desk {n}") for n in range(3)]
        end, failures, last = threading.Event(), [], [0, 0, 0]

        def work(i):
            n = 1
            try:
                while not end.is_set():
                    try:
                        status, answer = say(desks[i], "push", acked=0, prev=n - 1, ops=[op(n, f"p{i}-{n}")])
                    except (OSError, ValueError, EOFError, __import__("http.client").client.HTTPException):
                        time.sleep(0.02)
                        continue
                    if status == 503:
                        continue
                    assert status == 200 and answer["what"] == "push", (status, answer)
                    last[i] = n
                    n += 1
            except Exception as error:  # noqa: BLE001
                failures.append(error)

        workers = [threading.Thread(target=work, args=(i,)) for i in range(3)]
        for worker in workers:
            worker.start()
        for _ in range(3):
            time.sleep(0.7)
            hub.kill()
            hub.start()
        time.sleep(0.5)
        end.set()
        for worker in workers:
            worker.join(60)
        assert not failures, failures
        entries, after = [], 0
        while page := log(desks[0], after):
            entries += page
            after = page[-1]["s"]
        assert [e["s"] for e in entries] == list(range(1, len(entries) + 1))
        there = {e["k"] for e in entries}
        assert len(there) == len(entries), "something was taken twice"
        for i in range(3):
            assert last[i] > 0 and all(f"p{i}-{n}" in there for n in range(1, last[i] + 1)), i
        print(f"# {len(entries)} changes")


if os.environ.get("SO_HUB_TEST_SERVER"):
    @check("a hub hears of what was said to another one, also where the server does not say so")
    def _(d):
        for i, notify in enumerate(("", "[hub]\nnotify=no\n")):
            folders = [f"{d}/{i}-{n}" for n in range(2)]
            hubs = [Hub(folder) for folder in folders]
            for folder in folders:
                conf = pathlib.Path(folder) / "hub.conf"
                conf.write_text(conf.read_text().replace("[hub]\n", notify or "[hub]\n", 1))
            with hubs[0] as first, hubs[1] as second:
                one, two = first.pair("One"), first.pair("Two")
                two.hub = second
                heard, head = [], digest(one)["head"]
                line = Socket(second.port, two.key)
                assert line.head()["sync"] == head
                waiting = threading.Thread(target=lambda: heard.append(wait(two, head)))
                waiting.start()
                time.sleep(0.5)
                began = time.monotonic()
                push(one, op(1, f"p{i}"))
                waiting.join(50)
                took = time.monotonic() - began
                assert heard and heard[0][1]["head"] == head + 1 and took < 40, (heard, took)
                while line.head()["sync"] == head:
                    pass
                print(f"# told {1000 * took:.0f} ms later, notify={'no' if notify else 'yes'}")
                line.close()


try:
    main()
except Refused as why:
    sys.exit(f"refused: {why}")
