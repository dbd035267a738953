# SPDX-License-Identifier: MIT
"""bench-figures.py STUDIOCTL [MESSAGES]: a studio of a million messages is invented; how long its numbers take against the bare queries that read the
same rows, and every figure counted again. Prints the ratio; fails only where a figure is wrong."""
import os
import pathlib
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time

PROGRAM, MESSAGES = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else int(os.environ.get("SO_BENCH_MESSAGES", "1000000"))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "ctl"))
sys.argv = [PROGRAM, PROGRAM]
import invent  # noqa: E402
import recount  # noqa: E402
from studioctl import ask  # noqa: E402

BARE = [
    ("SELECT m.sent_at, m.direction, m.intent, m.sub_category, m.draft_id, t.channel, t.state FROM message m JOIN thread t ON t.id = m.thread_id"
     " WHERE m.deleted_at IS NULL AND m.sent_at >= ? AND m.sent_at < ?", 2),
    ("SELECT * FROM call WHERE deleted_at IS NULL AND started_at >= ? AND started_at < ?", 2),
    ("SELECT * FROM stage_move WHERE deleted_at IS NULL AND created_at >= ? AND created_at < ?", 2),
    ("SELECT root, original, state, created_at, contact_id, amount FROM booking WHERE deleted_at IS NULL", 0),
    ("SELECT id, root, created_at, import_id, stage, source FROM contact WHERE deleted_at IS NULL", 0),
]


def median_of(function, times=5):
    function()
    taken = []
    for _ in range(times):
        start = time.monotonic()
        function()
        taken.append(time.monotonic() - start)
    return statistics.median(taken)


def bare(path, begin, end):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for sql, values in BARE:
        for _ in db.execute(sql, (begin, end)[:values]):
            pass
    db.close()


def measure(folder, rows, words):
    answer = ask(folder, "metrics", *words, timeout=900)
    begin = min(recount.ms_of(answer["weeks"][0]["from"]), recount.ms_of(answer["before"]["from"]))
    end = max(recount.ms_of(answer["period"]["to"]), recount.ms_of(answer["weeks"][-1]["to"]))
    numbers, queries = median_of(lambda: ask(folder, "metrics", *words, timeout=900)), median_of(lambda: bare(f"{folder}/studio.db", begin, end))
    wrong, n = recount.differences(rows, answer)
    print(f"{' '.join(words)}: {numbers * 1000:.0f} ms, bare queries {queries * 1000:.0f} ms, ratio {numbers / queries:.2f}; {n} figures, {len(wrong)} wrong", flush=True)
    return wrong


def main():
    folder = tempfile.mkdtemp(prefix="bench-figures-")
    try:
        ask(folder, "init", "--name", "Big", "--kind", "dance", "--zone", "Europe/Berlin")
        start = time.monotonic()
        invent.invent(f"{folder}/studio.db", "Europe/Berlin", int(time.time() * 1000), days=6 * 365, people=MESSAGES // 10, threads=MESSAGES // 10, messages=int(MESSAGES * 1.1),
                      calls=MESSAGES // 50, bookings=MESSAGES // 20)
        db = sqlite3.connect(f"{folder}/studio.db")
        db.execute("ANALYZE")
        print(f"{db.execute('SELECT count(*) FROM message').fetchone()[0]} messages, invented in {time.monotonic() - start:.0f} s", flush=True)
        db.close()
        start = time.monotonic()
        rows = recount.Studio(f"{folder}/studio.db")
        print(f"rows read again in {time.monotonic() - start:.0f} s", flush=True)
        wrong = [w for words in (["--period", "today"], ["--period", "12weeks"], ["--from", "2020-01-01"]) for w in measure(folder, rows, words)]
        for line in wrong[:20]:
            print(line)
        sys.exit(1 if wrong else 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
