# SPDX-License-Identifier: MIT
"""An import that is killed, stopped or repeated at any moment ends as one that ran through."""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import PROGRAM, ask, check, mail, main, studio, write  # noqa: E402

CYCLES = int(os.environ.get("SO_KILL_CYCLES", "6"))
MESSAGES = 4000


def source(d):
    return write(d + "/m.mbox", "".join(mail(n, text="word " * 20, sender=f"p{n % 700}@example.org", subject=f"S{n % 900}") for n in range(MESSAGES)))


def totals(s):
    health = ask(s, "health")["database"]
    return health["messages"], health["contacts"], health["threads"]


def interrupt(s, box, signo, after):
    run = subprocess.Popen([PROGRAM, "--data", s, "import", box], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(after)
    run.send_signal(signo)
    out, err = run.communicate(timeout=60)
    return run.returncode, out, err.decode()


def duration(d, box):
    whole = studio(d + "/whole")
    start = time.monotonic()
    ask(whole, "import", box)
    return whole, time.monotonic() - start


@check("kill -9 at any moment, then the same import again")
def _(d):
    box = source(d)
    whole, seconds = duration(d, box)
    expected = totals(whole)
    assert expected[0] == MESSAGES
    rates = random.Random(7)
    resumed = 0
    for cycle in range(CYCLES):
        s = studio(f"{d}/s{cycle}")
        for _ in range(1 + cycle % 3):
            interrupt(s, box, signal.SIGKILL, rates.uniform(0.02, seconds))
            assert ask(s, "check")["ok"] is True
            messages = totals(s)[0]
            resumed += 0 < messages < MESSAGES
        last = ask(s, "import", box)
        assert totals(s) == expected, (cycle, totals(s), expected)
        batches = ask(s, "imports")
        assert sum(b["messages"] for b in batches) == MESSAGES, batches
        assert last["state"] == "done" and ask(s, "check")["ok"] is True
    assert resumed, "no kill fell into an import: nothing was tried"


@check("Ctrl+C keeps what is stored, says so, and the next run goes on")
def _(d):
    box = source(d)
    whole, seconds = duration(d, box)
    s = studio(d + "/s")
    code, out, err = 0, b"", ""
    for share in (0.5, 0.3, 0.2, 0.1):
        code, out, err = interrupt(s, box, signal.SIGINT, seconds * share)
        if code:
            break
        ask(s, "import", "undo", ask(s, "imports")[0]["batch"])
    assert code == 1 and out == b"" and len(err.strip().split("\n")) == 1 and "stopped" in err, (code, err)
    kept = totals(s)[0]
    assert ask(s, "imports")[0]["state"] in ("cancelled", "done")
    done = ask(s, "import", box)
    assert totals(s) == totals(whole) and done["messages"] == MESSAGES, (kept, done)
    gone = ask(s, "import", "undo", done["batch"])
    assert gone["messages"] == MESSAGES and totals(s)[0] == 0


@check("a set-up of three thousand entries, killed at any moment, is read as a whole or not at all")
def _(d):
    entries = [{"name": f"Price {n}", "amount": n, "currency": "EUR"} for n in range(3000)]
    path = write(d + "/set-up.json", json.dumps({"format": "studio-os-setup", "version": 1, "prices": entries}))
    start = time.monotonic()
    assert len(ask(studio(d + "/whole"), "settings", "import", path)["changes"]) == 3000
    seconds, nothing = time.monotonic() - start, 0
    for cycle in range(CYCLES):
        s = studio(f"{d}/s{cycle}")
        run = subprocess.Popen([PROGRAM, "--data", s, "settings", "import", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.02 + seconds * cycle / CYCLES)   # from its first steps to its end, on a fast machine and on a busy one
        run.kill()
        run.wait(timeout=60)
        assert ask(s, "check")["ok"] is True
        there = len(ask(s, "price", "list"))
        assert there in (0, 3000), there
        nothing += there == 0
        assert len(ask(s, "settings", "import", path)["changes"]) == 3000 - there
        assert len(ask(s, "price", "list")) == 3000
    assert nothing, "no kill fell into it: nothing was tried"


@check("of two demonstrations that are made in one folder at once, one is there whole and the other one says why not")
def _(d):
    for n in range(4):
        s = f"{d}/both{n}"
        runs = [subprocess.Popen([PROGRAM, "--data", s, "demo", "--weeks", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [run.communicate(timeout=120)[1] for run in runs]
        assert sorted(run.returncode for run in runs) == [0, 1], (runs, said)
        assert len(next(text for run, text in zip(runs, said) if run.returncode).strip()) > 20, said
        assert ask(s, "check")["ok"] is True and len(ask(s, "contacts")) > 0


main()
