# SPDX-License-Identifier: MIT
"""`studioctl query`: what can be asked, that it is what the rows say, and that nothing else is read, changed, written, or goes on for ever."""
import csv
import datetime
import hashlib
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from studioctl import PROGRAM, ask, call, check, main, refuse, studio, write

FOLDERS = {}
VIEWS = ["people", "leads", "conversations", "messages", "calls", "bookings"]


def demo():
    """Made once: it is only read."""
    if "demo" not in FOLDERS:
        FOLDERS["demo"] = tempfile.mkdtemp(prefix="query-demo-") + "/s"
        ask(FOLDERS["demo"], "demo", "--weeks", "3", "--seed", "4")
    return FOLDERS["demo"]


def table(folder, sql, *words):
    return list(csv.reader(io.StringIO(call(folder, "query", sql, *words).out)))


def value(folder, sql):
    answer = ask(folder, "query", sql)
    assert len(answer["rows"]) == 1, answer
    return answer["rows"][0][0]


@check("every view has rows, and the columns that the page names")
def _(d):
    page = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/query.md"), encoding="utf-8").read()
    said = {view["name"]: view["columns"] for view in ask(demo(), "query")}
    assert list(said) == VIEWS, said
    for name, columns in said.items():
        assert f"| `{name}` |" in page, name
        assert value(demo(), f"SELECT count(*) FROM {name}") > 0, name
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        for column in columns.split(", "):
            assert f"`{column}`" in row, (name, column)


@check("what they say is what the rows, the board and the numbers say")
def _(d):
    s = demo()
    with sqlite3.connect(f"file:{s}/studio.db?mode=ro", uri=True) as db:
        people = db.execute("SELECT count(*) FROM contact WHERE deleted_at IS NULL AND merged_into IS NULL").fetchone()[0]
        messages = db.execute("SELECT count(*) FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.deleted_at IS NULL AND m.is_system = 0 AND t.deleted_at IS NULL").fetchone()[0]
        texts = {row[0]: row[1] for row in db.execute("SELECT id, text FROM message")}
    assert value(s, "SELECT count(*) FROM people") == people and value(s, "SELECT count(*) FROM messages") == messages
    for row in ask(s, "query", "SELECT id, text FROM messages")["rows"]:
        assert texts[row[0]] == row[1]
    metrics = ask(s, "metrics", "--from", "2000-01-01")
    came = "state IN ('attended', 'late')"
    assert value(s, f"SELECT sum(amount_minor) FROM bookings WHERE {came} AND day < date('now', '-1 day')") <= metrics["metrics"]["revenue"]["value"]["amount"]
    assert value(s, f"SELECT sum(amount_minor) FROM bookings WHERE {came}") == metrics["metrics"]["revenue"]["value"]["amount"]
    assert value(s, "SELECT DISTINCT currency FROM bookings") == metrics["metrics"]["revenue"]["value"]["currency"]
    assert value(s, "SELECT count(*) FROM calls") == metrics["metrics"]["calls"]["value"]
    assert value(s, "SELECT count(*) FROM messages WHERE direction = 'inbound' AND channel <> 'call' AND conversation_state <> 'spam'") == metrics["metrics"]["messages_in"]["value"]
    stages = {stage["stage"]: stage["now"] for stage in metrics["stages"]}
    said = dict(ask(s, "query", "SELECT stage, count(*) FROM leads GROUP BY stage")["rows"])
    assert said == {stage: n for stage, n in stages.items() if n and stage not in ("CONVERTED", "LOST")}, (said, stages)


@check("times are UTC and by the studio's clock, also in summer")
def _(d):
    studio(d)
    path = write(f"{d}-WhatsApp Chat with Ana.txt", "03.02.26, 10:00 - Ana: Winter\n03.07.26, 10:00 - Ana: Summer\n")
    ask(d, "import", path, "--me", "Me")
    rows = ask(d, "query", "SELECT sent_at, sent_local FROM messages ORDER BY sent_at")["rows"]
    assert rows == [["2026-02-03T09:00:00Z", "2026-02-03 10:00:00"], ["2026-07-03T08:00:00Z", "2026-07-03 10:00:00"]], rows


@check("CSV is RFC 4180, runs no formula, keeps numbers numbers, and stops at the limit; JSON has types")
def _(d):
    s = demo()
    assert table(s, "SELECT '=1+1' AS \"@x\", -5 AS n, 1.5 AS r, NULL AS none, 'a,\"b\"' || char(10) || 'c' AS t, x'ff' AS raw") == \
        [["'@x", "n", "r", "none", "t", "raw"], ["'=1+1", "-5", "1.5", "", 'a,"b"\nc', "\ufffd"]]
    answer = ask(s, "query", "SELECT '=1+1' AS x, 5 AS n, 1.5 AS r, NULL AS none, 9e999 AS much")
    assert answer == {"columns": ["x", "n", "r", "none", "much"], "rows": [["=1+1", 5, 1.5, None, None]], "more": False}, answer
    assert len(table(s, "SELECT id FROM messages", "--limit", "7")) == 8
    assert "more" in call(s, "query", "SELECT id FROM messages", "--limit", "7").err
    assert ask(s, "query", "SELECT id FROM messages", "--limit", "7")["more"] is True
    assert call(s, "query", "SELECT 1", "--limit", "1").err == "" and ask(s, "query", "SELECT 1 WHERE 0")["rows"] == []


def tree(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            if not name.endswith(("-shm", "-wal", ".lock")):
                with open(os.path.join(base, name), "rb") as file:
                    found[os.path.join(base, name)] = hashlib.sha256(file.read()).hexdigest()
    return found


@check("no secret, no setting, no table is read, and nothing is changed or written, however it is asked")
def _(d):
    s = f"{d}/s"
    shutil.copytree(demo(), s)
    before = tree(s)
    for sql in ("SELECT * FROM setting", "SELECT value FROM main.setting", "SELECT * FROM account", "SELECT id FROM message", "SELECT text FROM main.message", "SELECT * FROM sqlite_master",
                "SELECT sql FROM temp.sqlite_temp_master", "WITH messages AS (SELECT value FROM setting) SELECT * FROM messages",
                "SELECT * FROM (SELECT settings AS id FROM account) AS people", "WITH people AS (SELECT notes FROM contact) SELECT * FROM people",
                "SELECT (SELECT value FROM setting LIMIT 1) FROM people", "SELECT id FROM people WHERE (SELECT count(*) FROM setting WHERE value LIKE '%a%') > 0",
                "SELECT id FROM people ORDER BY (SELECT value FROM setting)", "SELECT * FROM sensitive_field", "SELECT * FROM pragma_table_info('setting')", "SELECT * FROM pragma_database_list",
                "SELECT * FROM dbstat", "SELECT load_extension('x')", "SELECT readfile('/etc/passwd')", "SELECT writefile('x', 'y')", "SELECT randomblob(9)", "SELECT zeroblob(9)",
                "SELECT sqlite_version()", "SELECT fts5(1)", "SELECT so_share_stamp(1)",
                "PRAGMA user_version", "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "ATTACH 'x.db' AS x", "DETACH main", "VACUUM", f"VACUUM INTO '{d}/copy.db'",
                "BEGIN", "COMMIT", "SAVEPOINT a", "DELETE FROM messages", "DELETE FROM message", "UPDATE people SET name = 'x'", "UPDATE contact SET name = 'x'", "INSERT INTO tag VALUES (1)",
                "DROP TABLE message", "DROP VIEW messages", "CREATE TABLE x (a)", "CREATE TEMP TABLE x AS SELECT 1", "CREATE TEMP VIEW x AS SELECT 1", "ALTER TABLE message RENAME TO x", "REINDEX", "ANALYZE",
                "EXPLAIN SELECT 1", "SELECT 1; DELETE FROM message", "SELECT 1; SELECT 2", "", "  ", "/* nothing */", ";", "SELEC 1", "SELECT", "SELECT * FROM nothing", "SELECT nothing FROM people",
                "SELECT abs(-9223372036854775808)"):
        refuse(s, "query", sql)
    refuse(s, "query", "SELECT '" + "x" * 110000 + "'")
    assert tree(s) == before and not os.path.exists(f"{d}/copy.db") and not os.path.exists("x.db")


@check("what would never end is stopped, makes no heap of memory, and Ctrl+C ends it")
def _(d):
    s = demo()
    endless = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x"
    began = time.monotonic()
    refuse(s, "query", endless, "--seconds", "1", says="longer than 1 second")
    assert time.monotonic() - began < 20
    refuse(s, "query", "SELECT a.text, b.text, c.text FROM messages a, messages b, messages c ORDER BY 2, 3", "--seconds", "1")
    refuse(s, "query", "SELECT replace(replace(printf('%1000000s', 'x'), ' ', printf('%1000s', 'y')), ' ', printf('%1000s', 'z'))")
    run = subprocess.Popen([PROGRAM, "--data", s, "query", endless], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.5)
    run.send_signal(signal.SIGINT)
    out, _err = run.communicate(timeout=20)
    assert run.returncode != 0 and out == b""


@check("it reads while another program writes, and what is asked for wrongly is refused")
def _(d):
    s = f"{d}/s"
    shutil.copytree(demo(), s)
    with sqlite3.connect(f"{s}/studio.db", isolation_level=None) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM task")
        assert value(s, "SELECT count(*) FROM people") > 0
        db.execute("ROLLBACK")
    for words in (["--limit", "0"], ["--limit", "1000001"], ["--limit", "x"], ["--seconds", "0"], ["--seconds", "3601"]):
        refuse(s, "query", "SELECT 1", *words, code=2)
    refuse(s, "query", "SELECT 1", "SELECT 2", code=2)
    refuse(f"{d}/none", "query", "SELECT 1")


main()
