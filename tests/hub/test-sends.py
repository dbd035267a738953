# SPDX-License-Identifier: MIT
"""A hub that sends: what was approved and signed leaves once and as it is, whoever asks twice, whatever dies, and nothing else leaves."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, check, json, main, meta, subprocess, threading, time  # noqa: E402
from sends import SENDER, Key, Office, approval, fake_graph, uuid  # noqa: E402

KILLS = int(os.environ.get("SO_SEND_KILLS", "6"))


def texts(graph):
    return [message["text"]["body"] for _, message in graph.sent]


def until(truth, what, seconds=60):
    end = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def status_of(order, remote_id, state="delivered"):
    """The webhook by which WhatsApp says how a message fares, with our tag."""
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": fake_graph.WABA, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": fake_graph.PHONE},
        "statuses": [{"id": remote_id, "status": state, "timestamp": str(int(time.time())), "recipient_id": order["to"]["value"].lstrip("+"),
                      "biz_opaque_callback_data": order["id"]}]}}]}]}).encode()


@check("what was approved leaves once, is answered at once, and every computer is told")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office, other = Office(hub, graph), hub.pair("Front desk")
        order = office.order("Yes, at six")
        status, answer = office.post(order)
        assert (status, answer["state"], answer["remote_id"], answer["attempts"]) == (200, "sent", "wamid.1", 1), answer
        assert [office.post(order)[1]["state"] for _ in range(3)] == ["sent"] * 3 and texts(graph) == ["Yes, at six"]
        assert graph.sent[0][1]["biz_opaque_callback_data"] == order["id"] and not graph.refused
        until(lambda: office.told() or len(office.desk.done), "an event")
        other.pull_all()
        [event] = [json.loads(body) for body in other.done.values()]
        assert (event["state"], event["remote_id"], event["by"], event["order"]) == ("sent", "wamid.1", "Desk", order), event
        assert other.ask("GET", "/v1/senders")[1]["senders"][0]["id"] == SENDER
        # Nothing of it stands in clear anywhere but in the sealed row.
        found = subprocess.run(["grep", "-rlaF", fake_graph.TOKEN, d], capture_output=True, check=False)
        assert found.returncode == 1, found.stdout


@check("who did not sign it, or not this, sends nothing")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        order = office.order()
        body = json.dumps(order).encode()
        good = office.key.sign(body)
        changed = body.replace(b"at six", b"at ten")
        fresh = approval({**order, "text": "See you at ten"})
        cases = [(order, Key().sign(body), body, 403), (order, "", body, 403), (order, ("B" if good[0] == "A" else "A") + good[1:], body, 403), (order, good, changed, 400),
                 (order, good, json.dumps({**order, "text": "See you at ten", "approval": fresh}).encode(), 403),
                 # Signed, and not what its hash says.
                 (order, office.key.sign(changed), changed, 400), ({**order, "epoch": str(uuid.uuid4())}, None, None, 409),
                 ({**order, "sender": "whatsapp:1"}, None, None, 409), (order, good, body[:-1], 400), (order, good, b"[]", 400),
                 (order, good, json.dumps({**order, "to": {"kind": "phone"}}).encode(), 400), (order, good, body + b" " * (1 << 20), 413)]
        for n, (value, signature, raw, expected) in enumerate(cases):
            try:
                status, answer = office.post(value, signature=signature, raw=raw)
            except (ConnectionError, ValueError):     # cut off, or answered without a word
                status, answer = 413, {}
            assert status == expected, (n, status, answer)
        for flipped in range(0, len(body), 7):
            raw = bytearray(body)
            raw[flipped] ^= 1
            assert office.post(order, wait=0, signature=good, raw=bytes(raw))[0] in (400, 403, 409), flipped
        # A computer that is paired, and never told a key to sign by.
        stranger = Office(hub, graph, "Stranger", hand_over=False)
        assert stranger.post(stranger.order())[0] == 403
        # Another studio has neither the account nor the order.
        elsewhere = Office(hub, graph, "Elsewhere", "second", hand_over=False)
        assert elsewhere.post(elsewhere.order())[0] == 403 and elsewhere.ask(order)[0] == 404
        assert not graph.sent and office.ask(order)[0] == 404
        assert office.post(order)[1]["state"] == "sent" and len(graph.sent) == 1


@check("a key is told once; what is no account is not taken")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        assert office.hand_over(public_key=Key().public)[0] == 409
        for wrong in ({"secrets": {}}, {"secrets": {"token": 5}}, {"settings": 5}, {"transport": "pigeon"}, {"id": "sms:+49"}, {"id": None}):
            assert office.hand_over(**wrong)[0] == 400, wrong
        assert office.send()[1]["state"] == "sent"
        # Another token, then none.
        assert office.hand_over(secrets={"token": "old"})[0] == 200
        answer = office.send("With the wrong token")[1]
        assert (answer["state"], answer["sign_in"]) == ("failed", True) and fake_graph.TOKEN not in json.dumps(answer), answer
        assert office.desk.ask("POST", "/v1/senders/take-back", {"id": SENDER}) == (200, {"senders": []})
        assert office.post(office.order())[0] == 409 and len(graph.sent) == 1


@check("the first answer wins: of one draft, and of one message")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        desk, front = Office(hub, graph), Office(hub, graph, "Front desk")
        both = [office.order(f"by {office.desk.answer['name']}", draft="draft-1") for office in (desk, front)]
        answers, draw = [None, None], threading.Barrier(2)

        def approve(n, office):
            draw.wait()
            answers[n] = office.post(both[n])
        threads = [threading.Thread(target=approve, args=x) for x in enumerate((desk, front))]
        [t.start() for t in threads], [t.join() for t in threads]
        assert sorted(a[0] for a in answers) == [200, 409], answers
        lost = next(a[1] for a in answers if a[0] == 409)
        assert lost["why"] == "before" and lost["other"]["by"] in ("Desk", "Front desk") and len(graph.sent) == 1, lost
        # Two drafts that answer one message; who writes twice knows that.
        mine = desk.send("mine", answers="wamid.in.7")[1]
        assert mine["state"] == desk.send("and more of mine", answers="wamid.in.7")[1]["state"] == "sent" and len(graph.sent) == 3
        second = front.order("mine, too", answers="wamid.in.7", knows=[mine["remote_id"]])
        status, answer = front.post(second)
        assert (status, answer["why"], answer["other"]["by"]) == (409, "answered", "Desk"), answer
        assert front.post({**second, "anyway": True})[1]["state"] == "sent" and len(graph.sent) == 4
        # Who saw all of it.
        assert desk.send("again", answers="wamid.in.7", knows=[f"wamid.{n}" for n in range(1, 5)])[1]["state"] == "sent"
        # The same id with other words.
        order = desk.order("one")
        assert desk.post(order)[0] == 200
        assert desk.post({**order, "text": "two", "approval": approval({**order, "text": "two"})})[1]["why"] == "changed"


@check("what the provider refuses has failed; what it has no time for is tried again by the hub alone")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        graph.fates[:] = ["refuse", "retry"]
        answer = office.send("no", draft="d")[1]
        assert answer["state"] == "failed" and answer["reason"] == "refused" and answer["detail"], answer
        order = office.order("later", draft="d")
        answer = office.post(order)[1]
        assert (answer["state"], answer["reason"], answer["attempts"]) == ("waiting", "retry", 1) and answer["next_at"], answer
        queue = json.loads(hub.ask("GET", "/health")[2])["queue"]
        assert (queue["to_send"], queue["in_doubt"]) == (1, 0) and b"studio_os_hub_sends_waiting 1" in hub.ask("GET", "/metrics")[2], queue
        # The computer is off from here on. What comes after it in the same conversation waits for it.
        after = office.order("after that")
        assert office.post(after, wait=0)[1]["state"] == "waiting"
        assert office.send("to somebody else", to="+34600999888")[1]["state"] == "sent"
        until(lambda: texts(graph) == ["to somebody else", "later", "after that"], "the second try")
        assert office.ask(order)[1]["attempts"] == 2


@check("called back before it leaves, or before it came: it never leaves")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        graph.fates[:] = ["retry"]
        order, never, gone = office.order("called back"), office.order("never came"), office.order("gone")
        assert office.post(order)[1]["state"] == "waiting"
        assert office.withdraw(order)[1]["state"] == office.withdraw(never)[1]["state"] == "void"
        assert office.post(never)[1]["why"] == "changed" and office.post(order)[1]["state"] == "void"
        # Who did not hear that it was called back does now; what never came is nobody's news.
        until(lambda: "void" in [e["state"] for e in office.told()], "the news")
        assert office.post(gone)[1]["state"] == "sent" and office.withdraw(gone)[1]["state"] == "sent"
        time.sleep(7)
        assert texts(graph) == ["gone"]


@check("no answer: never again by itself; proved by what the provider tells, or given up by the owner")
def _(d):
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        graph.fates[:] = ["lost", "never"]
        proved, other = office.order("taken"), office.order("not taken", to="+34600999888", draft="d")
        assert office.post(proved)[1]["state"] == office.post(other)[1]["state"] == "unknown"
        hook = status_of(proved, "wamid.1")
        # A forged one proves nothing.
        assert hub.ask("POST", "/hook/whatsapp", hook, {**meta(hook), "X-Hub-Signature-256": "sha256=" + "0" * 64})[0] == 403
        assert hub.ask("POST", "/hook/whatsapp", hook, meta(hook))[0] == 200
        until(lambda: office.ask(proved)[1]["state"] == "sent", "the proof")
        assert office.ask(proved)[1]["remote_id"] == "wamid.1" and office.ask(other)[1]["state"] == "unknown" and len(graph.sent) == 1
        assert [e["state"] for e in office.told()] == ["unknown", "unknown", "sent"]
        # Who asks for an order of another count is told nothing of it.
        assert office.desk.ask("POST", "/v1/sends/ask", {"id": str(uuid.uuid4()), "epoch": str(uuid.uuid4())})[1]["why"] == "epoch"
        # "It was not sent: send it again."
        again = office.order("not taken", to="+34600999888", draft="d")
        assert office.post(again)[1]["why"] == "before"
        # The attempt between the two never came here.
        assert office.post({**again, "instead": str(uuid.uuid4())})[1]["state"] == "sent" and office.ask(other)[1]["state"] == "failed"
        # What was proved is in the way all the same.
        third = office.order("taken", draft=proved["draft"], instead=proved["id"])
        assert office.post(third)[1]["why"] == "before" and len(graph.sent) == 2


@check("what is changed in the database is not what was signed, and does not leave; nor what a computer approved that was shut out since", file=True)
def _(d):
    import sqlite3
    graph = fake_graph.graph()
    with Hub(d) as hub:
        office, thief = Office(hub, graph), Office(hub, graph, "Stolen")
        graph.fates[:] = ["retry", "retry"]
        order, stolen = office.order("Hello"), thief.order("Money, please", to="+34600999888")
        assert office.post(order)[1]["state"] == thief.post(stolen)[1]["state"] == "waiting"
        with sqlite3.connect(f"{d}/hub.db", timeout=20) as db:
            db.execute("UPDATE send SET body = replace (body, 'Hello', 'HELLO') WHERE id = ?", (order["id"],))
            db.execute("INSERT INTO send SELECT studio, 'invented', 'invented', device, name, sender, '34600777666', '', replace (body, '34600111222', '34600777666'), signature,"
                       " 0, NULL, 0, 0, 0, seq, created_at, changed_at, 0, epoch FROM send WHERE id = ?", (order["id"],))
        db.close()
        hub.call("--revoke", thief.desk.answer["device"])
        for wanted in (order["id"], stolen["id"], "invented"):
            until(lambda: office.desk.ask("POST", "/v1/sends/ask", {"id": wanted})[1]["state"] == "failed", wanted)
        assert not graph.sent, graph.sent


@check("what waited too long since it was approved is the owner's again; what is said to be of before is in doubt; where an account is served cannot be changed", file=True)
def _(d):
    import sqlite3
    graph, thief = fake_graph.graph(), fake_graph.graph()
    with Hub(d) as hub:
        office = Office(hub, graph)
        graph.fates[:] = ["retry", "retry"]
        old, before = office.order("old"), office.order("before", to="+34600999888")
        assert office.post(old)[1]["state"] == office.post(before)[1]["state"] == "waiting"
        with sqlite3.connect(f"{d}/hub.db", timeout=20) as db:
            db.execute("UPDATE send SET created_at = created_at - 5 * 3600000 WHERE id = ?", (old["id"],))
            db.execute("UPDATE send SET epoch = 'another' WHERE id = ?", (before["id"],))
        db.close()
        until(lambda: office.ask(old)[1]["state"] == "failed" and office.ask(before)[1]["state"] == "unknown", "both")
        assert "too long" in office.ask(old)[1]["detail"] and not graph.sent
        with sqlite3.connect(f"{d}/hub.db", timeout=20) as db:
            db.execute("UPDATE sender SET settings = replace (settings, ?, ?)", (str(graph.server_port), str(thief.server_port)))
        db.close()
        answer = office.send("to whom?", to="+34600777666")[1]
        assert (answer["state"], answer["sign_in"]) == ("failed", True) and not graph.sent and not thief.sent, answer


@check("the vault's key lost: nothing leaves, nothing is overwritten; the same key back, and it goes on")
def _(d):
    graph = fake_graph.graph()
    hub = Hub(d).start()
    office = Office(hub, graph)
    key = pathlib.Path(d, "secrets", "vault.key")
    assert key.stat().st_mode & 0o777 == 0o600
    there = key.read_text()
    hub.stop()
    key.write_text("A" * 43)
    key.chmod(0o600)
    with hub:
        answer = office.send("wrong key")[1]
        assert (answer["state"], answer["sign_in"]) == ("failed", True), answer
    key.unlink()
    with hub:
        assert office.send("no key")[1]["sign_in"] and not key.exists()
    key.write_text(there)
    key.chmod(0o644)
    with hub:
        assert office.send("others may read it")[1]["sign_in"]
    key.chmod(0o600)
    with hub:
        assert office.send("good again")[1]["state"] == "sent" and texts(graph) == ["good again"]


@check("killed in the middle of a call: unknown at the next start, and not sent again", file=True)
def _(d):
    graph = fake_graph.graph()
    hub = Hub(d).start()
    office = Office(hub, graph)
    graph.fates[:] = ["hold"]
    order = office.order("in the middle")
    assert office.post(order, wait=0)[1]["state"] == "waiting" and graph.at_it.wait(30)
    hub.kill()
    graph.held.set()
    with hub:
        until(lambda: office.ask(order)[1]["state"] == "unknown", "in doubt")
        assert office.post(order)[1]["state"] == "unknown"
        time.sleep(5)
        assert len(graph.sent) == 1
        hook = status_of(order, "wamid.1", "sent")
        assert hub.ask("POST", "/hook/whatsapp", hook, meta(hook))[0] == 200
        until(lambda: office.ask(order)[1]["state"] == "sent", "the proof")


@check(f"killed {KILLS} times while computers approve: nothing leaves twice, and nothing that was not sent is called sent", file=True)
def _(d):
    graph = fake_graph.graph()
    hub = Hub(d).start()
    office, orders, end = Office(hub, graph), [], threading.Event()

    def approve(n):
        while not end.is_set():
            order = office.order(f"message {len(orders)}", to=f"+346001{n}{len(orders):05d}")
            orders.append(order)
            while True:
                try:
                    if office.post(order)[1].get("state") in ("sent", "unknown"):
                        break
                except (OSError, ValueError, __import__("http.client").client.HTTPException):
                    time.sleep(0.02)
                if end.is_set():
                    break
    threads = [threading.Thread(target=approve, args=(n,)) for n in range(4)]
    [t.start() for t in threads]
    for n in range(KILLS):
        time.sleep(0.1 + 0.07 * (n % 7))
        hub.kill()
        hub.start()
    end.set()
    [t.join() for t in threads]
    ids = [m["biz_opaque_callback_data"] for _, m in graph.sent]
    assert len(ids) == len(set(ids)), "something left twice"

    def states():
        return [office.ask(o)[1].get("state", "none") for o in orders]
    until(lambda: not {"waiting", "sending"} & set(states()), "the rest", 120)
    at_end, ids = states(), {m["biz_opaque_callback_data"] for _, m in graph.sent}
    assert all(o["id"] in ids for o, s in zip(orders, at_end) if s == "sent")
    assert all(s in ("sent", "unknown") for o, s in zip(orders, at_end) if o["id"] in ids), at_end
    assert len([m for m in graph.sent]) == len(ids)
    print(f"# {len(orders)} approved, {len(ids)} left, {at_end.count('unknown')} unknown, {at_end.count('none')} never came, {KILLS} kills")
    hub.stop()


@check("restored from a backup: what was on its way is in doubt, what was approved before is not taken", file=True)
def _(d):
    graph = fake_graph.graph()
    hub = Hub(d).start()
    office = Office(hub, graph)
    graph.fates[:] = ["retry"]
    order = office.order("waits")
    assert office.post(order)[1]["state"] == "waiting"
    hub.call("--backup", f"{d}/backup.db")
    late = office.order("approved before, said after")
    until(lambda: texts(graph) == ["waits"], "it leaves")
    hub.stop()
    hub.call("--restore", f"{d}/backup.db")
    with hub:
        assert office.ask(order)[1]["state"] == "unknown"
        time.sleep(3)
        assert office.post(late)[1]["why"] == "epoch" and texts(graph) == ["waits"]


if __name__ == "__main__":
    main()
