# SPDX-License-Identifier: MIT
"""A hub that is killed at any moment, under senders that try again and a desktop that pulls: what was acknowledged is there, and once."""
import os
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, check, http, json, main, meta, threading, time, whatsapp  # noqa: E402

CYCLES = int(os.environ.get("SO_KILL_CYCLES", "12"))


class Sender(threading.Thread):
    """Sends requests one after the other, each until it is answered with 200, some twice."""

    def __init__(self, hub, first, end):
        super().__init__(daemon=True)
        self.hub, self.number, self.end, self.acked, self.tries, self.line = hub, first, end, [], 0, None

    def send(self, body):
        try:
            self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=10)
            self.line.request("POST", "/hook/whatsapp", body, meta(body))
            answer = self.line.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self.line = None
            time.sleep(0.01)
            return 0

    def run(self):
        draw = random.Random(self.number)
        while not self.end.is_set():
            body = whatsapp(self.number)
            self.number += 1
            for _ in range(2 if draw.random() < 0.05 else 1):
                while self.send(body) != 200:
                    self.tries += 1
                    if self.end.is_set():
                        return
            self.acked.append(body)


@check(f"kill -9, {CYCLES} times: nothing that was acknowledged is lost, nothing is there twice")
def _(d):
    hub = Hub(d).start()
    desk, end, draw = hub.pair(), threading.Event(), random.Random(3)
    senders = [Sender(hub, 10_000_000 * n, end) for n in range(4)]
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
