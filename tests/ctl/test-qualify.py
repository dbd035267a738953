# SPDX-License-Identifier: MIT
"""Questions to leads by studioctl: the usual ones of a kind, the owner's own, answers as fields, and drafts that end with the next one."""
from studioctl import as_json, ask, call, check, main, refuse, studio, write, CHAT


def names(rows):
    return [row["name"] for row in rows]


@check("each kind of studio has its own, which can be changed and brought back")
def _(d):
    for kind, first in (("dance", "style"), ("yoga", "level"), ("agency", "project"), ("music", "instrument")):
        folder = f"{d}/{kind}"
        ask(folder, "init", "--name", "N", "--kind", kind, "--zone", "Europe/Berlin")
        assert names(as_json(folder, "qualify", "list"))[0] == first, kind
    s = d + "/dance"
    assert names(ask(s, "qualify", "add", "Shoe size", "Which shoe size do you wear?")) == ["style", "level", "for-whom", "times", "shoe-size"]
    assert names(ask(s, "qualify", "move", "shoe-size", "1"))[0] == "shoe-size"
    assert names(ask(s, "qualify", "remove", "level")) == ["shoe-size", "style", "for-whom", "times"]
    own = ask(s, "qualify", "set", "style", "Salsa or tango?")[1]
    assert (own["ask"], own["own"]) == ("Salsa or tango?", True)
    assert ask(s, "qualify", "set", "style", "")[1]["own"] is False
    assert names(ask(s, "qualify", "reset")) == ["style", "level", "for-whom", "times"]
    refuse(s, "qualify", "add", "Style", "Which?", says="already")
    refuse(s, "qualify", "add", "Why", "x" * 201, says="200")
    refuse(s, "qualify", "add", " ", "Why?", says="60")
    refuse(s, "qualify", "set", "nothing", "Why?", says="qualify list")
    refuse(s, "qualify", "move", "style", "9", code=2)
    refuse(s, "qualify", "drafts", "perhaps", code=2)
    for number in range(16):
        ask(s, "qualify", "add", f"More {number}", "Why?")
    refuse(s, "qualify", "add", "Too many", "Why?", says="20")


@check("an answer is a field of the person, and is taken back by undo")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/WhatsApp Chat with Ana Pérez.txt", CHAT), "--me", "Ria")
    person = ask(s, "contacts")[0]["id"]
    assert [row["answer"] for row in ask(s, "qualify", "list", person)] == [None] * 4
    assert ask(s, "field", "list") == []
    rows = as_json(s, "qualify", "answer", person, "style", "Bachata")
    assert rows[0]["answer"] == "Bachata"
    assert [(f["name"], f["label"], f["kind"]) for f in ask(s, "field", "list")] == [("style", "Style", "text")]
    assert "Bachata" in call(s, "--json", "contact", person).out
    refuse(s, "qualify", "answer", person, "no-question", "x", says="no field")
    ask(s, "undo")
    assert ask(s, "qualify", "list", person)[0]["answer"] is None and ask(s, "field", "list") == []
    ask(s, "qualify", "answer", person, "style", "Salsa")
    assert ask(s, "qualify", "answer", person, "style")[0]["answer"] is None


@check("what is sensitive stays on this computer")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/WhatsApp Chat with Ana Pérez.txt", CHAT), "--me", "Ria")
    person = ask(s, "contacts")[0]["id"]
    assert ask(s, "qualify", "add", "Injuries", "Any injuries?", "--sensitive")[-1]["sensitive"]
    assert ask(s, "qualify", "answer", person, "injuries", "left knee")[-1]["answer"] == "left knee"
    assert ask(s, "field", "list")[0]["sensitive"] and ask(s, "search", "knee") == []
    ask(s, "contacts", "--export", d + "/out.csv")
    assert "knee" not in open(d + "/out.csv", encoding="utf-8").read()


@check("a draft ends with the next one where that is switched on, or wanted")
def _(d):
    s = studio(d + "/s")
    script = write(d + "/script.json", '[{"from": "Ana", "say": "How much is a class?"}]')
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    ask(s, "account", "add", "loopback", "name=Practice", "script=" + script)
    ask(s, "knowledge", "add", "--question", "What does a class cost?", "--answer", "A class is 15 €.", "--category", "fee_inquiry")
    ask(s, "sync", "--once")
    draft = ask(s, "drafts")[0]
    assert draft["text"].startswith("Hi Ana! A class is 15 €. See") and ask(s, "qualify", "drafts") == {"drafts": False}
    assert "Which style would you like to try?" in ask(s, "redo", draft["id"], "--hint", "with question")["text"]
    assert ask(s, "qualify", "drafts", "on") == {"drafts": True}
    ask(s, "discard", draft["id"], "--reason", "3")
    assert ask(s, "propose", draft["thread_id"])["text"] == "Hi Ana! A class is 15 €. Which style would you like to try? See you soon!"
    assert ask(s, "outbox") == [], "nothing is sent by it"


main()
