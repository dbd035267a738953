#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two computers of a studio, the real hub that sends for both, and Meta's Graph API played here: what is approved leaves once, by the hub, also while
the computers are off, and each of them knows what the other has sent. Prints TAP.

    test-hub-sends.py STUDIOCTL STUDIO-OS-HUB"""
import hashlib
import hmac
import json
import os
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub")]
from fake_graph import PHONE, TOKEN, WABA, graph
from studioctl import ask, call, check, main, refuse, studio
sys.argv[1:] = sys.argv[2:]       # the next module's program
from hub import SECRET, Hub


def tell(hub, body):
    data = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": PHONE}, **body}}]}]}).encode()
    signed = "sha256=" + hmac.new(SECRET.encode(), data, hashlib.sha256).hexdigest()
    assert hub.ask("POST", "/hook/whatsapp", data, {"X-Hub-Signature-256": signed, "Content-Type": "application/json"})[0] == 200


def write(hub, text, number="34600111222", name="Ana", serial=[0]):
    """A customer writes."""
    serial[0] += 1
    tell(hub, {"contacts": [{"profile": {"name": name}, "wa_id": number}],
               "messages": [{"from": number, "id": f"wamid.in.{serial[0]}", "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}]})


def join(d, hub, server, name, hand_over=True):
    s = studio(f"{d}/{name}")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    account = ask(s, "account", "add", "whatsapp", f"phone_number_id={PHONE}", f"waba_id={WABA}", f"api_base=http://127.0.0.1:{server.server_port}",
                  "--secret-file", "-", stdin=TOKEN.encode())[0]["id"]
    ask(s, "hub", "pair", f"http://127.0.0.1:{hub.port}", hub.call("--pair").split()[-1], "--name", name)
    if hand_over:
        assert ask(s, "hub", "hand-over", account) == {"account": account, "sends": "hub"}
    return s, account


def answer(s, text, person="Ana"):
    """A draft that is approved, and no more: its id."""
    thread = next(t for t in ask(s, "threads") if t["contact"] == person)
    draft = ask(s, "reply", thread["id"], "--text", text)["id"]
    ask(s, "approve", draft)
    return draft


def texts(server):
    return [m["text"]["body"] for _, m in server.sent]


def state(s, draft):
    return ask(s, "draft", draft)["state"]


@check("what is approved leaves by the hub, once, and both computers have it")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        desk, account = join(d, hub, server, "Desk")
        front, _ = join(d, hub, server, "Front")
        write(hub, "Is there salsa today?")
        assert ask(desk, "hub", "sync")["received"] == ask(front, "hub", "sync")["received"] == 1
        draft = answer(desk, "Yes, at 19:00")
        ask(desk, "sync")
        assert texts(server) == ["Yes, at 19:00"] and state(desk, draft) == "accepted" and not server.refused
        ask(front, "hub", "sync")
        thread = ask(front, "thread", ask(front, "threads")[0]["id"])
        assert [m["text"] for m in thread["messages"]] == ["Is there salsa today?", "Yes, at 19:00"], thread["messages"]
        # The status comes to both, and each knows whose message it is.
        tell(hub, {"statuses": [{"id": "wamid.1", "status": "read", "timestamp": str(int(time.time())), "recipient_id": "34600111222",
                                 "biz_opaque_callback_data": server.sent[0][1]["biz_opaque_callback_data"]}]})
        for s in desk, front:
            ask(s, "hub", "sync")
            messages = ask(s, "thread", ask(s, "threads")[0]["id"])["messages"]
            assert len(messages) == 2 and messages[1]["state"] == "read", messages
        assert ask(desk, "account", "list")[0]["settings"]["sends"] == "hub"


@check("two answer the same message: the second is told, and may send all the same")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        desk, _ = join(d, hub, server, "Desk")
        front, _ = join(d, hub, server, "Front desk")
        write(hub, "How much is a class?")
        for s in desk, front:
            ask(s, "hub", "sync")
        mine, theirs = answer(desk, "12 euros"), answer(front, "It is twelve euros")
        ask(desk, "sync")
        call(front, "sync", "--once")
        time.sleep(9)         # its undo window
        call(front, "sync", "--once")
        assert texts(server) == ["12 euros"] and state(desk, mine) == "accepted"
        late = ask(front, "draft", theirs)
        assert late["state"] == "failed" and "“Desk” has answered" in late["detail"], late
        # The gate of the draft says so, too; who has seen it may go on.
        refuse(front, "approve", theirs, says="answered this message already")
        ask(front, "approve", theirs, "--anyway")
        ask(front, "sync")
        assert texts(server) == ["12 euros", "It is twelve euros"] and state(front, theirs) == "accepted"


@check("the computer goes out: the hub goes on trying, and tells it afterwards; what waits there can be called back")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        desk, account = join(d, hub, server, "Desk")
        write(hub, "Hello")
        write(hub, "Hola", number="34600999888", name="Ben")
        ask(desk, "hub", "sync")
        server.fates[:] = ["retry", "retry"]
        later, back = answer(desk, "Later"), answer(desk, "Called back", "Ben")
        call(desk, "sync")
        assert [(ask(desk, "draft", x)["state"], ask(desk, "draft", x)["reason"]) for x in (later, back)] == [("sending", "hub")] * 2
        assert ask(desk, "hub", "call-back", back) == {"draft": back, "state": "edited"} and state(desk, back) == "edited"
        refuse(desk, "hub", "take-back", account, says="still has messages")
        # Opening and closing the studio changes nothing about what the hub has.
        ask(desk, "outbox")
        call(desk, "sync", "--once")
        end = time.monotonic() + 30
        while not server.sent:
            assert time.monotonic() < end
            time.sleep(0.2)
        time.sleep(1)
        ask(desk, "hub", "sync")
        assert texts(server) == ["Later"] and state(desk, later) == "accepted"
        refuse(desk, "hub", "call-back", later)
        ask(desk, "approve", back)
        ask(desk, "sync")
        assert texts(server) == ["Later", "Called back"] and state(desk, back) == "accepted"


@check("the hub is away, then back: it waits, and leaves once; an answer that was lost is proved by the status")
def _(d):
    server = graph()
    hub = Hub(d + "/hub").start()
    port = hub.port
    desk, account = join(d, hub, server, "Desk")
    write(hub, "Hello")
    ask(desk, "hub", "sync")
    hub.stop()
    draft = answer(desk, "Here")
    call(desk, "sync")
    assert state(desk, draft) == "queued" and not server.sent, ask(desk, "draft", draft)
    hub.start()
    import sqlite3
    with sqlite3.connect(desk + "/studio.db", timeout=60) as db:
        db.execute("UPDATE hub_link SET url = replace (url, ?, ?)", (str(port), str(hub.port)))
        db.execute("UPDATE draft SET not_before = 0")
    db.close()
    server.fates[:] = ["lost"]
    call(desk, "sync")
    assert len(server.sent) == 1 and state(desk, draft) == "unknown", ask(desk, "draft", draft)
    tell(hub, {"statuses": [{"id": "wamid.1", "status": "delivered", "timestamp": str(int(time.time())), "recipient_id": "34600111222",
                             "biz_opaque_callback_data": server.sent[0][1]["biz_opaque_callback_data"]}]})
    time.sleep(8)
    ask(desk, "hub", "sync")
    assert state(desk, draft) in ("accepted", "delivered") and len(server.sent) == 1, ask(desk, "draft", draft)
    assert [m["text"] for m in ask(desk, "thread", ask(desk, "threads")[0]["id"])["messages"]] == ["Hello", "Here"]
    hub.stop()


@check("the hub is restored, or left: what it had is the owner's to decide, and is not called unsent")
def _(d):
    import sqlite3
    server = graph()
    hub = Hub(d + "/hub").start()
    desk, account = join(d, hub, server, "Desk")
    write(hub, "Hello")
    write(hub, "Hola", number="34600999888", name="Ben")
    ask(desk, "hub", "sync")
    hub.call("--backup", d + "/backup.db")
    server.fates[:] = ["retry", "lost"]
    handed, lost = answer(desk, "Handed"), answer(desk, "Lost", "Ben")
    call(desk, "sync")
    assert (state(desk, handed), state(desk, lost)) == ("sending", "unknown")
    end = time.monotonic() + 30
    while len(server.sent) < 2:
        assert time.monotonic() < end
        time.sleep(0.2)
    port = hub.port
    hub.stop()
    hub.call("--restore", d + "/backup.db")
    hub.start()
    with sqlite3.connect(desk + "/studio.db", timeout=60) as db:
        db.execute("UPDATE hub_link SET url = replace (url, ?, ?)", (str(port), str(hub.port)))
    db.close()
    for _ in range(3):
        call(desk, "sync", "--once")
    assert [(state(desk, x), ask(desk, "draft", x)["reason"]) for x in (handed, lost)] == [("unknown", "hub_lost")] * 2
    assert sorted(texts(server)) == ["Handed", "Lost"]
    ask(desk, "hub", "leave")
    for _ in range(2):
        call(desk, "sync", "--once")
    assert [state(desk, x) for x in (handed, lost)] == ["unknown"] * 2 and len(server.sent) == 2
    hub.stop()


@check("an attachment goes to the hub, and from there with the message; a provider elsewhere only where the hub allows it")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        desk, account = join(d, hub, server, "Desk")
        write(hub, "Where are you?")
        ask(desk, "hub", "sync")
        plan, body = d + "/plan.pdf", b"%PDF-1.4\n" + os.urandom(3 << 20) + b"\n%%EOF"
        with open(plan, "wb") as file:
            file.write(body)
        draft = ask(desk, "reply", ask(desk, "threads")[0]["id"], "--text", "Here")["id"]
        ask(desk, "attach", draft, plan)
        ask(desk, "approve", draft)
        ask(desk, "sync")
        assert state(desk, draft) == "accepted" and len(server.media) == 1 and body in server.media[0], ask(desk, "draft", draft)
        assert [m["type"] for _, m in server.sent][-1] == "document" and not [x for x in os.listdir(d + "/hub") if x.startswith("leaving")]
        ask(desk, "hub", "take-back", account)
    conf = d + "/hub/hub.conf"
    with open(conf) as file:
        text = file.read()
    with open(conf, "w") as file:
        file.write(text.replace("other-servers=yes", "other-servers=no"))
    port = hub.port
    with hub:
        import sqlite3
        with sqlite3.connect(desk + "/studio.db", timeout=60) as db:
            db.execute("UPDATE hub_link SET url = replace (url, ?, ?)", (str(port), str(hub.port)))
        db.close()
        refuse(desk, "hub", "hand-over", account)


@check("a token that is refused is asked for here, and the new one goes to the hub; taken back, it leaves from here; left, nothing is there")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        desk, account = join(d, hub, server, "Desk")
        write(hub, "Hello")
        ask(desk, "hub", "sync")
        server.token = "another-token-of-tests"
        draft = answer(desk, "With the new token")
        call(desk, "sync")
        assert state(desk, draft) == "held" and ask(desk, "account", "list")[0]["status"] == "sign-in", ask(desk, "draft", draft)
        ask(desk, "account", "token", account, "--secret-file", "-", stdin=b"another-token-of-tests")
        ask(desk, "sync")
        assert texts(server) == ["With the new token"] and state(desk, draft) == "accepted", ask(desk, "draft", draft)
        assert ask(desk, "hub", "take-back", account) == {"account": account, "sends": "here"}
        second = answer(desk, "From here")
        ask(desk, "sync")
        assert texts(server)[-1] == "From here" and state(desk, second) == "accepted"
        assert "sends" not in ask(desk, "account", "list")[0]["settings"]
        ask(desk, "hub", "hand-over", account)
        assert ask(desk, "hub", "leave") == {"paired": False} and "sends" not in ask(desk, "account", "list")[0]["settings"]
        refuse(desk, "hub", "hand-over", account, says="not paired")


if __name__ == "__main__":
    main()
