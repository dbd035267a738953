#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test-planted.py BUILD [NAME…]: bugs that are planted into the code of sync one by one, each of which so-sim has to find, within SO_SIM_SEEDS (1000)
seeds. The products know nothing of it: a source is copied, changed, compiled as the build compiles it and linked before the libraries."""
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

STORE, SIM = "src/store/", "tests/sim/"
# Name: file, what stands there, what is put in its place.
PLANTED = {
    "pushes are not known again": (STORE + "so-hub-sync-push.c", "else if (c.n <= push->last)\n    good = check_known (push, &c, error);", ""),
    "what is ours is not looked at": (STORE + "so-share-apply.c", "*ours = nonce && !g_strcmp0 (nonce, op->nonce);", "*ours = nonce != NULL;"),
    "the reason that came first is not looked at": (STORE + "so-share-apply.c", "  if (so_db_take_failure (db, &first))\n", "  if (so_db_take_failure (db, NULL) && !last)\n"),
    "a page is taken wherever it begins": (STORE + "so-share-hear.c", "link->state != SO_SHARE_FOLLOW || int_in (answer, \"after\") != link->cursor", "link->state != SO_SHARE_FOLLOW"),
    "who comes last holds": (STORE + "so-hub-sync-turn.c", "return c->h > cell->h || (c->h == cell->h && strcmp (c->dev, cell->dev) > 0);", "return TRUE;"),
    "who comes first holds": (STORE + "so-hub-sync-turn.c", "return c->h > cell->h || (c->h == cell->h && strcmp (c->dev, cell->dev) > 0);", "return FALSE;"),
    "stamps of the future are taken": (STORE + "so-hub-sync-turn.c", "if (SO_SHARE_MS (c.h) > turn->now + MOST_AHEAD_MS)", "if (FALSE)"),
    "the future is taken as now, also by who saw it": (STORE + "so-hub-sync-turn.c", "      c->h = MAX (c->h, cell->h + 1);\n      return TRUE;", "      return c->h > cell->h;"),
    "a hub that was set back is told nothing": (STORE + "so-share-hear.c", "return so_share_link_move (db, link, SO_SHARE_MERGE, \"\", error);\n}\n\nstatic gboolean\nhear (", "return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, \"\", error);\n}\n\nstatic gboolean\nhear ("),
    "others' changes fall on ours": (STORE + "so-share-apply.c", "if (is_pending (db, op, op->grp))\n    return set_base (db, op, error);", ""),
    "a merge counts as said anew": (STORE + "so-hub-sync-turn.c", "if (c->n > 0 && (", "if (("),
    "what a newer version says is not kept": (STORE + "so-share-apply.c", "  if (!group)\n    return keep_unknown (db, op, error);", "  if (!group)\n    return TRUE;"),
    "who becomes a newer version tells nothing": (STORE + "so-share-link.c", "&& so_share_link_move (db, link, SO_SHARE_MERGE, \"\", error));", "&& TRUE);"),
    "who becomes a newer version forgets what it kept": (STORE + "so-share-link.c", "(so_share_apply_kept (db, error) &&", "(TRUE &&"),
    "what lost stays": (STORE + "so-share-ours.c", "return drop_pend (db, op, error) && so_share_row_set (db, table, group, op->pk, pend->base, error) &&", "return drop_pend (db, op, error) &&"),
    "a change that was made since counts as told": (STORE + "so-share-ours.c", "pend->newest = !so_stmt_is_null (row, 0) && so_stmt_int (row, 0) == op->n;", "pend->newest = TRUE;"),
    "what others said is captured": (STORE + "so-share-hear.c", "  so_db_get_sync (db)->off = TRUE;\n  good = hear_clock", "  good = hear_clock"),
    "pages may be taken out of turn": (STORE + "so-hub-sync-push.c", "return so_share_get_int (request->text, SO_JSON_TEXT_ROOT, \"prev\") > push->last ? \"gap\" : NULL;", "return NULL;"),
    "own changes before a snapshot are not heard of": (STORE + "so-share-hear.c", "if (!apply_all (db, link, answer, \"own\", TRUE, error))\n    return FALSE;", ""),
    "what is gone comes back": (STORE + "so-hub-sync-turn.c", "won = good && !blind && !cell.gone && allowed;", "won = good && !blind && allowed;"),
    "the log has holes": (STORE + "so-hub-sync-turn.c", "((!won && !c.n) || so_hub_turn_log", "((!won && !c.n) || (turn->head += !won, FALSE) || so_hub_turn_log"),
    "approved twice": (SIM + "sim-hub.c", "  if (state)\n    {", "  if (state && strcmp (state, \"sent\"))\n    {"),
    "a restored hub sends what was approved": (SIM + "sim-hub.c", "WHERE state IN ('approved', 'sending', 'unknown', 'failed') ORDER", "WHERE state IN ('sending', 'unknown') ORDER"),
    "a restored hub takes approvals of before": (SIM + "sim-hub.c", "g_strcmp0 (so_json_string (body, \"epoch\"), epoch) ? \"confirm\" : \"approved\"", "\"approved\""),
    "sent before it is claimed": (SIM + "sim-hub.c", "  record (sim, draft, \"sending\");\n  if (odd && sim_chance (sim, 300))\n    return;", ""),
    "the unknown is sent again": (SIM + "sim-hub.c", "  else\n    record (sim, draft, \"confirm\");", "  else\n    send_draft (sim, draft);"),
}


def compiler_of(build, source):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if entry["file"].endswith(source):
            words = shlex.split(entry["command"])
            return words
    raise SystemExit(f"{source} is not built")


def linker_of(build):
    """The words with which so-sim was linked."""
    text = subprocess.run(["ninja", "-C", str(build), "-t", "commands", "tests/sim/so-sim"], capture_output=True, text=True, check=True).stdout
    return shlex.split(text.splitlines()[-1])


def plant(build, top, folder, name, linker):
    source, old, new = PLANTED[name]
    text = (top / source).read_text()
    if text.count(old) != 1:
        raise SystemExit(f"“{name}”: the words to be replaced stand {text.count(old)} times in {source}")
    copy, objekt, program = folder / "planted.c", folder / "planted.o", folder / "so-sim"
    copy.write_text(text.replace(old, new))
    words = compiler_of(build, source)
    words[words.index("-o") + 1] = str(objekt)
    words[words.index("-c") + 1] = str(copy)
    for flag in ("-MD", "-MQ", "-MF"):
        if flag in words:
            at = words.index(flag)
            del words[at:at + (1 if flag == "-MD" else 2)]
    subprocess.run(words + ["-I", str((top / source).parent), "-w", "-Wno-error"], cwd=build, check=True)
    words = [str(program) if word == "tests/sim/so-sim" else word for word in linker]
    own = [word for word in words if word.endswith(pathlib.Path(source).name + ".o")]
    if own:
        words = [str(objekt) if word == own[0] else word for word in words]
    else:
        words.insert(words.index("-o"), str(objekt))
    subprocess.run(words, cwd=build, check=True)
    return program


def main():
    if not os.environ.get("SO_SIM_PLANTED") and len(sys.argv) == 2:
        print("TAP version 13\n1..0 # SKIP it takes an hour: SO_SIM_PLANTED=1 asks for it")
        return 0
    build = pathlib.Path(sys.argv[1]).resolve()
    top = pathlib.Path(__file__).resolve().parents[2]
    names = sys.argv[2:] or list(PLANTED)
    env = dict(os.environ, SO_SIM_SEEDS=os.environ.get("SO_SIM_SEEDS", "1000"), SO_SIM_FAILURES="1", G_TEST_SRCDIR="/nowhere")
    linker = linker_of(build)
    missed = 0
    print(f"TAP version 13\n1..{len(names)}", flush=True)
    for n, name in enumerate(names, 1):
        with tempfile.TemporaryDirectory() as folder:
            program = plant(build, top, pathlib.Path(folder), name, linker)
            done = subprocess.run([str(program)], env=env, capture_output=True, text=True, errors="replace")
        first = next((line[2:] for line in done.stdout.splitlines() if line.startswith("# seed ")), "")
        if not first and done.returncode < 0:
            first = "the program was stopped: " + (done.stderr.strip().splitlines() or [""])[-1]
        found = done.returncode != 0 and first
        missed += not found
        print(f"{'ok' if found else 'not ok'} {n} - {name}: {first[:150] or 'not found'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
