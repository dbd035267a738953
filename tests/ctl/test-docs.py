# SPDX-License-Identifier: MIT
"""docs/studioctl.md names every command and every option that the program has, and no other."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studioctl import call, check, main  # noqa: E402

PAGE = (pathlib.Path(__file__).parents[2] / "docs" / "studioctl.md").read_text(encoding="utf-8")


def commands():
    text = call("/nonexistent", "--help").out
    names = re.findall(r"^  ([a-z-]+(?: [a-z-]+)?)  +\S", text.split("--version", 1)[1], re.M)
    assert len(names) > 30, text
    return names


@check("every command is there, with its options")
def _(d):
    for name in commands():
        assert re.search(rf"`{name}( [^`]*)?`", PAGE), name
        usage = call(d, *name.split(), "--help").out.split("\n", 1)[0].split("[--json]", 1)[1]
        for option in re.findall(r"--[a-z-]+", usage):
            assert option in PAGE, (name, option)


@check("no command is there that the program has not")
def _(d):
    known = commands()
    for span in re.findall(r"^\| (.*?) \|", PAGE, re.M):
        for code in re.findall(r"`([^`]+)`", span):
            words = code.split()
            if words[0] in ("command", "KEY=VALUE"):
                continue
            assert words[0] in known or " ".join(words[:2]) in known, code


main()
