# SPDX-License-Identifier: MIT
"""How long data is kept, by studioctl: counted first, erased once a day by itself or at once, never what is marked, and for good."""
import os
import sqlite3

from studioctl import as_json, ask, call, check, main, refuse, studio, write

LINE = "%s - %s: %s\n"


def old_chat(d, name, *texts):
    return write(f"{d}/WhatsApp Chat with {name}.txt", "".join(LINE % (f"12/03/20{17 + i}, 09:1{i}", name, text) for i, text in enumerate(texts)))


def change(s, statement, *values):
    connection = sqlite3.connect(os.path.join(s, "studio.db"), timeout=60)
    with connection:
        connection.execute(statement, values)
    connection.close()


def bytes_of(s):
    content = b""
    for folder, _, names in os.walk(s):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                content += file.read()
    return content.lower()


def due(s):
    return {row["kind"]: row["due"] for row in ask(s, "retention", "list")}


@check("everything is kept for ever at first, and what is said wrongly is refused")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", old_chat(d, "Ana", "zinnober one", "two"), "--me", "Ria")
    rows = as_json(s, "retention", "list")
    assert [row["kind"] for row in rows] == ["messages", "recordings", "imports", "leads", "bin"]
    assert all(row["months"] is None and row["due"] == 0 for row in rows)
    assert ask(s, "retention", "run") == {kind: 0 for kind in ("messages", "recordings", "imports", "leads", "bin")}
    refuse(s, "retention", "set", "photos", "3", code=2)
    refuse(s, "retention", "set", "imports", "0", code=2)
    refuse(s, "retention", "set", "imports", "601", code=2)
    assert len(ask(s, "search", "zinnober")) == 1


@check("counted first, then erased by the next sync, once, for good; what is marked stays")
def _(d):
    s = studio(d + "/s")
    for name, word in (("Ana", "zinnober"), ("Bea", "holunder"), ("Cleo", "mispel")):
        ask(s, "import", old_chat(d, name, word + " one", word + " two"), "--me", "Ria")
    people = {row["name"]: row["id"] for row in ask(s, "contacts")}
    thread = lambda name: ask(s, "threads", "--contact", people[name])[0]["id"]
    ask(s, "star", thread("Bea"))
    ask(s, "task", "add", people["Cleo"], "call her")
    assert ask(s, "retention", "set", "imports", "12", "--dry-run") == {"kind": "imports", "months": 12, "due": 2}
    assert due(s)["imports"] == 0, "only counted"
    assert ask(s, "retention", "set", "imports", "12")[2] == {"kind": "imports", "months": 12, "due": 2}
    assert len(ask(s, "search", "zinnober")) == 2, "not before the next pass"
    ask(s, "sync", "--once")
    assert due(s)["imports"] == 0 and ask(s, "search", "zinnober") == []
    assert b"zinnober" not in bytes_of(s), "no word on the disk"
    assert len(ask(s, "search", "holunder")) == len(ask(s, "search", "mispel")) == 2
    assert call(s, "check").code == 0
    # Once a day: what is free now waits until tomorrow, or is done at once when somebody asks.
    ask(s, "unstar", thread("Bea"))
    ask(s, "sync", "--once")
    assert len(ask(s, "search", "holunder")) == 2 and due(s)["imports"] == 2
    assert ask(s, "retention", "run")["imports"] == 2
    assert ask(s, "search", "holunder") == [] and b"holunder" not in bytes_of(s)
    assert ask(s, "retention", "set", "imports", "forever")[2]["months"] is None
    assert ask(s, "retention", "run")["imports"] == 0 and len(ask(s, "search", "mispel")) == 2
    assert call(s, "check").code == 0


@check("lost leads are erased as people, with all that is known of them")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", old_chat(d, "Zinnober Ana", "hello"), "--me", "Ria")
    ask(s, "import", old_chat(d, "Bea", "hello"), "--me", "Ria")
    people = {row["name"]: row["id"] for row in ask(s, "contacts")}
    for person in people.values():
        ask(s, "stage", person, "LOST", "price")
    ask(s, "note", "add", people["Zinnober Ana"], "rhabarber")
    change(s, "UPDATE contact SET stage_at = 1 WHERE id = ?", people["Zinnober Ana"])
    assert ask(s, "retention", "set", "leads", "6", "--dry-run")["due"] == 1
    ask(s, "retention", "set", "leads", "6")
    assert ask(s, "retention", "run", "--dry-run")[3]["due"] == 1
    assert ask(s, "retention", "run")["leads"] == 1
    assert [row["name"] for row in ask(s, "contacts")] == ["Bea"]
    assert b"rhabarber" not in bytes_of(s) and ask(s, "lead", "stats")["columns"]["LOST"] == 1
    assert call(s, "check").code == 0


@check("a backup from before still has what was erased since")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", old_chat(d, "Ana", "zinnober"), "--me", "Ria")
    ask(s, "backup", d + "/b.studio")
    ask(s, "retention", "set", "imports", "1")
    assert ask(s, "retention", "run")["imports"] == 1
    ask(s, "restore", d + "/b.studio")
    assert len(ask(s, "search", "zinnober")) == 1


main()
