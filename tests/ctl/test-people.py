# SPDX-License-Identifier: MIT
"""Who is who by studioctl: merged, made two again, suggested, split, moved; and what is kept of a person. All of it is taken back by undo."""
import sqlite3

from studioctl import as_json, ask, check, main, refuse, write

MAIL = "From: {name} <p{i}@example.org>\nTo: hello@nord.example\nSubject: Class\nMessage-ID: <{i}@x>\nDate: Thu, 12 Nov 2026 18:0{i}:00 +0100\n\nword{i} here\n"


def studio(folder, people=("Ana Lopez", "Ana L.", "Ben Okri")):
    ask(folder, "init", "--name", "Salsa Nord", "--kind", "dance", "--zone", "Europe/Berlin", "--country", "49")
    cards = "\n".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+4915110000{i}\nEMAIL:p{i}@example.org\nEND:VCARD" for i, name in enumerate(people)) + "\n"
    ask(folder, "import", write(folder + "-cards.vcf", cards))
    for i, name in enumerate(people):
        ask(folder, "import", write(f"{folder}-{i}.eml", MAIL.format(name=name, i=i)))
    return folder


def person(s, name):
    found = [c["id"] for c in ask(s, "contacts", "--limit", "100") if c["name"] == name]
    assert len(found) == 1, (name, found)
    return found[0]


def everything(s):
    return [ask(s, "contact", c["id"]) for c in ask(s, "contacts", "--limit", "100")], ask(s, "threads", "--limit", "100")


@check("two records of one person are one, and two again")
def _(d):
    s = studio(d + "/s")
    ana, other = person(s, "Ana Lopez"), person(s, "Ana L.")
    before = everything(s)
    one = ask(s, "contact", "merge", ana, other, "--name", "Ana Maria Lopez", "--notes", "both")
    assert (one["id"], one["name"], one["notes"], len(one["identities"]), one["threads"]) == (ana, "Ana Maria Lopez", "both", 4, 2)
    assert ask(s, "contact", other)["id"] == ana and len(ask(s, "contacts", "--limit", "100")) == 2
    assert [h["contact"] for h in ask(s, "search", "word1")] == ["Ana Maria Lopez"] and [h["id"] for h in ask(s, "search", "p1@example.org") if h["kind"] == "contact"] == [ana]
    assert [m["merged_id"] for m in ask(s, "contact", "merges", ana)] == [other]
    assert all(t["contact_id"] != other for t in ask(s, "threads", "--limit", "100"))
    refuse(s, "contact", "merge", ana, other, says="one person already")
    assert ask(s, "contact", "unmerge", other)["id"] == other
    assert everything(s) == before
    refuse(s, "contact", "unmerge", other, says="not merged")
    ask(s, "contact", "merge", ana, other)
    ask(s, "undo")
    assert everything(s) == before
    refuse(s, "contact", "merge", ana, "nobody", says="no such person")


@check("who may be one person is proposed, and no more when they are not")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Rio", "--kind", "dance", "--country", "55")
    ask(s, "import", write(d + "/a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Bia\nTEL:+5511987654321\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Bia Silva\nTEL:+551187654321\nEND:VCARD\n"))
    found = as_json(s, "contact", "suggestions")
    assert len(found) == 1 and found[0]["why"] == "phone" and {found[0]["value"], found[0]["other_value"]} == {"+5511987654321", "+551187654321"}, found
    assert len(ask(s, "contacts")) == 2, "nothing is merged by itself"
    ask(s, "contact", "apart", found[0]["id"], found[0]["other_id"])
    assert ask(s, "contact", "suggestions") == []
    ask(s, "undo")
    assert len(ask(s, "contact", "suggestions", found[0]["other_id"])) == 1


@check("an address is taken out of a person, a message is of somebody else")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Nord", "--kind", "dance", "--country", "49", "--email", "hello@nord.example")
    ask(s, "import", write(d + "/a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Family Lopez\nTEL:+49151100001\nEMAIL:mia@example.org\nEND:VCARD\n"
                                         "BEGIN:VCARD\nVERSION:3.0\nFN:Kim\nTEL:+49151100002\nEND:VCARD\n"))
    ask(s, "import", write(d + "/m.eml", "From: Mia <mia@example.org>\nTo: hello@nord.example\nSubject: Class\nMessage-ID: <1@x>\nDate: Thu, 12 Nov 2026 18:00:00 +0100\n\nI am Mia\n"))
    family, kim = person(s, "Family Lopez"), person(s, "Kim")
    before = everything(s)
    refuse(s, "contact", "split", kim, "+49151100002", says="only address")
    refuse(s, "contact", "split", kim, "mia@example.org", says="no number or address of this person")
    mia = ask(s, "contact", "split", family, "mia@example.org")
    assert mia["id"] != family and [i["value"] for i in mia["identities"]] == ["mia@example.org"] and mia["threads"] == 1
    ask(s, "undo")
    assert everything(s) == before
    message = [m for t in ask(s, "threads", "--contact", family) for m in ask(s, "thread", t["id"])["messages"]][0]["id"]
    moved = ask(s, "message", "move", message, kim)
    assert moved["id"] == kim and moved["threads"] == 1
    assert [m["text"] for m in as_json(s, "timeline", kim) if m["kind"] == "message"][0].strip() == "I am Mia" and ask(s, "timeline", family) == []
    refuse(s, "message", "move", message, "--new", " ", says="1 to 200 characters")
    new = ask(s, "message", "move", message, "--new", "Xaver Neu")
    assert new["name"] == "Xaver Neu" and ask(s, "contacts", "--query", "xaver")[0]["id"] == new["id"]
    ask(s, "undo")
    assert ask(s, "contacts", "--query", "xaver") == []
    ask(s, "undo")
    assert everything(s) == before


@check("who sent whom: said, said anew, taken back, of two who are one person, never themselves")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Nord", "--kind", "dance", "--country", "49")
    ask(s, "import", write(d + "/a.vcf", "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{n}\nTEL:+4915110000{i}\nEND:VCARD\n" for i, n in enumerate(("Mum", "Kim", "Lea", "Lea Berg")))))
    mum, kim, lea, berg = (person(s, name) for name in ("Mum", "Kim", "Lea", "Lea Berg"))
    ways = lambda of: [(r["way"], r["name"]) for r in ask(s, "contact", "sent-by", of)]
    assert ways(kim) == []
    ask(s, "contact", "sent-by", kim, mum)
    ask(s, "contact", "sent-by", lea, mum)
    assert ways(kim) == [("sent-by", "Mum")] and ways(mum) == [("sent", "Kim"), ("sent", "Lea")]
    refuse(s, "contact", "sent-by", kim, kim, says="Nobody sends themselves")
    refuse(s, "contact", "sent-by", kim, "nobody-there", says="no such person")
    ask(s, "contact", "sent-by", mum, berg)
    ask(s, "contact", "merge", berg, lea)
    assert ways(berg) == [("sent-by", "Mum"), ("sent", "Mum")] and ways(mum) == [("sent-by", "Lea Berg"), ("sent", "Kim"), ("sent", "Lea Berg")]
    refuse(s, "contact", "sent-by", berg, lea, says="Nobody sends themselves")
    ask(s, "contact", "sent-by", berg, "--nobody")
    assert ways(berg) == [("sent", "Mum")]
    ask(s, "undo")
    assert ways(berg) == [("sent-by", "Mum"), ("sent", "Mum")]
    ask(s, "erase", mum)
    assert ways(kim) == [] and ways(berg) == []


@check("notes, files, households and fields; sensitive ones are here alone")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "Nord", "--kind", "dance", "--country", "49")
    ask(s, "import", write(d + "/a.vcf", "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{n}\nTEL:+4915110000{i}\nEND:VCARD\n" for i, n in enumerate(("Mum", "Kim")))))
    mum, kim = person(s, "Mum"), person(s, "Kim")
    note = ask(s, "note", "add", kim, "afraid of the xylophone")[0]["id"]
    assert [h["id"] for h in ask(s, "search", "xylophone")] == [kim]
    ask(s, "note", "set", note, "likes the marimba")
    assert ask(s, "search", "xylophone") == [] and len(ask(s, "search", "marimba")) == 1
    ask(s, "note", "remove", note)
    assert ask(s, "note", "list", kim) == [] and ask(s, "search", "marimba") == []
    ask(s, "undo")
    assert ask(s, "note", "list", kim)[0]["text"] == "likes the marimba" and len(ask(s, "search", "marimba")) == 1
    refuse(s, "note", "add", kim, " ")
    kept = ask(s, "file", "add", kim, write(d + "/consent.txt", "signed"))
    assert [(f["name"], f["size"]) for f in kept] == [("consent.txt", 6)]
    house = ask(s, "household", "join", mum, "--name", "Family", "--role", "guardian", "--receives")[0]["household_id"]
    members = ask(s, "household", "join", kim, "--household", house, "--role", "student")
    assert sorted((m["name"], m["role"], m["receives"]) for m in members) == [("Kim", "student", False), ("Mum", "guardian", True)]
    refuse(s, "household", "join", kim, "--role", "dog", says="no role")
    ask(s, "household", "rename", house, "The Bergs")
    assert {m["household"] for m in ask(s, "household", "show", kim)} == {"The Bergs"}
    refuse(s, "household", "rename", house, " ", says="1 to 200 characters")
    refuse(s, "household", "rename", "nowhere", "X", says="no such household")
    ask(s, "undo")
    assert {m["household"] for m in ask(s, "household", "show", kim)} == {"Family"}
    assert ask(s, "field", "add", "Shoe size", "--kind", "number")["name"] == "shoe-size"
    ask(s, "field", "add", "Allergies", "--sensitive")
    ask(s, "field", "set", kim, "shoe-size", "38.5")
    refuse(s, "field", "set", kim, "shoe-size", "large", says="no number")
    refuse(s, "field", "set", kim, "nothing", "x", says="no field")
    ask(s, "field", "set", kim, "allergies", "peanuts-mark")
    who = ask(s, "contact", kim)
    assert who["fields"] == {"shoe-size": "38.5"} and who["sensitive"] == {"allergies": "peanuts-mark"}
    assert ask(s, "search", "peanuts") == [] and [m["kind"] for m in ask(s, "timeline", kim)] == ["note", "file"]
    database = sqlite3.connect(s + "/studio.db")
    tables = [t for t, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")]
    holds = [t for t in tables if any("peanuts-mark" in str(row) for row in database.execute(f'SELECT * FROM "{t}"'))]
    assert holds == ["sensitive_field"], holds
    ask(s, "contact", "merge", mum, kim)
    assert ask(s, "contact", mum)["sensitive"] == {"allergies": "peanuts-mark"} and len(ask(s, "household", "show", mum)) == 1
    ask(s, "erase", mum)
    database = sqlite3.connect(s + "/studio.db")
    assert not [t for t in tables if any("peanuts" in str(row) or "marimba" in str(row) or "consent.txt" in str(row) for row in database.execute(f'SELECT * FROM "{t}"'))]


@check("people are found by what they are, and a filter has a name")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--weeks", "8", "--seed", "7")
    everybody = ask(s, "contacts", "--limit", "1000")

    def found(query):
        return {c["id"] for c in ask(s, "contacts", "--query", query, "--limit", "1000")}

    for stage in ("NEW", "CONVERTED"):
        assert found("stage:" + stage) == {c["id"] for c in everybody if c["stage"] == stage} != set()
    hot = found("is:hot")
    assert hot == {c["id"] for c in everybody if c["temperature"] == "HOT" and c["stage"] not in ("CONVERTED", "LOST")} != set()
    who = sorted(hot)[0]
    name = next(c["name"] for c in everybody if c["id"] == who).split()[0]
    assert who in found("is:hot " + name) <= hot and found("is:hot stage:LOST") == set() and found("is:hot nobodyiscalledso") == set()
    ask(s, "contact", "merge", who, sorted(hot)[1])
    assert found("is:hot") == hot - {sorted(hot)[1]}
    away = found("is:no-show")
    assert who not in away
    database = sqlite3.connect(s + "/studio.db")
    with database:
        database.execute("UPDATE contact SET birthday = '1990-' || strftime ('%m-%d', 'now', '+3 days') WHERE id = ?", (who,))
        database.execute("UPDATE contact SET last_at = 1, last_inbound_at = 1, created_at = 1, stage = 'CONVERTED' WHERE id = ?", (sorted(hot)[2],))
        database.execute("INSERT INTO trial (id, contact_id, title, starts_at, state, created_at, updated_at) VALUES ('t1', ?, 'Salsa', 5, 'no-show', 0, 0)", (sorted(hot)[1],))
    assert found("is:birthday") >= {who} and found("is:lapsed") >= {sorted(hot)[2]} and not found("is:new") & {sorted(hot)[2]}
    assert found("is:no-show") == away | {who}, "of who was merged, too"
    assert ask(s, "filter", "save", "Hot ones", "is:hot source:whatsapp") == ask(s, "filter", "list") and ask(s, "filter", "list")[0]["query"] == "is:hot source:whatsapp"
    refuse(s, "filter", "save", " ", "is:hot")
    ask(s, "filter", "remove", ask(s, "filter", "list")[0]["id"])
    assert ask(s, "filter", "list") == []
    ask(s, "undo")
    assert len(ask(s, "filter", "list")) == 1
    assert found("is:hot' OR 1 --") == set() and found('tag:"no such; tag') == set()


@check("a timeline is read page by page, and every page once")
def _(d):
    s = d + "/s"
    ask(s, "demo", "--weeks", "4", "--seed", "7")
    who = max(ask(s, "contacts", "--limit", "500"), key=lambda c: c["threads"])["id"]
    for i in range(5):
        ask(s, "note", "add", who, f"note {i}")
    ask(s, "task", "add", who, "call")
    everything = as_json(s, "timeline", who, "--limit", "1000")
    assert everything == sorted(everything, key=lambda m: m["at"]) and {"message", "note", "task"} <= {m["kind"] for m in everything}
    messages = {m["id"] for t in ask(s, "threads", "--contact", who, "--limit", "100") for m in ask(s, "thread", t["id"])["messages"]}
    assert {m["id"] for m in everything if m["kind"] == "message"} == messages
    pages, page = [], 1
    while True:
        rows = ask(s, "timeline", who, "--limit", "3", "--page", str(page))
        if not rows:
            break
        pages, page = rows + pages, page + 1
    assert pages == everything


main()
