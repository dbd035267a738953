# SPDX-License-Identifier: MIT
"""Every number of `studioctl metrics` is what the rows say, counted again by another program; and what it is asked for and refuses."""
import csv
import datetime
import io
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import invent  # noqa: E402
import recount  # noqa: E402
from studioctl import ask, call, check, mail, main, refuse, studio, write  # noqa: E402

KINDS = ("today", "week", "month", "30days", "12weeks")


def make(folder, zone, kind="dance", **more):
    ask(folder, "init", "--name", "Ria", "--kind", kind, "--zone", zone, "--currency", "EUR")
    invent.invent(f"{folder}/studio.db", zone, int(time.time() * 1000), **more)
    return recount.Studio(f"{folder}/studio.db")


def clock_changes(rows):
    """Days of the last year on which the clock changes there."""
    today = rows.local(int(time.time() * 1000)).date()
    days = [today - datetime.timedelta(days=n) for n in range(370)]
    return [d for d in days if rows.at(d + datetime.timedelta(days=1)) - rows.at(d) != recount.DAY]


def compare(folder, rows, *words):
    wrong, n = recount.differences(rows, ask(folder, "metrics", *words))
    assert not wrong, (words, len(wrong), wrong[:8])
    assert n > 2000, n
    return n


def compare_all(folder, zone, **more):
    rows = make(folder, zone, **more)
    for kind in KINDS:
        compare(folder, rows, "--period", kind)
    for day in clock_changes(rows):
        for before, after in ((0, 0), (3, 3), (40, 10)):
            compare(folder, rows, "--from", day - datetime.timedelta(days=before), "--to", day + datetime.timedelta(days=after))
    today = rows.local(int(time.time() * 1000)).date()
    compare(folder, rows, "--from", today - datetime.timedelta(days=400))
    return rows


@check("every figure is what the rows say, in Berlin and across its changes of the clock")
def _(d):
    rows = compare_all(d, "Europe/Berlin")
    assert len(clock_changes(rows)) == 2


@check("and in New York, where weeks begin on Sunday")
def _(d):
    rows = compare_all(d, "America/New_York", seed=2, week_start="sunday")
    assert len(clock_changes(rows)) == 2


@check("and in Kolkata, half an hour apart from the others, without opening hours")
def _(d):
    rows = compare_all(d, "Asia/Kolkata", seed=3, hours=False)
    assert not clock_changes(rows)


@check("and of an agency also what is counted by the client, and only there")
def _(d):
    rows = compare_all(f"{d}/agency", "Europe/Berlin", kind="agency", seed=6)
    answer = ask(f"{d}/agency", "metrics", "--period", "12weeks")
    clients = answer["clients"]
    assert len(clients["list"]) == 20 < clients["senders"] and all(clients[x]["value"] for x in ("written_with", "tasks_due", "tasks_done", "tasks_late")), clients
    for name in ("response_median", "waiting", "tasks_open", "tasks_late"):
        assert any(client[name] for client in clients["list"]), name
    clients["list"][3]["waiting"] += 1
    assert len(recount.differences(rows, answer)[0]) == 1
    ask(f"{d}/demo", "demo", "--kind", "agency", "--weeks", "8")
    for kind in KINDS:
        compare(f"{d}/demo", recount.Studio(f"{d}/demo/studio.db"), "--period", kind)
    assert ask(f"{d}/demo", "metrics")["clients"]["list"]
    ask(f"{d}/dance", "init", "--name", "Ria", "--kind", "dance", "--zone", "Europe/Berlin", "--currency", "EUR")
    assert ask(f"{d}/dance", "metrics")["clients"] is None


@check("the recount sees a row that is wrong")
def _(d):
    rows, answer = make(d, "Europe/Berlin", seed=4), ask(d, "metrics", "--period", "12weeks")
    assert not recount.differences(rows, answer)[0]
    answer["metrics"]["messages_in"]["value"] += 1
    assert len(recount.differences(rows, answer)[0]) == 1
    rows.messages.pop()
    rows.waits.pop()
    assert len(recount.differences(rows, ask(d, "metrics", "--from", "2020-01-01"))[0]) >= 2


@check("an empty studio has nothing to divide by, and says so")
def _(d):
    answer = ask(studio(d), "metrics")
    assert answer["metrics"]["messages_in"]["value"] == 0
    for name in ("response_rate", "response_median", "no_show_rate", "retention", "revenue", "bookings_per_call"):
        assert answer["metrics"][name]["value"] is None and answer["metrics"][name]["change"] is None, name
    assert answer["advice"] == []
    assert all(m["definition"].endswith(".") and m["label"] for m in answer["metrics"].values())


@check("what is booked keeps the price at which it was booked, and is revenue once somebody came")
def _(d):
    studio(d)
    ask(d, "import", write(f"{d}-mail.eml", mail(1)))
    ana, tomorrow = ask(d, "contacts")[0]["id"], (datetime.datetime.now() + datetime.timedelta(days=1)).date()
    ask(d, "class", "add", "Salsa", "price=1500")
    ask(d, "schedule", "add", "Salsa", f"{tomorrow}T18:00", "--weekly")
    session = [x["id"] for x in ask(d, "schedule", "week", str(tomorrow)) if x["day"] == str(tomorrow)][0]
    booking = ask(d, "booking", "add", session, ana)["id"]
    ask(d, "class", "set", "Salsa", "price=9900")
    days = ("--from", str(tomorrow - datetime.timedelta(days=2)), "--to", str(tomorrow + datetime.timedelta(days=2)))
    answer = ask(d, "metrics", *days)["metrics"]
    assert answer["revenue_expected"]["value"] == {"amount": 1500, "currency": "EUR"}, answer["revenue_expected"]
    assert answer["revenue"]["value"] is None
    ask(d, "class", "set", "Salsa", "price=none")
    ask(d, "booking", "call", booking, "attended")
    answer = ask(d, "metrics", *days)["metrics"]
    assert answer["revenue"]["value"] == {"amount": 1500, "currency": "EUR"} and answer["revenue_expected"]["value"] is None, answer["revenue"]


@check("a series as CSV has a line for each day or week")
def _(d):
    make(d, "Europe/Berlin", seed=5)
    answer = ask(d, "metrics", "--period", "12weeks")
    for series in ("days", "weeks"):
        rows = list(csv.DictReader(io.StringIO(call(d, "metrics", "--period", "12weeks", "--csv", series).out)))
        assert [r["first"] for r in rows] == [p["first"] for p in answer[series]]
        assert [r["messages_in"] for r in rows] == [str(p["messages_in"]) for p in answer[series]]
        assert [r["revenue_minor_EUR"] for r in rows] == [str(p["revenue"]["amount"]) if p["revenue"] else "" for p in answer[series]]


@check("who gets mail of machines lets nobody wait; the same words of a person do")
def _(d):
    studio(d)
    machines = ["From: ana@example.org\nAuto-Submitted: auto-replied", "From: no-reply@shop.example", "From: news@shop.example\nList-Unsubscribe: <mailto:x@shop.example>",
                "From: group@lists.example\nList-Id: <group.lists.example>", "From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x",
                "From: offers@shop.example\nPrecedence: bulk", "From: Bounce <bob@mx.example>\nReturn-Path: <>"]
    persons = ["From: ben@example.org", "From: cleo@example.org\nAuto-Submitted: no"]
    for n, head in enumerate(machines + persons):
        path = write(f"{d}-{n}.eml", f"{head}\nTo: ria@studio.example\nSubject: S{n}\nMessage-ID: <{n}@x.example>\nDate: Tue, 10 Feb 2026 10:00:00 +0000\n\nHello, list-id: words of mine\n")
        ask(d, "import", path)
    answer = ask(d, "metrics", "--from", "2026-02-01", "--to", "2026-02-28")
    assert answer["metrics"]["messages_in"]["value"] == len(machines + persons)
    assert answer["answers"]["waited"] == len(persons), answer["answers"]
    assert "machine" in answer["metrics"]["response_rate"]["definition"]
    assert not recount.differences(recount.Studio(f"{d}/studio.db"), answer)[0]


@check("the demonstrations are studios that could be: they grow, answer within hours, and do not book all in their first week")
def _(d):
    for kind in ("dance", "salon", "medspa", "agency"):
        s = f"{d}/{kind}"
        ask(s, "demo", "--kind", kind, "--weeks", "8")
        weeks = [week for week in ask(s, "metrics", "--period", "12weeks")["weeks"] if week["messages_in"]][:-1]
        assert len(weeks) >= 8, (kind, len(weeks))
        assert all(week["response_p90"] < 600 for week in weeks), (kind, [week["response_p90"] for week in weeks])
        assert all(week["response_rate"] >= 0.6 for week in weeks), (kind, [week["response_rate"] for week in weeks])
        leads, made = [week["leads"] for week in weeks], [week["bookings_made"] for week in weeks]
        assert sum(leads[4:]) >= 0.5 * sum(leads[:4]) and sum(leads) > 20, (kind, leads)
        assert made[0] <= 1.9 * sum(made[1:]) / len(made[1:]), (kind, made)


@check("the table says numbers as people write them")
def _(d):
    ask(d, "demo", "--kind", "salon", "--weeks", "3")
    answer, lines = ask(d, "metrics")["metrics"], call(d, "metrics").out.splitlines()
    said = {metric["label"]: line[len(metric["label"]):].split("  ") for metric, line in zip(answer.values(), lines, strict=True)}
    said = {label: next(word.strip() for word in words if word.strip()) for label, words in said.items()}
    assert said["Messages received"] == str(answer["messages_in"]["value"]), said
    assert said["Response rate"] == f"{answer['response_rate']['value'] * 100:.0f} %", said
    assert said["Response time"].endswith(" min") and said["Revenue"].startswith("£") and said["Average call"].endswith(" min"), said
    assert not any("." in word and len(word.split(".")[1].split(" ")[0]) > 2 for word in said.values()), said


@check("what is asked for wrongly is refused")
def _(d):
    studio(d)
    for words in (["--period", "year"], ["--period", "days"], ["--from", "yesterday"], ["--to", "2026-01-01"], ["--from", "9999-12-31"], ["--from", "2026-02-29"], ["--from", "2026-02-01", "--to", "2026-01-01"],
                  ["--period", "week", "--from", "2026-01-01"], ["--csv", "hours"]):
        refuse(d, "metrics", *words, code=2)


main()
