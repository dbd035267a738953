# SPDX-License-Identifier: MIT
"""Files that a stranger, or an owner in a hurry, hands to `settings import` and `knowledge import`: what is no such file is refused whole, in one sentence, and
the studio is as it was."""
import copy
import io
import json
import os
import pathlib
import random
import sqlite3
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import ask, call, check, main, refuse, studio, write  # noqa: E402

HEAD = {"format": "studio-os-setup", "version": 1}
PRICE = {"name": "Salsa", "amount": 1500, "currency": "EUR"}


def rows(folder):
    """All that the studio holds, but when it was last copied."""
    with sqlite3.connect(f"file:{folder}/studio.db?mode=ro", uri=True) as db:
        return [line for line in db.iterdump() if "'backup.at'" not in line]


def leave(folder, *words, **options):
    before = rows(folder)
    refuse(folder, *words, **options)
    assert rows(folder) == before, words


@check("a list of questions that is none, is too much or no text leaves nothing behind")
def _(d):
    s, dice = studio(d + "/s"), random.Random(3)
    bad = {"empty.md": "", "words.md": "Just words.\n", "heads.csv": "Question,Answer\n", "zeros.csv": b"\0" * 5000, "noise.csv": dice.randbytes(5000), "noise": dice.randbytes(5000),
           "large.md": "x" * (1 << 20) + "y", "many.md": "".join(f"## Question {n}?\nAnswer\n" for n in range(501)), "long.md": "## " + "q" * 501 + "?\nYes\n"}
    for name, content in bad.items():
        leave(s, "knowledge", "import", write(f"{d}/{name}", content))
    for path in d, f"{d}/none.md", "/dev/zero":
        leave(s, "knowledge", "import", path, says="no file")
    refuse(f"{d}/nowhere", "knowledge", "import", f"{d}/many.md", says="no studio")
    assert ask(s, "knowledge", "list") == []


@check("a table of Excel and a text of long ago are read with their letters; a dry run stores nothing; one undo takes all back")
def _(d):
    s = studio(d + "/s")
    table = write(f"{d}/faq.csv", "Frage;Antwort\nÖffnungszeiten?;„Täglich“; für 15 €\n".encode("cp1252"))
    before = rows(s)
    assert ask(s, "knowledge", "import", table, "--dry-run") == {"found": 1, "new": 1}
    assert rows(s) == before
    assert ask(s, "knowledge", "import", table) == {"found": 1, "added": 1}
    assert ask(s, "knowledge", "import", table) == {"found": 1, "added": 0}
    ask(s, "knowledge", "import", write(f"{d}/wide.csv", "Frage\tAntwort\nGibt es Parkplätze?\tJa\n".encode("utf-16")))
    assert {(one["question"], one["answer"]) for one in ask(s, "knowledge", "list")} == {("Öffnungszeiten?", "„Täglich“"), ("Gibt es Parkplätze?", "Ja")}
    ask(s, "undo")
    ask(s, "undo")
    assert ask(s, "knowledge", "list") == []


def docx(body):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@check("a document of a word processor is read; one that is a bomb, damaged or something else is refused, and so is a page of this computer")
def _(d):
    s = studio(d + "/s")
    good = docx(paragraph("Wo sind Sie?") + paragraph("Am Markt &amp; im Hof."))
    assert ask(s, "knowledge", "import", write(f"{d}/faq.docx", good), "--dry-run") == {"found": 1, "new": 1}
    for name, content in {"bomb": docx(" " * (40 << 20)), "cut": good[:60], "noise": b"PK\3\4" + random.Random(5).randbytes(3000), "empty": docx(""), "xml": docx("<w:p>")}.items():
        leave(s, "knowledge", "import", write(f"{d}/{name}.docx", content))
    for page in "https://127.0.0.1:9/", "http://localhost/", "https://[::1]/faq", "https://10.0.0.1/", "https://192.168.0.1/", "https://169.254.169.254/latest":
        leave(s, "knowledge", "import", page, says="private network")
    for page in "file:///etc/hostname?", "ftp://x.example/faq", "https://", "http:///x":
        leave(s, "knowledge", "import", page)
    assert ask(s, "knowledge", "import", f"{d}/faq.docx") == {"found": 1, "added": 1}
    assert [one["answer"] for one in ask(s, "knowledge", "list")] == ["Am Markt & im Hof."]


def bad_set_ups():
    yield from ("", "[]", "null", "{", "[" * 100000, '{"format":"studio-os-setup","version":1,"prices":' + "[" * 5000 + "]" * 5000 + "}", "{}", bytes(range(256)))
    for part in {**HEAD, "version": 99}, {**HEAD, "version": "1"}, {**HEAD, "format": "x"}, {**HEAD, "settings": {"assistant.mode": "auto"}}, {**HEAD, "settings": {"hours": "x"}}:
        yield json.dumps(part)
    for part in "profile", "settings", "prices", "knowledge", "templates", "follow_ups", "rules", "fields":
        for value in None, 5, "x", [5], [None], [[]], [{}]:
            yield json.dumps({**HEAD, part: value})
    for key, value in ("amount", -1), ("amount", 1.5), ("amount", "15"), ("amount", True), ("amount", 2 ** 63 - 1), ("amount", 10 ** 30), ("currency", "Euro"), ("name", " "), ("name", "x" * 201):
        yield json.dumps({**HEAD, "prices": [PRICE, {**PRICE, key: value}]})
    for sensitive in "yes", 1, None, "false":
        yield json.dumps({**HEAD, "fields": [{"label": "Allergies", "kind": "text", "sensitive": sensitive}]})
    yield json.dumps({**HEAD, "knowledge": [{"question": "q", "answer": "a", "quotable": "no"}]})
    for key, value in ("name", "  "), ("name", "x" * 121), ("zone", "Mars/X"), ("currency", "zz"), ("email", "a@b\nBcc: x@y"), ("country", "de"), ("kind", "zoo"):
        yield json.dumps({**HEAD, "prices": [PRICE], "profile": {key: value}})


@check("a set-up that is none, or has one wrong entry, changes nothing and makes no backup")
def _(d):
    s = studio(d + "/s")
    for content in bad_set_ups():
        leave(s, "settings", "import", write(f"{d}/in.json", content))
    for path in d, f"{d}/none.json", "/dev/zero":
        leave(s, "settings", "import", path)
    leave(s, "settings", "import", write(f"{d}/in.json", json.dumps({**HEAD, "profile": {"name": "x" * 10_000_000}})), says="too large")
    assert not os.path.exists(f"{s}/backups")


@check("each set-up that changes something has a backup of its own, however soon one follows the other")
def _(d):
    s, backups = studio(d + "/s"), set()
    for n in range(4):
        answer = ask(s, "settings", "import", write(f"{d}/in.json", json.dumps({**HEAD, "prices": [{**PRICE, "amount": 1000 + n}]})))
        backups.add(answer["backup"])
    assert len(backups) == 4 and all(os.path.exists(path) for path in backups), backups
    first = min(backups, key=lambda path: (len(path), path))
    ask(s, "restore", first)
    assert ask(s, "price", "list") == [], "as it was before the first"


@check("what a set-up says twice is one thing, as it says last; what it does not know is left out")
def _(d):
    s = studio(d + "/s")
    twice = {**copy.deepcopy(HEAD), "weather": [1, {"a": []}], "prices": [PRICE, {**PRICE, "amount": 1700, "colour": "red"}]}
    ask(s, "settings", "import", write(f"{d}/in.json", json.dumps(twice)))
    assert [(one["name"], one["amount"]) for one in ask(s, "price", "list")] == [("Salsa", 1700)]
    assert call(s, "check").code == 0


main()
