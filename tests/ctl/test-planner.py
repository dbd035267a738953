# SPDX-License-Identifier: MIT
"""Weeks in files, by studioctl: planned, judged, repaired, explained, and what is wrong with a file named."""
import json
import subprocess
import time

from studioctl import PROGRAM, ask, call, check, main, refuse, write


def window(day, start, end):
    return {"day": day, "start": start, "end": end}


def week(**more):
    hours = [window(d, 900, 1260) for d in range(3)]
    problem = {
        "format": "studio-schedule-problem", "version": 1, "name": "small week", "opening": hours, "peak": [window(0, 1020, 1200)],
        "rooms": [{"id": "A", "name": "Studio A", "capacity": 20}, {"id": "B", "name": "Studio B", "capacity": 10}],
        "instructors": [{"id": "ana", "name": "Ana", "styles": ["salsa"], "availability": hours}, {"id": "ben", "name": "Ben", "styles": ["salsa", "yoga"], "availability": hours[:2]}],
        "classes": [{"id": f"S{i}", "name": f"Salsa {i}", "style": "salsa", "level": "beginner", "duration": 60, "size": 8, "preferred": [window(0, 1020, 1140)]} for i in range(4)]
        + [{"id": "Y", "name": "Yoga", "style": "yoga", "level": "open", "duration": 90, "size": 14, "sessions": 2, "pins": [{"day": 1, "start": 915}]}],
    }
    problem.update(more)
    return problem


def save(d, name, value):
    return write(f"{d}/{name}", value if isinstance(value, str) else json.dumps(value))


@check("a week is planned, proved and judged, twice the same")
def _(d):
    p = save(d, "p.json", week())
    plan = ask(d, "schedule", "solve", p)
    assert plan["format"] == "studio-schedule-solution" and plan["status"] == "optimal" and plan["bound"] == plan["objective"] == plan["score"], plan
    assert plan["problem"] == "small week" and plan["unplaced"] == [] and len(plan["assignments"]) == 6
    assert {"class": "Y", "day": 1, "start": 915, "room": "A", "instructor": "ben"} in plan["assignments"]
    assert ask(d, "schedule", "solve", p) == plan
    text = call(d, "schedule", "solve", p, "-o", d + "/s.json")
    assert text.code == 0 and "optimal" in text.out and "assignments" not in text.out
    with open(d + "/s.json", encoding="utf-8") as file:
        assert json.load(file) == plan
    report = ask(d, "schedule", "check", p, d + "/s.json")
    assert report["valid"] and report["violations"] == [] and report["objective"] == plan["objective"] and report["score_parts"] == plan["score_parts"]
    assert sum(point["points"] for point in report["points"]) == report["objective"]
    assert all(len(point["text"]) > 10 for point in report["points"])
    # four beginners at a preferred time in the peak, two hours of two rooms: all of them
    assert report["score_parts"]["preferred"] == 80 and report["score_parts"]["beginner_peak"] == 60
    assert ask(d, "schedule", "solve", p, "--start", d + "/s.json", "--seed", "7", "--time-limit", "5")["objective"] == plan["objective"]


@check("a plan that breaks rules is said to, rule by rule")
def _(d):
    p = save(d, "p.json", week())
    here = {"class": "S0", "day": 0, "start": 1020, "room": "A", "instructor": "ana"}
    s = save(d, "s.json", {"format": "studio-schedule-solution", "assignments": [here, dict(here, **{"class": "S1"}), dict(here, **{"class": "nope"})]})
    result = call(d, "--json", "schedule", "check", p, s)
    report = json.loads(result.out)
    assert result.code == 1 and result.err.startswith("studioctl: ") and "\n" not in result.err.strip()
    assert not report["valid"] and {v["rule"] for v in report["violations"]} == {"H1", "H8", "H9"}, report["violations"]
    assert any("Ana has two classes at once: Salsa 0, Monday 17:00" in v["text"] for v in report["violations"])
    assert any("nope" in v["text"] for v in report["violations"])


@check("somebody is ill: the rest stays where it is")
def _(d):
    p = save(d, "p.json", week())
    plan = ask(d, "schedule", "solve", p)
    day = plan["assignments"][0]["day"]
    ill = week(current=plan["assignments"])
    ill["instructors"][0]["availability"] = [w for w in ill["instructors"][0]["availability"] if w["day"] != day]
    repaired = ask(d, "schedule", "solve", save(d, "q.json", ill))
    assert repaired["status"] == "optimal" and repaired["least_disruption"] == repaired["disruption"] > 0, repaired
    moved = sum(a not in plan["assignments"] for a in repaired["assignments"])
    assert moved == repaired["changed"] < 6


@check("what is impossible is explained by the classes and rules in the way")
def _(d):
    problem = week()
    problem["classes"].append({"id": "T", "name": "Tap", "style": "tap", "duration": 60, "size": 5})
    answer = ask(d, "schedule", "solve", save(d, "p.json", problem))
    assert answer["status"] == "infeasible" and answer["unplaced"] == ["T"] and answer["conflict_is_smallest"]
    assert [(c.get("rule"), c["class"]) for c in answer["conflict"]] == [(None, "T"), ("H3", "T")], answer["conflict"]
    assert answer["conflict"][1]["text"] == "Nobody teaches Tap (tap)" and answer["conflict"][1]["relax"]
    problem = week()
    problem["instructors"].append({"id": "eve", "name": "Eve", "styles": ["tap"], "availability": [window(2, 1140, 1260)]})
    problem["classes"] += [{"id": f"T{i}", "name": f"Tap {i}", "style": "tap", "duration": 60, "size": 5} for i in range(3)]
    conflict = ask(d, "schedule", "solve", save(d, "q.json", problem))["conflict"]
    assert {c["class"] for c in conflict if "rule" not in c} == {"T0", "T1", "T2"}
    assert {(c["rule"], c.get("instructor")) for c in conflict if "rule" in c} == {("H3", None), ("H4", "eve"), ("H9", "eve")}, conflict
    assert "Eve is available Wednesday 19:00–21:00" in call(d, "schedule", "solve", d + "/q.json", "-o", d + "/s.json").out


@check("files that are wrong are refused, with the place")
def _(d):
    p = save(d, "p.json", week())
    refuse(d, "schedule", "solve", d + "/missing.json", says="missing.json")
    refuse(d, "schedule", "solve", d, says="no file")
    refuse(d, "schedule", "solve", save(d, "a.json", "{"))
    refuse(d, "schedule", "solve", save(d, "b.json", {"format": "x"}), says="$.format")
    refuse(d, "schedule", "solve", save(d, "c.json", week(opening=[window(0, 600, 540)])), says="$.opening[0] ends at minute 540")
    refuse(d, "schedule", "solve", save(d, "e.json", week(classes=[{"id": f"c{i}", "style": "salsa", "duration": 60, "size": 5} for i in range(10000)])), says="10000 sessions")
    refuse(d, "schedule", "check", p, save(d, "f.json", {"format": "studio-schedule-solution"}), says="$.assignments")
    refuse(d, "schedule", "check", p, code=2)
    refuse(d, "schedule", "solve", p, "--time-limit", "0", code=2)
    refuse(d, "schedule", "solve", p, "-o", d + "/no/such/folder.json")


def awaits_interrupt(pid):
    """It has come to where a thread of its own waits for Ctrl+C."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        blocked = next(line for line in file if line.startswith("SigBlk:"))
    return int(blocked.split()[1], 16) & 2


@check("Ctrl+C ends it with the best plan so far")
def _(d):
    problem = week(opening=[window(day, 780, 1260) for day in range(6)])
    for teacher in problem["instructors"]:
        teacher["availability"] = problem["opening"]
    problem["instructors"] += [dict(problem["instructors"][i % 2], id=f"i{i}") for i in range(10)]
    problem["classes"] = [dict(problem["classes"][i % 4], id=f"c{i}", duration=(45, 60, 75, 90)[i % 4]) for i in range(80)]
    p = save(d, "p.json", problem)
    process = subprocess.Popen([PROGRAM, "schedule", "solve", p, "--time-limit", "600"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not awaits_interrupt(process.pid) and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(2)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, process.returncode
    plan = json.loads(out)
    assert ask(d, "schedule", "check", p, save(d, "s.json", plan))["objective"] == plan["objective"]


main()
