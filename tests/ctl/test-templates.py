#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Templates of a WhatsApp account against a strict Graph server that is played here, with a real key ring: they are listed with what
stands in the way, one is filled in, approved and leaves as a template. Prints TAP.

    test-templates.py STUDIOCTL"""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_graph import PHONE, PHONE_2, TOKEN, WABA, conversation, graph
from studioctl import ask, check, main, refuse, studio


def connect(d, server, *more):
    s = studio(d + "/s")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    added = ask(s, "account", "add", "whatsapp", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-",
                f"phone_number_id={PHONE}", *(more or (f"waba_id={WABA}",)), stdin=TOKEN.encode() + b"\n")
    return s, added[0]["id"]


def by_name(templates):
    return {t["name"]: t for t in templates}


@check("all pages are read, and each says why it cannot be sent")
def _(d):
    server = graph()
    s, account = connect(d, server)
    assert ask(s, "templates") == []
    templates = by_name(ask(s, "templates", "--sync"))
    assert set(templates) == {"class_reminder", "trial_named", "summer_sale", "new_prices", "with_picture"}, templates
    assert templates["class_reminder"]["hindrance"] is None and templates["class_reminder"]["variables"] == ["1", "2", "3"]
    assert templates["trial_named"]["variables"] == ["first_name", "studio"]
    assert templates["summer_sale"]["status"] == "REJECTED" and "advertises" in templates["summer_sale"]["hindrance"]
    assert templates["new_prices"]["hindrance"] and "picture" in templates["with_picture"]["hindrance"]
    assert TOKEN not in str(templates)
    assert [t["name"] for t in ask(s, "templates", "--query", "trial named")] == ["trial_named"]
    # One is approved at Meta, another is gone.
    server.templates = [dict(t, status="APPROVED") for t in server.templates if t["name"] != "summer_sale"]
    templates = by_name(ask(s, "templates", account, "--sync"))
    assert "summer_sale" not in templates and templates["new_prices"]["hindrance"] is None
    assert ask(s, "template", "list") == []


@check("with the first pull they are asked for, and once a day only")
def _(d):
    server = graph()
    s, account = connect(d, server)
    for _ in range(3):
        ask(s, "sync", "--once")
    assert server.asked == 3, server.asked    # three pages, once
    assert len(ask(s, "templates")) == 5


@check("a closed window takes a template and nothing else, and what leaves is what was approved")
def _(d):
    server = graph()
    s, account = connect(d, server)
    thread = conversation(s + "/studio.db", account)
    templates = by_name(ask(s, "templates", "--sync"))
    draft = ask(s, "reply", thread, "--text", "Yes, at seven")["id"]
    refuse(s, "approve", draft, says="24 hours")
    refuse(s, "templates", "use", templates["summer_sale"]["id"], thread, says="advertises")
    refuse(s, "templates", "use", templates["class_reminder"]["id"], thread, "Ana", says="gap")
    refuse(s, "templates", "use", templates["class_reminder"]["id"], thread, "Ana", "Salsa", "two\nlines", says="line")
    refuse(s, "templates", "use", templates["class_reminder"]["id"], thread, "1", "2", "3", "4", says="3 gaps")
    refuse(s, "templates", "use", "nothing", thread)
    used = ask(s, "templates", "use", templates["class_reminder"]["id"], thread, "Ana", "Salsa", "19:00")
    assert used["id"] == draft and used["text"] == "See you soon\n\nHi Ana, your class Salsa begins at 19:00. See you there!", used
    ask(s, "approve", draft)
    ask(s, "sync")
    assert not server.refused, server.refused
    (number, message), = server.sent
    assert number == PHONE and message["type"] == "template" and message["to"] == "34600111222"
    assert message["template"] == {"name": "class_reminder", "language": {"code": "en"}, "components": [
        {"type": "body", "parameters": [{"type": "text", "text": t} for t in ("Ana", "Salsa", "19:00")]}]}, message
    assert ask(s, "draft", draft)["state"] == "accepted"
    assert ask(s, "thread", thread)["messages"][-1]["text"] == used["text"]


@check("two numbers of the studio: which answers is remembered, and what WhatsApp calls a number is, too")
def _(d):
    server = graph()
    s, account = connect(d, server)
    second = [a["id"] for a in ask(s, "account", "add", "whatsapp", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-",
                                   f"phone_number_id={PHONE_2}", f"waba_id={WABA}", "name=Second", stdin=TOKEN.encode()) if a["id"] != account][0]
    server.aliases["5511987654321"] = "551187654321"
    thread = conversation(s + "/studio.db", account, number="+5511987654321", hours_ago=1)
    assert [(a["name"], a["chosen"]) for a in ask(s, "senders", thread)] == [("WhatsApp", True), ("Second", False)]
    draft = ask(s, "reply", thread, "--text", "Yes")["id"]
    assert ask(s, "draft", draft)["account"] == account
    ask(s, "senders", thread, second)
    assert ask(s, "draft", draft)["account"] == second
    refuse(s, "approve", draft, says="24 hours")       # that number was never written to
    refuse(s, "senders", thread, "nobody", says="account")
    ask(s, "senders", thread, account)
    ask(s, "approve", draft)
    ask(s, "sync")
    assert [(number, m["to"]) for number, m in server.sent] == [(PHONE, "5511987654321")], server.sent
    with sqlite3.connect(s + "/studio.db") as db:
        assert db.execute("SELECT value FROM identity_alias").fetchall() == [("+551187654321",)]
        assert db.execute("SELECT value FROM identity WHERE kind = 'phone'").fetchall() == [("+5511987654321",)]


@check("gaps with names are filled in by themselves, and other words are no template any more")
def _(d):
    server = graph()
    s, account = connect(d, server)
    thread = conversation(s + "/studio.db", account)
    templates = by_name(ask(s, "templates", "--sync"))
    used = ask(s, "templates", "use", templates["trial_named"]["id"], thread)
    assert "Hello Ana! A trial lesson at Ria Studio" in used["text"], used["text"]
    ask(s, "edit", used["id"], "--text", used["text"] + " Really!")
    refuse(s, "approve", used["id"], says="24 hours")
    ask(s, "undo")
    ask(s, "approve", used["id"])
    ask(s, "sync")
    assert [p["parameter_name"] for p in server.sent[0][1]["template"]["components"][0]["parameters"]] == ["first_name", "studio"]


@check("a wrong token, no business account, a server that is gone: what was known stays, and each says what to do")
def _(d):
    server = graph()
    s, account = connect(d, server)
    ask(s, "templates", "--sync")
    server.token = "another"
    refuse(s, "templates", "--sync", says="token")
    server.shutdown()
    server.server_close()
    refuse(s, "templates", "--sync", says="127.0.0.1")
    assert len(ask(s, "templates")) == 5
    refuse(s, "templates", "nobody", "--sync", says="account")
    os.makedirs(d + "/second")
    s, account = connect(d + "/second", graph(), "name=Second")
    refuse(s, "templates", "--sync", says="waba_id")


if __name__ == "__main__":
    sys.exit(main())
