# SPDX-License-Identifier: MIT
"""The week of a studio planned by studioctl: a proposal, what it says of itself, applied and taken back; conflicts with what mends them, and who stands in."""
import datetime

from studioctl import ask, check, main, refuse, write

MAIL = "From: Mia Sol <mia@example.org>\nTo: hello@nord.example\nSubject: Hi\nMessage-ID: <1@x>\nDate: Thu, 12 Nov 2026 18:00:00 +0100\n\nhello there\n"
MONDAY = datetime.date.today() + datetime.timedelta(days=21 - datetime.date.today().weekday())


def day(n):
    return (MONDAY + datetime.timedelta(days=n)).isoformat()


def studio(folder):
    ask(folder, "init", "--name", "Salsa Nord", "--kind", "dance", "--zone", "Europe/Berlin", "--country", "49", "--email", "hello@nord.example")
    ask(folder, "hours", "set", '{"week":[["09:00-21:00"],["09:00-21:00"],["09:00-21:00"],["09:00-21:00"],["09:00-21:00"],[],[]]}')
    ask(folder, "room", "add", "Studio A", "capacity=12", "turnover=10"), ask(folder, "room", "add", "Hall", "capacity=30")
    ask(folder, "teacher", "add", "Lena", "styles=salsa"), ask(folder, "teacher", "add", "Mia", "styles=salsa"), ask(folder, "teacher", "add", "Tom", "styles=tango")
    ask(folder, "class", "add", "Salsa", "style=salsa", "minutes=60", "most=10"), ask(folder, "class", "add", "Bachata", "style=salsa", "minutes=60", "most=10")
    return folder


def add(s, name, time, room="Studio A", teacher="Lena"):
    ask(s, "schedule", "add", name, time, "--weekly", "--room", room, "--teacher", teacher)


def week(s, n=0):
    return [(x["title"], x["day"], x["start"], x["room"], x["teacher"]) for x in ask(s, "schedule", "week", day(n))]


def session(s, title, n=0):
    return [x["id"] for x in ask(s, "schedule", "week", day(n)) if x["title"] == title][0]


@check("a plan says what it changes and why; looked at, it changes nothing; applied, it is what it said; undone, nothing happened")
def _(d):
    s = studio(d + "/s")
    ask(s, "class", "add", "Tango", "style=tango", "minutes=60", "most=10")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(1) + "T18:00")
    before = week(s), week(s, 7)
    plan = ask(s, "schedule", "plan", day(0))
    assert plan["status"] == "optimal" and plan["bound"] == plan["after"] > plan["before"] and plan["unplaced"] == 0, plan
    assert [c["title"] for c in plan["changes"] if c["kind"] == "added"] == ["Tango"] and plan["mended"], plan
    total = {k: sum(p["points"] for p in plan["points"] if p["change"] in k) for k in (("gained", "as_before"), ("lost", "as_before"))}
    assert total == {("gained", "as_before"): plan["after"], ("lost", "as_before"): plan["before"]}, (total, plan)
    assert (week(s), week(s, 7)) == before
    assert ask(s, "schedule", "plan", day(0)) == plan
    done = ask(s, "schedule", "plan", day(0), "--apply")
    assert (done["applied"]["changed"], done["applied"]["added"]) == (plan["moves"], 1), done
    told = {(c["title"], c["to"]["time"], c["to"]["room"], c["to"]["teacher"]) for c in plan["changes"]}
    now = {(t, f"{on}T{at}", room, teacher) for t, on, at, room, teacher in week(s)}
    kept = {(t, f"{on}T{at}", room, teacher) for t, on, at, room, teacher in before[0]}
    assert told <= now and len(now) == 3 and now - told <= kept, (told, now)
    assert week(s, 7) == before[1] and not any(x["problems"] for x in ask(s, "schedule", "week", day(0)))
    ask(s, "undo")
    assert (week(s), week(s, 7)) == before
    assert ask(s, "schedule", "plan", day(0), "--apply", "--scope", "following")["applied"]["added"] == 1 and len(week(s, 7)) == 3


@check("what has no place is said, with the rules that are in the way; it stays where it is")
def _(d):
    s = studio(d + "/s")
    ask(s, "class", "add", "Ballet", "style=ballet", "minutes=60", "most=10")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(2) + "T18:00")
    plan = ask(s, "schedule", "plan", day(0))
    assert plan["status"] == "infeasible" and plan["unplaced"] == 1, plan
    assert [(c["title"], c["kind"]) for c in plan["changes"] if c["kind"] == "no_place"] == [("Ballet", "no_place")], plan
    assert any("Nobody teaches Ballet" in r["text"] and r["relax"] for r in plan["conflict"]), plan
    assert ask(s, "schedule", "plan", day(0), "--apply")["applied"]["unplaced"] == 0
    assert sorted(x[0] for x in week(s)) == ["Bachata", "Salsa"]


@check("somebody is ill or a room is closed: as little as possible changes")
def _(d):
    s = studio(d + "/s")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(3) + "T18:00")
    plan = ask(s, "schedule", "plan", day(0), "--ill", "Lena", "--on", day(1))
    assert [(c["title"], c["kind"], c["from"]["teacher"], c["to"]["teacher"], c["from"]["time"] == c["to"]["time"]) for c in plan["changes"]] == [("Salsa", "moved", "Lena", "Mia", True)], plan
    plan = ask(s, "schedule", "plan", day(0), "--closed", "Studio A", "--on", day(3))
    assert [(c["title"], c["to"]["room"]) for c in plan["changes"]] == [("Bachata", "Hall")] and plan["moves"] == 1, plan
    assert ask(s, "schedule", "plan", day(0), "--repair")["changes"] == []
    refuse(s, "schedule", "plan", day(0), "--ill", "Nobody", says="no “Nobody”")
    refuse(s, "schedule", "plan", "soon", code=2, says="no day")
    refuse(s, "schedule", "plan", "--time-limit", "0", code=2, says="seconds")


@check("without classes, rooms or teachers it says what is missing")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Salsa Nord", "--kind", "dance", "--zone", "Europe/Berlin", "--country", "49", "--email", "hello@nord.example")
    refuse(s, "schedule", "plan", says="nothing to plan")
    ask(s, "class", "add", "Salsa", "minutes=60", "most=2")
    refuse(s, "schedule", "plan", says="no room")
    ask(s, "room", "add", "Hall", "capacity=3")
    refuse(s, "schedule", "plan", says="nobody to plan with")


@check("what has begun stays where it was")
def _(d):
    s = studio(d + "/s")
    now = datetime.datetime.now()
    first = (now.date() - datetime.timedelta(days=now.weekday() + 7)).isoformat()
    ask(s, "class", "set", "Salsa", 'preferred=[{"day":3,"start":600,"end":720}]')
    add(s, "Salsa", first + "T18:00"), add(s, "Bachata", first + "T19:30")
    # The whole week is over: however much better Thursday would be, nothing of it is moved.
    plan = ask(s, "schedule", "plan", first)
    assert plan["changes"] == [] and plan["before"] == plan["after"], plan


@check("each conflict of a week has the least that mends it, and done it is none any more")
def _(d):
    s = studio(d + "/s")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(1) + "T18:30", teacher="Mia")
    found = ask(s, "schedule", "conflicts", day(0))
    assert [(c["title"], c["fix"]) for c in found] == [("Salsa", "Move it to Hall"), ("Bachata", "Move it to Hall")] and all(c["problems"] for c in found), found
    ask(s, "schedule", "conflicts", day(0), "--fix", session(s, "Bachata"))
    assert ask(s, "schedule", "conflicts", day(0)) == [] and week(s)[1][2:4] == ("18:30", "Hall") and week(s, 7)[1][3] == "Studio A"
    ask(s, "teacher", "days", "Lena", day(1), "--note", "ill")
    ill = ask(s, "schedule", "conflicts", day(0))
    assert [c["title"] for c in ill] == ["Salsa"] and "ill" in ill[0]["problems"][0], ill
    assert ill[0]["fix"] == "Move it to Wednesday 09:00", ill
    ask(s, "undo"), ask(s, "undo")
    assert len(ask(s, "schedule", "conflicts", day(0))) == 2
    refuse(s, "schedule", "conflicts", day(0), "--fix", "nothing", code=2, says="no session of this week")


@check("where a session could be, the best first with why; of what is as good the nearest; each is really free")
def _(d):
    s = studio(d + "/s")
    ask(s, "class", "set", "Salsa", 'preferred=[{"day":3,"start":1080,"end":1140}]'), ask(s, "class", "add", "Tango", "style=tango", "minutes=60", "most=10")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(1) + "T19:30"), add(s, "Tango", day(3) + "T18:00", teacher="Tom")
    one = session(s, "Salsa")
    found = ask(s, "schedule", "places", one)
    # Studio A, of the right size, has the tango on Thursday: the preferred time is worth the larger hall, and being with nobody else that day costs Lena her points.
    assert (found[0]["time"], found[0]["room"], found[0]["teacher"]) == (day(3) + "T18:00", "Hall", "Lena"), found
    assert found[0]["points"] == 20 - 10 - 5 and "preferred time +20" in found[0]["why"] and "room fits −10" in found[0]["why"], found
    assert (found[1]["time"], found[1]["room"], found[1]["teacher"], found[1]["points"]) == (day(1) + "T17:00", "Studio A", "Lena", 0), found
    assert [x["points"] for x in found] == sorted((x["points"] for x in found), reverse=True) and 2 <= len(found) <= 6, found
    for place in found:
        date, time = place["time"].split("T")
        ask(s, "schedule", "move", one, "--day", date, "--start", time, "--room", place["room_id"], "--teacher", place["teacher_id"])
        assert not ask(s, "schedule", "show", one)["problems"], place
        ask(s, "undo")
    ask(s, "schedule", "move", one, "--pin")
    assert [x["time"] for x in ask(s, "schedule", "places", one)] == [x["time"] for x in found]
    more = ask(s, "schedule", "places", "--class", "Salsa", day(0))
    assert more and all(x["points"] >= 0 and x["teacher"] in ("Lena", "Mia") for x in more), more
    refuse(s, "schedule", "places", code=2, says="which session")
    refuse(s, "schedule", "places", "none")
    ask(s, "schedule", "cancel", one)
    refuse(s, "schedule", "places", one, says="does not take place")


@check("who can stand in comes first, who cannot says why, and asking is a proposal")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/mail.eml", MAIL))
    ask(s, "teacher", "add", "Zoe", "styles=salsa")
    add(s, "Salsa", day(1) + "T18:00"), add(s, "Bachata", day(1) + "T18:30", "Hall", "Zoe")
    one = session(s, "Salsa")
    found = ask(s, "schedule", "substitute", one)
    assert [(x["name"], x["can"]) for x in found][:1] == [("Mia", True)] and {x["name"] for x in found if not x["can"]} == {"Tom", "Zoe"}, found
    why = {x["name"]: " ".join(x["why"]) for x in found}
    assert "does not teach" in why["Tom"] and "two classes at once" in why["Zoe"] and not why["Mia"], why
    refuse(s, "schedule", "ask", one, "Mia", says="how to write")
    ask(s, "teacher", "set", "Mia", "contact_id=" + ask(s, "contacts")[0]["id"])
    assert ask(s, "schedule", "ask", one, "Mia") == {"drafts": 1, "tasks": 0}
    draft = ask(s, "drafts", "--state", "proposed")[0]
    assert "could you teach Salsa" in draft["text"], draft
    ask(s, "undo")
    assert ask(s, "drafts", "--state", "proposed") == []
    ask(s, "schedule", "cancel", one)
    refuse(s, "schedule", "substitute", one, says="does not take place")


main()
