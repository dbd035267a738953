#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The owner's own rules and follow-ups from a terminal: made, tried, switched on, refused where they say nothing or too much. Prints TAP.

    test-rules.py STUDIOCTL"""
from studioctl import ask, check, main, refuse, studio

KIDS = ["rule", "add", "Kids", "if", "words=kids,child*", "channel=whatsapp", "then", "tags=Kids,Family", "priority=HIGH"]


@check("a rule is made, shown in words, tried and switched on; a change switches it off")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--kind", "dance")
    rule = ask(s, *KIDS)
    assert not rule["enabled"] and rule["version"] == 1 and rule["used"] == 0 and rule["used_at"] is None, rule
    assert rule["if"] == {"words": ["kids", "child*"], "channel": "whatsapp"} and rule["then"] == {"tags": ["Kids", "Family"], "priority": "HIGH"}, rule
    assert "kids" in rule["words"] and "Family" in rule["words"], rule["words"]
    trial = ask(s, "rule", "dry-run", rule["id"])
    assert trial["days"] == 30 and 0 < trial["fitting"] < trial["messages"] and trial["fitting"] == len(trial["examples"]), trial
    assert all("kid" in e["question"].lower() or "child" in e["question"].lower() or e["question"].endswith("…") for e in trial["examples"]), trial["examples"]
    assert ask(s, "rule", "enable", rule["id"])["enabled"]
    changed = ask(s, "rule", "change", rule["id"], "Kids", "then", "escalate=yes")
    assert not changed["enabled"] and changed["version"] == 2 and changed["if"] == {} and changed["then"] == {"escalate": True}, changed
    ask(s, "undo")
    assert ask(s, "rule", "show", rule["id"])["enabled"]
    ask(s, "rule", "remove", rule["id"])
    assert ask(s, "rule", "list") == []
    refuse(s, "rule", "show", rule["id"], says="no such rule")


@check("what a rule cannot say is named, and nothing is made")
def _(d):
    s = studio(d + "/s")
    for says, *words in ("wordz", "if", "wordz=a", "then", "tags=A"), ("does nothing", "if", "words=a"), ("pigeon", "if", "channel=pigeon", "then", "tags=A"), \
            ("PRIZES", "if", "category=PRIZES", "then", "tags=A"), ("LOW", "then", "priority=LOW"), ("template", "then", "template=Nothing of that name"), \
            ("follow-ups", "then", "follow_up=Nothing of that name"), ("50", "then", "tags=" + 51 * "x"), ("name", "then", "send=yes"):
        refuse(s, "rule", "add", "R", *words, says=says if says != "name" else "send")
    refuse(s, "rule", "add", 101 * "n", "then", "tags=A", says="100")
    refuse(s, "rule", "add", "R", "words=a", code=2)
    refuse(s, "rule", "add", "R", "if", "words", code=2)
    refuse(s, "rule", "add", "R", code=2)
    for number in "many", "5x", "-1", "", "99999999999999999999":
        refuse(s, "rule", "add", "R", "if", "score_over=" + number, "then", "tags=A", code=2)
    assert ask(s, "rule", "list") == []


@check("follow-ups are made, begun once in a conversation, and stopped")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--kind", "dance")
    made = ask(s, "follow-up", "add", "After a trial", "2=Hi {first name|there}, did you like it?", "5=Shall I keep a place = for you?")
    assert made["steps"] == [{"days": 2, "text": "Hi {first name|there}, did you like it?"}, {"days": 5, "text": "Shall I keep a place = for you?"}], made
    thread, contact = (ask(s, "threads")[0][name] for name in ("id", "contact_id"))
    ask(s, "stage", contact, "CONVERTED")
    refuse(s, "follow-up", "start", "After a trial", thread, says="customer already")
    assert ask(s, "follow-up", "running") == []
    ask(s, "stage", contact, "NEW")
    for _ in range(2):
        runs = ask(s, "follow-up", "start", "After a trial", thread)
        assert [(r["step"], r["state"], r["name"]) for r in runs] == [(1, "running", "After a trial")], runs
    assert ask(s, "follow-up", "list")[0]["running"] == 1
    assert [r["thread"] for r in ask(s, "follow-up", "running")] == [thread]
    assert ask(s, "follow-up", "stop", thread)[0]["state"] == "stopped"
    assert ask(s, "follow-up", "running") == []
    refuse(s, "follow-up", "start", "Nothing of that name", thread, says="no follow-ups")
    refuse(s, "follow-up", "start", "After a trial", "nobody", says="no such")
    refuse(s, "follow-up", "add", "Bad", "0=Hi", says="365")
    refuse(s, "follow-up", "add", "Bad", "2= ", says="4000")
    refuse(s, "follow-up", "add", "Bad", "Hi", code=2)
    refuse(s, "follow-up", "add", "Bad", "2 days=Hi", code=2)
    refuse(s, "follow-up", "add", "Bad", "soon=Hi", code=2)
    ask(s, "follow-up", "remove", made["id"])
    assert ask(s, "follow-up", "list") == []


@check("the points of the lead score are listed, changed for everybody at once, refused where they are none, and reset")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--kind", "dance")
    usual = {w["signal"]: w for w in ask(s, "ai", "weights")}
    assert len(usual) == 22 and usual["asks_price"] == {"signal": "asks_price", "points": 15, "usual": 15, "buys": True, "why": "Asks for a price"}, usual["asks_price"]
    for says, word in ("no signal", "asks_prize=20"), ("-100 to 100", "asks_price=101"), ("-100 to 100", "asks_price=-101"):
        refuse(s, "ai", "weights", "sells=-100", word, says=says)
    for word in "asks_price", "asks_price=", "asks_price=many", "asks_price=1.5", "asks_price=99999":
        refuse(s, "ai", "weights", word, code=2)
    assert {w["signal"]: w for w in ask(s, "ai", "weights")} == usual
    stages = {p["id"]: p["stage"] for p in ask(s, "contacts", "--limit", "500")}
    now = {w["signal"]: w["points"] for w in ask(s, "ai", "weights", "asks_price=90", "sells=-100")}
    assert now["asks_price"] == 90 and now["sells"] == -100 and now["asks_when"] == 10, now
    people = ask(s, "contacts", "--limit", "500")
    assert {p["id"]: p["stage"] for p in people} == stages
    leads = [p for p in people if p["stage"] != "CONVERTED" and p["score"] is not None]
    for lead in leads[:8]:
        why = ask(s, "ai", "score", lead["id"])
        assert not why["points"] or why["score"] == lead["score"] == max(0, min(100, sum(p["value"] for p in why["points"]))), (lead, why)
    assert any(p["score"] == 90 + q for p in leads for q in range(11)), [p["score"] for p in leads]
    assert ask(s, "ai", "weights", "asks_price=91")[0]["points"] == 91
    assert {w["signal"]: w for w in ask(s, "ai", "weights", "--reset")} == usual


@check("what comes first is shown and changed, all of it or nothing")
def _(d):
    s = studio(d + "/s")
    usual = ask(s, "escalation")
    assert usual["complaint"] and usual["words"] and usual["score"] and usual["no_response"] and usual["score_over"] is None and usual["quiet"] is None, usual
    now = ask(s, "escalation", "complaint=off", "score_over=90", "minutes=45", "categories=PRICING, BOOKING", "words.de=storno,geld zurück", "quiet=22:00-07:00 12345")
    assert not now["complaint"] and now["score_over"] == "90" and now["minutes"] == "45" and now["categories"] == "PRICING BOOKING", now
    assert now["own_words"]["de"] == ["storno", "geld zurück"] and now["own_words"]["en"] == [] and now["quiet"] == "22:00-07:00 12345", now
    for says, word in ("1 to 100", "score_over=0"), ("1 to 100", "score_over=101"), ("PRIZES", "categories=PRIZES"), ("xx", "words.xx=a"), ("xx", "words.xx="), ("quiet hours", "quiet=22"), \
            ("quiet hours", "quiet=22:00-07:00 9"), ("minutes", "minutes=0"):
        refuse(s, "escalation", "complaint=on", word, says=says)
    for word in "complaint", "complaint=yes", "nothing=on", "=":
        refuse(s, "escalation", word, code=2)
    assert ask(s, "escalation") == now
    back = ask(s, "escalation", "complaint=on", "score_over=", "minutes=", "categories=", "words.de=", "quiet=off")
    assert {**back, "quiet": None} == usual, back


@check("Full Auto is refused with the numbers where nothing is earned, and every other mode can be chosen")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--kind", "dance")
    now = ask(s, "mode")
    assert now["mode"] == "suggest" and not now["paused"] and [q["kind"] for q in now["subjects"]] == ["location", "schedule_facts", "price_facts"], now
    assert not any(q["earned"] or q["enabled"] for q in now["subjects"]), now
    refuse(s, "mode", "auto", says="approved unchanged")
    refuse(s, "mode", "everything", says="no mode")
    assert ask(s, "mode") == now
    assert ask(s, "mode", "manual")["mode"] == "manual"
    refuse(s, "mode", "auto", says="50 decisions")
    assert ask(s, "mode")["mode"] == "manual" and ask(s, "mode", "suggest") == now


main()
