#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who wants to be written to, against a Twilio that is played here: STOP blocks, START lifts, CANCEL comes to the owner first, what was
entered by hand is taken back, and a long SMS says how many it was. Prints TAP.

    test-consent.py STUDIOCTL"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_twilio import CANARY, SID, say, twilio
from studioctl import ask, as_json, call, check, main, refuse, studio

ANA = "+4915112345678"


def connect(d):
    server = twilio()
    s = studio(d + "/s")
    ask(s, "hours", "quiet", "off")     # whenever this runs
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "sms", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-", f"sid={SID}",
        "from=+4930123456", stdin=CANARY.encode() + b"\n")
    sync(s)
    return s, server, ask(s, "threads")[0]


def sync(s):
    result = call(s, "sync", "--once")
    assert result.code == 0, result.err


def states(s, contact):
    return [(e["state"], e["how"], e["channel"]) for e in ask(s, "consent", contact)]


@check("STOP blocks at once and START lifts it; the ledger keeps both")
def _(d):
    s, server, thread = connect(d)
    contact = thread["contact_id"]
    assert ask(s, "consent", contact) == []
    say(server, "STOP.", 1)
    sync(s)
    ledger = as_json(s, "consent", contact) or ask(s, "consent", contact)
    assert [(e["state"], e["how"], e["word"], e["address"], e["purpose"]) for e in ledger] == [("withdrawn", "word", "STOP.", ANA, "service")], ledger
    draft = ask(s, "reply", thread["id"], "--text", "At seven")["id"]
    refuse(s, "approve", draft, says="asked not to be written to")
    refuse(s, "approve", draft, "--anyway", says="asked not to be written to")
    refuse(s, "consent", contact, "--set", "given", says="START")
    assert len(ask(s, "consent", contact)) == 1
    say(server, "Start", 2)
    sync(s)
    sync(s)
    assert states(s, contact) == [("given", "word", "sms"), ("withdrawn", "word", "sms")]
    refuse(s, "approve", draft, says="wrote again")
    ask(s, "edit", draft, "--text", "At seven, as always")
    ask(s, "approve", draft, "--anyway")
    ask(s, "outbox")
    server.shutdown()


@check("CANCEL comes to the owner first, and nothing answers it")
def _(d):
    s, server, thread = connect(d)
    say(server, "Cancel", 1)
    sync(s)
    shown = ask(s, "threads")[0]
    assert ask(s, "thread", thread["id"]).get("draft") is None, shown
    assert [t["id"] for t in ask(s, "threads", "--split", "urgent")] == [thread["id"]]
    assert ask(s, "consent", thread["contact_id"])[0]["word"] == "Cancel"
    server.shutdown()


@check("entered by hand, with a note, and taken back")
def _(d):
    s, server, thread = connect(d)
    contact = thread["contact_id"]
    draft = ask(s, "reply", thread["id"], "--text", "At seven")["id"]
    ledger = ask(s, "consent", contact, "--set", "withdrawn", "--note", "told me at the desk")
    assert (ledger[0]["state"], ledger[0]["how"], ledger[0]["note"], ledger[0]["channel"]) == ("withdrawn", "owner", "told me at the desk", None), ledger
    refuse(s, "approve", draft, says="asked not to be written to")
    assert "Consent" in ask(s, "undo")["undone"]
    assert states(s, contact) == [("none", "undo", None), ("withdrawn", "owner", None)]
    ask(s, "approve", draft)
    refuse(s, "consent", contact, "--set", "given", "--for", "marketing", says="note")
    assert ask(s, "consent", contact, "--set", "given", "--for", "marketing", "--note", "signed")[0]["purpose"] == "marketing"
    refuse(s, "consent", contact, "--set", "withdrawn", "--address", "+49 30 999", says="no such number")
    refuse(s, "consent", "nobody", says="person")
    for words in (["--set", "perhaps"], ["--set", "given", "--for", "fun"], ["--note", "x"]):
        refuse(s, "consent", contact, *words, code=2)
    server.shutdown()


@check("quiet hours are shown and set, and nonsense is refused")
def _(d):
    s = studio(d + "/s")
    assert ask(s, "hours", "quiet")["messages"] == "08:00-21:00"
    assert ask(s, "hours", "quiet", "9-20:30")["messages"] == "09:00-20:30"
    refuse(s, "hours", "quiet", "21-8", says="08:00-21:00")
    assert ask(s, "hours", "quiet")["messages"] == "09:00-20:30"
    assert ask(s, "hours", "quiet", "off")["messages"] == "off"


@check("a long SMS says how many it was")
def _(d):
    s, server, thread = connect(d)
    ask(s, "approve", ask(s, "reply", thread["id"], "--text", "We meet at the door. " * 12)["id"])
    result = call(s, "sync")
    assert result.code == 0, result.err
    sync(s)
    sent = [m for m in ask(s, "thread", thread["id"])["messages"] if m["direction"] == "outbound"]
    assert [m.get("segments") for m in sent] == [2], sent
    server.shutdown()


main()
