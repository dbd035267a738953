#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each check passes over a small good tree, and names what was spoilt in it."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

CHECKS = pathlib.Path(__file__).resolve().parent
TAG = "/* SPDX-License-Identifier: MIT */\n"
GOOD = {
    "meson.build": "project('x', 'c',\n  version: '1.2.3')\n",
    "NEWS": "Studio OS 1.2.3 (2026-01-02)\n",
    "data/org.studioos.Desktop.metainfo.xml.in.in":
        "<!-- SPDX-License-Identifier: MIT --><release version=\"1.2.3\" date=\"2026-01-02\" type=\"stable\"/>\n",
    "po/POTFILES": "# list\ndata/org.studioos.Desktop.metainfo.xml.in.in\nresources/ui/inbox/so-x.blp\nsrc/ui/inbox/so-x.c\n",
    "po/LINGUAS": "de\n",
    "po/de.po": "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"Hello\"\nmsgstr \"Hallo\"\n",
    "src/core/so-a.h": TAG,
    "src/core/so-a.c": TAG + "#include \"so-a.h\"\n\nvoid\nso_a (int a,\n      int b)\n{\n  return;\n}\n",
    "src/store/so-db.h": TAG,
    "src/store/so-db.c": TAG + "#include \"so-db.h\"\n#include \"so-a.h\"\n#include <sqlite3.h>\nconst char *q = \"SELECT 1\";\n",
    "src/store/meson.build": "static_library('so-store', dependencies: [core_dep, sqlite])\n",
    "resources/ui/inbox/so-x.blp": "// SPDX-License-Identifier: MIT\ntemplate $SoX : Adw.Bin { Label { label: _(\"Hello\"); } }\n",
    "src/ui/inbox/so-x.c": TAG + "#include <gtk/gtk.h>\nG_DEFINE_FINAL_TYPE (SoX, so_x, ADW_TYPE_BIN)\nstatic void\nso_x_class_init (SoXClass *klass)\n{\n"
        "  gtk_widget_class_set_template_from_resource (w, \"/org/studioos/inbox/so-x.ui\");\n  puts (_(\"Hello\"));\n}\n",
}
LONG = "void\nso_long (void)\n{\n" + "  ;\n" * 90 + "}\n"
# check, file to spoil, what is put at its end (None: the file goes), and the words that the check must say
BAD = [
    ("layers", "src/core/so-a.c", "#include \"so-db.h\"\n", "core/ may not know store/"),
    ("layers", "src/ui/inbox/so-x.c", "#include \"so-db.h\"\n", "ui/ may not know store/"),
    ("layers", "src/core/so-a.c", "#include <gtk/gtk.h>\n", "only for ui"),
    ("layers", "src/core/so-a.c", "#include <sqlite3.h>\n", "only for store"),
    ("layers", "src/core/so-a.c", "x = \"SELECT a FROM b\";\n", "only store/ knows SQL"),
    ("layers", "src/store/so-db.c", "json_parser_new ();\n", "so_json_parse"),
    ("layers", "src/store/so-db.c", "#include \"../core/so-a.h\"\n", "bare name"),
    ("layers", "src/store/so-db.c", "g_application_get_default ();\n", "as an argument"),
    ("layers", "src/store/meson.build", "x = [gtk, glib]\n", "gtk is only for ui"),
    ("layers", "src/store/meson.build", "x = [engine_dep]\n", "may not link engine/"),
    ("layers", "src/attic/so-b.c", TAG, "no folder of the house"),
    ("sizes", "src/core/so-a.c", LONG, "so_long has 93 lines: at most 80"),
    ("sizes", "src/core/so-a.c", "\n" * 600, "at most 600"),
    ("sizes", "build-aux/sizes-allowed.txt", "src/core/so-a.c 700\n", "take it out"),
    ("templates", "src/ui/inbox/so-x.c", None, "has no src/ui/inbox/so-x.c"),
    ("templates", "resources/ui/inbox/so-x.blp", None, "has no template"),
    ("templates", "resources/ui/inbox/so-y.blp", "template $SoY : Adw.Bin {}\n", "has no src/ui/inbox/so-y.c"),
    ("version", "meson.build", None, ""),
    ("version", "NEWS", None, ""),
    ("potfiles", "src/core/so-a.c", "puts (_ (\"Word\"));\n", "add src/core/so-a.c"),
    ("potfiles", "src/ui/inbox/so-x.c", None, "take src/ui/inbox/so-x.c out"),
    ("potfiles", "po/fr.po", "", "po/LINGUAS names ['de']"),
    ("po", "po/de.po", "\n#, c-format\nmsgid \"%d people\"\nmsgstr \"%s Leute\"\n", "format"),
    ("po", "po/de.po", "\n#, fuzzy\nmsgid \"Bye\"\nmsgstr \"Hallo\"\n", "fuzzy"),
    ("spdx", "src/core/so-b.c", "int x;\n", "so-b.c does not say its licence"),
    ("spdx", "build-aux/tool", "#!/bin/sh\n", "tool does not say its licence"),
]


def run(check, top):
    done = subprocess.run([CHECKS / f"check-{check}", top], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def spoil(top, name, addition):
    path = top / name
    if addition is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + addition)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as d:
        good = pathlib.Path(d, "good")
        for name, text in GOOD.items():
            spoil(good, name, text)
        for check in sorted({b[0] for b in BAD}):
            code, said = run(check, good)
            if code != 0:
                failed += 1
                print(f"check-{check} refuses a good tree: {said}")
        for number, (check, name, addition, words) in enumerate(BAD):
            top = pathlib.Path(d, str(number))
            shutil.copytree(good, top)
            spoil(top, name, addition)
            code, said = run(check, top)
            if code in (0, 77) or words not in said:
                failed += 1
                print(f"check-{check} does not see {addition!r} in {name}: {code} {said}")
    print(f"{len(BAD)} spoilt trees, {failed} wrong answers")
    return 1 if failed else 0


sys.exit(main())
