# SPDX-License-Identifier: MIT
"""The power is cut, or the disk is full, under senders that go on: what was acknowledged is there afterwards, and once."""
import contextlib
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from disk import Disk, why_not  # noqa: E402
from hub import Hub, Sender, check, json, main, meta, threading, time, whatsapp  # noqa: E402
import postgres  # noqa: E402

RUNS, SECONDS = int(os.environ.get("SO_POWER_CUTS", "3")), float(os.environ.get("SO_POWER_SECONDS", "2"))

# Not stored any more where others just are.
LARGE = whatsapp(0) + b" " * 2_000_000


class Load:
    """Four senders, each until it is over, and what they were told that it is kept."""

    def __init__(self, hub, run):
        self.end = threading.Event()
        self.senders = [Sender([hub], 100_000_000 * run + 10_000_000 * n, self.end) for n in range(4)]
        for sender in self.senders:
            sender.start()

    def wait(self, seconds):
        """For so long, and until each was heard."""
        end = time.monotonic() + seconds
        while time.monotonic() < end or not all(sender.acked for sender in self.senders):
            time.sleep(0.01)

    def so_far(self):
        return {body for sender in self.senders for body in list(sender.acked)}

    def stop(self):
        self.end.set()
        for sender in self.senders:
            sender.join()
        return self.so_far()


def pair_under_load(hub, name):
    """--pair is a process of its own, and is told to try again where the writer leaves it no gap."""
    while True:
        try:
            return hub.pair(name)
        except AssertionError as error:
            if "try again in a moment" not in str(error):
                raise


def cut_again_and_again(hub, disk, stop, start):
    """@stop and @start: who has the data on @disk."""
    desk, second = hub.pair(), hub.pair("Second")
    disk.settle()
    acked, late_acked, under_way = set(), set(), 0
    for run in range(1, RUNS + 1):
        load = Load(hub, run)
        load.wait(SECONDS / 2)
        desk.pull(500)
        late = pair_under_load(hub, f"Paired in run {run}")
        load.wait(SECONDS / 2)
        acked |= load.so_far()
        disk.cut()
        stop()
        # In a real cut nobody would have heard these.
        late_acked |= load.stop()
        under_way += len(load.senders)
        disk.unmount()
        disk.mount()
        start()
        assert late.ask("GET", "/v1/hub")[0] == 200, "a computer that was paired is not known any more"
    for each in (desk, second):
        each.pull_all()
    bodies = list(second.done.values())
    assert desk.done == second.done, "a computer saw what is not there any more"
    assert len(set(bodies)) == len(bodies) == second.cursor, (len(set(bodies)), len(bodies), second.cursor)
    assert not acked - set(bodies), (len(acked), len(acked - set(bodies)))
    assert len(set(bodies) - acked - late_acked) <= under_way, len(set(bodies) - acked - late_acked)
    assert "damaged" not in hub.call("--check")
    print(f"# {RUNS} cuts, {len(acked)} acknowledged, {len(bodies)} stored, 0 lost, 0 twice;"
          f" {len(late_acked - acked - set(bodies))} of those answered during a cut")


@check(f"{RUNS} power cuts: nothing that was acknowledged is lost from the file")
def _(d):
    with Disk(d, 2048) as disk, Hub(disk.place / "hub") as hub:
        cut_again_and_again(hub, disk, hub.kill, hub.start)


def until(what, seconds=120):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def fill(hub, disk):
    """Somebody else takes nearly all the room, and gives it back."""
    desk, ballast = hub.pair(), disk.place / "ballast"
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, os.statvfs(disk.place).f_bavail * os.statvfs(disk.place).f_frsize - (8 << 20))
    load = Load(hub, 1)
    load.wait(0)
    until(lambda: hub.ask("POST", "/hook/whatsapp", LARGE, meta(LARGE))[0] == 503)
    health = hub.ask("GET", "/health")
    assert health[0] == 503 and json.loads(health[2])["status"] == "degraded", health
    tries = sum(sender.tries for sender in load.senders)
    until(lambda: sum(sender.tries for sender in load.senders) > tries + 20)
    ballast.unlink()
    before = [len(sender.acked) for sender in load.senders]
    until(lambda: all(len(sender.acked) > n for n, sender in zip(before, load.senders)))
    until(lambda: hub.ask("GET", "/health")[0] == 200)
    acked = load.stop()
    desk.pull_all()
    bodies = [body for body in desk.done.values() if body != LARGE]
    assert not acked - set(bodies) and len(set(bodies)) == len(bodies), (len(acked), len(acked - set(bodies)))
    print(f"# {len(acked)} acknowledged, {sum(sender.tries for sender in load.senders)} tries failed, 0 lost, 0 twice")


@check("a disk that is really full, and has room again: it goes on by itself")
def _(d):
    with Disk(d, 192) as disk, Hub(disk.place / "hub") as hub:
        fill(hub, disk)


@contextlib.contextmanager
def server_on(disk):
    """A PostgreSQL server whose data is on @disk, for the hubs that are made meanwhile."""
    with postgres.Postgres(place=disk.place) as server:
        os.environ.update(SO_HUB_TEST_SERVER=server.url(), SO_HUB_TEST_PASSWORD=postgres.PASSWORD)
        try:
            yield server
        finally:
            del os.environ["SO_HUB_TEST_SERVER"]


def cut_server(d):
    # PostgreSQL does not run as root, and has to get there.
    os.chmod(d, 0o711)
    with Disk(d, 2048) as disk, server_on(disk) as server, tempfile.TemporaryDirectory(prefix="hub-test-") as folder, Hub(folder) as hub:
        cut_again_and_again(hub, disk, server.kill, server.start)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="hub-test-") as folder:
        reason = why_not(folder)
    if reason:
        print(f"1..0 # SKIP {reason}")
    else:
        try:
            postgres.programs()
            check(f"{RUNS} power cuts of a PostgreSQL server: nothing that was acknowledged is lost")(cut_server)
        except postgres.Missing as missing:
            print(f"# no server: {missing}")
        main()
