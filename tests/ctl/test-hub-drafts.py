#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Several computers of a studio, the real hub and a provider: drafts are everybody's, and each leaves once, by one computer. Prints TAP.

    test-hub-drafts.py STUDIOCTL STUDIO-OS-HUB"""
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub")]
from studioctl import ask, check, main, refuse, studio
sys.argv[1:] = sys.argv[2:]       # the next module's program
from fake_graph import PHONE, TOKEN, WABA, graph
from hub import SECRET, Hub



def tell(hub, text, number="34600111222", name="Ana", serial=[0]):
    """A customer writes."""
    serial[0] += 1
    data = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": PHONE},
        "contacts": [{"profile": {"name": name}, "wa_id": number}],
        "messages": [{"from": number, "id": f"wamid.in.{serial[0]}", "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}]}}]}]}).encode()
    signed = "sha256=" + hmac.new(SECRET.encode(), data, hashlib.sha256).hexdigest()
    assert hub.ask("POST", "/hook/whatsapp", data, {"X-Hub-Signature-256": signed, "Content-Type": "application/json"})[0] == 200


def url(hub):
    return f"http://127.0.0.1:{hub.port}"


def two(d, hub, server, hand_over=False):
    """The office, which has the account, and the front desk, which joined."""
    office = studio(f"{d}/office")
    for account in ask(office, "account", "list"):
        ask(office, "account", "remove", account["id"])
    account = ask(office, "account", "add", "whatsapp", f"phone_number_id={PHONE}", f"waba_id={WABA}", f"api_base=http://127.0.0.1:{server.server_port}",
                  "--secret-file", "-", stdin=TOKEN.encode())[0]["id"]
    ask(office, "hub", "pair", url(hub), hub.call("--pair").split()[-1], "--name", "Office")
    if hand_over:
        ask(office, "hub", "hand-over", account)
    ask(office, "hub", "share", "on")
    now(office)
    front = f"{d}/front"
    ask(front, "hub", "join", url(hub), hub.call("--pair").split()[-1], "--name", "Front")
    return office, front


def now(*studios):
    for s in studios:
        ask(s, "hub", "share", "now")


def texts(server):
    return [m["text"]["body"] for _, m in server.sent]


def thread_of(s, person="Ana"):
    return next(t for t in ask(s, "threads") if t["contact"] == person)["id"]


def written(s, text, person="Ana"):
    return ask(s, "reply", thread_of(s, person), "--text", text)["id"]


def state(s, draft):
    return ask(s, "draft", draft)["state"]


def same(*studios):
    now(*studios, *studios)
    digests = [ask(s, "hub", "share", "digest") for s in studios]
    assert all(digest["same"] for digest in digests), digests
    for s in studios:
        assert ask(s, "hub", "share", "aside") == []


@check("what one computer writes another one approves; it leaves once, by the one that has the account")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        now(front)
        draft = written(office, "Yes, at 19:00")
        now(office, front)
        assert ask(front, "draft", draft)["text"] == "Yes, at 19:00"
        ask(front, "approve", draft)
        ask(front, "sync")
        assert texts(server) == [] and state(front, draft) == "queued", "sent by who has no account"
        ask(office, "sync")
        assert texts(server) == ["Yes, at 19:00"] and state(office, draft) == "accepted"
        now(front)
        assert state(front, draft) == "accepted"
        messages = ask(front, "thread", thread_of(front))["messages"]
        assert [m["text"] for m in messages] == ["Is there salsa today?", "Yes, at 19:00"], messages
        ask(front, "sync")
        ask(office, "sync")
        assert len(texts(server)) == 1
        same(office, front)


@check("who only tells the others what is new claims nothing: what is due leaves with the next who sends")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        draft = written(office, "Yes, at 19:00")
        now(office, front)
        ask(front, "approve", draft)
        due = time.time() + 60
        while ask(front, "draft", draft)["not_before"] > time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) and time.time() < due:
            time.sleep(0.5)
        now(front, office, office)
        assert state(office, draft) == "queued" and texts(server) == []
        ask(office, "sync")
        assert texts(server) == ["Yes, at 19:00"] and state(office, draft) == "accepted"


@check("both approve while they are apart: it is sent once")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        draft = written(office, "Yes")
        now(office, front)
        ask(front, "edit", draft, "--text", "Yes, at seven")
        ask(front, "approve", draft)
        ask(office, "approve", draft)
        ask(office, "sync")
        assert texts(server) == ["Yes"]
        now(front)
        ask(front, "sync")
        ask(office, "sync")
        ask(front, "sync")
        assert texts(server) == ["Yes"]
        for s in office, front:
            assert state(s, draft) == "accepted" and ask(s, "draft", draft)["text"] == "Yes", ask(s, "draft", draft)
        notices = ask(front, "hub", "share", "notices")
        assert any(n["table"] == "draft" and "seven" in json.dumps(n["mine"]) for n in notices), notices
        same(office, front)


@check("what another computer has done with stays done where its message comes in later")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server, hand_over=True)
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        ask(office, "done", thread_of(office))
        now(office, front)
        # The office is off from here.
        tell(hub, "Or tango?")
        ask(front, "sync")
        ask(front, "done", thread_of(front))
        now(front)
        ask(office, "sync")
        assert next(t for t in ask(office, "threads") if t["contact"] == "Ana")["state"] == "done"
        now(front)
        assert next(t for t in ask(front, "threads") if t["contact"] == "Ana")["state"] == "done"
        tell(hub, "And tomorrow?")
        ask(office, "sync")
        assert next(t for t in ask(office, "threads") if t["contact"] == "Ana")["state"] == "open"
        same(office, front)


@check("called back in time it is not sent; discarded on one it is gone from the other")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        draft = written(office, "Yes")
        now(office, front)
        ask(front, "approve", draft)
        now(front, office)
        assert state(office, draft) == "queued"
        ask(front, "undo")
        now(front)
        ask(office, "sync")
        assert texts(server) == [] and state(office, draft) in ("edited", "proposed")
        ask(front, "discard", draft, "--reason", "3")
        now(front, office)
        assert state(office, draft) == "discarded"
        same(office, front)


@check("while the hub is away nothing leaves; once it is back it does, once")
def _(d):
    server = graph()
    hub = Hub(d + "/hub").start()
    office, front = two(d, hub, server)
    tell(hub, "Is there salsa today?")
    ask(office, "sync")
    draft = written(office, "Yes")
    now(office, front)
    ask(front, "approve", draft)
    now(front, office)
    port = hub.port
    hub.stop()
    ask(office, "sync")
    assert texts(server) == [] and state(office, draft) == "queued"
    hub.listen = f"127.0.0.1:{port}"
    with hub:
        ask(office, "sync")
        assert texts(server) == ["Yes"]
        same(office, front)


@check("what the hub sends, each computer may approve, and it leaves once")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server, hand_over=True)
        tell(hub, "Is there salsa today?")
        ask(front, "sync")
        # The front desk takes it in by itself, while the office is off.
        draft = written(front, "Yes, at 19:00")
        ask(front, "approve", draft)
        ask(front, "sync")
        assert texts(server) == ["Yes, at 19:00"], ask(front, "draft", draft)
        ask(office, "sync")
        messages = ask(office, "thread", thread_of(office))["messages"]
        assert [m["text"] for m in messages] == ["Is there salsa today?", "Yes, at 19:00"], messages
        ask(front, "sync")
        assert len(texts(server)) == 1 and state(front, draft) == "accepted"
        now(front, office)
        assert state(office, draft) == "accepted"
        same(office, front)


@check("who is first to take in a message leaves what follows from it to the computer of the account")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        ask(office, "knowledge", "add", "--question", "Is there parking?", "--answer", "Yes, behind the house")
        now(office, front)
        tell(hub, "Is there parking?")
        ask(front, "sync")
        assert len(ask(front, "threads")) == 1 and ask(front, "drafts") == []
        now(front, office)
        ask(office, "sync")
        drafts = ask(office, "drafts")
        assert len(drafts) == 1 and "behind the house" in drafts[0]["text"], drafts
        messages = ask(office, "thread", thread_of(office))["messages"]
        assert len(messages) == 1, messages
        now(office, front)
        assert [x["id"] for x in ask(front, "drafts")] == [x["id"] for x in drafts]
        same(office, front)


@check("an account of another computer is shown as such, and is not read here")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        account = ask(front, "account", "list")
        assert len(account) == 1 and account[0]["elsewhere"] is True, account
        assert ask(office, "account", "list")[0]["elsewhere"] is False
        refuse(front, "sync", account[0]["id"], says="Another computer of the studio reads this account")


@check("an account comes to the computer that gets its keys")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        account = ask(front, "account", "list")[0]["id"]
        ask(front, "account", "token", account, "--secret-file", "-", stdin=TOKEN.encode())
        assert ask(front, "account", "list")[0]["elsewhere"] is False
        now(front, office)
        assert ask(office, "account", "list")[0]["elsewhere"] is True
        tell(hub, "Is there salsa today?")
        ask(office, "sync")
        now(office, front)
        draft = written(office, "Yes")
        ask(office, "approve", draft)
        ask(office, "sync")
        assert texts(server) == []
        ask(front, "sync")
        assert texts(server) == ["Yes"]
        same(office, front)


@check("who is erased on one computer is erased on all, also what another one has changed meanwhile")
def _(d):
    server = graph()
    with Hub(d + "/hub") as hub:
        office, front = two(d, hub, server)
        tell(hub, "My knee hurts, says Zinnober")
        ask(office, "sync")
        now(front)
        person = next(c["id"] for c in ask(front, "contacts") if c["name"] == "Ana")
        ask(front, "stage", person, "QUALIFIED")
        written(front, "Get well, Zinnober")
        assert ask(front, "search", "zinnober")
        ask(office, "erase", person)
        now(office, front, office, front)
        for s in office, front:
            assert ask(s, "contacts") == [] and ask(s, "threads") == [] and ask(s, "search", "zinnober") == [] and ask(s, "drafts") == []
            for name in os.listdir(s):
                path = os.path.join(s, name)
                if os.path.isfile(path):
                    assert b"innober" not in open(path, "rb").read(), path
        same(office, front)
        connection = sqlite3.connect(d + "/hub/hub.db")
        assert connection.execute("SELECT count(*) FROM sync_cell WHERE val LIKE '%innober%' OR val LIKE '%34600111222%'").fetchone()[0] == 0
        connection.close()


if __name__ == "__main__":
    main()
