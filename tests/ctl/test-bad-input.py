# SPDX-License-Identifier: MIT
"""What is broken, hostile or in the way: one plain sentence each, nothing lost and nothing half done."""
import io
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import CHAT, PROGRAM, ask, call, check, mail, main, refuse, studio, write  # noqa: E402


def made_zip(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def empty(s):
    assert ask(s, "threads") == [] and ask(s, "contacts") == [], "nothing may be left of it"
    assert ask(s, "check")["ok"] is True


@check("files that are none of ours")
def _(d):
    s = studio(d + "/s")
    bad = {
        "page.mbox": "<!DOCTYPE html><html><body>Please sign in</body></html>", "empty.mbox": "", "empty.zip": made_zip([]), "x.csv": "\0\0\0\0",
        "noise.txt": bytes((i * 7919 + 13) % 256 for i in range(5000)), "noise.zip": b"PK\x03\x04" + bytes(200), "a.json": "{}{}", "b.json": "[" * 100000,
        "calendar.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "letter.eml": "", "sql.mbox": "SQLite format 3\0" + "x" * 100,
    }
    for name, content in bad.items():
        refuse(s, "import", write(d + "/" + name, content))
    refuse(s, "import", d + "/nothing-there", says="no file")
    refuse(s, "import", d + "/nothing-there", "--dry-run")
    os.mkdir(d + "/folder")
    refuse(s, "import", d + "/folder")
    empty(s)


@check("a good file beside a bad one: neither")
def _(d):
    s = studio(d + "/s")
    refuse(s, "import", write(d + "/good.mbox", mail(1)), write(d + "/bad.mbox", "<html></html>"))
    empty(s)
    assert ask(s, "imports") == []


@check("truncated zip at every tenth of it")
def _(d):
    s = studio(d + "/s")
    whole = made_zip([("_chat.txt", CHAT * 50), ("IMG-1.jpg", os.urandom(3000)), ("WhatsApp Chat with Ana.txt", CHAT)])
    before = None
    for tenth in range(1, 10):
        path = write(d + f"/cut{tenth}.zip", whole[: len(whole) * tenth // 10])
        result = call(s, "import", path)
        assert result.code in (0, 1) and (result.code == 0 or len(result.err.strip().split("\n")) == 1), result.err
        if result.code == 1:
            before = before or []
            assert ask(s, "threads") == before, tenth
        else:
            before = ask(s, "threads")
    assert ask(s, "check")["ok"] is True


@check("zip bomb, and names that climb out")
def _(d):
    s = studio(d + "/s")
    bomb = write(d + "/bomb.zip", made_zip([("_chat.txt", b"12/03/2024, 09:15 - Ana: " + bytes(60_000_000).replace(b"\0", b"a"))]))
    result = call(s, "import", bomb, timeout=120)
    assert result.code in (0, 1), result.err
    climb = made_zip([("../../evil.txt", CHAT), ("/etc/evil.txt", CHAT), ("_chat.txt", CHAT.replace("ok", "<attached: ../../../evil.jpg>")),
                      ("../../../evil.jpg", b"\xff\xd8\xff" + os.urandom(100))])
    result = call(s, "import", write(d + "/climb.zip", climb))
    assert result.code in (0, 1), result.err
    outside = [p for p in pathlib.Path(d).rglob("*evil*") if p.name != "climb.zip"]
    assert not outside and not os.path.exists("/etc/evil.txt"), outside
    for name in pathlib.Path(s, "files").rglob("*"):
        assert name.is_dir() or len(name.name) in (62, 64), name
    assert ask(s, "check")["ok"] is True


@check("NUL bytes, invalid UTF-8, control characters, a very long line")
def _(d):
    s = studio(d + "/s")
    chat = CHAT.encode().replace(b"ok", b"o\0k \xff\xfe\xc3\x28 \x1b[31mred") + b"14/03/2024, 10:00 - Ana P\xc3\xa9rez: " + b"x" * 3_000_000 + b"\n"
    ask(s, "import", write(d + "/WhatsApp Chat with Ana.txt", chat))
    ask(s, "import", write(d + "/m.mbox", mail(1).encode().replace(b"Hello", b"He\0llo \xff\x9f") + b"From x\nSubject: =?utf-8?B?////?=\n\n\xff\n"))
    for t in ask(s, "threads"):
        for m in ask(s, "thread", t["id"])["messages"]:
            assert "\0" not in m["text"]
        text = call(s, "thread", t["id"])
        assert "\x1b" not in text.out and "\0" not in text.out, "a terminal would obey it"
    text = call(s, "threads")
    assert "\x1b" not in text.out
    assert ask(s, "check")["ok"] is True
    for query in ("\x01", '"', "'; DROP TABLE message; --", "from:", "*", "AND OR NOT", "(", "NEAR(", "x" * 5000, "tag:\"", "before:never", "😀"):
        ask(s, "search", "--", query)
    assert call(s, "search", b"\xff\xfe").code == 0
    refuse(s, "thread", b"\xff\xfe")


@check("a studio that is a text file, damaged, from the future, in the way")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", "".join(mail(n, text="word " * 50) for n in range(400))))
    os.makedirs(d + "/text")
    write(d + "/text/studio.db", "I am a letter, not a database.\n" * 100)
    os.makedirs(d + "/file")
    write(d + "/file/s", "x")
    for words in (["threads"], ["import", d + "/m.mbox"], ["check"], ["demo"], ["health"]):
        refuse(d + "/text", *words)
    assert open(d + "/text/studio.db", encoding="utf-8").read().startswith("I am a letter")
    refuse(d + "/file/s", "init", "--name", "N", "--kind", "dance")
    database = sqlite3.connect(s + "/studio.db")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("PRAGMA user_version = 999")
    database.commit()
    database.close()
    before = open(s + "/studio.db", "rb").read()
    refuse(s, "threads", says="newer")
    refuse(s, "import", d + "/m.mbox")
    assert open(s + "/studio.db", "rb").read() == before, "a newer studio is not touched"
    os.makedirs(d + "/cut")
    write(d + "/cut/studio.db", before[: len(before) // 3].replace(b"\x00\x00\x03\xe7", b"\x00\x00\x00\x01", 1))
    for words in (["threads"], ["check"], ["import", d + "/m.mbox"], ["search", "word"]):
        result = call(d + "/cut", *words)
        assert result.code in (0, 1) and len(result.err.strip().split("\n")) <= 1, (words, result.err)


@check("a studio that somebody else is writing")
def _(d):
    s = studio(d + "/s")
    database = sqlite3.connect(s + "/studio.db", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    refuse(s, "import", write(d + "/m.mbox", mail(1)))
    assert ask(s, "threads") == [], "reading goes on"
    database.execute("ROLLBACK")
    assert ask(s, "import", d + "/m.mbox")["messages"] == 1


def needs_user(words):
    """root may write everywhere: another user is needed to be refused. NULL where there is none."""
    if os.geteuid() != 0:
        return words
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *words]


@check("read-only folder, unreadable file")
def _(d):
    s = studio(d + "/s")
    box = write(d + "/m.mbox", mail(1))
    ask(s, "import", box)
    subprocess.run(["chmod", "-R", "a-w,a+rX", s, d], check=True)
    os.chmod(box, 0)
    for words in (["import", box], ["demo"], ["star", "x"]):
        run = subprocess.run(needs_user([PROGRAM, "--data", s, *words]), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, HOME="/nonexistent"))
        err = run.stderr.decode()
        if "setpriv" in err:
            return "needs setpriv"
        assert run.returncode == 1 and len(err.strip().split("\n")) == 1 and len(err) > 20, (words, err)
    subprocess.run(["chmod", "-R", "u+w", s, d], check=True)
    assert len(ask(s, "threads")) == 1
    return None


@check("a full disk")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/one.mbox", mail(99999, text="before")))
    box = write(d + "/m.mbox", "".join(mail(n, text="word " * 100, sender=f"p{n}@example.org") for n in range(6000)))

    # A file may grow to 3 MB and no further: the same answer as a full disk, without one.
    def small_files():
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    result = refuse(s, "import", box, preexec_fn=small_files)
    assert "disk" in result.err.lower() or "full" in result.err.lower() or "room" in result.err.lower(), result.err
    assert ask(s, "check")["ok"] is True
    state = ask(s, "imports")[0]
    refuse(s, "backup", d + "/b.studio", preexec_fn=lambda: (__import__("signal").signal(__import__("signal").SIGXFSZ, __import__("signal").SIG_IGN),
                                                            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))))
    assert not os.path.exists(d + "/b.studio"), "half a backup is none"
    done = ask(s, "import", box)
    assert done["messages"] == 6000, (state, done["messages"])
    assert len(ask(s, "contacts")) == 6001 and ask(s, "check")["ok"] is True
    out = d + "/out"
    refuse(s, "export", out, preexec_fn=small_files)
    assert not os.path.exists(out), "half an export is none"


@check("standard output that nobody reads")
def _(d):
    s = studio(d + "/s")
    ask(s, "import", write(d + "/m.mbox", "".join(mail(n) for n in range(50))))
    with open("/dev/full", "w", encoding="utf-8") as full:
        run = subprocess.run([PROGRAM, "--data", s, "--json", "threads"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 1 and len(run.stderr.decode().strip().split("\n")) == 1, run.stderr


main()
