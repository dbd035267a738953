#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An SMS account from adding to removing, against a Twilio that is played here, with a real key ring: what comes in is stored, what
is approved leaves once, and the token is nowhere but in the key ring. Prints TAP.

    test-accounts.py STUDIOCTL"""
import base64
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_twilio import CANARY, SID, twilio
from studioctl import ask, call, check, main, refuse, studio


def connect(d, server, *profile):
    s = studio(d + "/s", *profile)
    ask(s, "hours", "quiet", "off")     # whenever this runs
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    added = ask(s, "account", "add", "sms", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-", f"sid={SID}",
                "from=+4930123456", "name=Studio SMS", stdin=CANARY.encode() + b"\n")
    return s, added[0]["id"]


def everything(folder):
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                yield os.path.join(root, name), file.read()


@check("what comes in is stored once, what is approved leaves once, and the token is nowhere")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    assert ask(s, "account", "check", account)[0]["error"] is None
    env = {"G_MESSAGES_DEBUG": "all"}
    logs = []
    for _ in range(2):
        result = call(s, "sync", "--once", env=env)
        assert result.code == 0, result.err
        logs.append(result.err)
    threads = ask(s, "threads")
    assert len(threads) == 1 and threads[0]["messages"] == 1, threads
    draft = ask(s, "reply", threads[0]["id"], "--text", "Yes, at 19:00 – see you!")["id"]
    ask(s, "approve", draft)
    result = call(s, "sync", env=env)
    logs.append(result.err)
    assert result.code == 0, result.err
    sent = [m for m in server.messages if m["direction"] != "inbound"]
    assert [(m["to"], m["body"]) for m in sent] == [("+4915112345678", "Yes, at 19:00 – see you!")], sent
    logs.append(call(s, "sync", "--once", env=env).err)
    assert ask(s, "draft", draft)["state"] == "delivered"
    thread = ask(s, "thread", threads[0]["id"])
    assert [m["state"] for m in thread["messages"]] == ["received", "delivered"], thread["messages"]
    coded = base64.b64encode(f"{SID}:{CANARY}".encode())
    for path, content in everything(d):
        assert CANARY.encode() not in content and coded not in content, path
    for log in logs:
        assert CANARY not in log and coded.decode() not in log


@check("what is urgent comes to the owner's own telephone, which she confirmed with a code; five wrong ones end it; neither a number of the studio nor a customer's")
def _(d):
    server = twilio()
    s, _account = connect(d, server)
    out = lambda: [m for m in server.messages if m["direction"] != "inbound"]
    ask(s, "sync", "--once")
    for words, says in (("number=+4930123456", "of the studio itself"), ("number=+4915112345678", "among your people"), ("number=call me", "no telephone number"),
                        ("urgent=on", "no number"), ("test", "no number"), ("code=123456", "no code was asked for")):
        refuse(s, "alert-text", words, says=says)
    for words in ("urgent=yes", "number", "colour=red"):
        refuse(s, "alert-text", words, code=2)
    codes = []
    for _ in range(2):
        ask(s, "alert-text", "number=+49 170 1234567")
        ask(s, "sync", "--once")
        codes.append(re.search(r"\d{6}", out()[-1]["body"])[0])
        now = ask(s, "alert-text")
        assert out()[-1]["to"] == now["asked"] == "+491701234567" and now["number"] is None and codes[-1] not in json.dumps(now), now
        if len(codes) == 1:
            for i in range(5):
                refuse(s, "alert-text", "code=" + ("000000" if codes[0] != "000000" else "000001"), says="not the code" if i < 4 else "fifth time")
            refuse(s, "alert-text", "code=" + codes[0], says="no code was asked for")
    now = ask(s, "alert-text", "code=" + codes[1])
    assert now["urgent"] and now["number"] == "+491701234567" and now["asked"] is None, now
    ask(s, "alert-text", "test")
    for _ in range(2):
        ask(s, "sync", "--once")
    assert len(out()) == 3 and [(m["reason"], m["state"]) for m in ask(s, "alert-text")["texts"]] == [("sms-try", "sent"), ("sms-code", "sent"), ("sms-code", "sent")]
    assert not ask(s, "alert-text", "urgent=off")["urgent"]
    assert len(ask(s, "threads")) == 1


@check("cut off after it was taken, it is found again, and not sent twice")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    thread = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", thread, "--text", "Yes, at 19:00")["id"]
    ask(s, "approve", draft)
    server.cut = True
    call(s, "sync")
    for _ in range(3):
        call(s, "sync", "--once")
    assert ask(s, "draft", draft)["state"] in ("accepted", "delivered")
    assert len([m for m in server.messages if m["direction"] != "inbound"]) == 1
    assert len(ask(s, "thread", thread)["messages"]) == 2


@check("a wrong token, a busy provider, a missing setting: each says what to do")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    server.token = "another"
    refuse(s, "account", "check", account, says="token")
    refuse(s, "sync", account, "--once", says="token")
    assert "token" in ask(s, "account", "list")[0]["error"]
    server.token = CANARY
    ask(s, "sync", "--once")
    assert ask(s, "account", "list")[0]["error"] is None
    server.shutdown()
    server.server_close()
    refuse(s, "sync", account, "--once", says="127.0.0.1")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", says="token")
    refuse(s, "account", "add", "sms", "from=+49301", "--secret-file", "-", stdin=b"x", says="sid")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--secret-file", d + "/nowhere")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--api-base", "http://example.com", "--secret-file", "-", stdin=b"x", says="https")
    assert len(ask(s, "account", "list")) == 1
    assert ask(s, "account", "remove", account) == []


def second(s, server):
    """Another number of the studio's."""
    return ask(s, "account", "add", "sms", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-", f"sid={SID}",
               "from=+4930654321", "name=Second SMS", stdin=CANARY.encode())[-1]["id"]


@check("one account that fails keeps no other from being read; each says what became of it")
def _(d):
    good, bad = twilio(), twilio()
    s, first = connect(d, good)
    other = second(s, bad)
    bad.token = "another"
    result = call(s, "--json", "sync", "--once")
    lines = result.err.strip().split("\n")
    assert result.code == 1 and len(lines) == 1 and "Second SMS" in lines[0] and "token" in lines[0], result.err
    rows = {row["account"]: row for row in json.loads(result.out)}
    assert rows[first]["received"] == 1 and rows[first]["error"] is None, rows
    assert "token" in rows[other]["error"], rows
    shown = ask(s, "account", "show", other)
    assert (shown["status"], shown["error_kind"], shown["retry_at"]) == ("sign-in", "sign-in", None), shown
    good.token = "another"
    text = call(s, "sync", "--once")
    assert text.code == 1 and "2 accounts" in text.err and "Studio SMS" in text.out, (text.out, text.err)
    bad.token = CANARY
    bad.wait = 3600
    call(s, "sync", "--once")
    shown = ask(s, "account", "show", other)
    assert shown["status"] == "waiting" and shown["retry_at"], shown


@check("paused: nothing is read, what is approved waits, and goes on by itself")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    assert ask(s, "account", "pause", account)["status"] == "off"
    asked = server.asked
    thread = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", thread, "--text", "Yes, at seven")["id"]
    ask(s, "approve", draft)
    ask(s, "sync")
    held = ask(s, "draft", draft)
    assert (held["state"], held["reason"]) == ("held", "account_paused") and "Studio SMS" in held["detail"], held
    assert server.asked == asked
    refuse(s, "sync", account, says="paused")
    refuse(s, "account", "test", account, says="paused")
    assert ask(s, "account", "resume", account)["status"] == "good"
    assert ask(s, "sync")[0]["sent"] == 1
    assert [m["body"] for m in server.messages if m["direction"] != "inbound"] == ["Yes, at seven"]


@check("a token that is refused while something leaves holds it until there is another one")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    draft = ask(s, "reply", ask(s, "threads")[0]["id"], "--text", "Yes, at seven")["id"]
    ask(s, "approve", draft)
    server.token = "another"
    call(s, "sync")
    held = ask(s, "draft", draft)
    assert (held["state"], held["reason"]) == ("held", "sign_in"), held
    assert ask(s, "account", "show", account)["status"] == "sign-in"
    server.token = CANARY
    ask(s, "account", "check", account)
    assert ask(s, "sync")[0]["sent"] == 1


@check("a test message goes to the owner's own phone, and another name is kept")
def _(d):
    server = twilio()
    s, account = connect(d + "/nobody", server)
    refuse(s, "account", "test", account, says="own phone")
    refuse(s, "account", "test", account, "--to", "+4930123456", says="itself")
    s, account = connect(d, server, "--phone", "0171 2345678")
    draft = ask(s, "account", "test", account)
    assert draft["state"] == "queued" and "Studio SMS" in draft["text"], draft
    ask(s, "sync")
    assert [m["to"] for m in server.messages if m["direction"] != "inbound"] == ["+491712345678"]
    refuse(s, "account", "test", "nobody")
    assert ask(s, "account", "rename", account, "  Desk ")["name"] == "Desk"
    refuse(s, "account", "rename", account, " ", says="1 to 100")
    refuse(s, "account", "rename", account, code=2)
    refuse(s, "account", "show", "nobody")


if __name__ == "__main__":
    sys.exit(main())
