# SPDX-License-Identifier: MIT
"""test-unit.py UNIT PROGRAM: the systemd unit as it is installed. Nothing in it is unknown to systemd, and it gives the hub no more rights than it says."""
import pathlib
import re
import subprocess
import sys
import tempfile

MOST_EXPOSED = 1.5


def analyze(*words):
    try:
        done = subprocess.run(["systemd-analyze", "--no-pager", *words], capture_output=True, text=True, check=False, timeout=120)
    except FileNotFoundError:
        print("1..0 # SKIP there is no systemd-analyze")
        sys.exit(0)
    return done.returncode, (done.stdout + done.stderr).strip()


def main():
    unit, program = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    text = pathlib.Path(unit).read_text()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        # Where it will be is not there yet.
        copy = pathlib.Path(folder) / "studio-os-hub.service"
        copy.write_text(re.sub("(?m)^ExecStart=.*", f"ExecStart={program}", text))
        found = analyze("verify", "--man=no", str(copy))
        score = analyze("security", "--offline=true", str(copy))[1]
    said = re.search(r"Overall exposure level for studio-os-hub\.service: ([0-9.]+)", score)
    limits = [name for name in ("MemoryMax", "TasksMax", "LimitNOFILE") if not re.search(f"(?m)^{name}=[0-9]", text)]
    print("1..3")
    for n, (name, wrong) in enumerate([("systemd takes the unit without a word", found if found != (0, "") else None),
                                       (f"it is exposed to {MOST_EXPOSED} at most", score[-500:] if not said or float(said[1]) > MOST_EXPOSED else None),
                                       ("what strangers send may not fill the machine", limits or None)], 1):
        failed += wrong is not None
        print(f"{'ok' if wrong is None else 'not ok'} {n} {name}" + (f": {wrong!r}" if wrong is not None else ""))
    print(f"# exposed to {said[1] if said else '?'}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
