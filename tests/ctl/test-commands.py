# SPDX-License-Identifier: MIT
"""Every command of studioctl from outside: exit status, one line on failure, one JSON document."""
import json
import os
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import CHAT, ask, as_json, call, check, mail, main, refuse, studio, write  # noqa: E402

TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$")


@check("help, version and wrong usage")
def _(d):
    assert "threads" in call(d, "--help").out
    assert "--split" in call(d, "threads", "--help").out
    assert call(d, "--version").out.startswith("studioctl ")
    result = call(d)
    assert result.code == 2 and len(result.err.strip().split("\n")) == 1
    refuse(d, "fly", code=2)
    studio(d + "/s")
    for words in (["threads", "--split", "nonsense"], ["threads", "--limit", "many"], ["threads", "--limit", "-1"], ["threads", "too", "much"],
                  ["threads", "--channel", "pigeon"], ["threads", "--order", "oldest"], ["drafts", "--state", "asleep"], ["contact"], ["thread"], ["search"],
                  ["discard", "x", "--reason", "9"], ["discard", "x"], ["edit", "x"], ["snooze", "x"], ["snooze", "x", "--until", "soon"],
                  ["import"], ["import", "x", "--kind", "pigeon"], ["threads", "--unknown"], ["knowledge", "add"], ["account", "add"],
                  ["account", "add", "pigeon"], ["account", "add", "loopback", "name"], ["init", "--kind", "dance"],
                  ["init", "--name", "N"], ["init", "--name", "N", "--kind", "circus"], ["demo", "--kind", "circus"],
                  ["demo", "--weeks", "0"], ["account"], ["knowledge"]):
        refuse(d + "/s", *words, code=2)


@check("a folder without a studio")
def _(d):
    folder = d + "/none"
    for words in (["threads"], ["contacts"], ["import", "x"], ["drafts"], ["health"], ["check"], ["sync"], ["backup", "b"], ["export", "e"],
                  ["undo"], ["account", "list"], ["search", "x"], ["approve", "x"]):
        refuse(folder, *words, says="There is no studio in")
    assert not os.path.exists(folder), "a look makes no folder"
    refuse(folder, "init", "--name", "N", "--kind", "dance", "--zone", "Moon/Base", says="Moon/Base")
    refuse(folder, "init", "--name", "N", "--kind", "dance", "--currency", "euro", says="euro")
    assert not os.path.exists(folder), "wrong words make no studio"


@check("init")
def _(d):
    profile = ask(d + "/s", "init", "--name", "Núria’s Studio", "--kind", "yoga", "--zone", "Asia/Tokyo", "--currency", "JPY")
    assert profile["name"] == "Núria’s Studio" and profile["zone"] == "Asia/Tokyo" and profile["currency"] == "JPY"
    assert profile["kind"] == "yoga" and profile["demo"] is False and profile["id"]
    refuse(d + "/s", "init", "--name", "Other", "--kind", "dance", says="already a studio")
    assert ask(d + "/s", "health")["studio"] == "Núria’s Studio"
    assert ask(d + "/s", "threads") == [] and ask(d + "/s", "contacts") == []
    # Options may stand before and after the command, and words may look like options behind "--".
    assert call(d, "health", "--json", "--data", d + "/s").json()["status"] == "ok"
    assert ask(d + "/s", "search", "--", "-nothing", "--json") == []


@check("import, threads, thread, contacts, search")
def _(d):
    s = studio(d + "/s")
    chat = write(d + "/WhatsApp Chat with Ana Pérez.txt", CHAT)
    box = write(d + "/m.mbox", mail(1, subject="Trial") + mail(2, sender="ria@studio.example", to="ana@example.org"))
    dry = ask(s, "import", chat, box, "--dry-run")
    assert dry["batch"] is None and dry["messages"] == 7 and dry["threads"] == 3 and len(dry["sample"]) == 7
    assert ask(s, "threads") == [] and ask(s, "imports") == [], "a dry run stores nothing"
    done = ask(s, "import", chat, box)
    assert (done["messages"], done["threads"], done["contacts"], done["media"], done["skipped"]) == (7, 3, 2, 0, []), done
    threads = as_json(s, "threads")
    assert len(threads) == 3 and [t["last_message_at"] for t in threads] == sorted((t["last_message_at"] for t in threads), reverse=True)
    whatsapp = as_json(s, "threads", "--channel", "whatsapp")[0]
    assert whatsapp["contact"] == "Ana Pérez" and whatsapp["messages"] == 5 and whatsapp["unread"] == 0
    for key in ("id", "contact_id", "contact", "channel", "account", "subject", "state", "unread", "last_message_at", "messages"):
        assert key in whatsapp, key
    thread = as_json(s, "thread", whatsapp["id"])
    assert thread["id"] == whatsapp["id"] and thread["draft"] is None
    directions = [m["direction"] for m in thread["messages"] if not m["system"]]
    assert directions == ["inbound", "outbound", "inbound", "inbound"], directions
    assert thread["messages"][2]["text"] == "Yes, Tuesdays at 19:00.\nFirst class is free!"
    assert thread["messages"][1]["sent_at"] == "2024-03-12T08:15:00Z", thread["messages"][1]["sent_at"]
    for m in thread["messages"]:
        assert TIME.match(m["sent_at"]) and m["parts"][0]["kind"] == "text"
        for key in ("id", "remote_id", "sender", "state", "intent", "sub_category", "priority", "sentiment", "confidence", "tags", "entities"):
            assert key in m, key
    hits = as_json(s, "search", "SALSA")
    assert len(hits) == 1 and hits[0]["thread_id"] == whatsapp["id"] and hits[0]["kind"] == "message" and "salsa" in hits[0]["snippet"]
    assert "\u2068" not in hits[0]["snippet"]
    assert len(ask(s, "search", "perez", "--limit", "1")) == 1
    people = as_json(s, "contacts")
    assert {p["name"] for p in people} >= {"Ana Pérez"} and all({"id", "name", "identities", "stage", "temperature", "score", "tags"} <= set(p) for p in people)
    assert as_json(s, "contact", people[0]["id"])["id"] == people[0]["id"]
    assert [p["name"] for p in ask(s, "contacts", "--query", "perez")] == ["Ana Pérez"]
    for words in (["thread", "nobody"], ["contact", "nobody"], ["threads", "--after", "nobody"], ["threads", "--contact", "nobody"], ["draft", "no"]):
        refuse(s, *words)


@check("pages of threads by key")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", "".join(mail(n, sender=f"p{n}@example.org") for n in range(25))))
    everything = [t["id"] for t in ask(s, "threads")]
    assert len(everything) == 25
    paged, after = [], []
    while True:
        page = [t["id"] for t in ask(s, "threads", "--limit", "10", *after)]
        paged += page
        if len(page) < 10:
            break
        after = ["--after", page[-1]]
    assert paged == everything
    people = [p["id"] for p in ask(s, "contacts")]
    assert [p["id"] for p in ask(s, "contacts", "--after", people[4], "--limit", "3")] == people[5:8]


@check("the same file twice, undo of an import, and once more")
def _(d):
    s = studio(d + "/s")
    box = write(d + "/m.mbox", "".join(mail(n) for n in range(30)))
    first = ask(s, "import", box)
    again = ask(s, "import", box)
    assert (again["messages"], again["contacts"], again["threads"], again["known"]) == (0, 0, 0, 30), again
    copy = write(d + "/elsewhere.mbox", open(box, "rb").read())
    assert ask(s, "import", copy)["messages"] == 0
    refuse(s, "import", "undo", "nobody")
    gone = ask(s, "import", "undo", first["batch"])
    assert gone["messages"] == 30 and gone["contacts"] == 1, gone
    assert ask(s, "threads") == [] and ask(s, "contacts") == [] and ask(s, "search", "hello") == []
    refuse(s, "import", "undo", first["batch"])
    assert ask(s, "import", box)["messages"] == 30
    assert len(ask(s, "search", "hello", "--limit", "100")) == 30
    assert ask(s, "check")["ok"] is True
    states = {b["batch"]: b["state"] for b in as_json(s, "imports")}
    assert states[first["batch"]] == "undone" and states[again["batch"]] == "done"


@check("an import triggers nothing")
def _(d):
    s = studio(d + "/s")
    ask(s, "knowledge", "add", "--question", "What does a class cost?", "--answer", "16 euros", "--category", "fee_inquiry")
    ask(s, "import", write(d + "/m.mbox", mail(1, text="What does a class cost?")))
    assert ask(s, "sync", "--once") is not None
    assert ask(s, "threads", "--split", "unread", "--channel", "mail") == [] and [t for t in ask(s, "drafts") if t["channel"] == "mail"] == []
    assert ask(s, "outbox") == []


@check("who is me: given, remembered")
def _(d):
    s = studio(d + "/s")
    chat = "12/03/2024, 09:15 - Bea: Hi\n12/03/2024, 09:16 - Studio Desk: Hello\n12/03/2024, 09:17 - Cem: Hey\n"
    one = write(d + "/WhatsApp Chat with Group A.txt", chat)
    two = write(d + "/WhatsApp Chat with Group B.txt", chat.replace("Hello", "Hola"))
    hint = call(s, "import", one, "--json")
    assert hint.code == 0 and "--me" in hint.err and "Bea" in hint.json()["names"], hint.err
    ask(s, "import", "undo", hint.json()["batch"])
    assert call(s, "import", one, "--me", "Studio Desk").err == ""
    assert call(s, "import", two).err == "", "the name is remembered"
    for t in ask(s, "threads"):
        directions = [m["direction"] for m in ask(s, "thread", t["id"])["messages"]]
        assert directions == ["inbound", "outbound", "inbound"], directions


@check("small verbs on a conversation")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1) + mail(2, sender="bo@example.org")))
    t = ask(s, "threads")[0]["id"]
    assert as_json(s, "star", t)["starred"] is True
    assert [x["id"] for x in ask(s, "threads", "--split", "starred")] == [t]
    assert ask(s, "unstar", t)["starred"] is False
    assert as_json(s, "done", t)["state"] == "done"
    assert ask(s, "reopen", t)["state"] == "open"
    assert ask(s, "spam", t)["state"] == "spam" and len(ask(s, "threads")) == 1
    assert ask(s, "reopen", t)["state"] == "open"
    assert ask(s, "bin", t)["state"] == "bin"
    ask(s, "reopen", t)
    snoozed = as_json(s, "snooze", t, "--until", "2099-01-01T09:00")
    assert snoozed["state"] == "snoozed" and snoozed["snoozed_until"] == "2099-01-01T08:00:00Z", snoozed
    assert [x["id"] for x in ask(s, "threads", "--split", "snoozed")] == [t]
    ask(s, "sync", "--once")
    news = ask(s, "threads", "--channel", "loopback")[0]
    assert news["unread"] == 1 and ask(s, "read", news["id"])["unread"] == 0 and ask(s, "unread", news["id"])["unread"] == 1
    ask(s, "tag", t, "VIP")
    assert [h["thread_id"] for h in ask(s, "search", "tag:VIP")] in ([t], [t, t])
    ask(s, "untag", t, "VIP")
    assert ask(s, "search", "tag:VIP") == []
    ask(s, "reopen", t)
    assert ask(s, "priority", t, "URGENT")["priority"] == "URGENT"
    assert [x["id"] for x in ask(s, "threads", "--split", "urgent")] == [t]
    assert ask(s, "priority", t, "LOW")["priority"] == "LOW" and ask(s, "threads", "--split", "urgent") == []
    person = ask(s, "thread", t)["contact_id"]
    assert ask(s, "stage", person, "QUALIFIED")["stage"] == "QUALIFIED" == ask(s, "contact", person)["stage"]
    refuse(s, "priority", t, "high")
    refuse(s, "stage", person, "WON")
    refuse(s, "stage", "nobody", "NEW")
    for verb in ("done", "reopen", "star", "unstar", "read", "unread", "spam", "bin"):
        refuse(s, verb, "nobody")
    refuse(s, "tag", "nobody", "x")


@check("sync counts what was sent in an imported conversation")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1)))
    t = ask(s, "threads", "--split", "all")[0]["id"]
    for account in (True, False):
        if not account:
            ask(s, "account", "remove", ask(s, "account", "list")[0]["id"])
        draft = ask(s, "reply", t, "--text", f"Hello {account}")
        ask(s, "approve", draft["id"])
        rows = ask(s, "sync", timeout=150)
        assert [r["sent"] for r in rows] == [1] and (rows[0]["account"] is not None) == account, rows
        assert rows[0]["channel"] == "loopback" and ask(s, "draft", draft["id"])["state"] in ("accepted", "delivered", "read")


@check("prices, templates, questions, older wordings, another version")
def _(d):
    s = studio(d + "/s")
    for words in (["price", "add"], ["price", "add", "--name", "x"], ["price", "set", "x"], ["template", "add", "--name", "x"], ["template", "set", "x"],
                  ["template", "fill", "x"], ["question", "list", "--state", "lost"], ["question", "answer", "x"], ["knowledge", "restore", "x"], ["redo"]):
        refuse(s, *words, code=2)
    for words in (["price", "remove", "x"], ["price", "set", "x", "--name", "y"], ["template", "remove", "x"], ["template", "fill", "x", "y"],
                  ["question", "dismiss", "x"], ["question", "answer", "x", "--text", "y"], ["knowledge", "versions", "x"],
                  ["knowledge", "restore", "x", "y"], ["redo", "x"]):
        refuse(s, *words)
    price = ask(s, "price", "add", "--name", "Beginner Salsa", "--amount", "15,50", "--unit", "per class")
    assert (price["amount"], price["currency"], price["version"], price["text"]) == (1550, "EUR", 1, "15.50 €"), price
    refuse(s, "price", "set", price["id"], "--amount", "cheap", says="cheap")
    price = ask(s, "price", "set", price["id"], "--amount", "16")
    assert (price["amount"], price["version"], price["unit"]) == (1600, 2, "per class"), price
    assert [p["name"] for p in ask(s, "price", "list", "--query", "salsa")] == ["Beginner Salsa"] and as_json(s, "price", "list")
    reply = ask(s, "template", "add", "--name", "Offer", "--text", "Hi {first name|there}: {price:Beginner Salsa}. {gap}", "--category", "trial_class")
    reply = ask(s, "template", "set", reply["id"], "--text", "Hi {first name|there}: {price:beginner salsa}! {gap}")
    assert reply["version"] == 2 and len(as_json(s, "template", "list")) == 1
    entry = ask(s, "knowledge", "add", "--question", "What does a class cost?", "--answer", "{price:Beginner Salsa} a class.", "--category", "fee_inquiry")
    assert entry["version"] == 1 and ask(s, "knowledge", "versions", entry["id"]) == []
    ask(s, "sync", "--once")
    thread = ask(s, "threads", "--split", "all")[0]
    filled = ask(s, "template", "fill", reply["id"], thread["id"])
    assert "16 €" in filled["text"] and filled["text"].endswith("{gap}") and filled["missing"] == ["gap"], filled
    draft = ask(s, "drafts")[0]
    assert "16 € per class" in draft["text"] and [x["kind"] for x in draft["sources"]] == ["price"], draft
    assert all(x["version"] >= 1 for x in draft["sources"])
    again = ask(s, "redo", draft["id"], "--hint", "more formal")
    assert again["text"] != draft["text"] and "16 € per class" in again["text"] and again["id"] == draft["id"], again
    refuse(s, "redo", draft["id"], "--hint", "in French", says="language")
    assert ask(s, "undo")["text"] == draft["text"]
    assert ask(s, "question", "list") == []
    assert ask(s, "template", "remove", reply["id"])["name"] == "Offer" and ask(s, "price", "remove", price["id"])["name"] == "Beginner Salsa"
    assert ask(s, "undo")["undone"] == "Price removed: Beginner Salsa" and len(ask(s, "price", "list")) == 1


@check("questions of the demo: answered, dismissed, taken back")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--weeks", "2")
    rows = ask(s, "question", "list")
    assert len(rows) >= 2 and all(TIME.match(r["asked_at"]) and r["thread"] for r in rows), rows
    done = ask(s, "question", "answer", rows[0]["id"], "--text", "Yes.")
    assert done["state"] == "answered" and done["knowledge"]
    refuse(s, "question", "answer", rows[0]["id"], "--text", "Yes.", says="already")
    assert ask(s, "question", "dismiss", rows[1]["id"])["state"] == "dismissed"
    assert len(ask(s, "question", "list")) == len(rows) - 2 and len(as_json(s, "question", "list", "--state", "all")) == len(rows)
    ask(s, "undo")
    assert len(ask(s, "question", "list")) == len(rows) - 1
@check("warnings are waved through by name, what stops a message is not")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1)))
    t = ask(s, "threads", "--split", "all")[0]["id"]
    first = ask(s, "reply", t, "--text", "See you at https://elsewhere.example/x")
    assert [(c["check"], c["gravity"]) for c in first["checks"]] == [("unknown_link", "warning")], first
    refuse(s, "approve", first["id"])
    assert ask(s, "approve", first["id"], "--anyway")["state"] == "queued"
    assert ask(s, "outbox", "recall", first["id"])["state"] == "edited"
    ask(s, "edit", first["id"], "--text", "Hello {name}")
    refuse(s, "approve", first["id"], "--anyway")
    assert ask(s, "draft", first["id"])["checks"][0]["gravity"] == "stops"


@check("attachments leave with the message, and one that vanished stops it")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1)))
    t = ask(s, "threads", "--split", "all")[0]["id"]
    draft = ask(s, "reply", t, "--text", "The plan")
    ask(s, "attach", draft["id"], write(d + "/plan.pdf", b"%PDF-1.4 plan"))
    file = ask(s, "attach", draft["id"], write(d + "/note.txt", b"note"))["attachments"]
    assert [f["name"] for f in file] == ["plan.pdf", "note.txt"] and file[0]["size"] == 13, file
    assert [f["name"] for f in ask(s, "detach", draft["id"], file[1]["id"])["attachments"]] == ["plan.pdf"]
    kept = pathlib.Path(s, "files", file[0]["sha256"][:2], file[0]["sha256"])
    bytes_ = kept.read_bytes()
    kept.unlink()
    refuse(s, "approve", draft["id"])
    kept.write_bytes(bytes_)
    ask(s, "approve", draft["id"])
    refuse(s, "attach", draft["id"], write(d + "/late.txt", b"late"))
    ask(s, "sync", timeout=150)
    sent = ask(s, "thread", t)["messages"][-1]
    assert [p["kind"] for p in sent["parts"]] == ["text", "document"] and sent["parts"][1]["sha256"] == file[0]["sha256"], sent


@check("a copied folder sends nothing until it is called the active one")
def _(d):
    s, copy = studio(d + "/s"), d + "/copy"
    ask(s, "import", write(d + "/m.mbox", mail(1)))
    t = ask(s, "threads", "--split", "all")[0]["id"]
    ask(s, "sync", "--once")
    draft = ask(s, "reply", t, "--text", "Hello")["id"]
    ask(s, "approve", draft)
    shutil.copytree(s, copy)
    ask(copy, "sync", timeout=150)
    held = ask(copy, "outbox")[0]
    assert (held["state"], held["reason"]) == ("held", "restored_backup"), held
    ask(copy, "outbox", "confirm")
    assert ask(copy, "outbox")[0]["state"] == "held"
    ask(copy, "outbox", "release", "restored_backup")
    ask(copy, "sync", timeout=150)
    assert ask(copy, "draft", draft)["state"] == "accepted"


@check("a message for later waits for its time")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1)))
    draft = ask(s, "reply", ask(s, "threads", "--split", "all")[0]["id"], "--text", "Hello")["id"]
    refuse(s, "approve", draft, "--at", "2020-01-01T00:00:00Z")
    later = ask(s, "approve", draft, "--at", "2036-01-01T00:00:00Z")
    assert (later["state"], later["not_before"]) == ("scheduled", "2036-01-01T00:00:00Z"), later
    ask(s, "sync", "--once")
    assert ask(s, "outbox")[0]["state"] == "scheduled"
    assert ask(s, "outbox", "recall", draft)["state"] == "edited"


@check("a first approval: propose, edit, approve, undo, send")
def _(d):
    s = studio(d + "/s")
    ask(s, "knowledge", "add", "--question", "What is the fee for beginner salsa?", "--answer", "Beginner salsa is 16 euros a class.",
        "--category", "fee_inquiry")
    assert len(as_json(s, "knowledge", "list")) == 1
    accounts = as_json(s, "account", "list")
    assert [a["channel"] for a in accounts] == ["loopback"], accounts
    as_json(s, "account", "check", accounts[0]["id"])
    counts = ask(s, "sync", "--once")
    assert counts[0]["received"] >= 1 and counts[0]["account"] == accounts[0]["id"], counts
    waiting = as_json(s, "threads", "--split", "to-approve")
    thread = ask(s, "threads", "--channel", "loopback")[0]
    if not waiting:
        ask(s, "propose", thread["id"])
    draft = ask(s, "thread", thread["id"])["draft"]
    assert draft["state"] == "proposed" and "16 euros" in draft["text"] and draft["sources"], draft
    assert [x["id"] for x in as_json(s, "drafts", "--state", "proposed")] == [draft["id"]]
    assert as_json(s, "draft", draft["id"])["text"] == draft["text"]
    edited = ask(s, "edit", draft["id"], "--text", "Hi! 16 euros. --json is no option here.")
    assert edited["state"] == "edited" and edited["text"].startswith("Hi! 16"), edited
    queued = as_json_once(s, "approve", draft["id"])
    assert queued["state"] == "queued" and TIME.match(queued["not_before"])
    assert [x["id"] for x in as_json(s, "outbox")] == [draft["id"]]
    back = ask(s, "undo")
    assert back["id"] == draft["id"] and back["state"] == "edited" and back["undone"], back
    assert ask(s, "outbox") == []
    ask(s, "approve", draft["id"])
    sent = ask(s, "sync", timeout=150)
    assert sum(row["sent"] for row in sent) >= 1, sent
    assert ask(s, "draft", draft["id"])["state"] in ("accepted", "delivered", "read")
    assert [m["text"] for m in ask(s, "thread", thread["id"])["messages"] if m["direction"] == "outbound"][0].startswith("Hi! 16")
    refuse(s, "approve", draft["id"])
    refuse(s, "edit", draft["id"], "--text", "too late")


def as_json_once(folder, *words):
    """A command that works only once."""
    return ask(folder, *words)


@check("reply and discard")
def _(d):
    s = studio(d + "/s")
    ask(s, "sync", "--once")
    t = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", t, "--text", "Hello — ça va? 👋")
    assert draft["state"] == "edited" and draft["origin"] == "owner" and draft["text"] == "Hello — ça va? 👋"
    gone = ask(s, "discard", draft["id"], "--reason", "3")
    assert gone["state"] == "discarded" and gone["reason"]
    assert ask(s, "undo")["state"] == "edited"
    for verb in (["approve"], ["edit", "--text", "x"], ["discard", "--reason", "1"]):
        refuse(s, verb[0], "nobody", *verb[1:])
    refuse(s, "propose", "nobody")
    refuse(s, "reply", "nobody", "--text", "x")


@check("undo with nothing to undo")
def _(d):
    refuse(studio(d + "/s"), "undo", says="nothing to undo")


@check("accounts")
def _(d):
    s = studio(d + "/s")
    added = ask(s, "account", "add", "loopback", "name=Second", "speed=slow")
    assert added[0]["name"] == "Second" and added[0]["settings"] == {"speed": "slow"}
    assert len(ask(s, "account", "list")) == 2
    left = ask(s, "account", "remove", added[0]["id"])
    assert len(left) == 1
    refuse(s, "account", "add", "web", "--secret-file", "-", stdin=b"secret", says="no secret of its own")
    refuse(s, "account", "add", "web", "chat=website", says="comes with the hub")
    refuse(s, "account", "add", "call", "--secret-file", "-", stdin=b"secret", says="sid")
    refuse(s, "account", "add", "call", "agent_id=../x", "--secret-file", "-", stdin=b"secret", says="agent_id")
    refuse(s, "account", "add", "whatsapp", "phone_number_id=77", says="token")
    refuse(s, "account", "add", "loopback", "--secret-file", "-", stdin=b"secret")
    refuse(s, "account", "add", "sms", "sid=AC1", "--secret-file", "-", stdin=b"secret", says="sid")
    refuse(s, "account", "remove", "nobody")
    refuse(s, "account", "check", "nobody")
    refuse(s, "sync", "nobody")


@check("backup, check, restore")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1) + mail(2)))
    made = ask(s, "backup", d + "/b.studio")
    assert made["messages"] == 2 and made["bytes"] > 1000
    ask(s, "import", "undo", ask(s, "imports")[0]["batch"])
    refuse(s, "restore", d + "/nothing")
    refuse(s, "restore", write(d + "/text", "not a backup, really not"))
    assert ask(s, "threads") == []
    assert ask(s, "restore", d + "/b.studio")["messages"] == 2
    assert len(ask(s, "threads")) == 2
    assert ask(d + "/new", "restore", d + "/b.studio")["messages"] == 2
    assert as_json(s, "check")["ok"] is True
    refuse(s, "backup", d + "/no/such/folder/b")


@check("the demo of every kind is whole, and the same again")
def _(d):
    env = {"SO_DEMO_NOW": "1790000000000"}
    for kind in ("dance", "yoga", "fitness", "music", "salon", "medspa", "agency"):
        for folder in "ab":
            ask(f"{d}/{kind}-{folder}", "demo", "--kind", kind, "--weeks", "3", env=env)
        assert dump(f"{d}/{kind}-a") == dump(f"{d}/{kind}-b"), kind
        assert ask(f"{d}/{kind}-a", "check")["ok"], kind


@check("in a demo, and where only practice is set up, calls and appointments are tried out; nowhere else")
def _(d):
    a, own, real = d + "/a", studio(d + "/own"), studio(d + "/real")
    ask(a, "demo", "--kind", "salon", "--weeks", "2")
    before = len(ask(a, "call", "list"))
    for words, state in (([], "missed"), (["missed"], "missed"), (["message"], "voicemail"), (["answered"], "person")):
        told = ask(a, "demo", "call", *words)["call"]
        assert as_json(a, "call", "show", told)["state"] == state, words
    assert len(ask(a, "call", "list")) == before + 4
    booking = ask(a, "demo", "appointment")["booking"]
    assert booking and ask(a, "check")["ok"]
    refuse(a, "demo", "call", "loud", code=2)
    assert as_json(own, "call", "show", ask(own, "demo", "call")["call"])["state"] == "missed"
    refuse(own, "demo", "appointment", says="nothing with a free place")
    assert all("23125999" in json.dumps(person).replace(" ", "") for person in ask(own, "contacts")), "nobody who is real called"
    change(real, "UPDATE account SET channel = 'sms', transport = 'twilio'")
    for what in "call", "appointment":
        refuse(real, "demo", what, says="can be tried out")
    assert ask(real, "call", "list") == []


@check("a demo is complete, deterministic and cannot send")
def _(d):
    env = {"SO_DEMO_NOW": "1790000000000"}
    counts = ask(d + "/a", "demo", "--seed", "7", env=env)
    assert counts["contacts"] >= 110 and counts["threads"] >= 150 and counts["messages"] >= 1300 and counts["drafts"] >= 12, counts
    assert counts["knowledge"] >= 25
    ask(d + "/b", "demo", "--seed", "7", env=env)
    ask(d + "/c", "demo", "--seed", "8", env=env)
    dumps = [dump(d + "/" + x) for x in "abc"]
    assert dumps[0] == dumps[1], "the same seed gives the same bytes"
    assert dumps[0] != dumps[2]
    a = d + "/a"
    refuse(a, "demo", says="not empty")
    for split, at_least in (("to-approve", 12), ("urgent", 2), ("hot", 2), ("unread", 12), ("waiting", 1), ("snoozed", 1), ("spam", 3), ("starred", 1)):
        assert len(ask(a, "threads", "--split", split)) >= at_least, split
    channels = {t["channel"] for t in ask(a, "threads")}
    assert channels == {"whatsapp", "instagram", "mail", "sms", "call"}, channels
    assert {x["transport"] for x in ask(a, "account", "list")} == {"loopback"}
    check = ask(a, "check")
    assert check["ok"] and check["files"] > 5 and check["missing_files"] == 0, check
    intents = {m["intent"] for t in ask(a, "threads", "--limit", "40") for m in ask(a, "thread", t["id"])["messages"]}
    assert {"INQUIRY", "PRICING", "URGENT", "COMPLAINT"} <= intents, intents
    health = as_json(a, "health")
    assert health["database"]["messages"] == counts["messages"] and health["queues"]["proposed"] >= 12


def change(folder, statement):
    import sqlite3
    with sqlite3.connect(folder + "/studio.db") as database:
        database.execute(statement)


def dump(folder):
    import sqlite3
    database = sqlite3.connect(folder + "/studio.db")
    database.text_factory = bytes
    tables = [r[0].decode() for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    rows = [(t, database.execute(f"SELECT * FROM {t}").fetchall()) for t in tables if not t.startswith("search")]
    files = sorted(p.name for p in pathlib.Path(folder, "files").rglob("*") if p.is_file())
    return repr((rows, files))


@check("export, and its files read back add nothing")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--weeks", "2", env={"SO_DEMO_NOW": "1790000000000"})
    out = d + "/out"
    ask(s, "export", out)
    names = {p.name for p in pathlib.Path(out).iterdir()}
    assert names == {"studio.db", "contacts.csv", "contacts.vcf", "messages.csv", "mail.mbox", "knowledge.csv", "files", "files.csv", "README.txt"}, names
    import csv
    rows = list(csv.DictReader(open(out + "/messages.csv", encoding="utf-8", newline="")))
    assert len(rows) == ask(s, "health")["database"]["messages"], len(rows)
    people = list(csv.DictReader(open(out + "/contacts.csv", encoding="utf-8", newline="")))
    assert len(people) == ask(s, "health")["database"]["contacts"]
    import mailbox
    assert len(list(mailbox.mbox(out + "/mail.mbox"))) == sum(r["channel"] == "mail" for r in rows)
    for name in ("contacts.vcf", "mail.mbox", "contacts.csv"):
        again = ask(s, "import", os.path.join(out, name))
        assert again["messages"] == 0 and again["contacts"] == 0, (name, again)
        assert not [x for x in again["skipped"] if "column" not in x["where"]], again
    fresh = studio(d + "/fresh")
    assert ask(fresh, "import", out + "/mail.mbox")["messages"] == sum(r["channel"] == "mail" for r in rows)
    refuse(s, "export", out, says="not empty")
    refuse(s, "export", write(d + "/file", "x"))


@check("erase a person")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", mail(1, text="secretword") + mail(2, sender="bo@example.org")))
    ana = [p for p in ask(s, "contacts") if p["identities"][0]["value"] == "ana@example.org"][0]
    assert ask(s, "erase", ana["id"])["contacts"] == 1
    assert ask(s, "search", "secretword") == [] and len(ask(s, "contacts")) == 1
    refuse(s, "contact", ana["id"])
    refuse(s, "erase", ana["id"])
    for name in ("studio.db", "studio.db-wal"):
        path = s + "/" + name
        if os.path.exists(path):
            assert b"secretword" not in open(path, "rb").read(), name


@check("no locale changes an answer")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--weeks", "1", env={"SO_DEMO_NOW": "1790000000000"})
    t = [x["id"] for x in ask(s, "threads") if x["intent"]][0]
    plain = call(s, "--json", "thread", t, env={"LC_ALL": "C"}).out
    for locale in ("de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8"):
        assert call(s, "--json", "thread", t, env={"LC_ALL": locale, "LANGUAGE": "de"}).out == plain
    assert '"confidence" : 0.' in plain
    assert ask(s, "search", "müller", env={"LC_ALL": "C"}) == ask(s, "search", "müller")


HOURS = '{"week":[["09:00-12:00","14:00-20:00"],[],[],[],["18:00-02:00"],[],[]],"closures":[{"from":"2026-12-24","to":"2027-01-01","label":"Christmas"}]}'


@check("standing approvals: hours, words, on, off, dry run, pause")
def _(d):
    s = studio(d)
    assert as_json(s, "hours", "show") == {"hours": None, "open": None, "opens_at": None}
    refuse(s, "standing", "enable", "out_of_hours", says="opening hours")
    refuse(s, "hours", "set", '{"week":[["late"],[],[],[],[],[],[]]}', says="Monday")
    refuse(s, "hours", "set", "{}", says="week")
    assert as_json(s, "hours", "set", HOURS)["hours"]["week"][4] == ["18:00-02:00"]
    rows = as_json(s, "standing", "list")
    assert [row["kind"] for row in rows] == ["location", "opening_hours", "schedule_facts", "price_facts", "out_of_hours", "greeting", "acknowledgement", "missed_call"]
    assert not any(row["enabled"] for row in rows)
    assert "{time}" in rows[4]["text"]
    row = as_json(s, "standing", "enable", "out_of_hours")
    assert row["enabled"] and row["version"] == 1 and row["enabled_at"], row
    row = ask(s, "standing", "text", "out_of_hours", "Back at {time}.")
    assert not row["enabled"] and row["version"] == 2 and row["text"] == "Back at {time}.", row
    assert ask(s, "standing", "enable", "out_of_hours")["enabled"]
    assert not as_json(s, "standing", "disable", "out_of_hours")["enabled"]
    refuse(s, "standing", "text", "out_of_hours", "We give you a refund", says="never go out by themselves")
    refuse(s, "standing", "text", "out_of_hours", "{who}", says="{who}")
    refuse(s, "standing", "enable", "price_facts", says="earned")
    refuse(s, "standing", "enable", "complaints", says="always answered by a person")
    refuse(s, "standing", "enable", "bookings", says="always answered by a person")
    refuse(s, "standing", "enable", "nonsense", says="nonsense")
    refuse(s, "standing", "enable", code=2)
    run = as_json(s, "standing", "dry-run", "acknowledgement")
    assert run["answered"] == len(run["examples"]) and run["days"] == 30, run
    assert as_json(s, "standing", "pause") == {"paused": True}
    assert as_json(s, "standing", "resume") == {"paused": False}


main()
