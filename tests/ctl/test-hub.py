#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hub from joining to leaving, with a real key ring: what it took in is stored once, whatever goes wrong between, and the key is nowhere but in
the key ring. Prints TAP.

    test-hub.py STUDIOCTL"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_hub import CODE, KEY, hub, put, whatsapp
from studioctl import ask, as_json, call, check, main, refuse, studio


def connect(d, server):
    s = studio(d + "/s")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "whatsapp", "phone_number_id=100", "waba_id=w100", "api_base=http://127.0.0.1:1", "--secret-file", "-", stdin=b"token")
    status = ask(s, "hub", "pair", server.url, CODE, "--name", "Front desk")
    assert (status["paired"], status["name"], status["behind"]) == (True, "Front desk", 0), status
    return s


@check("without a hub, it says so; a wrong code, a wrong address and wrong usage change nothing")
def _(d):
    server = hub()
    s = studio(d + "/s")
    assert as_json(s, "hub", "status") == {"paired": False}
    refuse(s, "hub", "sync", says="not paired")
    refuse(s, "hub", "leave", says="not paired")
    refuse(s, "hub", "pair", server.url, "0000-0000", says="make a new one on the hub")
    refuse(s, "hub", "pair", "http://hub.example.org", CODE, says="https")
    refuse(s, "hub", "pair", "http://127.0.0.1:1", CODE)
    refuse(s, "hub", "pair", server.url, code=2)
    refuse(s, "hub", "pair", server.url, CODE, "more", code=2)
    assert ask(s, "hub", "status") == {"paired": False}


@check("what came in is stored once, also where the hub was not told or begins to count anew")
def _(d):
    server = hub()
    s = connect(d, server)
    for n in range(3):
        put(server, whatsapp(n, f"Question {n}"))
    assert ask(s, "hub", "sync") == {"events": 3, "received": 3, "aside": 0}
    assert server.acked == 3
    put(server, whatsapp(3, "Question 3"))
    server.cut = 1
    refuse(s, "hub", "sync")
    assert ask(s, "hub", "sync")["events"] == 0 and server.acked == 4
    server.epoch, server.acked = "e2", 0
    server.events = server.events[2:]
    put(server, whatsapp(4, "Question 4"))
    assert ask(s, "hub", "sync")["events"] == 1 and server.acked == 3
    threads = ask(s, "threads")
    assert [t["messages"] for t in threads] == [5], threads
    status = as_json(s, "hub", "status")
    assert status["behind"] == 0 and status["error"] is None and status["heard_at"], status
    doors = {door["name"]: door for door in status["endpoints"]}
    assert doors["whatsapp"]["last_event_at"] and doors["twilio"]["last_event_at"] is None, doors
    assert doors["twilio"]["url"] == "https://hub.example.org/hook/twilio/sms", doors


@check("what nobody here can be given waits, and is given when somebody can")
def _(d):
    server = hub()
    s = connect(d, server)
    put(server, whatsapp(1, "For another number", phone="200"))
    put(server, b"{ no JSON")
    put(server, whatsapp(2, "For this one"))
    assert ask(s, "hub", "sync") == {"events": 3, "received": 1, "aside": 2}
    assert ask(s, "hub", "status")["aside"] == 2
    assert ask(s, "hub", "retry")["received"] == 0
    ask(s, "account", "add", "whatsapp", "phone_number_id=200", "waba_id=w200", "api_base=http://127.0.0.1:1", "--secret-file", "-", stdin=b"token")
    assert ask(s, "hub", "retry") == {"events": 1, "received": 1, "aside": 1}
    assert sum(t["messages"] for t in ask(s, "threads")) == 2


@check("the key is in the key ring alone; shut out, it says what to do; leaving tells the hub")
def _(d):
    server = hub()
    s = connect(d, server)
    put(server, whatsapp(1, "Hello"))
    log = call(s, "hub", "sync", env={"G_MESSAGES_DEBUG": "all"})
    assert log.code == 0 and KEY not in log.err, log.err
    for root, _, files in os.walk(d):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                assert KEY.encode() not in file.read(), name
    refuse(s, "hub", "pair", server.url, CODE, says="disconnect it first")
    server.key = "another"
    refuse(s, "hub", "sync", says="pair it again")
    assert "pair it again" in ask(s, "hub", "status")["error"]
    server.code = "AAAA-BBBB"
    assert ask(s, "hub", "pair", server.url, "AAAA-BBBB")["error"] is None
    assert ask(s, "hub", "sync")["received"] == 0       # known by its id
    assert ask(s, "hub", "leave") == {"paired": False}
    assert server.key is None
    assert sum(t["messages"] for t in ask(s, "threads")) == 1


@check("sync reads the hub, too; one that is busy is asked later")
def _(d):
    server = hub()
    s = connect(d, server)
    put(server, whatsapp(1, "Hello"))
    call(s, "sync", "--once")
    assert sum(t["messages"] for t in ask(s, "threads")) == 1 and server.acked == 1
    server.away = True
    refuse(s, "hub", "sync", says="later")


@check("the addresses are called as providers call them: what does not lead to the hub is said, and how it is mended")
def _(d):
    server = hub()
    server.public = server.url
    s = connect(d, server)
    rows = ask(s, "hub", "test")["endpoints"]
    assert [(row["name"], row["reached"], row.get("error")) for row in rows] == [("whatsapp", True, None), ("twilio", True, None)], rows
    assert rows[1]["url"] == server.url + "/hook/twilio/sms"
    for status, says in (404, "below /hook/"), (405, "below /hook/"), (502, "does not reach the hub"), (302, "leads on"), (200, "not this hub"), (403, "refuses"):
        server.tried["/hook/whatsapp"] = status
        refuse(s, "hub", "test", "whatsapp", says=says)
        result = call(s, "--json", "hub", "test")
        rows = json.loads(result.out)["endpoints"]
        assert result.code == 1 and says in result.err and [row["reached"] for row in rows] == [False, True] and says in rows[0]["error"], result
    ask(s, "hub", "test", "twilio")
    refuse(s, "hub", "test", "gmail", says="no address of this name")
    server.public = "http://127.0.0.1:1"
    ask(s, "hub", "status")
    refuse(s, "hub", "test", "whatsapp")
    server.public = ""
    ask(s, "hub", "status")
    refuse(s, "hub", "test", "whatsapp", says="public-url=")
    ask(s, "hub", "leave")
    refuse(s, "hub", "test", says="There is no hub")


main()
