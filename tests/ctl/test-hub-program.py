#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two computers of a studio and the real hub: each gets everything that was signed, once, whatever is killed, restored or shut out. Prints TAP.

    test-hub-program.py STUDIOCTL STUDIO-OS-HUB"""
import hashlib
import hmac
import json
import os
import sqlite3
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub")]
from fake_hub import whatsapp
from studioctl import ask, call, check, main, refuse, studio
sys.argv[1:] = sys.argv[2:]       # the next module's program
from hub import SECRET, Hub


def tell(hub, number, text):
    """Meta's way."""
    body = json.dumps(whatsapp(number, text)).encode()
    signed = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    status, _, _ = hub.ask("POST", "/hook/whatsapp", body, {"X-Hub-Signature-256": signed, "Content-Type": "application/json"})
    assert status == 200, status


def join(d, hub, name):
    s = studio(f"{d}/{name}")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "whatsapp", "phone_number_id=100", "waba_id=w100", "api_base=http://127.0.0.1:1", "--secret-file", "-", stdin=b"token")
    code = hub.call("--pair").split()[-1]
    status = ask(s, "hub", "pair", f"http://127.0.0.1:{hub.port}", code, "--name", name)
    assert [door["url"] for door in status["endpoints"] if door["name"] == "whatsapp"] == ["https://hub.example.org/hook/whatsapp"], status
    refuse(s, "hub", "pair", f"http://127.0.0.1:{hub.port}", code)
    return s


def texts(s):
    return sorted(m["text"] if "text" in m else m["parts"][0]["text"] for t in ask(s, "threads") for m in ask(s, "thread", t["id"])["messages"])


def move(s, port, before):
    connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
    with connection:
        connection.execute("UPDATE hub_link SET url = replace (url, ?, ?)", (str(before), str(port)))
    connection.close()


@check("two computers get all of it, each at its own pace; one that is shut out is told so; a restored hub doubles nothing")
def _(d):
    with Hub(d + "/hub") as hub:
        desk, office = join(d, hub, "Desk"), join(d, hub, "Office")
        for n in range(3):
            tell(hub, n, f"Question {n}")
        tell(hub, 0, "Question 0")
        assert ask(desk, "hub", "sync")["received"] == 3
        hub.call("--backup", d + "/backup.db")
        tell(hub, 3, "Question 3")
        assert ask(desk, "hub", "sync")["received"] == 1
        status = ask(desk, "hub", "status")
        assert status["behind"] == 0 and status["error"] is None, status
        assert ask(office, "hub", "sync")["received"] == 4
        assert texts(desk) == texts(office) == [f"Question {n}" for n in range(4)], texts(desk)
        port = hub.port
        hub.stop()
        hub.call("--restore", d + "/backup.db")
        hub.start()
        for s in desk, office:          # it listens elsewhere now
            move(s, hub.port, port)
        tell(hub, 4, "Question 4")
        assert ask(desk, "hub", "sync")["received"] == 1
        assert ask(office, "hub", "sync")["received"] == 1
        assert texts(desk) == texts(office) == [f"Question {n}" for n in range(5)], texts(desk)
        device = ask(office, "hub", "status")["device"]
        hub.call("--revoke", device)
        refuse(office, "hub", "sync", says="pair it again")
        assert ask(desk, "hub", "sync")["events"] == 0
        assert ask(desk, "hub", "leave") == {"paired": False}


@check("the real hub knows itself by the addresses it gives out, another hub does not, and neither stores anything")
def _(d):
    with Hub(d + "/hub") as hub, Hub(d + "/other") as other:
        s = join(d, hub, "Desk")
        for port, reached in (hub.port, True), (other.port, False):
            connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
            with connection:
                connection.execute("UPDATE hub_link SET doors = replace (replace (doors, 'https://hub.example.org', ?1), ?2, ?1)",
                                   (f"http://127.0.0.1:{port}", f"http://127.0.0.1:{hub.port}"))
            connection.close()
            rows = json.loads(call(s, "--json", "hub", "test").out)["endpoints"]
            assert len(rows) == 7 and all(row["reached"] is reached for row in rows), rows
        assert ask(s, "hub", "sync")["events"] == 0


main()
