# SPDX-License-Identifier: MIT
"""The chat of a studio's website: what a visitor's page says to the hub, what a desktop answers, and what strangers may not."""
import base64
import concurrent.futures
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import SITE, ChatHub, check, http, json, main, threading, time  # noqa: E402

OTHER = "https://evil.example"
CYCLES = int(os.environ.get("SO_CHAT_KILL_CYCLES", "6"))


def events(desk, kind=None):
    found = []
    after = 0
    while True:
        _, page = desk.ask("GET", f"/v1/events?after={after}&limit=500")
        if not page["events"]:
            return [event for event in found if not kind or event["kind"] == kind]
        for event in page["events"]:
            event["said"] = json.loads(base64.b64decode(event["body"]))
            found.append(event)
            after = event["seq"]


@check("a visitor writes, the desktop has it as an event, and its answer reaches the page that waits")
def _(d):
    with ChatHub(d) as hub:
        status, hello = hub.say("hello", {})
        assert status == 200 and hello == {"title": 'Salsa <Nord> & "friends"', "colour": "#7a3cff", "away": True}, hello
        assert hub.headers["Access-Control-Allow-Origin"] == SITE and hub.headers["Vary"] == "Origin"
        desk = hub.pair()
        desk.pull()
        assert hub.say("hello", {})[1]["away"] is False
        assert desk.ask("POST", "/v1/chat/away", {"away": True})[0] == 204 and hub.say("hello", {})[1]["away"] is True
        assert desk.ask("POST", "/v1/chat/away", {"away": False})[0] == 204 and hub.say("hello", {})[1]["away"] is False
        token = hub.visit()
        status, sent = hub.write(token, 1)
        assert status == 200 and sent["n"] == 1, sent
        event, = events(desk)
        assert (event["endpoint"], event["provider"], event["kind"]) == ("website", "web", "message")
        visit = event["said"]["visit"]
        assert event["said"]["text"] == "Is there a class on Tuesday?" and event["said"]["page"] == SITE + "/prices" and event["said"]["id"] == "message-0001"
        assert token not in json.dumps(event["said"])
        assert hub.say("poll", {"after": 0}, token)[1]["lines"][0]["id"] == "message-0001"
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(hub.say, "poll", {"after": 1, "wait": 25}, token)
            while json.loads(hub.ask("GET", "/health")[2])["sessions"]["visitors_waiting"] < 1:
                pass
            status, kept = desk.ask("POST", "/v1/chat/answer", {"visit": visit, "id": "attempt-1", "text": "Yes, at seven."})
            assert status == 200 and kept["state"] == "kept" and kept["n"] == 2, kept
            line, = waiting.result()[1]["lines"]
        assert line["answer"] and line["text"] == "Yes, at seven." and line["n"] == 2
        # The page has it for sure when it asks for what is behind it.
        assert not events(desk, "seen")
        hub.say("poll", {"after": 2}, token)
        desk.ask("GET", f"/v1/events?after={event['seq']}&wait=25")
        seen, = events(desk, "seen")
        assert seen["said"]["n"] == 2 and seen["said"]["answer"] == kept["answer"] and seen["said"]["visit"] == visit
        # It is told first and noted then, so that it is told in any case.
        end = time.monotonic() + 60
        while desk.ask("POST", "/v1/chat/settle", {"id": "attempt-1"})[1]["state"] != "seen":
            assert time.monotonic() < end
        hub.say("poll", {"after": 2}, token)
        assert len(events(desk, "seen")) == 1
        _, answer = desk.ask("GET", "/v1/hub")
        assert {"name": "website", "provider": "web", "url": "https://hub.example.org/chat/website/widget.js"} in answer["endpoints"]
        assert not [e for e in answer["endpoints"] if e["name"] == "second-site"]


@check("nothing for websites that are not the studio's, wrong tokens, wrong methods, and what is no message")
def _(d):
    with ChatHub(d) as hub:
        desk, token = hub.pair(), hub.visit()
        for origin in (OTHER, None, "null", SITE + ".evil.example", SITE.replace("https", "http"), SITE + "/", "https://second.example"):
            for what in ("hello", "visit", "message", "form", "poll"):
                status, answer = hub.say(what, {"id": "12345678", "text": "x"}, token, origin)
                assert status == 403 and not answer, (origin, what, status)
                assert "Access-Control-Allow-Origin" not in hub.headers
            assert hub.say("visit", "", None, origin, method="OPTIONS")[0] == 403
        assert hub.say("message", "", method="OPTIONS")[0] == 204
        assert hub.headers["Access-Control-Allow-Methods"] == "POST" and hub.headers["Access-Control-Allow-Origin"] == SITE
        assert "Access-Control-Allow-Credentials" not in hub.headers
        for wrong in (None, "x", token[:-1], token + "x", token.swapcase(), "'; DROP TABLE visit; --"):
            assert hub.write(wrong, 1)[0] == 401 and hub.say("poll", {"after": 0}, wrong)[0] == 401, wrong
        assert hub.say("message", {"id": "12345678", "text": "x"}, token, "https://second.example", chat="second-site")[0] == 401
        for body, status in (("", 400), ("{}{}", 400), ("[]", 400), ("{'a':1}", 400), ({}, 400), ({"id": "short", "text": "x"}, 400),
                             ({"id": "x" * 65, "text": "x"}, 400), ({"id": "bad id!!!", "text": "x"}, 400), ({"id": "12345678"}, 413),
                             ({"id": "12345678", "text": ""}, 413), ({"id": "12345678", "text": " \n\x07 "}, 413), ({"id": "12345678", "text": 7}, 413),
                             ({"id": "12345678", "text": "é" * 4001}, 413), ('{"id": "12345678", "text": "' + "x" * 40000 + '"}', 413)):
            assert hub.say("message", body, token)[0] == status, (body if len(body) < 80 else "long", status)
        for path in ("/chat/", "/chat/website", "/chat/website/", "/chat/nobody/hello", "/chat/website/hello/x", "/chat/website/other", "/chat/website/widget.0.js"):
            assert hub.ask("POST", path, "{}", {"Origin": SITE})[0] == 404 and hub.ask("GET", path, headers={"Origin": SITE})[0] == 404, path
        assert hub.say("hello", "", method="PUT")[0] == 405
        assert not events(desk)
        assert hub.say("message", {"id": "12345678", "text": "é" * 4000}, token)[0] == 200
        text = " <script>alert(1)</script>\x07\x1b[31m\n{{ignore all rules}} "
        assert hub.say("message", {"id": "12345679", "text": text, "contact": "a@b.example", "name": "x"}, token)[0] == 200
        said = events(desk)[-1]["said"]
        assert said["text"] == "<script>alert(1)</script>[31m\n{{ignore all rules}}" and "contact" not in said and "name" not in said
        for path, body in (("answer", {"visit": said["visit"], "id": "a", "text": "x"}), ("settle", {"id": "a"}), ("away", {"away": True})):
            assert hub.ask("POST", "/v1/chat/" + path, json.dumps(body), {"Authorization": "Bearer wrong", "Origin": SITE})[0] == 401
            assert hub.ask("POST", "/v1/chat/" + path, json.dumps(body), {"Authorization": "Bearer " + token})[0] == 401


@check("caps: of a visit, of an address and of its visits; others are heard all the same")
def _(d):
    with ChatHub(d) as hub:
        desk, token = hub.pair(), hub.visit()
        answers = [hub.write(token, i)[0] for i in range(20)]
        assert answers == [200] * 15 + [429] * 5, answers
        assert hub.headers["Retry-After"] == "60" and hub.headers["Access-Control-Allow-Origin"] == SITE
        assert len(events(desk)) == 15
        other = hub.visit(address="203.0.113.9, 192.0.2.44")
        assert hub.write(other, 1, address="203.0.113.9, 192.0.2.44")[0] == 200
        # What a stranger writes into the header himself does not make him another.
        answers = [hub.say("visit", {}, address=f"10.0.0.{i}, 192.0.2.99")[0] for i in range(25)]
        assert answers == [200] * 20 + [429] * 5, answers
        answers = [hub.say("visit", {}, address=f"2001:db8:1:2::{i:x}")[0] for i in range(25)]
        assert answers == [200] * 20 + [429] * 5, answers
        answers = [hub.say("hello", {}, address="192.0.2.200")[0] for i in range(310)]
        assert answers == [200] * 300 + [429] * 10, answers.count(200)
        metrics = hub.ask("GET", "/metrics")[2].decode()
        assert re.search(r"visitor_messages_total 16$", metrics, re.M), metrics


@check("pages that wait are few of one address, and no waiting page keeps the hub from ending")
def _(d):
    with ChatHub(d) as hub:
        hub.pair().pull()
        token = hub.visit()
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            waiting = [pool.submit(hub.say, "poll", {"after": 0, "wait": 25}, token) for _ in range(20)]
            while sum(one.done() for one in waiting) < 4:
                time.sleep(0.01)
            assert json.loads(hub.ask("GET", "/health")[2])["sessions"]["visitors_waiting"] <= 16
            begun = time.monotonic()
            assert hub.stop() == 0
            assert time.monotonic() - begun < 20
            assert all(one.result()[0] == 200 for one in waiting)


@check("the same message again changes nothing, also after a restart; neither does the same answer")
def _(d):
    hub = ChatHub(d).start()
    desk, token = hub.pair(), hub.visit()
    assert hub.write(token, 1)[1]["n"] == 1 and hub.write(token, 1, "other words")[1]["n"] == 1
    visit = events(desk)[0]["said"]["visit"]
    answer = {"visit": visit, "id": "attempt-1", "text": "Yes."}
    assert desk.ask("POST", "/v1/chat/answer", answer)[1]["n"] == 2
    hub.kill()
    hub.start()
    assert hub.write(token, 1)[1]["n"] == 1 and hub.write(token, 2)[1]["n"] == 3
    assert desk.ask("POST", "/v1/chat/answer", answer)[1]["n"] == 2
    lines = hub.say("poll", {"after": 0}, token)[1]["lines"]
    assert [(line["n"], line["answer"], line["text"]) for line in lines] == [(1, False, "Is there a class on Tuesday?"), (2, True, "Yes."),
                                                                           (3, False, "Is there a class on Tuesday?")]
    assert len(events(desk, "message")) == 2
    # One that never came is known not to have come, and is not taken later either.
    assert desk.ask("POST", "/v1/chat/settle", {"id": "attempt-2"})[1] == {"state": "void"}
    assert desk.ask("POST", "/v1/chat/answer", {"visit": visit, "id": "attempt-2", "text": "Late"})[0] == 410
    assert desk.ask("POST", "/v1/chat/settle", {"id": "attempt-1"})[1]["state"] == "kept"
    # Another studio's computer knows nothing of it.
    other = hub.pair(studio="second")
    assert other.ask("POST", "/v1/chat/answer", {"visit": visit, "id": "theirs", "text": "x"})[0] == 410
    assert other.ask("POST", "/v1/chat/settle", {"id": "attempt-1"})[1] == {"state": "void"}
    assert desk.ask("POST", "/v1/chat/settle", {"id": "attempt-1"})[1]["state"] == "kept"
    for body in ({"visit": visit, "id": "x", "text": "x" * 4001}, {"visit": "", "id": "x", "text": "x"}, {"visit": visit, "id": "", "text": "x"}, {"visit": visit, "id": "y"}):
        assert desk.ask("POST", "/v1/chat/answer", body)[0] == 404, body
    assert hub.stop() == 0


@check("the form for when nobody is there is a message with a name and a way to answer")
def _(d):
    with ChatHub(d) as hub:
        desk, token = hub.pair(), hub.visit()
        form = {"id": "form-0001", "text": "Please call me", "name": "Ana\nLopez", "contact": "ana@example.org"}
        for missing in ("name", "contact", "text"):
            assert hub.say("form", {**form, missing: " "}, token)[0] in (400, 413), missing
        assert hub.say("form", {**form, "contact": "me"}, token)[0] == 400
        assert hub.say("form", form, token)[0] == 200 and hub.say("form", form, token)[0] == 200
        event, = events(desk)
        assert event["kind"] == "form" and event["said"]["name"] == "AnaLopez" and event["said"]["contact"] == "ana@example.org"


@check(f"kill -9, {CYCLES} times while visitors write and answers come: what was answered with 200 is there, and once")
def _(d):
    hub = ChatHub(d).start()
    desk, end, visits = hub.pair(), threading.Event(), []

    def write(number):
        token, n, acked = None, 0, []
        address = f"198.51.100.{number}"
        while not end.is_set():
            try:
                if not token:
                    token = hub.visit(address)
                if n < 12:
                    text = f"{number} says {n}"
                    if hub.write(token, n, text, address=address)[0] == 200:
                        acked.append(text)
                        n += 1
                else:
                    token, n = None, 0
            except (OSError, http.client.HTTPException, AssertionError):
                time.sleep(0.01)
        visits.append(acked)
    writers = [threading.Thread(target=write, args=(n,)) for n in range(1, 5)]
    for writer in writers:
        writer.start()
    answers = 0
    for cycle in range(CYCLES):
        time.sleep(0.05 + 0.03 * (cycle % 5))
        hub.kill()
        hub.start()
        for event in events(desk, "message")[-1:]:
            while desk.ask("POST", "/v1/chat/answer", {"visit": event["said"]["visit"], "id": f"answer-{cycle}", "text": f"answer {cycle}"})[0] != 200:
                pass
            answers += 1
    end.set()
    for writer in writers:
        writer.join()
    texts = [event["said"]["text"] + event["said"]["visit"] for event in events(desk, "message")]
    acked = [text for one in visits for text in one]
    assert acked and len(texts) == len(set(texts)) and not set(acked) - {event["said"]["text"] for event in events(desk, "message")}
    assert hub.stop() == 0
    hub.call("--backup", d + "/copy.db")
    with sqlite3.connect(d + "/copy.db") as db:
        assert db.execute("SELECT count(*), count(DISTINCT text) FROM visit_line WHERE answer = 1").fetchone() == (answers, answers)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # No token is in the file.
        assert all(len(row[0]) == 64 for row in db.execute("SELECT token_hash FROM visit"))


@check("the script: small, without dependency, eval, markup or cookies; with a hash it stays what it is; --check prints both lines", file=True)
def _(d):
    with ChatHub(d) as hub:
        status, headers, body = hub.ask("GET", "/chat/website/widget.js")
        text = body.decode()
        assert status == 200 and len(body) < 15000, len(body)
        assert headers["Content-Type"].startswith("text/javascript") and headers["Access-Control-Allow-Origin"] == "*"
        for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "cookie", "import(", "http:", "https:", "style="):
            assert word not in text, word
        said = hub_check(hub)
        assert '<script src="https://hub.example.org/chat/website/widget.js" async></script>' in said, said
        pinned, digest = re.search(r'/chat/website/(widget\.[0-9a-f]{16}\.js)" integrity="sha384-([^"]+)"', said).groups()
        assert base64.b64encode(hashlib.sha384(body).digest()).decode() == digest
        status, headers, same = hub.ask("GET", "/chat/website/" + pinned)
        assert status == 200 and same == body and "immutable" in headers["Cache-Control"]


def hub_check(hub):
    return subprocess.run([sys.argv[1], "--data", hub.folder, "--check"], capture_output=True, text=True, timeout=60, check=False).stdout


@check("hub.conf: a chat that cannot work is said, not passed over", file=True)
def _(d):
    hub = ChatHub(d)
    conf = pathlib.Path(d) / "hub.conf"
    for wrong, says in (("[chat x]\n", "origins="), ("[chat x]\norigins=www.example.org\n", "no website"), ("[chat x]\norigins=https://a.example/\n", "no website"),
                        ("[chat x]\norigins=http://a.example\n", "no website"), ("[chat x]\norigins=*\n", "no website"), ("[chat X]\norigins=https://a.example\n", "small letters"),
                        ("[chat x]\norigins=https://a.example\ncolour=red;x\n", "no colour"), ("[chat x]\norigins=https://a.example\ncolor=#000000\n", "no setting"),
                        ("[endpoint jira]\n[chat jira]\norigins=https://a.example\n", "no endpoint has")):
        conf.write_text("[hub]\npublic-url=https://hub.example.org\n" + wrong)
        assert says in hub.call("--check", code=1), (wrong, hub.call("--check", code=1))


if __name__ == "__main__":
    main()
