# SPDX-License-Identifier: MIT
"""The schedule by studioctl: series, what is different on one day, closures, bookings and who is told. All of it is taken back by undo."""
import datetime
import json
import os

from studioctl import ask, check, main, refuse, write

MAIL = "From: {name} <p{i}@example.org>\nTo: hello@nord.example\nSubject: Class\nMessage-ID: <{i}@x>\nDate: Thu, 12 Nov 2026 18:0{i}:00 +0100\n\nword{i} here\n"
CALENDAR_OF_ONE = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:wide\r\nDTSTART:20301201T180000\r\nDURATION:PT1H\r\n"
                   "SUMMARY:Ballett für Anfänger\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
# Far enough ahead for every test, and not so far that it could not be booked.
MONDAY = datetime.date.today() + datetime.timedelta(days=21 - datetime.date.today().weekday())


def day(n):
    return (MONDAY + datetime.timedelta(days=n)).isoformat()


def studio(folder, people=("Ana Lopez", "Ben Okri", "Cleo Dent")):
    ask(folder, "init", "--name", "Salsa Nord", "--kind", "dance", "--zone", "Europe/Berlin", "--country", "49", "--email", "hello@nord.example")
    for i, name in enumerate(people):
        ask(folder, "import", write(f"{folder}-{i}.eml", MAIL.format(name=name, i=i)))
    ask(folder, "room", "add", "Studio A", "capacity=12", "features=mirrors", "turnover=10")
    ask(folder, "teacher", "add", "Lena", "styles=salsa")
    ask(folder, "class", "add", "Salsa", "style=salsa", "minutes=60", "most=2")
    ask(folder, "schedule", "add", "Salsa", day(1) + "T18:00", "--weekly", "--room", "Studio A", "--teacher", "Lena")
    return folder


def person(s, name):
    return [c["id"] for c in ask(s, "contacts") if c["name"] == name][0]


def week(s, n=0):
    return ask(s, "schedule", "week", day(n))


def shown(s, n=0):
    return [(x["day"], x["start"], x["state"]) for x in week(s, n)]


@check("a series is moved, ended and taken back; what was cancelled stays so")
def _(d):
    s = studio(d + "/s")
    first, second = week(s)[0]["id"], week(s, 7)[0]["id"]
    ask(s, "schedule", "cancel", second, "--note", "rain")
    before = shown(s, 0), shown(s, 7), shown(s, 14)
    ask(s, "schedule", "move", first, "--scope", "all", "--day", day(3), "--start", "19:30")
    assert shown(s) == [(day(3), "19:30", "planned")] and shown(s, 7) == [(day(10), "19:30", "cancelled")]
    assert [x["id"] for x in ask(s, "schedule", "touched", first, "--scope", "all")] == [second]
    ask(s, "schedule", "cancel", week(s, 14)[0]["id"], "--scope", "following")
    assert shown(s, 14) == [] and shown(s, 21) == []
    ask(s, "undo"), ask(s, "undo")
    assert (shown(s, 0), shown(s, 7), shown(s, 14)) == before
    ask(s, "schedule", "restore", second)
    assert shown(s, 7) == [(day(8), "18:00", "planned")]
    refuse(s, "schedule", "move", first, "--day", "tomorrow", says="is no day")
    refuse(s, "schedule", "move", first, "--room", "Attic", says="no “Attic”")
    refuse(s, "schedule", "show", "nothing", says="no such session")
    refuse(s, "schedule", "add", "Salsa", day(1) + "T18:00", "--rule", "FREQ=HOURLY", says="how often")
    refuse(s, "room", "remove", "Studio A", says="Sessions to come")


@check("who has booked is proposed to be told, and undone it is not proposed any more")
def _(d):
    s = studio(d + "/s")
    one = week(s)[0]["id"]
    ana, ben, cleo = (person(s, n) for n in ("Ana Lopez", "Ben Okri", "Cleo Dent"))
    assert [ask(s, "booking", "add", one, p)["state"] for p in (ana, ben, cleo)] == ["booked", "booked", "waiting"]
    refuse(s, "booking", "add", one, ana, says="has booked")
    # Who stands in is told to who comes, not to who only waits.
    ask(s, "teacher", "add", "Mia", "styles=salsa")
    assert ask(s, "schedule", "move", one, "--teacher", "Mia") == {"drafts": 2, "tasks": 0}
    assert all("taught by Mia" in x["text"] for x in ask(s, "drafts", "--state", "proposed"))
    ask(s, "undo")
    assert ask(s, "drafts", "--state", "proposed") == [] and week(s)[0]["teacher"] == "Lena"
    told = ask(s, "schedule", "move", one, "--start", "20:00")
    assert told == {"drafts": 3, "tasks": 0}, told
    drafts = ask(s, "drafts", "--state", "proposed")
    assert len(drafts) == 3 and all("Salsa has moved" in x["text"] for x in drafts), drafts
    # Whoever has an answer waiting is not interrupted: it is a task.
    assert ask(s, "schedule", "cancel", one) == {"drafts": 0, "tasks": 3}
    ask(s, "undo")
    ask(s, "undo")
    assert ask(s, "drafts", "--state", "proposed") == [] and ask(s, "task", "list") == [] and week(s)[0]["start"] == "18:00"
    seen = ask(s, "closure", "add", "Painters", f"from_at={day(0)}", f"to_at={day(9)}", "--dry-run")
    assert [(x["day"], x["booked"]) for x in seen] == [(day(1), 2), (day(8), 0)] and ask(s, "closure", "list") == []
    closed = ask(s, "closure", "add", "Painters", f"from_at={day(0)}", f"to_at={day(2)}")
    assert len(ask(s, "drafts", "--state", "proposed")) == 3 and week(s)[0]["state"] == "closed" and week(s)[0]["why"] == "Painters"
    ask(s, "closure", "remove", closed["id"])
    assert week(s)[0]["state"] == "planned"


@check("a place that becomes free is offered to who waits; credits and the roll")
def _(d):
    s = studio(d + "/s")
    one = week(s)[0]["id"]
    ana, ben, cleo = (person(s, n) for n in ("Ana Lopez", "Ben Okri", "Cleo Dent"))
    ask(s, "credit", "add", ana, "2", "--expires", day(100))
    a, _, c = (ask(s, "booking", "add", one, p) for p in (ana, ben, cleo))
    assert ask(s, "credit", "list", ana)["balance"] == 1
    assert ask(s, "booking", "cancel", a["id"])["state"] == "cancelled"
    assert ask(s, "credit", "list", ana)["balance"] == 2
    assert [x["state"] for x in ask(s, "booking", "list", one) if x["id"] == c["id"]] == ["offered"]
    assert "a place in Salsa" in ask(s, "drafts", "--state", "proposed")[0]["text"]
    refuse(s, "booking", "call", c["id"], "attended", says="no place")
    assert ask(s, "booking", "accept", c["id"])["state"] == "booked" and ask(s, "drafts", "--state", "proposed") == []
    ask(s, "undo")
    assert len(ask(s, "drafts", "--state", "proposed")) == 1
    assert ask(s, "booking", "accept", c["id"])["state"] == "booked"
    ask(s, "booking", "rules", "no_show_fee=900")
    assert ask(s, "booking", "call", c["id"], "no-show")["owed"] == {"amount": 900, "currency": "EUR"}
    assert ask(s, "booking", "waive", c["id"], "was ill")["owed"]["amount"] == 0
    assert [x["day"] for x in ask(s, "booking", "suggest", c["id"])] == [day(n) for n in (8, 15, 22, 29)]
    refuse(s, "booking", "rules", "colour=3", says="no rule")
    refuse(s, "booking", "add", one, person(s, "Ana Lopez"), "--kind", "friend", says="none of regular")
    trial = ask(s, "booking", "add", week(s, 7)[0]["id"], ben, "--kind", "trial")
    assert [t["id"] for t in ask(s, "trial", "list")] == [trial["trial_id"]]
    assert [x["state"] for x in ask(s, "booking", "list", "--contact", ben)] == ["booked", "booked"]


@check("a trial and its place on the schedule are the same, wherever it is said what became of it")
def _(d):
    s = studio(d + "/s")
    one = week(s)[0]["id"]
    ana, ben, cleo = (person(s, n) for n in ("Ana Lopez", "Ben Okri", "Cleo Dent"))
    trial = ask(s, "booking", "add", one, ana, "--kind", "trial")
    ask(s, "booking", "add", one, ben), ask(s, "booking", "add", one, cleo)
    states = lambda: [x["state"] for x in ask(s, "booking", "list", one)]
    for said in ("attended", "no-show", "booked"):
        assert ask(s, "trial", "state", trial["trial_id"], said)["state"] == said
        assert [x["state"] for x in ask(s, "booking", "list", "--contact", ana)] == [said]
    ask(s, "trial", "state", trial["trial_id"], "cancelled")
    assert states() == ["booked", "offered", "cancelled"], states()
    refuse(s, "trial", "state", trial["trial_id"], "booked", says="no place")
    assert ask(s, "trial", "list")[0]["state"] == "cancelled"
    ask(s, "undo")
    assert states() == ["booked", "booked", "waiting"] and ask(s, "trial", "list")[0]["state"] == "booked", states()


@check("a trial moves with its session, and is off when that does not take place")
def _(d):
    s = studio(d + "/s")
    one = week(s)[0]["id"]
    ask(s, "booking", "add", one, person(s, "Ana Lopez"), "--kind", "trial")
    seen = lambda: [(t["starts_at"][:10], t["state"]) for t in ask(s, "trial", "list")]
    ask(s, "schedule", "move", one, "--day", day(2), "--quiet")
    assert seen() == [(day(2), "booked")], seen()
    ask(s, "schedule", "cancel", one)
    assert seen() == [(day(2), "cancelled")] and [x["state"] for x in ask(s, "booking", "list", one)] == ["booked"], seen()
    ask(s, "schedule", "restore", one)
    assert seen() == [(day(1), "booked")], seen()
    ask(s, "undo"), ask(s, "undo"), ask(s, "undo")
    assert seen() == [(day(1), "booked")], seen()
    shut = ask(s, "closure", "add", "Snow", f"from_at={day(1)}", f"to_at={day(1)}")
    assert seen() == [(day(1), "cancelled")], seen()
    ask(s, "closure", "remove", shut["id"])
    assert seen() == [(day(1), "booked")], seen()


@check("what would do nothing, or something else, is refused")
def _(d):
    s = studio(d + "/s")
    shut = ask(s, "closure", "add", "Repair", f"from_at={day(1)}", f"to_at={day(1)}", "classes=Salsa", "rooms=Studio A")
    assert shut["classes"] == [ask(s, "class", "list")[0]["id"]] and shut["rooms"] == [ask(s, "room", "list")[0]["id"]] and week(s)[0]["state"] == "closed", shut
    refuse(s, "closure", "add", "Repair", f"from_at={day(1)}", f"to_at={day(1)}", "classes=Polka", says="no “Polka”")
    assert ask(s, "class", "set", "Salsa", "teachers=Lena")["teachers"] == [ask(s, "teacher", "list")[0]["id"]]
    refuse(s, "class", "set", "Salsa", "preferred=evenings", code=2, says="no JSON")
    refuse(s, "schedule", "add", "Salsa", day(1) + "T18:00", "--weekly", "--until", day(0), says="ends before")
    refuse(s, "schedule", "add", "Salsa", day(1) + "T18:00", "--weekly", "--rule", "FREQ=DAILY", code=2, says="one of")
    refuse(s, "schedule", "move", week(s)[0]["id"], "--pin", "--unpin", code=2, says="one of")
    refuse(s, "schedule", "plan", day(0), "--ill", "Lena", "--on", day(9), code=2, says="not in the week")
    refuse(s, "schedule", "plan", day(0), "--on", day(1), code=2, says="who or what")
    ask(s, "term", "add", "Autumn", f"first_day={day(0)}", f"last_day={day(20)}")
    refuse(s, "schedule", "add", "Salsa", day(22) + "T18:00", "--weekly", "--term", "Autumn", says="over by then")
    refuse(s, "teacher", "set", "Lena", "contact_id=nobody", says="no such")
    refuse(s, "schedule", "import", "/dev/zero", says="not a file")
    refuse(s, "schedule", "import", d, says="not a file")


@check("credits are taken by a number below 0")
def _(d):
    s = studio(d + "/s")
    ana = person(s, "Ana Lopez")
    ask(s, "credit", "add", ana, "5")
    assert ask(s, "credit", "add", ana, "-2", "--why", "adjusted")["balance"] == 3
    assert ask(s, "credit", "add", ana, "--note", "-1 too many", "-1", "--why", "adjusted")["balance"] == 2
    refuse(s, "credit", "add", ana, "-2x", code=2, says="no number")


@check("an offer is approved for all who wait, and that is stopped")
def _(d):
    s = studio(d + "/s")
    one = week(s)[0]["id"]
    ids = [ask(s, "booking", "add", one, person(s, n))["id"] for n in ("Ana Lopez", "Ben Okri", "Cleo Dent")]
    refuse(s, "booking", "chain", one, says="No offer")
    ask(s, "booking", "cancel", ids[0])
    offer = ask(s, "drafts", "--state", "proposed")[0]
    assert ask(s, "booking", "chain", one) == {"goes_on": True}
    log = [x for x in ask(s, "outbox") if x["id"] == offer["id"]]
    assert len(log) == 1, log
    assert ask(s, "booking", "chain", one, "--stop") == {"goes_on": False}
    ask(s, "undo")
    refuse(s, "booking", "chain", "nothing", "--stop", says="no such session")


@check("somebody is enrolled for a whole series, and leaves it")
def _(d):
    s = studio(d + "/s")
    ana, ben, cleo = (person(s, n) for n in ("Ana Lopez", "Ben Okri", "Cleo Dent"))
    one, two = week(s)[0]["id"], week(s, 7)[0]["id"]
    refuse(s, "booking", "enrol", one, ana, says="no term")
    refuse(s, "booking", "enrol", one, ana, "--until", "soon", says="is no day")
    refuse(s, "booking", "enrol", one, ana, "--until", day(0), says="before the first")
    refuse(s, "booking", "enrol", one, "nobody", "--until", day(30), says="no such")
    ask(s, "credit", "add", ana, "2")
    ask(s, "booking", "add", two, ana)
    ask(s, "schedule", "cancel", week(s, 14)[0]["id"])
    # Far beyond the 90 days that single bookings have.
    done = ask(s, "booking", "enrol", one, ana, "--until", day(7 * 20 + 1))
    assert done == {"booked": 19, "waiting": 0, "known": 1, "cancelled": 0}, done
    assert ask(s, "credit", "list", ana)["balance"] == 0
    ask(s, "booking", "enrol", one, ben, "--until", day(8))
    assert ask(s, "booking", "enrol", one, cleo, "--until", day(15)) == {"booked": 0, "waiting": 2, "known": 0, "cancelled": 0}
    before = ask(s, "booking", "list", "--contact", ana)
    refuse(s, "booking", "enrol", one, ana, "--until", day(8), says="already")
    left = ask(s, "booking", "enrol", two, ana, "--leave")
    assert left == {"booked": 0, "waiting": 0, "known": 0, "cancelled": 19}, left
    assert [x["state"] for x in ask(s, "booking", "list", two) if x["contact_id"] == cleo] == ["offered"]
    refuse(s, "booking", "enrol", two, ana, "--leave", says="nothing of it")
    ask(s, "undo")
    assert ask(s, "booking", "list", "--contact", ana) == before
    for _ in range(3):
        ask(s, "undo")
    assert [x["session"] for x in ask(s, "booking", "list", "--contact", ana)] == [two]
    assert ask(s, "credit", "list", ana)["balance"] == 1
    term = ask(s, "term", "add", "Spring", f"first_day={day(0)}", f"last_day={day(27)}")
    ask(s, "schedule", "move", one, "--scope", "all", "--term", "Spring")
    assert ask(s, "booking", "enrol", one, ben)["booked"] == 3, term


@check("terms, days of teachers, and what is wrong in a week")
def _(d):
    s = studio(d + "/s")
    ask(s, "term", "add", "Autumn", f"first_day={day(0)}", f"last_day={day(20)}", f"skips={day(8)}")
    ask(s, "schedule", "add", "Salsa", day(1) + "T12:00", "--weekly", "--term", "Autumn")
    assert [(x["start"], x["state"]) for x in week(s, 7)] == [("12:00", "closed"), ("18:00", "planned")] and len(week(s, 28)) == 1
    ask(s, "term", "copy", "Autumn", "Spring", day(70))
    assert [x["start"] for x in week(s, 70)] == ["12:00", "18:00"]
    ask(s, "teacher", "days", "Lena", day(1), "--note", "ill")
    kinds = {p["kind"] for x in week(s) for p in x["problems"]}
    assert {"teacher_away", "no_room", "no_teacher"} <= kinds, kinds
    assert any("ill" in p["text"] for x in week(s) for p in x["problems"])
    assert ask(s, "teacher", "days", "Lena", day(1), "--usual") == []
    ask(s, "schedule", "add", "Salsa", day(1) + "T19:10", "--teacher", "Lena")
    runs = lambda: [p["text"] for x in week(s) for p in x["problems"] if p["kind"] == "max_run"]
    ask(s, "teacher", "set", "Lena", "max_run=129")
    assert len(runs()) == 2 and "130 minutes without a break" in runs()[0], runs()
    ask(s, "teacher", "set", "Lena", "min_break=10")
    assert runs() == []
    ask(s, "teacher", "set", "Lena", "min_break=15", "max_run=130")
    assert runs() == []
    refuse(s, "term", "remove", "Autumn", says="belong to it")
    refuse(s, "term", "add", "Odd", f"first_day={day(9)}", f"last_day={day(1)}", says="ends before")
    refuse(s, "teacher", "set", "Lena", 'week=[["09:00-12:00","11:00-13:00"],[],[],[],[],[],[]]', says="overlap")
    refuse(s, "closure", "add", "Odd", f"from_at={day(2)}", f"to_at={day(1)}", says="ends before")



@check("a week is a problem for the planner, and a plan changes as little as it can")
def _(d):
    s = studio(d + "/s")
    ask(s, "hours", "set", '{"week":[["09:00-21:00"],["09:00-21:00"],["09:00-21:00"],["09:00-21:00"],["09:00-02:00"],[],[]]}')
    ask(s, "room", "add", "Hall", "capacity=30"), ask(s, "class", "set", "Salsa", "sessions=2")
    ask(s, "schedule", "move", week(s)[0]["id"], "--pin", "--scope", "all")
    ask(s, "schedule", "add", "Salsa", day(3) + "T18:00", "--weekly", "--room", "Studio A", "--teacher", "Lena", "--minutes", "45")
    ask(s, "closure", "add", "Painters", f"from_at={day(2)}T12:00", f"to_at={day(2)}")
    problem = ask(s, "schedule", "problem", day(0), "--repair")
    assert (problem["format"], problem["version"], problem["grid"]) == ("studio-schedule-problem", 1, 15)
    assert [(w["day"], w["start"], w["end"]) for w in problem["opening"]] == [(0, 540, 1260), (1, 540, 1260), (2, 540, 720), (3, 540, 1260), (4, 540, 1440), (5, 0, 120)]
    classes = {c["duration"]: c for c in problem["classes"]}
    assert (classes[60]["sessions"], classes[45]["sessions"], len(classes[60]["pins"]), classes[45]["pins"]) == (1, 1, 1, []), classes
    assert [(a["day"], a["start"]) for a in problem["current"]] == [(1, 1080), (3, 1080)]
    hall = [r["id"] for r in problem["rooms"] if r["name"] == "Hall"][0]
    lena = problem["instructors"][0]["id"]
    plan = [{"class": classes[60]["id"], "day": 1, "start": 1080, "room": problem["current"][0]["room"], "instructor": lena},
            {"class": classes[45]["id"], "day": 4, "start": 600, "room": hall, "instructor": lena},
            {"class": classes[45]["id"], "day": 3, "start": 1080, "room": hall, "instructor": lena}]
    file = write(d + "/plan.json", json.dumps({"format": "studio-schedule-solution", "assignments": plan}))
    before = shown(s), shown(s, 7)
    # The one on Thursday stays on its day and gets another room; the one on Friday is new.
    assert ask(s, "schedule", "apply", file, day(0)) == {"changed": 1, "added": 1, "unplaced": 0, "drafts": 0, "tasks": 0}
    assert [(x["day"], x["start"], x["room"]) for x in week(s, 7)] == [(day(8), "18:00", "Studio A"), (day(10), "18:00", "Hall"), (day(11), "10:00", "Hall")]
    ask(s, "undo")
    assert (shown(s), shown(s, 7)) == before
    assert ask(s, "schedule", "apply", file, day(0), "--scope", "this")["changed"] == 1
    assert [x["room"] for x in week(s, 7)] == ["Studio A", "Studio A"] and [x["room"] for x in week(s)] == ["Studio A", "Hall", "Hall"]
    for bad, says in (("[]", "no plan"), ("{", "JSON"), ('{"assignments":[{"class":"x","day":0,"start":0}]}', "no plan for this week"),
                      (json.dumps({"assignments": [dict(plan[0], room="x")]}), "not there any more"), (json.dumps({"assignments": [dict(plan[0], day=9)]}), "no plan for this week")):
        refuse(s, "schedule", "apply", write(d + "/bad.json", bad), day(0), says=says)



CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:x\r
BEGIN:VEVENT\r
UID:a@x\r
SUMMARY:Tango\r
LOCATION:Loft\r
DTSTART;TZID=Europe/Berlin:{a}T190000\r
DTEND;TZID=Europe/Berlin:{a}T203000\r
RRULE:FREQ=WEEKLY;BYDAY=TU,TH\r
EXDATE;TZID=Europe/Berlin:{c}T190000\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:a@x\r
SUMMARY:Tango\r
RECURRENCE-ID;TZID=Europe/Berlin:{b}T190000\r
DTSTART;TZID=Europe/Berlin:{b}T200000\r
DTEND;TZID=Europe/Berlin:{b}T213000\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:b@x\r
SUMMARY:Holiday\r
DTSTART;VALUE=DATE:{a}\r
END:VEVENT\r
END:VCALENDAR\r
"""


@check("calendars and tables: what comes in, goes out and comes in elsewhere is the same")
def _(d):
    s = studio(d + "/s")
    plain = {k: day(n).replace("-", "") for k, n in (("a", 1), ("b", 3), ("c", 8))}
    file = write(d + "/tango.ics", CALENDAR.format(**plain))
    seen = ask(s, "schedule", "import", file, "--dry-run")
    assert (seen["kind"], seen["series"], seen["changes"], seen["classes"], seen["rooms"]) == ("ics", 2, 2, 1, 1) and len(week(s)) == 1, seen
    assert [(x["where"], "closure" in x["why"]) for x in seen["skipped"]] == [("Holiday", True)]
    assert ask(s, "schedule", "import", file) == seen
    assert [(x["day"], x["start"], x["title"], x["minutes"]) for x in week(s)] == [
        (day(1), "18:00", "Salsa", 60), (day(1), "19:00", "Tango", 90), (day(3), "20:00", "Tango", 90)]
    assert [x["state"] for x in week(s, 7)] == ["planned", "cancelled", "planned"]
    again = ask(s, "schedule", "import", file)
    assert (again["known"], again["series"], again["changes"]) == (1, 0, 0) and len(week(s)) == 3
    ask(s, "schedule", "move", week(s)[0]["id"], "--scope", "following", "--day", day(2), "--start", "18:15")
    for kind in ("ics", "csv"):
        out, t = f"{d}/out.{kind}", studio(f"{d}/{kind}")
        ask(t, "undo")
        ask(s, "schedule", "export", out, "--from", day(0), "--to", day(28))
        taken = ask(t, "schedule", "import", out)
        assert {x["why"] for x in taken["skipped"]} <= {"It does not take place."} and (kind == "csv" or not taken["skipped"]), taken
        for n in (0, 7, 21):
            ours, theirs = ([(x["day"], x["start"], x["title"], x["minutes"], x["room"], x["teacher"]) for x in week(f, n) if x["state"] == "planned"] for f in (s, t))
            assert ours == theirs, (kind, n, ours, theirs)
    before = week(s)
    ask(s, "undo"), ask(s, "undo")
    assert [x["title"] for x in week(s)] == ["Salsa"] and [c["name"] for c in ask(s, "class", "list")] == ["Salsa"], before


# As Google, Outlook and Apple write them: changes of a day alone, what is cancelled in few words, events without a name, zones with names of their own.
OTHERS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r
BEGIN:VTIMEZONE\r
TZID:W. Europe Standard Time\r
BEGIN:STANDARD\r
DTSTART:16011028T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:16010325T020000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:yin\r
DTSTART;TZID="W. Europe Standard Time":{a}T183000\r
DTEND;TZID="W. Europe Standard Time":{a}T200000\r
RRULE:FREQ=WEEKLY;BYDAY=TU\r
SUMMARY;LANGUAGE=de:Yin\r
URL;VALUE=URI:\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:yin\r
RECURRENCE-ID;VALUE=DATE:{b}\r
DTSTART;TZID="W. Europe Standard Time":{b}T190000\r
DTEND;TZID="W. Europe Standard Time":{b}T203000\r
SUMMARY:Yin\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:yin\r
RECURRENCE-ID;TZID="W. Europe Standard Time":{c}T183000\r
DTSTART;TZID="W. Europe Standard Time":{c}T183000\r
STATUS:CANCELLED\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;TZID="W. Europe Standard Time":{a}T120000\r
DURATION:PT1H\r
SUMMARY:Workshop\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:gone\r
DTSTART;TZID="W. Europe Standard Time":{a}T130000\r
DURATION:PT1H\r
SUMMARY:Gone\r
LOCATION:Attic\r
STATUS:CANCELLED\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:long\r
DTSTART;TZID="W. Europe Standard Time":{a}T150000\r
DURATION:PT1H\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Long\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:long\r
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID="W. Europe Standard Time":{c}T150000\r
DTSTART;TZID="W. Europe Standard Time":{c}T160000\r
DURATION:PT1H\r
SUMMARY:Long\r
END:VEVENT\r
END:VCALENDAR\r
"""


@check("calendars as other programs write them")
def _(d):
    s = studio(d + "/s")
    file = write(d + "/others.ics", OTHERS.format(a=day(1).replace("-", ""), b=day(8).replace("-", ""), c=day(15).replace("-", "")))
    seen = ask(s, "schedule", "import", file)
    assert (seen["series"], seen["changes"], seen["classes"], seen["rooms"], seen["skipped"]) == (3, 3, 3, 0, []), seen
    starts = {n: {x["title"]: (x["start"], x["state"]) for x in week(s, n)} for n in (0, 7, 14, 21)}
    assert [starts[n]["Yin"] for n in starts] == [("18:30", "planned"), ("19:00", "planned"), ("18:30", "cancelled"), ("18:30", "planned")], starts
    assert [starts[n]["Long"][0] for n in starts] == ["15:00", "15:00", "16:00", "16:00"] and [n for n in starts if "Workshop" in starts[n]] == [0], starts
    again = ask(s, "import", file)
    assert again["batch"] is None and again["messages"] == 0 and again["dry_run"] is False, again
    assert ask(s, "import", file, "--kind", "ics", "--dry-run")["known"] == 3
    refuse(s, "import", file, file, code=2, says="one at a time")
    assert (again["series"], again["changes"], again["known"], again["skipped"]) == (0, 0, 3, []) and len(week(s)) == 4, again


@check("a table with other headings, and files that are none")
def _(d):
    s = studio(d + "/s")
    table = write(d + "/plan.csv", "Kurs;Wochentag;Uhrzeit;Bis;Raum;Trainer;Plätze\nYoga;Montag;9:30;11:00;Studio A;Mia;8\nYoga;Mi;abends;19:00;Studio A;Mia;8\n"
                              "=cmd();Freitag;10:00;11:00;;;\nPilates;Freitag;12:00;11:00;;;\n")
    taken = ask(s, "schedule", "import", table)
    assert (taken["kind"], taken["series"], taken["classes"], taken["teachers"]) == ("csv", 2, 2, 1), taken
    assert [x["where"] for x in taken["skipped"]] == ["Line 3", "Line 5"], taken
    assert ask(s, "schedule", "import", table)["known"] == 2
    assert [c["most"] for c in ask(s, "class", "list") if c["name"] == "Yoga"] == [8]
    other = write(d + "/odd.csv", "Was,Wann,Um\nBallet,Sunday,10:00\n")
    refuse(s, "schedule", "import", other, says="no columns")
    assert ask(s, "schedule", "import", other, "--map", "Was=class", "--map", "Wann=day", "--map", "Um=start")["series"] == 1
    for n, text in (("wide.csv", "class,day,start\nPoint\u00e9,Monday,09:00\n"), ("wide.ics", CALENDAR_OF_ONE)):
        with open(f"{d}/{n}", "wb") as f:
            f.write(text.encode("utf-16"))
        assert ask(s, "schedule", "import", f"{d}/{n}", "--dry-run")["series"] == 1, n
    assert ask(s, "schedule", "import", write(d + "/marked.ics", "\ufeff" + CALENDAR_OF_ONE), "--dry-run")["series"] == 1
    refuse(s, "schedule", "import", write(d + "/long.csv", "class,day,start\n" + "Salsa,Monday,09:00\n" * 10001), says="more than 10000 rows")
    refuse(s, "schedule", "import", d, says="not a file")
    os.mkfifo(d + "/pipe.ics")
    refuse(s, "schedule", "import", d + "/pipe.ics", says="not a file")
    refuse(s, "schedule", "import", write(d + "/large.csv", "class,day,start\n" + "x" * (8 << 20)), says="larger than 8 MB")
    refuse(s, "schedule", "import", write(d + "/broken.ics", "BEGIN:VCARD\nEND:VCARD\n"), says="no calendar")
    refuse(s, "schedule", "import", d + "/nothing.ics", says="nothing.ics")
    cut = write(d + "/cut.ics", CALENDAR.format(a="20261124", b="20261126", c="20261201")[:420])
    before = week(s)
    refuse(s, "schedule", "import", cut, says="not a whole one")
    assert week(s) == before


# (day, time) as people write them; None: refused.
TIMES = [("Dienstags", "17.30 Uhr", (1, "17:30", 60)), ("Mi.", "18h", (2, "18:00", 60)), ("Mondays", "6:30 PM", (0, "18:30", 60)), ("Thu", "12 am", (3, "00:00", 60)),
         ("fr", "7pm", (4, "19:00", 60)), ("samstag", "18:00-19:30", (5, "18:00", 90)), ("So.", "9:00 – 9:45", (6, "09:00", 45)), ("Mo", "13 pm", None), ("Mo", "18:00-17:00", None),
         ("Mo", "24:00", None), ("Mo", "18:00 or so", None), ("32.01.2026", "18:00", None), ("12/02/2026", "18:00", None), ("s", "18:00", None)]


@check("days and times of a table as people write them, and no row twice")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Salsa Nord", "--kind", "dance", "--zone", "Europe/Berlin")
    rows = [(f"Class {i}", a, b) for i, (a, b, _) in enumerate(TIMES)] + [("Dotted", MONDAY.strftime("%d.%m.%Y"), "10:00")]
    table = write(d + "/t.csv", "Kurs;Tag;Uhrzeit\n" + "".join(";".join(r) + "\n" for r in rows + rows[:1]))
    seen = ask(s, "schedule", "import", table)
    wrong = [i for i, x in enumerate(TIMES) if x[2] is None]
    assert [x["where"] for x in seen["skipped"]] == [f"Line {i + 2}" for i in wrong] and seen["known"] == 1, seen
    there = {x["title"]: (datetime.date.fromisoformat(x["day"]).weekday(), x["start"], x["minutes"]) for x in week(s)}
    assert there == {**{f"Class {i}": x[2] for i, x in enumerate(TIMES) if x[2]}, "Dotted": (0, "10:00", 60)}, there


main()
