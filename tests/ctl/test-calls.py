# SPDX-License-Identifier: MIT
"""Calls by studioctl: what another telephone system tells, in any order; the list, one of them, and what they come to."""
import itertools
import json
import shutil

from studioctl import as_json, ask, call, check, main, refuse, studio

HOURS = {"zone": "Europe/Berlin", "week": [["09:00-18:00"]] * 5 + [[], []]}
STARTED = {"event": "call.started", "at": "2026-11-20T10:00:00Z", "from": "0151 12345678", "to": "+4930111", "name": "Priya S."}
ENDED = {"event": "call.ended", "at": "2026-11-20T10:01:12Z", "seconds": 72, "talk_seconds": 60, "answered_by": "person"}
WORDS = {"event": "call.transcript", "language": "en", "segments": [{"start": 0, "end": 1500, "who": "caller", "text": "Is there a zinnober class?"}]}
INTENT = {"event": "call.intent", "intent": "trial_class"}


def tell(s, event, number="1", **more):
    return ask(s, "event", stdin=json.dumps({"source": "asterisk", "id": number, **event, **more}).encode())


def fresh(d, name="s"):
    s = studio(f"{d}/{name}")
    ask(s, "hours", "set", json.dumps(HOURS))
    return s


def plain(answer):
    return {name: value for name, value in answer.items() if not name.endswith("_id") or name == "message_id"}


@check("a call is told in pieces, in any order and twice, and is the same")
def _(d):
    first = None
    for n, order in enumerate(itertools.permutations([STARTED, ENDED, WORDS, INTENT])):
        if n % 4:
            continue
        s = fresh(d, f"s{n}")
        for event in order:
            tell(s, event)
            tell(s, event)
        seen = plain(as_json(s, "call", "show", ask(s, "call", "list")[0]["id"]))
        first = first or seen
        assert seen == first, (seen, first)
        shutil.rmtree(s)
    assert first["state"] == "person" and first["number"] == "+4915112345678" and first["talk_seconds"] == 60 and first["intent"] == "trial_class"
    assert not first["after_hours"] and not first["anonymous"] and first["language"] == "en"
    assert first["transcript"] == [{"start_ms": 0, "end_ms": 1500, "who": "caller", "text": "Is there a zinnober class?"}]


@check("what came is in the conversation, is found by what was said, and proposes no answer")
def _(d):
    s = fresh(d)
    tell(s, STARTED)
    assert ask(s, "call", "list")[0]["state"] == "ringing" and ask(s, "threads") == []
    tell(s, ENDED, answered_by="voicemail")
    tell(s, WORDS)
    (thread,) = ask(s, "threads")
    assert thread["channel"] == "call" and thread["contact"] == "Priya S.", thread
    message = ask(s, "thread", thread["id"])["messages"][0]
    assert [part["kind"] for part in message["parts"]] == ["call"], message
    assert ask(s, "search", "zinnober")[0]["thread_id"] == thread["id"]
    assert ask(s, "drafts") == []


@check("missed, after hours, withheld; and what they come to")
def _(d):
    s = fresh(d)
    for number, (at, source, by) in enumerate([("2026-11-20T07:59:59Z", "+491", "nobody"), ("2026-11-20T08:00:00Z", "+491", "person"), ("2026-11-21T12:00:00Z", None, "nobody"),
                                               ("2026-07-17T06:59:59Z", "+492", "voicemail"), ("2026-07-17T07:00:00Z", "+492", "assistant")]):
        tell(s, {"event": "call.started", "at": at, **({"from": source} if source else {})}, str(number))
        tell(s, {"event": "call.ended", "at": at, "seconds": 0 if by == "nobody" else 30, "answered_by": by}, str(number))
    calls = {row["started_at"]: row for row in as_json(s, "call", "list")}
    assert len(calls) == 5
    assert [row["after_hours"] for _, row in sorted(calls.items())] == [True, False, True, False, True]
    assert calls["2026-11-21T12:00:00Z"]["anonymous"] and calls["2026-11-21T12:00:00Z"]["contact"] is None
    numbers = {row["name"]: row["value"] for row in as_json(s, "call", "numbers")}
    assert numbers == {"total": 5, "answered": 2, "missed": 2, "voicemail": 1, "after_hours": 3, "talk_seconds": 60, "average_seconds": 30, "answer_rate": 0.4, "booked": 0, "conversion": 0,
                       "escalation_rate": 0, "satisfaction": None}, numbers
    assert len(ask(s, "call", "list", "--from", "2026-11-20", "--to", "2026-11-20")) == 2
    assert len(ask(s, "call", "list", "--state", "missed")) == 2
    assert len(ask(s, "call", "list", "--after-hours", "--limit", "2")) == 2
    empty = {row["name"]: row["value"] for row in ask(s, "call", "numbers", "--from", "2020-01-01", "--to", "2020-01-02")}
    assert empty["total"] == 0 and empty["answer_rate"] is None, empty


@check("what was long ago makes no task, whichever piece of it comes last")
def _(d):
    s = fresh(d)
    for number, order in enumerate(itertools.permutations([STARTED, {**ENDED, "answered_by": "voicemail"}, WORDS])):
        for event in order:
            tell(s, event, str(number), **({"at": "2024-05-02T10:00:00Z"} if "at" in event else {}))
    assert len(ask(s, "call", "list", "--state", "voicemail")) == 6
    assert ask(s, "task", "list") == [] and ask(s, "drafts") == []


@check("what is said wrongly is refused, and nothing of it is kept")
def _(d):
    s = fresh(d)
    for text in ["", "[]", "{", "{}", json.dumps({**STARTED, "source": "twilio", "id": "1"}), json.dumps({**STARTED, "source": "x", "id": "1", "at": "soon"}),
                 json.dumps({"event": "appointment.scheduled", "source": "x", "id": "1", "booking": "none"})]:
        refuse(s, "event", stdin=text.encode())
    assert ask(s, "call", "list") == []
    assert call(s, "call", "list", "--state", "answered").code == 2
    assert call(s, "call", "book", "x").code == 2
    refuse(s, "call", "show", "none", says="no such call")
    refuse(s, "call", "book", "none", "--nothing", says="no such call")



@check("which recordings are kept is said by a word, and of who declined nothing is kept in writing")
def _(d):
    s = fresh(d)
    assert ask(s, "call", "recordings") == {"kept": "any"}
    assert ask(s, "call", "recordings", "agreed") == {"kept": "agreed"}
    refuse(s, "call", "recordings", "all", says="no rule for recordings")
    assert ask(s, "call", "recordings") == {"kept": "agreed"}
    for number, order in enumerate([(STARTED, WORDS, ENDED), (STARTED, ENDED, WORDS)]):
        for event in order:
            told = tell(s, event, str(number), **({"consent": "declined"} if event is ENDED else {}))
        seen = as_json(s, "call", "show", told["id"])
        assert seen["consent"] == "declined" and seen["transcript"] == [], seen
    assert ask(s, "search", "zinnober") == []


main()
