# SPDX-License-Identifier: MIT
"""The lead board by studioctl: who stands where and since when, why somebody was lost, what became of whom by source; and back."""
from studioctl import as_json, ask, call, check, main, refuse

STAGES = ["NEW", "CONTACTED", "QUALIFIED", "TRIAL_SCHEDULED", "CONVERTED", "LOST"]


def studio(folder):
    ask(folder, "demo", "--weeks", "2", "--seed", "7")
    return folder


@check("the board: columns, filters and totals agree")
def _(d):
    s = studio(d + "/s")
    rows, stats = as_json(s, "leads", "--limit", "5000"), as_json(s, "lead", "stats")
    assert len(rows) == len(ask(s, "contacts", "--limit", "5000")) > 20
    for stage in STAGES:
        column = ask(s, "leads", "--stage", stage, "--limit", "5000")
        assert [r["id"] for r in column] == [r["id"] for r in rows if r["stage"] == stage] and stats["columns"][stage] == len(column)
        scores = [-1 if r["score"] is None else r["score"] for r in column]
        assert scores == sorted(scores, reverse=True), scores
    assert rows == sorted(rows, key=lambda r: STAGES.index(r["stage"])), "the columns in their order"
    hot = ask(s, "leads", "--temperature", "HOT", "--limit", "5000")
    assert hot and {r["id"] for r in hot} == {r["id"] for r in rows if r["score"] is not None and r["score"] >= 80}
    source = stats["sources"][0]["source"]
    assert len(ask(s, "leads", "--source", source, "--limit", "5000")) == stats["sources"][0]["came"]
    long = ask(s, "leads", "--days", "3", "--limit", "5000")
    assert sorted(r["id"] for r in long) == sorted(r["id"] for r in rows if r["days"] >= 3) and 0 < len(long) < len(rows)
    assert ask(s, "leads", "--days", "5000") == [] and len(ask(s, "leads", "--limit", "3")) == 3
    assert sum(stats["lost"].values()) == stats["columns"]["LOST"] and sum(x["came"] for x in stats["sources"]) == len(rows)
    assert sum(x["converted"] for x in stats["sources"]) == stats["columns"]["CONVERTED"] > 0
    assert ask(s, "lead", "stats", "--to", "2020-01-01")["sources"] == []


@check("moved, lost for a reason, and taken back; the history stays")
def _(d):
    s = studio(d + "/s")
    person = ask(s, "leads", "--stage", "NEW", "--limit", "1")[0]
    before = ask(s, "lead", "history", person["id"])
    moved = as_json(s, "lead", "move", person["id"], "QUALIFIED")
    assert moved["stage"] == "QUALIFIED" and moved["days"] == 0
    refuse(s, "lead", "move", person["id"], "LOST", says="reason")
    refuse(s, "stage", person["id"], "LOST", says="reason")
    lost = ask(s, "lead", "move", person["id"], "LOST", "--reason", "moved to Lisbon")
    assert (lost["stage"], lost["lost_reason"]) == ("LOST", "moved to Lisbon")
    assert ask(s, "lead", "stats")["lost"]["other"] == 1
    history = as_json(s, "lead", "history", person["id"])
    assert [(h["from"], h["to"], h["reason"], h["actor"]) for h in history[:2]] == [("QUALIFIED", "LOST", "moved to Lisbon", "owner"), ("NEW", "QUALIFIED", None, "owner")], history
    assert ask(s, "stage", person["id"], "LOST", "price")["stage"] == "LOST" and ask(s, "lead", "stats")["lost"]["other"] == 0
    for _ in range(3):
        ask(s, "undo")
    after = ask(s, "leads", "--stage", "NEW", "--limit", "1")[0]
    assert after == person, (after, person)
    assert ask(s, "lead", "history", person["id"]) == before
    assert call(s, "check").code == 0


@check("tasks have a day, which is changed and taken back; the list is by day")
def _(d):
    s = studio(d + "/s")
    person = ask(s, "leads", "--limit", "1")[0]["id"]
    for task in ask(s, "task", "list"):
        ask(s, "task", "remove", task["id"])
    later = ask(s, "task", "add", person, "Later", "--due", "2099-01-02")
    first = ask(s, "task", "add", person, "First", "--due", "2020-01-02T10:00:00Z")
    none = ask(s, "task", "add", person, "Some day")
    assert (first["due_at"], none["due_at"]) == ("2020-01-02T10:00:00Z", None) and later["due_at"].startswith("2099-01-01T23"), (first, later)
    assert [t["title"] for t in as_json(s, "task", "list")] == ["First", "Later", "Some day"]
    assert ask(s, "leads", "--limit", "1")[0]["task"] == "First"
    assert as_json(s, "task", "due", later["id"], "2019-05-05")["due_at"] is not None
    assert [t["title"] for t in ask(s, "task", "list")] == ["Later", "First", "Some day"]
    assert ask(s, "task", "due", later["id"], "none")["due_at"] is None
    ask(s, "undo")
    ask(s, "undo")
    assert ask(s, "task", "list") == [first, later, none]
    assert ask(s, "task", "due", none["id"], "tomorrow")["due_at"]
    refuse(s, "task", "due", none["id"], "someday", says="no day")
    refuse(s, "task", "add", person, "x", "--due", "someday", says="no day")
    refuse(s, "task", "due", "nothing", "tomorrow")


@check("trial classes: booked, attended, a customer once; the board follows, and everything is taken back")
def _(d):
    s = studio(d + "/s")
    person = ask(s, "leads", "--stage", "NEW", "--limit", "1")[0]
    trial = ask(s, "trial", "book", person["id"], "2030-05-06T18:00", "Salsa")
    assert (trial["title"], trial["state"], trial["converted"], trial["starts_at"]) == ("Salsa", "booked", False, "2030-05-06T16:00:00Z"), trial
    row, = [r for r in ask(s, "leads", "--stage", "TRIAL_SCHEDULED", "--limit", "500") if r["id"] == person["id"]]
    assert row["trial"] == "booked" and ask(s, "lead", "history", person["id"])[0]["actor"] == "attendance"
    assert ask(s, "trial", "state", trial["id"], "attended")["state"] == "attended"
    won = ask(s, "trial", "convert", trial["id"])
    assert won["converted"] and ask(s, "trial", "convert", trial["id"]) == won
    rows = as_json(s, "trial", "list", person["id"])
    assert rows == [won] and won in ask(s, "trial", "list"), (rows, won)
    assert ask(s, "contact", person["id"])["stage"] == "CONVERTED"
    for _ in range(3):
        ask(s, "undo")
    assert ask(s, "trial", "list", person["id"]) == [] and ask(s, "leads", "--stage", "NEW", "--limit", "1")[0] == person
    refuse(s, "trial", "book", person["id"], "someday", "Salsa", says="no time")
    refuse(s, "trial", "book", person["id"], "tomorrow", " ", says="characters")
    refuse(s, "trial", "book", "nobody", "tomorrow", "Salsa")
    refuse(s, "trial", "state", trial["id"], "attended")
    refuse(s, "trial", "convert", "nothing")


@check("what is not right is refused")
def _(d):
    s = studio(d + "/s")
    person = ask(s, "leads", "--limit", "1")[0]["id"]
    for words in (["lead", "move", person, "WON"], ["lead", "move", "nobody", "NEW"], ["lead", "history", "nobody"], ["lead", "move", person, "LOST", "--reason", " "],
                  ["lead", "move", person, "LOST", "--reason", "x" * 201]):
        refuse(s, *words)
    for words in (["leads", "--stage", "WON"], ["leads", "--days", "-1"], ["leads", "--limit", "0"], ["lead", "move", person], ["lead", "stats", "--from", "never"],
                  ["lead", "stats", "--from", "2026-11-02", "--to", "2026-11-01"], ["lead"]):
        refuse(s, *words, code=2)


main()
