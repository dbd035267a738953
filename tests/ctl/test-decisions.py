# SPDX-License-Identifier: MIT
"""The log of decisions from outside: what it tells, every filter, pages, and the file."""
import csv
import datetime
import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import PROGRAM, ask, as_json, call, check, mail, main, refuse, studio, write  # noqa: E402


def people(folder, *names):
    """A thread for each."""
    for number, name in enumerate(names):
        ask(folder, "import", write(f"{folder}-{number}.mbox", mail(number, sender=f"{name}@example.org")))
    return {name: next(t["id"] for t in ask(folder, "threads", "--split", "all") if t["contact"].startswith(name)) for name in names}


def decided(d):
    """One of each: queued by ana, discarded for ben, recalled for cleo, and one that is open."""
    s = studio(d + "/s")
    threads = people(s, "ana", "ben", "cleo")
    ids = {name: ask(s, "reply", thread, "--text", f"Hello {name}, see you on Tuesday")["id"] for name, thread in threads.items()}
    ask(s, "approve", ids["ana"])
    ask(s, "discard", ids["ben"], "--reason", "2")
    ask(s, "approve", ids["cleo"])
    ask(s, "outbox", "recall", ids["cleo"])
    return s, threads, ids


@check("nothing decided: an empty list, an empty table, a file of one line")
def _(d):
    s = studio(d + "/s")
    assert ask(s, "decisions") == [] and call(s, "decisions").out == ""
    assert ask(s, "decisions", "--csv", d + "/none.csv") == {"file": d + "/none.csv", "rows": 0}
    assert pathlib.Path(d + "/none.csv").read_bytes().startswith(b"decided_at,person,channel,outcome,")


@check("who, how, outcome, text, warnings; and all that happened")
def _(d):
    s, threads, ids = decided(d)
    rows = {r["id"]: r for r in as_json(s, "decisions")}
    assert len(rows) == 3
    ana, ben, cleo = (rows[ids[name]] for name in ("ana", "ben", "cleo"))
    assert (ana["outcome"], ana["by"], ana["method"], ana["approver"]) == ("queued", "owner", "studioctl", "owner"), ana
    assert ana["text"] == "Hello ana, see you on Tuesday" and ana["proposed"] is None and ana["edited"] is False and ana["edit_distance"] is None
    assert ana["thread_id"] == threads["ana"] and ana["channel"] == "mail" and ana["warnings"] == [] and ana["sent_at"] is None
    assert (ben["outcome"], ben["reason"], ben["by"], ben["method"]) == ("discarded", "wrong_tone", "owner", None), ben
    assert (cleo["outcome"], cleo["state"]) == ("recalled", "edited"), cleo
    one = as_json(s, "decision", ids["cleo"])
    assert [t["what"] for t in one["times"]] == ["written", "approved", "recalled"], one["times"]
    ask(s, "undo")
    refuse(s, "decision", "nothing")
    refuse(s, "decision", code=2)


@check("what was sent says when, and what was waved through")
def _(d):
    s, _threads, ids = decided(d)
    ask(s, "sync", timeout=150)
    row = ask(s, "decision", ids["ana"])
    assert row["outcome"] in ("accepted", "delivered", "read") and row["sent_at"] >= row["decided_at"], row
    assert [t["what"] for t in row["times"]][:4] == ["written", "approved", "sending", "accepted"], row["times"]
    again = ask(s, "reply", row["thread_id"], "--text", row["text"])["id"]
    refuse(s, "approve", again)
    ask(s, "approve", again, "--anyway")
    assert [w["check"] for w in ask(s, "decision", again)["warnings"]] == ["duplicate_suspected"], ask(s, "decision", again)


@check("filters, alone and together")
def _(d):
    s, _threads, ids = decided(d)
    ana = ask(s, "decision", ids["ana"])

    def names(*words):
        return sorted(r["text"].split()[1].strip(",") for r in ask(s, "decisions", *words))
    assert names("--outcome", "approved") == ["ana"] and names("--outcome", "waiting") == ["ana"] and names("--outcome", "sent") == []
    assert names("--outcome", "discarded") == ["ben"] and names("--outcome", "recalled") == ["cleo"] and names("--outcome", "lapsed") == []
    assert names("--by", "owner") == ["ana", "ben", "cleo"] and names("--by", "rule") == [] and names("--by", "anyone") == names()
    assert names("--person", ana["contact_id"]) == ["ana"] and names("--search", "BEN tuesday") == ["ben"] and names("--search", "nowhere") == []
    # The day after, for it may be tomorrow already where the studio is.
    day = (datetime.date.fromisoformat(ana["decided_at"][:10]) + datetime.timedelta(days=1)).isoformat()
    assert names("--to", day) == names("--from", "2020-01-01") == ["ana", "ben", "cleo"]
    assert names("--to", "2020-01-01") == names("--from", "2100-01-01") == []
    assert names("--from", ana["decided_at"], "--to", "2100-01-01", "--outcome", "waiting", "--person", ana["contact_id"], "--search", "hello") == ["ana"]


@check("pages give every row once")
def _(d):
    s, _threads, _ids = decided(d)
    everything, seen, after = [r["id"] for r in ask(s, "decisions")], [], []
    while True:
        page = [r["id"] for r in ask(s, "decisions", "--limit", "2", *after)]
        seen += page
        if len(page) < 2:
            break
        after = ["--after", page[-1]]
    assert seen == everything and len(seen) == 3, (seen, everything)
    refuse(s, "decisions", "--after", "nothing")


@check("wrong words are refused before anything is read")
def _(d):
    s, _threads, _ids = decided(d)
    for words in (["--from", "soon"], ["--to", "2026-13-40"], ["--from", ""], ["--from", "2026-02-30"], ["--from", "2026-03-01", "--to", "2026-02-01"],
                  ["--outcome", "edited"], ["--outcome", "fine"], ["--by", "nobody-else"], ["--limit", "-1"], ["--limit", "x"],
                  ["--csv", d + "/x.csv", "--limit", "1"], ["more"], ["--from"]):
        refuse(s, "decisions", *words, code=2)
    assert not os.path.exists(d + "/x.csv")
    refuse(s, "decisions", "--person", "nobody")


@check("the file: RFC 4180, no formula, the same rows")
def _(d):
    s, threads, ids = decided(d)
    texts = ["=1+1", "+49 151 2345678", "-5 %, only today", "@everybody", "\t=cmd", 'He said "yes",\nthen "no"', "plain", " = with space", "ü 日本 🎉"]
    for text in texts:
        ask(s, "reply", threads["ben"], "--text", text)
        ask(s, "approve", ask(s, "thread", threads["ben"])["draft"]["id"], "--anyway")
    path = d + "/log.csv"
    assert ask(s, "decisions", "--csv", path) == {"file": path, "rows": 3 + len(texts)}
    raw = pathlib.Path(path).read_bytes()
    assert raw.endswith(b"\r\n") and raw.count(b"\r\n") == 4 + len(texts) and b'"He said ""yes"",\nthen ""no"""' in raw
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["draft_id"] for r in rows] == [r["id"] for r in ask(s, "decisions")]
    for cell in (cell for row in rows for cell in row.values()):
        assert not cell or cell[0] not in "=+-@\t\r\n", cell
    written = [r["text"] for r in rows]
    assert "'=1+1" in written and "'+49 151 2345678" in written and "'-5 %, only today" in written and "'@everybody" in written and "plain" in written
    assert "ü 日本 🎉" in written
    ben = next(r for r in rows if r["draft_id"] == ids["ben"])
    assert (ben["outcome"], ben["reason"], ben["decided_by"], ben["edited"]) == ("discarded", "wrong_tone", "owner", "no"), ben
    assert ask(s, "decisions", "--csv", path, "--outcome", "discarded")["rows"] == 1
    assert len(pathlib.Path(path).read_text(encoding="utf-8").splitlines()) == 2, "replaced, not added to"


@check("a file that cannot be written leaves what was there, and nothing beside it")
def _(d):
    s, _threads, _ids = decided(d)
    for path in (d + "/no/such/folder/x.csv", d, "", d + "/"):
        refuse(s, "decisions", "--csv", path)
    kept = write(d + "/kept.csv", "mine")
    os.symlink(kept, d + "/link.csv")
    ask(s, "decisions", "--csv", d + "/link.csv")
    assert os.path.islink(d + "/link.csv") and pathlib.Path(kept).read_text(encoding="utf-8").startswith("decided_at")
    write(kept, "mine")
    # Room for a few blocks only: the write fails in the middle.
    database = sqlite3.connect(s + "/studio.db")
    database.execute("UPDATE draft SET text = printf ('%.*c', 900000, 'x') WHERE state = 'discarded'")
    database.commit()
    database.close()
    result = subprocess.run(["sh", "-c", 'ulimit -f 100; trap "" XFSZ; exec "$@"', "sh", PROGRAM, "--data", s, "decisions", "--csv", kept],
                            capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and len(result.stderr.strip().split("\n")) == 1, result
    assert pathlib.Path(kept).read_text(encoding="utf-8") == "mine"
    assert sorted(f for f in os.listdir(d) if "kept" in f) == ["kept.csv"], os.listdir(d)
    if os.geteuid() != 0:
        os.chmod(d, 0o500)
        refuse(s, "decisions", "--csv", kept)
        os.chmod(d, 0o700)


main()
