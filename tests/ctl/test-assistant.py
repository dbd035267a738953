#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Providers, agents and what a model does about messages, from a terminal, against a model that is played here and with a real key
ring. Prints TAP.

    test-assistant.py STUDIOCTL"""
import json
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_provider import OPINION, REFINED, model
from studioctl import PROGRAM, ask, call, check, main, refuse, studio, write

CANARY = "canary-0815-key"


def connect(d, server, kind="ollama", key=None):
    s = studio(d + "/s")
    ask(s, "sync", "--once")                # the practice customer writes once, before there is a model
    more = ["--secret-file", "-"] if key else []
    ask(s, "ai", "provider", "set", kind, "--api-base", server.url, "--model", "llama-test", *more, stdin=key.encode() + b"\n" if key else None)
    return s


def receive(s, d, text):
    """One message of a practice customer."""
    script = write(d + "/script.json", json.dumps([{"from": "Ana", "say": text}]))
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "loopback", "script=" + script)


@check("rules are the default: nothing is asked, and it says so")
def _(d):
    s = studio(d + "/s")
    assert [p["provider"] for p in ask(s, "ai", "provider", "list")] == ["rules", "openai", "openai-chat", "anthropic", "gemini", "ollama"]
    assert ask(s, "ai", "provider", "show") == {"provider": "rules", "used": True}
    assert [a["ready"] for a in ask(s, "ai", "agent", "list")] == [False] * 4
    for words in (["ai", "test"], ["ai", "models"], ["ai", "ask", "smart_reply"]):
        refuse(s, *words, stdin=b"hello", says="No provider is set")
    assert ask(s, "ai", "usage") == [] and ask(s, "ai", "jobs") == []
    assert "by" not in ask(s, "ai", "classify", stdin=b"How much is salsa?")


@check("a provider is set, tested and asked, and what it costs is counted")
def _(d):
    server = model(CANARY)
    s = connect(d, server, "openai-chat", CANARY)
    shown = ask(s, "ai", "provider", "show")
    assert shown["key"] is True and shown["model"] == "llama-test" and CANARY not in json.dumps(shown), shown
    assert [m["model"] for m in ask(s, "ai", "models")] == server.models
    assert ask(s, "ai", "test")["ok"] is True
    ask(s, "ai", "provider", "set", "openai-chat", "--price-in", "2.50", "--price-out", "10")
    ask(s, "ai", "agent", "set", "smart_reply", "--model", "other-test", "--temperature", "0.3", "--max-tokens", "77")
    answer = ask(s, "ai", "ask", "smart_reply", stdin="Wie geht es?".encode())
    assert (answer["text"], answer["outcome"], answer["model"]) == ("I will look that up for you.", "done", "other-test"), answer
    body = server.heard[-1][1]
    assert (body["temperature"], body["max_completion_tokens"]) == (0.3, 77), body
    used = {row["agent"]: row for row in ask(s, "ai", "usage")}
    assert used["smart_reply"]["tokens_in"] == 20 and abs(used["smart_reply"]["cost"] - 0.00012) < 1e-9, used
    for root, _, files in os.walk(d):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                assert CANARY.encode() not in file.read(), name


@check("a wrong key, no such model, nonsense, a refusal, a broken line: each in plain words")
def _(d):
    server = model(CANARY)
    s = connect(d, server, "openai-chat", "another-key")
    refuse(s, "ai", "test", says="does not take the key")
    refuse(s, "ai", "models", says="does not take the key")
    ask(s, "ai", "provider", "set", "openai-chat", "--secret-file", "-", stdin=CANARY.encode())
    ask(s, "ai", "provider", "set", "openai-chat", "--model", "no-such-model")
    refuse(s, "ai", "test", says="model not found")
    ask(s, "ai", "provider", "set", "openai-chat", "--model", "llama-test")
    server.script = [{"raw": "<html>not a model</html>"}]
    refuse(s, "ai", "test", says="broke off")
    server.script = [503]
    refuse(s, "ai", "ask", "smart_reply", stdin=b"hi", says="busy")
    server.script = [{"refused": "I can"}, {"broken": "We have a"}]
    assert ask(s, "ai", "ask", "smart_reply", stdin=b"hi")["outcome"] == "blocked"
    broken = ask(s, "ai", "ask", "smart_reply", stdin=b"hi")
    assert (broken["outcome"], broken["text"]) == ("broken", "We have a"), broken
    ask(s, "ai", "provider", "set", "openai-chat", "--api-base", server.url + "/v1")
    refuse(s, "ai", "test", says="does not take the key")       # the key was for another address
    server.shutdown()
    server.server_close()
    refuse(s, "ai", "test")


@check("private mode asks this computer only")
def _(d):
    server = model()
    s = connect(d, server)
    ask(s, "ai", "provider", "set", "openai", "--model", "m", "--secret-file", "-", stdin=b"k")
    assert ask(s, "ai", "private", "on") == {"private": True}
    refuse(s, "ai", "ask", "smart_reply", stdin=b"hi", says="Private mode")
    refuse(s, "ai", "test", says="Private mode")
    refuse(s, "ai", "provider", "set", "gemini", "--model", "m", says="Private mode")
    refuse(s, "ai", "provider", "set", "ollama", "--api-base", "https://127.0.0.1.example", says="Private mode")
    ask(s, "ai", "provider", "set", "ollama")
    assert ask(s, "ai", "ask", "smart_reply", stdin=b"hi")["provider"] == "ollama"


@check("bad words change nothing")
def _(d):
    s = studio(d + "/s")
    refuse(s, "ai", "provider", "set", "clippy", code=2)
    refuse(s, "ai", "provider", "set", "rules", "--model", "m", code=2)
    refuse(s, "ai", "provider", "set", "openai", "--price-in", "a lot", code=2)
    refuse(s, "ai", "provider", "drop", code=2)
    refuse(s, "ai", "provider", "set", "openai", "--api-base", "http://elsewhere.example", says="no address")
    refuse(s, "ai", "provider", "set", "openai", "--secret-file", d + "/nowhere")
    refuse(s, "ai", "agent", "set", "janitor", code=2)
    refuse(s, "ai", "agent", "set", "smart_reply", "--temperature", "hot", code=2)
    refuse(s, "ai", "agent", "set", "smart_reply", "--temperature", "3", says="between 0 and 2")
    refuse(s, "ai", "agent", "set", "smart_reply", "--max-tokens", "0", says="tokens")
    refuse(s, "ai", "private", "maybe", code=2)
    refuse(s, "ai", "jobs", "--limit", "0", code=2)
    refuse(s, "ai", "ask", "smart_reply", stdin=b"", says="nothing to ask")
    assert ask(s, "ai", "classify", stdin=b"")["primary_intent"] == "GENERAL"
    assert ask(s, "ai", "provider", "show")["provider"] == "rules"


@check("a message that comes in is drafted for, looked at again and judged, once")
def _(d):
    server = model()
    s = connect(d, server)
    receive(s, d, "How much is salsa?")
    ask(s, "sync", "--once")
    jobs = {job["kind"]: job for job in ask(s, "ai", "jobs")}
    assert {kind: job["state"] for kind, job in jobs.items()} == {"draft": "done", "refine": "done", "score": "done", "analyse": "waiting"}, jobs
    assert jobs["refine"]["result"]["sub_category"] == REFINED["sub_category"]
    thread = [t for t in ask(s, "threads") if t["snippet"] and "salsa" in t["snippet"]][0]
    shown = ask(s, "thread", thread["id"])
    assert shown["messages"][-1]["intent"] == "COMPLAINT" and shown["messages"][-1]["confidence"] == 0.9, shown["messages"]
    contact = ask(s, "contact", thread["contact_id"])
    assert contact["opinion"] == OPINION["score"] and contact["stage"] == "NEW", contact
    before = len(server.heard)
    ask(s, "sync", "--once")
    assert ask(s, "ai", "run")["ran"] == 0 and len(server.heard) == before


@check("killed between the question and the answer, it is done once, afterwards")
def _(d):
    server = model()
    s = connect(d, server)
    receive(s, d, "How much is salsa?")
    server.script = ["hang"]
    process = subprocess.Popen([PROGRAM, "--data", s, "sync", "--once"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert server.hanging.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    server.release.set()
    assert [job["state"] for job in ask(s, "ai", "jobs", "--state", "running")] == ["running"]
    assert ask(s, "ai", "run")["ran"] == 3
    assert {job["state"] for job in ask(s, "ai", "jobs") if job["kind"] != "analyse"} == {"done"}
    drafts = [draft for draft in ask(s, "drafts") if draft["text"] == "I will look that up for you."]
    assert len(drafts) == 1, drafts


@check("a conversation is read by rules, and by a model that has to quote; what is found is accepted, dismissed, made a task")
def _(d):
    s = studio(d + "/s")
    receive(s, d, "My name is Ana Flores. I love it! Can I book salsa for tomorrow? My birthday is 12 May 1990.")
    ask(s, "sync", "--once")
    thread = [t for t in ask(s, "threads") if t["snippet"] and "birthday" in t["snippet"]][0]
    assert ask(s, "ai", "analysis", thread["id"]) == []
    refuse(s, "ai", "analysis", "nobody", says="conversation")
    ask(s, "done", thread["id"])
    assert ask(s, "ai", "run")["ran"] == 1
    kept = ask(s, "ai", "analysis", thread["id"])
    assert [one["by"] for one in kept] == ["rules"] and kept[0]["outcome"] == "open", kept
    details = {item["field"]: item for item in kept[0]["detail"]}
    assert details["birthday"]["what"] == "12 May 1990" and "My birthday" in details["birthday"]["quote"], details
    assert kept[0]["action"][0]["what"].startswith("Book a place"), kept[0]["action"]
    read = ask(s, "ai", "analyse", thread["id"])
    assert read["by"] == "rules" and read["failure"] is None and read["messages"] >= 1
    assert ask(s, "ai", "accept", details["birthday"]["id"])["state"] == "accepted"
    assert ask(s, "contact", thread["contact_id"])["birthday"] == "12 May 1990"
    refuse(s, "ai", "accept", details["birthday"]["id"], says="decided already")
    if details["name"].get("now"):
        refuse(s, "ai", "accept", details["name"]["id"], says="stands there already")
    ask(s, "ai", "accept", details["name"]["id"], "--replace")
    assert ask(s, "contact", thread["contact_id"])["name"] == "Ana Flores"
    task = ask(s, "task", "from", kept[0]["action"][0]["id"])
    assert task["thread_id"] == thread["id"] and task["done"] is False
    refuse(s, "task", "from", kept[0]["action"][0]["id"], says="decided already")
    refuse(s, "ai", "dismiss", kept[0]["action"][0]["id"], says="decided already")
    own = ask(s, "task", "add", thread["contact_id"], "Order shoes")
    assert [one["title"] for one in ask(s, "task", "list", thread["contact_id"])] == [task["title"], "Order shoes"]
    assert ask(s, "task", "done", own["id"])["done"] is True
    assert [one["id"] for one in ask(s, "task", "list")] == [task["id"]] and len(ask(s, "task", "list", "--all")) == 2
    assert ask(s, "task", "reopen", own["id"])["done"] is False
    ask(s, "task", "remove", own["id"])
    refuse(s, "task", "done", own["id"], says="no such task")
    refuse(s, "task", "add", thread["contact_id"], " ", says="200 characters")
    ask(s, "undo")
    assert len(ask(s, "task", "list")) == 2


@check("imported history and a demonstration are nobody's business")
def _(d):
    server = model()
    s = connect(d, server)
    path = write(d + "/WhatsApp Chat with Ana.txt", "12/03/2024, 09:15 - Ana: How much is salsa?\n")
    ask(s, "import", path, "--me", "Ria")
    ask(s, "sync", "--once")
    demo = d + "/demo"
    ask(demo, "demo")
    ask(demo, "ai", "provider", "set", "ollama", "--api-base", server.url, "--model", "llama-test")
    ask(demo, "sync", "--once")
    imported = [t["id"] for t in ask(s, "threads") if t["contact"] == "Ana"]
    assert [job for job in ask(s, "ai", "jobs") if job["kind"] != "analyse" or job["thread_id"] in imported] == [] and ask(demo, "ai", "jobs") == []
    assert [path for path, body in server.heard if body] == []


@check("one message through the model, and through the rules where it talks nonsense")
def _(d):
    server = model()
    s = connect(d, server)
    text = b"How much is salsa? I have asthma"
    asked = ask(s, "ai", "classify", stdin=text)
    rules = ask(s, "ai", "classify", "--rules", stdin=text)
    assert asked["by"] == "ollama llama-test" and asked["primary_intent"] == "COMPLAINT", asked
    assert set(rules["never_auto"]) <= set(asked["never_auto"]), (rules, asked)
    server.script = ["Well, I think it is about salsa."]
    fell = ask(s, "ai", "classify", stdin=text)
    assert fell["by"] == "rules" and fell["fault"] and fell["primary_intent"] == rules["primary_intent"], fell
    server.script = [503]
    call(s, "ai", "classify", stdin=text)


main()
