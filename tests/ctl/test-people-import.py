# SPDX-License-Identifier: MIT
"""Tables of people: what columns mean, who is known, what is refused and where, and taking all of it back."""
import base64
import csv
import hashlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import CHAT, PROGRAM, ask, call, check, mail, main, refuse, studio, write  # noqa: E402

LIVE = {
    "contact": "SELECT id, name, sort, stage, notes, birthday, photo, source, updated_at FROM contact WHERE deleted_at IS NULL ORDER BY id",
    "identity": "SELECT id, contact_id, value, normal, name, import_id FROM identity WHERE deleted_at IS NULL ORDER BY id",
    "tagging": "SELECT id, target_id FROM tagging WHERE deleted_at IS NULL ORDER BY id",
    "contact_field": "SELECT id, contact_id, name, value FROM contact_field WHERE deleted_at IS NULL ORDER BY id",
}


def rows(folder, sql, *words):
    with sqlite3.connect(f"file:{folder}/studio.db?mode=ro", uri=True) as db:
        return db.execute(sql, words).fetchall()


def people(folder):
    return {table: rows(folder, sql) for table, sql in LIVE.items()}


def same(now, before):
    for table, were in before.items():
        odd = [row for row in now[table] if row not in set(were)][:2] + [row for row in were if row not in set(now[table])][:2]
        assert now[table] == were, (table, len(now[table]), len(were), odd)


@check("what a table's columns mean is shown, said, and remembered for the same headings")
def _(d):
    s = studio(d + "/s")
    path = write(d + "/list.csv", "Kundin,Fon,Haar\nAna,030 123456,rot\nBea,030 654321,\n")
    seen = ask(s, "import", path, "--dry-run")
    assert [c["field"] for c in seen["columns"]] == ["out", "out", "out"], seen["columns"]
    assert seen["columns"][0]["samples"] == ["Ana", "Bea"] and seen["contacts"] == 0
    assert "--map" in call(s, "import", path, "--dry-run").err
    refuse(s, "import", path, says="Name the columns")
    refuse(s, "import", path, "--map", "Kundin=nam", says="notes")
    refuse(s, "import", path, "--map", "Kunde=name", says="Kundin")
    words = ["--map", "Kundin=name", "--map", "#2=phone", "--map", "Haar=field"]
    seen = ask(s, "import", path, *words, "--dry-run")
    assert [c["field"] for c in seen["columns"]] == ["name", "phone", "field"] and seen["found"]["new"] == 2, seen
    assert rows(s, "SELECT count(*) FROM contact") == [(0,)]
    done = ask(s, "import", path, *words)
    assert done["contacts"] == 2 and done["skipped_count"] == 0, done
    assert rows(s, "SELECT name, value FROM contact_field") == [("haar", "rot")]
    again = ask(s, "import", write(d + "/other.csv", "KUNDIN;Fon;haar\nCleo;030 111222;blond\n"))
    assert again["contacts"] == 1, again
    assert rows(s, "SELECT count(*) FROM contact_field") == [(2,)]


@check("who is new, who is completed and who is there twice is told before and after in the same numbers")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/first.csv", "Name,Phone\nAna,030 123456\nBea,030 654321\n"))
    path = write(d + "/second.csv", "Name,Phone,Email\nAna,+49 30 123456,ana@example.org\nBea,030654321,\nCleo,030 111222,\ncleo,030/111222,\n,,\n")
    seen = ask(s, "import", path, "--dry-run")
    assert seen["found"] == {"new": 1, "completes": 1, "nothing_new": 1, "twice": 1}, seen["found"]
    assert [x["where"] for x in seen["same"]] == ["line 2", "line 5"] and "line 4" in seen["same"][1]["why"], seen["same"]
    done = ask(s, "import", path)
    assert (done["contacts"], done["known"]) == (seen["contacts"], seen["known"]) == (1, 3), (done, seen)
    assert done["skipped"] == seen["skipped"]


@check("a country is asked for where numbers have none and the studio has none")
def _(d):
    s = d + "/s"
    ask(s, "init", "--name", "S", "--kind", "dance", "--zone", "Europe/Berlin")
    path = write(d + "/c.csv", "Name,Phone\nAna,030 123456\nBea,+41 44 1234567\n")
    seen = call(s, "--json", "import", path, "--dry-run")
    assert seen.json()["numbers_without_country"] == 1 and "--country" in seen.err, seen.err
    assert ask(s, "import", path, "--dry-run", "--country", "+49")["numbers_without_country"] == 0
    ask(s, "import", path, "--country", "49")
    assert sorted(rows(s, "SELECT normal FROM identity")) == [("+4930123456",), ("+41441234567",)][::-1] or \
        {r[0] for r in rows(s, "SELECT normal FROM identity")} == {"+4930123456", "+41441234567"}


@check("taking an import back restores whom it completed, except what was changed since")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/first.csv", "Name,Phone\n,030 123456\nBea,030 654321\n"))
    before = people(s)
    done = ask(s, "import", write(d + "/second.csv", "Name,Phone,Email,Notes,Birthday,Tags,Stage\nAna,030 123456,a@x.org,hi,1.2.1990,vip,lost\n"
                                  "B,030 654321,b@x.org,note,,new,\nCleo,030 1112223,,,,,trial scheduled\n"))
    assert rows(s, "SELECT stage FROM contact WHERE name = 'Cleo'") == [("TRIAL_SCHEDULED",)]
    assert rows(s, "SELECT stage FROM contact WHERE name = 'Ana'") == [("NEW",)]
    assert people(s) != before
    ask(s, "import", "undo", done["batch"])
    same(people(s), before)
    assert ask(s, "contacts", "--query", "a@x.org") == []
    refuse(s, "import", "undo", done["batch"], says="already")
    ask(s, "import", write(d + "/third.csv", "Name,Phone\nCleo,030 1112223\n"))
    assert rows(s, "SELECT stage FROM contact WHERE name = 'Cleo'") == [("NEW",)]


@check("tables that are odd: read, or refused by line with the reason")
def _(d):
    table = "Name;Phone\nJörg;030 123456\nÄnne;030 654321\n"
    for name, content in {
            "latin.csv": table.encode("latin-1"), "dos.csv": (table.replace("Änne", "Änne „A“").encode("cp1252")), "le.csv": table.encode("utf-16"),
            "nomark.csv": table.encode("utf-16-le"), "be.csv": table.encode("utf-16-be"), "bom.csv": table.encode("utf-8-sig"),
            "tab.csv": table.replace(";", "\t").encode(), "crlf.csv": table.replace("\n", "\r\n\r\n").encode(), "mac.csv": table.replace("\n", "\r").encode(),
            "nul.csv": table.encode().replace("Jörg".encode(), "J\0ör\0g".encode()), "quotes.csv": table.replace("Jörg", '"Jörg"').encode()}.items():
        s = studio(d + "/" + name.split(".")[0])
        done = ask(s, "import", write(d + "/" + name, content), "--kind", "csv")
        names = [r[0] for r in rows(s, "SELECT name FROM contact ORDER BY sort")]
        assert done["contacts"] == 2 and names[1] == "Jörg" and names[0].startswith("Änne"), (name, done, names)
    s = studio(d + "/s")
    assert ask(s, "import", write(d + "/head.csv", "Name,Phone\n"))["contacts"] == 0
    wide = ",".join(["Name"] + [f"C{i}" for i in range(199)]) + "\n" + ",".join(["Wide"] + ["x"] * 199) + "\n"
    done = ask(s, "import", write(d + "/wide.csv", wide))
    assert done["contacts"] == 1 and done["skipped_count"] == 199, done
    odd = "Name,Phone,Notes\nAna,call me,\n" + "x" * 2000 + ",030 1,\nBea,030 123456,y,z\n,,only a note\n=HYPERLINK(\"http://x\"),030 777888,=1+1\n\"Cleo,030 999000,open\n"
    done = ask(s, "import", write(d + "/odd.csv", odd))
    assert [x["where"] for x in done["skipped"]] == ["line 3", "line 4", "line 5"], done["skipped"]
    assert done["contacts"] == 4, done
    assert rows(s, "SELECT count(*) FROM contact WHERE name = '=HYPERLINK(\"http://x\")' AND notes = '=1+1'") == [(1,)]


@check("columns that are fields are the studio's own: by name or label, on this computer alone where they are sensitive, and gone with the import")
def _(d):
    s = studio(d + "/s")
    ask(s, "field", "add", "Shoe size", "--kind", "number")
    ask(s, "field", "add", "Allergies", "--sensitive")
    ask(s, "import", write(d + "/first.csv", "Name,Phone\nAna,030 123456\nBea,030 654321\n"))
    ana, bea = (row[0] for row in rows(s, "SELECT id FROM contact ORDER BY sort"))
    ask(s, "field", "set", bea, "allergies", "cats")
    kinds = "SELECT name, label, kind, sensitive FROM field_kind WHERE deleted_at IS NULL ORDER BY name"
    secret = "SELECT contact_id, name, value FROM sensitive_field ORDER BY contact_id, name"
    before, named, hidden = people(s), rows(s, kinds), rows(s, secret)
    path = write(d + "/second.csv", "Name,Phone,SHOE SIZE,Allergies,T Shirt\nAna,030 123456,38,nuts,M\nBea,030 654321,39,dogs,\nCleo,030 111222,,milk,L\n")
    words = [word for column in ("SHOE SIZE", "Allergies", "T Shirt") for word in ("--map", column + "=field")]
    seen = ask(s, "import", path, *words, "--dry-run")
    assert seen["found"] == {"new": 1, "completes": 2, "nothing_new": 0, "twice": 0}, seen["found"]
    assert rows(s, kinds) == named
    done = ask(s, "import", path, *words)
    assert rows(s, kinds) == [("allergies", "Allergies", "text", 1), ("shoe-size", "Shoe size", "number", 0), ("t-shirt", "T Shirt", "text", 0)], rows(s, kinds)
    assert rows(s, "SELECT c.name, f.name, f.value FROM contact_field f JOIN contact c ON c.id = f.contact_id WHERE f.deleted_at IS NULL ORDER BY c.sort, f.name") == [
        ("Ana", "shoe-size", "38"), ("Ana", "t-shirt", "M"), ("Bea", "shoe-size", "39"), ("Cleo", "t-shirt", "L")]
    assert rows(s, "SELECT c.name, f.value FROM sensitive_field f JOIN contact c ON c.id = f.contact_id ORDER BY c.sort") == [("Ana", "nuts"), ("Bea", "cats"), ("Cleo", "milk")]
    assert ask(s, "search", "nuts") == []
    again = ask(s, "import", write(d + "/again.csv", pathlib.Path(path).read_text() + "\n"), *words, "--dry-run")
    assert again["found"] == {"new": 0, "completes": 0, "nothing_new": 3, "twice": 0}, again["found"]
    ask(s, "import", "undo", done["batch"])
    same(people(s), before)
    assert rows(s, kinds) == named and rows(s, secret) == hidden, (rows(s, kinds), rows(s, secret))

    done = ask(s, "import", path, *words)
    ask(s, "field", "set", bea, "t-shirt", "S")
    ask(s, "import", "undo", done["batch"])
    assert ("t-shirt", "T Shirt", "text", 0) in rows(s, kinds), "somebody else has it"
    assert rows(s, "SELECT contact_id, value FROM contact_field WHERE deleted_at IS NULL") == [(bea, "S")] and rows(s, secret) == hidden


@check("killed in the middle and done again: nothing is doubled, and all of it can be taken back")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/first.csv", "Name,Phone\n" + "".join(f",0151 1{n:06d}\n" for n in range(0, 9000, 3))))
    before = people(s)
    path = write(d + "/big.csv", "Name,Phone,Notes,Tags,Size\n" + "".join(f"P{n},0151 1{n:06d},note {n},t{n % 7},{n % 50}\n" for n in range(9000)))
    words = ["--map", "Size=field"]
    for _ in range(3):
        process = subprocess.Popen([PROGRAM, "--data", s, "import", path, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        at = rows(s, "SELECT count(*) FROM contact_field")[0][0]
        end = time.monotonic() + 120
        while process.poll() is None and rows(s, "SELECT count(*) FROM contact_field")[0][0] < at + 500 and time.monotonic() < end:
            time.sleep(0.005)
        process.kill()
        process.wait()
    done = ask(s, "import", path, *words)
    assert rows(s, "SELECT count(*), count(DISTINCT name), min(notes IS NOT NULL) FROM contact WHERE deleted_at IS NULL") == [(9000, 9000, 1)]
    assert rows(s, "SELECT count(*) FROM contact_field") == [(9000,)]
    assert done["contacts"] + done["known"] == 9000, done
    assert len(ask(s, "imports")) == 2
    ask(s, "import", "undo", done["batch"])
    same(people(s), before)


PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
CARDS = f"""BEGIN:VCARD
VERSION:3.0
N:Müller;Jörg;;;
FN:Jörg Müller
item1.TEL;TYPE=CELL:+49 171 1234567
TEL;TYPE=HOME:+49 30 765-4321
EMAIL:j@example.org
X-SOCIALPROFILE;TYPE=instagram:jorg.m
BDAY:1980-01-31
NOTE:one\\, two\\nthree
CATEGORIES:tango,kids
PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(PNG).decode()}
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:G=F3mez;Ana
NOTE;ENCODING=QUOTED-PRINTABLE:=3D1+1=0D=0A=
second line
TEL;HOME:+34600111222
PHOTO;BASE64;PNG:
 {base64.b64encode(PNG).decode()[:40]}
 {base64.b64encode(PNG).decode()[40:]}

END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:=HYPERLINK("http://x")
EMAIL;PREF=1:mailto:=cmd@example.org
PHOTO:data:image/png;base64,{base64.b64encode(PNG).decode()}
NOTE:'quoted'
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:No Picture
TEL:+49 30 111
PHOTO:data:image/png;base64,{base64.b64encode(b"MZ" + bytes(90)).decode()}
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Huge
TEL:+49 30 222222
PHOTO:data:image/png;base64,{base64.b64encode(PNG + bytes(5_000_000)).decode()}
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Elsewhere
TEL:+49 30 333333
PHOTO:https://example.org/a.png
END:VCARD
"""


@check("cards of all three versions with photos are read, and what is no picture, too large or elsewhere is said by line")
def _(d):
    s = studio(d + "/s")
    done = ask(s, "import", write(d + "/cards.vcf", CARDS))
    assert done["contacts"] == 6 and done["skipped_count"] == 3, done
    assert [x["why"].split(" and ")[0] for x in done["skipped"]] == [
        "The photo of this card is no picture", "The photo of this card is larger than 4 MB", "The photo of this card is elsewhere, "][:2] + \
        [done["skipped"][2]["why"].split(" and ")[0]], done["skipped"]
    assert "nothing is fetched" in done["skipped"][2]["why"]
    photos = rows(s, "SELECT name, photo FROM contact WHERE photo IS NOT NULL ORDER BY name")
    assert [p[0] for p in photos] == ['=HYPERLINK("http://x")', "Ana Gómez", "Jörg Müller"], photos
    assert len({p[1] for p in photos}) == 1 and photos[0][1] == hashlib.sha256(PNG).hexdigest()
    kept = pathlib.Path(s) / "files" / photos[0][1][:2] / photos[0][1]
    assert kept.read_bytes() == PNG
    assert rows(s, "SELECT notes FROM contact WHERE name = 'Ana Gómez'") == [("=1+1\nsecond line",)]


@check("what is written out is read in as it was, as cards and as a table, and no cell of it is a formula")
def _(d):
    one, two, three = (studio(d + "/" + name) for name in ("one", "two", "three"))
    ask(one, "import", write(d + "/cards.vcf", CARDS))
    ask(one, "import", write(d + "/more.csv", "Name,Phone,Stage,Source,Size,Notes\nBea,030 654321;030 98765432,qualified,Flyer,38,\"a;b\n'=x\"\nCleo,,,,@home,-1\n"),
        "--map", "Size=field")
    assert ask(one, "contacts", "--export", d + "/1.vcf")["contacts"] == 8
    ask(one, "contacts", "--export", d + "/1.csv")
    ask(two, "import", d + "/1.vcf")
    ask(two, "contacts", "--export", d + "/2.vcf")
    assert pathlib.Path(d + "/2.vcf").read_text() == pathlib.Path(d + "/1.vcf").read_text()
    ask(two, "contacts", "--export", d + "/2.csv")
    assert pathlib.Path(d + "/2.csv").read_text() == pathlib.Path(d + "/1.csv").read_text()
    done = ask(three, "import", d + "/1.csv")
    assert done["skipped_count"] == 0, done["skipped"]
    ask(three, "contacts", "--export", d + "/3.csv")
    assert pathlib.Path(d + "/3.csv").read_text() == pathlib.Path(d + "/1.csv").read_text()
    with open(d + "/1.csv", newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [c for c in cells if c[:1] in ("=", "@", "-", "\t") or (c[:1] == "+" and c[1:].replace(" ", "").isdigit() is False)], cells
    assert ask(one, "contacts", "--query", "bea", "--export", d + "/bea.vcf")["contacts"] == 1
    refuse(one, "contacts", "--export", d, says="no file")


def tree(folder):
    return sorted(str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*") if p.is_file())


@check("everything of one person goes into a folder, and of nobody else; text of theirs stays text")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/cards.vcf", CARDS))
    ask(s, "import", write(d + "/WhatsApp Chat with Jo.txt", CHAT.replace("beginner salsa", "<script>alert(1)</script> plumage")), "--me", "Ria")
    ask(s, "import", write(d + "/m.mbox", mail(1, text="zebra of another", sender="bea@example.org")))
    jorg, = (c["id"] for c in ask(s, "contacts", "--query", "Jörg"))
    chat, = (r[0] for r in rows(s, "SELECT contact_id FROM thread WHERE channel = 'whatsapp'"))
    with sqlite3.connect(s + "/studio.db") as db:        # as a merge leaves it
        db.execute("UPDATE contact SET merged_into = ?, root = ? WHERE id = ?", (jorg, jorg, chat))
        db.execute("INSERT INTO contact_note (id, contact_id, text, created_at, updated_at) VALUES ('n', ?, 'likes violins', 1, 1)", (jorg,))
        db.execute("INSERT INTO sensitive_field (contact_id, name, value, updated_at) VALUES (?, 'allergy', 'nuts', 1)", (jorg,))
    told = ask(s, "export", d + "/out", "--contact", chat)
    assert told["messages"] >= 1 and told["notes"] == 1, told
    person = json.loads(pathlib.Path(d + "/out/person.json").read_text())
    assert {c["id"] for c in person["contact"]} == {jorg, chat}
    assert all("zebra" not in m["text"] for m in person["message"]) and any("plumage" in m["text"] for m in person["message"])
    page = pathlib.Path(d + "/out/person.html").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; plumage" in page and "<script" not in page and "zebra" not in page
    assert "likes violins" in page and "nuts" in page and "+49 171 1234567" in page
    assert tree(d + "/out") == ["files/" + hashlib.sha256(PNG).hexdigest(), "person.html", "person.json"]
    refuse(s, "export", d + "/out", "--contact", jorg, says="not empty")
    refuse(s, "export", d + "/none", "--contact", "nobody", says="no such person")
    assert not pathlib.Path(d + "/none").exists()
    ask(s, "erase", jorg)
    refuse(s, "export", d + "/gone", "--contact", jorg, says="no such person")
    assert rows(s, "SELECT count(*) FROM contact WHERE id = ?", jorg) == [(1,)]


main()
