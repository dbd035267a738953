# SPDX-License-Identifier: MIT
"""A hub that is killed at any moment, under senders that try again and a desktop that pulls: what was acknowledged is there, and once."""
import os
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, Sender, check, http, main, threading, time  # noqa: E402

CYCLES = int(os.environ.get("SO_KILL_CYCLES", "12"))


@check(f"kill -9, {CYCLES} times: nothing that was acknowledged is lost, nothing is there twice")
def _(d):
    hub = Hub(d).start()
    desk, end, draw = hub.pair(), threading.Event(), random.Random(3)
    senders = [Sender([hub], 10_000_000 * n, end) for n in range(4)]
    for sender in senders:
        sender.start()
    for _ in range(CYCLES):
        time.sleep(draw.uniform(0.02, 0.25))
        try:
            desk.pull()
        except (OSError, http.client.HTTPException):
            pass
        hub.kill()
        hub.start()
    end.set()
    for sender in senders:
        sender.join()
    desk.pull_all()
    bodies = list(desk.done.values())
    acked = [body for sender in senders for body in sender.acked]
    assert len(acked) > CYCLES and len(set(bodies)) == len(bodies) == desk.cursor, (len(acked), len(set(bodies)), len(bodies), desk.cursor)
    assert not set(acked) - set(bodies), len(set(acked) - set(bodies))
    assert len(set(bodies) - set(acked)) <= len(senders), "stored and not acknowledged: at most what was under way at the end"
    assert "damaged" not in hub.call("--check")
    print(f"# {len(acked)} acknowledged, {sum(s.tries for s in senders)} tries failed, {len(bodies)} stored, 0 lost, 0 twice")
    hub.stop()


if __name__ == "__main__":
    main()
