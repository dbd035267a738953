#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Calls of an assistant at ElevenLabs, and what is said in them written down: by a service, by this computer, or by nobody. Both are played here, with a real key ring. Prints TAP.

    test-transcribe.py STUDIOCTL"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_speech import AGENT_KEY, KEY, conversation, peer, wav
from studioctl import ask, call, check, main, refuse, studio


def connect(d, server):
    s = studio(d + "/s")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "call", "--api-base", server.url, "--secret-file", "-", "agent_id=agent_1", stdin=AGENT_KEY.encode())
    return s


def sync(s):
    result = call(s, "sync", "--once")
    assert result.code == 0, result.err


def shown(s, n=0):
    return ask(s, "call", "show", ask(s, "call", "list")[n]["id"])


def use(s, server, kind="openai", **options):
    words = [word for name, value in options.items() for word in ("--" + name, value)]
    base = server.url + ("/v1" if kind == "openai" else "")
    return ask(s, "transcribe", "set", kind, "--api-base", base, *(["--secret-file", "-"] if kind == "openai" else []), *words, stdin=KEY.encode())


@check("a call of the assistant is told once, with what was said, and needs nobody to write it down")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server)
    conversation(server, 1, ("agent", "Studio, hello?"), ("user", "A zinnober class, please"), sound=wav(2), analysis={"call_successful": "success", "transcript_summary": "Wants a class."})
    for _ in range(2):
        sync(s)
    seen = shown(s)
    assert len(ask(s, "call", "list")) == 1 and seen["state"] == "assistant" and seen["provider"] == "elevenlabs" and seen["number"] == "+4915112345001", seen
    assert [(row["who"], row["start_ms"], row["text"]) for row in seen["transcript"]] == [("assistant", 0, "Studio, hello?"), ("caller", 2000, "A zinnober class, please")], seen
    assert seen["written_by"] == "provider" and seen["transcribing"] is None
    part = ask(s, "thread", seen["thread_id"])["messages"][0]["parts"][1]
    assert part["kind"] == "audio" and part["mime"] == "audio/wav" and part["size"] == len(wav(2)), part
    assert ask(s, "ai", "jobs", "--kind", "transcribe") == [] and server.forms == []
    assert ask(s, "search", "zinnober")[0]["thread_id"] == seen["thread_id"]


@check("a call without a transcript is written down by the service, and found by its words")
def _(d):
    server = peer()
    s = connect(d, server)
    assert ask(s, "transcribe", "show")["service"] == "off"
    state = use(s, server, language="German")
    assert state["leaves_this_computer"] is False and state["language"] == "de" and state["key"], state
    conversation(server, 1, sound=wav(2))
    sync(s)
    ask(s, "ai", "run")
    seen = shown(s)
    assert [(row["who"], row["start_ms"], row["end_ms"], row["text"]) for row in seen["transcript"]] == [("", 200, 1400, "Is there a zinnober class")], seen
    assert seen["written_by"] == "local" and seen["language"] == "de" and seen["transcribing"] is None
    assert ask(s, "search", "zinnober")[0]["thread_id"] == seen["thread_id"]
    (form,) = server.forms
    assert form["file"][:4] == b"RIFF" and form["file"][24:28] == (16000).to_bytes(4, "little") and len(form["file"]) == 44 + 2 * 2 * 16000
    assert form["language"] == b"de" and form["model"] == b"whisper-1" and set(form) == {"model", "response_format", "timestamp_granularities[]", "language", "file", "path", "authorization"}
    ask(s, "ai", "run")
    assert len(server.forms) == 1
    for root, _, files in os.walk(d):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                assert KEY.encode() not in file.read(), name


@check("each side of a call by itself, and who is silent is not asked about")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server, "local")
    server.script = [(200, {"segments": [{"start": 1, "end": 2, "text": "caller says"}]}), (200, {"segments": [{"start": 0, "end": 1, "text": "answer"}]})]
    conversation(server, 1, sound=wav(2, channels=2))
    conversation(server, 2, sound=wav(2, channels=2, silent=[0]))
    sync(s)
    ask(s, "ai", "run")
    assert [(row["who"], row["text"]) for row in shown(s, 0)["transcript"]] == [("assistant", "answer"), ("caller", "caller says")], shown(s, 0)
    assert [row["who"] for row in shown(s, 1)["transcript"]] == ["assistant"], shown(s, 1)
    assert [form["path"] for form in server.forms] == ["/inference"] * 3 and server.forms[0]["language"] == b"auto"
    assert server.forms[0]["authorization"] is None


@check("nothing is lost where nobody is there: it waits, and says why")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server)
    server.script = [(503, "busy")]
    conversation(server, 1, sound=wav(1))
    sync(s)
    ask(s, "ai", "run")
    assert shown(s)["transcribing"] == "It is written down later: 127.0.0.1 is busy or has a fault: try again in a while", shown(s)
    seen = ask(s, "transcribe", shown(s)["message_id"])
    assert seen["transcript"][0]["text"] == "Is there a zinnober class" and seen["transcribing"] is None, seen
    assert [job["state"] for job in ask(s, "ai", "jobs", "--kind", "transcribe")] == ["done"]
    server.reply = (200, "<html>")
    conversation(server, 2, sound=wav(1))
    sync(s)
    ask(s, "transcribe", "set", "openai")
    ask(s, "ai", "run")
    (job,) = [job for job in ask(s, "ai", "jobs", "--kind", "transcribe") if job["state"] == "failed"]
    assert "did not answer with a transcript" in job["error"], job
    assert shown(s, 1)["transcribing"].startswith("It was not written down: 127.0.0.1"), shown(s, 1)
    server.reply = (200, {"text": "", "segments": []})
    ask(s, "transcribe", "set", "openai")       # what failed has another chance
    ask(s, "ai", "run")
    assert shown(s, 1)["transcribing"] == "No words were heard in it", shown(s, 1)


@check("every odd answer ends in a transcript or in a sentence, and none hangs")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server)
    conversation(server, 1, sound=wav(1))
    sync(s)
    message = shown(s)["message_id"]
    odd = [(200, "<html>It works</html>"), (200, '{"text":"' + "x" * 10_000_000 + '"}'), (200, '{"segments":[{"start":NaN,"end":1,"text":"a"}]}'), (200, b"\xff\xfe{"), (200, b""), (200, "[]"),
           (200, {"segments": 7, "text": 7}), (200, {"error": "failed"}), (400, {"error": {"message": "no"}}), (404, "<html>"), (413, ""), (500, "x"), (302, "")]
    for said in odd:
        server.script = [said]
        result = call(s, "transcribe", message)
        assert result.code == 1 and "127.0.0.1" in result.err or "too large" in result.err or "makes no sense" in result.err, (said[0], str(said[1])[:40], result.err)
    for said, words in [((200, {"text": "plain"}), ["plain"]), ((200, {"text": "x", "segments": [{"start": 0, "end": 9, "text": "long"}, {"start": 0.1, "end": 0.2, "text": "short"}]}), ["long", "short"]),
                        ((200, {"text": "x" * 100_000}), ["x" * 100_000])]:
        server.script = [said]
        assert [row["text"] for row in ask(s, "transcribe", message)["transcript"]] == words
    server.wait = 3
    assert ask(s, "transcribe", message)["transcript"][0]["text"] == "Is there a zinnober class"


@check("who is erased while their call is written down is not written down")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server)
    conversation(server, 1, sound=wav(1))

    def erase(_):
        ask(s, "erase", shown(s)["contact_id"])
        return 200, {"text": "Is there a zinnober class"}
    server.script = [erase]
    sync(s)
    ask(s, "ai", "run")
    assert len(server.forms) == 1 and ask(s, "call", "list") == []
    for root, _, files in os.walk(s):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                assert b"zinnober" not in file.read(), name


@check("a recording that is not ready does not keep back those behind it")
def _(d):
    server = peer()
    s = connect(d, server)
    for number in (3, 4):
        conversation(server, number, has_audio=True)
    conversation(server, 1, sound=wav(1))
    conversation(server, 2, sound=wav(2))
    sync(s)
    assert sorted(row["size"] or 0 for call in ask(s, "call", "list") for row in ask(s, "thread", call["thread_id"])["messages"][0]["parts"] if row["kind"] == "audio") == [
        0, 0, len(wav(1)), len(wav(2))]
    server.sounds["conv_3"] = wav(3)
    sync(s)
    assert len(wav(3)) in [row["size"] for call in ask(s, "call", "list") for row in ask(s, "thread", call["thread_id"])["messages"][0]["parts"]]


@check("a broken recording says so, and is not sent")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server)
    conversation(server, 1, sound=b"RIFF\0\0\0\0WAVE")
    sync(s)
    ask(s, "ai", "run")
    assert shown(s)["transcribing"].startswith("It was not written down: "), shown(s)
    assert server.forms == []


@check("what cannot be is refused; local is this computer; in private mode nothing leaves")
def _(d):
    server = peer()
    s = connect(d, server)
    conversation(server, 1, sound=wav(1))
    sync(s)
    message = shown(s)["message_id"]
    refuse(s, "transcribe", message, says="Nobody is chosen")
    refuse(s, "transcribe", "test", says="Nobody is chosen")
    refuse(s, "transcribe", "set", "local", "--api-base", "https://whisper.example", says="not on this computer")
    refuse(s, "transcribe", "set", "openai", "--api-base", "http://whisper.example", says="https://")
    refuse(s, "transcribe", "set", "openai", "--model", "two words", says="no name of a model")
    refuse(s, "transcribe", "set", "openai", "--language", "klingon", says="no language")
    assert ask(s, "transcribe", "show")["service"] == "off"
    assert call(s, "transcribe", "set", "maybe").code == 2 and call(s, "transcribe", "set").code == 1
    state = ask(s, "transcribe", "set", "openai", "--secret-file", "-", stdin=KEY.encode())
    assert state["leaves_this_computer"] and "api.openai.com" in state["description"] and state["key"], state
    ask(s, "ai", "private", "on")
    refuse(s, "transcribe", message, says="Private mode")
    state = use(s, server, "local")
    assert "Nothing leaves this computer" in state["description"] and not state["key"], state
    assert "heard" in ask(s, "transcribe", "test")["result"]
    refuse(s, "transcribe", "none", says="no")
    ask(s, "transcribe", "set", "off")
    ask(s, "ai", "run")
    assert shown(s)["transcribing"] is None and len(server.forms) == 1


@check("what is older than three days is not written down by itself")
def _(d):
    server = peer()
    s = connect(d, server)
    use(s, server, "local")
    conversation(server, 4 * 24 * 60, sound=wav(1))
    sync(s)
    ask(s, "ai", "run")
    assert server.forms == [] and shown(s)["transcript"] == []
    assert ask(s, "transcribe", shown(s)["message_id"])["transcript"]


main()
