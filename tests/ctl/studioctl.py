# SPDX-License-Identifier: MIT
"""What the tests of studioctl share: calling it, and a TAP line for each check."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
NAMES = []


def check(name):
    """Marks a function as a check; main() runs all of them in the order of the file."""
    def add(function):
        NAMES.append((name, function))
        return function
    return add


class Result:
    def __init__(self, process):
        self.code, self.err = process.returncode, process.stderr.decode("utf-8", "replace")
        self.out = process.stdout.decode("utf-8", "replace")

    def json(self):
        assert self.code == 0, (self.code, self.err)
        return json.loads(self.out)


def call(folder, *words, stdin=None, env=None, timeout=120, **options):
    """One call. Keyword options go to subprocess."""
    environment = dict(os.environ, **(env or {}))
    return Result(subprocess.run([PROGRAM, "--data", str(folder), *map(str, words)], input=stdin, env=environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, **options))


def ask(folder, *words, **options):
    """The JSON answer of a call that must work."""
    return call(folder, "--json", *words, **options).json()


def refuse(folder, *words, code=1, says=None, **options):
    """A call that must fail: with @code, one line of words, and nothing on standard output."""
    result = call(folder, *words, **options)
    lines = result.err.strip().split("\n")
    assert result.code == code, (words, result.code, result.out, result.err)
    assert len(lines) == 1 and len(lines[0]) > len("studioctl: ") + 10, (words, result.err)
    assert result.out == "", (words, result.out)
    if says:
        assert says.lower() in result.err.lower(), (words, says, result.err)
    return result


def as_json(folder, *words):
    """A list or object, and the same command without --json works and prints no JSON."""
    answer, text = ask(folder, *words), call(folder, *words)
    assert text.code == 0, text.err
    assert text.err == "", text.err
    if text.out.strip():
        assert text.out.lstrip()[0] not in "{[", text.out[:80]
    return answer


def studio(folder, *more):
    ask(folder, "init", "--name", "Ria Studio", "--kind", "dance", "--zone", "Europe/Berlin", "--country", "49",
        "--owner", "Ria", "--email", "ria@studio.example", *more)
    return folder


def write(path, content):
    mode = "wb" if isinstance(content, bytes) else "w"
    with open(path, mode, **({} if "b" in mode else {"encoding": "utf-8"})) as file:
        file.write(content)
    return path


def mail(number, text="Hello", sender="ana@example.org", to="ria@studio.example", subject="Hi"):
    return (f"From {sender} Thu Jan  1 00:00:00 2024\nFrom: {sender.split('@')[0]} <{sender}>\nTo: {to}\nSubject: {subject}\n"
            f"Message-ID: <m{number}@example.org>\nDate: Mon, 1 Jan 2024 {number // 3600 % 24:02d}:{number // 60 % 60:02d}:"
            f"{number % 60:02d} +0100\n\n{text} {number}\n\n")


CHAT = """12/03/2024, 09:15 - Messages and calls are end-to-end encrypted. Tap to learn more.
12/03/2024, 09:15 - Ana Pérez: Hi! Do you have a beginner salsa class?
12/03/2024, 09:17 - Ria: Yes, Tuesdays at 19:00.
First class is free!
13/03/2024, 10:00 - Ana Pérez: ok
13/03/2024, 10:00 - Ana Pérez: ok
"""


def main():
    print(f"1..{len(NAMES)}", flush=True)
    failed = 0
    only = sys.argv[2:]
    for number, (name, function) in enumerate(NAMES, 1):
        if only and name not in only:
            continue
        folder = tempfile.mkdtemp(prefix="studioctl-")
        try:
            said = function(folder)
            print(f"ok {number} {name}{' # SKIP ' + said if said else ''}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed = 1
            import traceback
            print(f"not ok {number} {name}", flush=True)
            print("# " + traceback.format_exc().replace("\n", "\n# "), flush=True)
            print(f"# {error}", flush=True)
        finally:
            subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(failed)
