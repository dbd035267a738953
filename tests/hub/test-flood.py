# SPDX-License-Identifier: MIT
"""Strangers, and computers that are paired, who do what they can against the hub, while a provider goes on sending: it is answered, memory stays small,
nothing is left over. SO_HUB_FLOOD=1: all 5,000, 10,000 and a million of them."""
import contextlib
import os
import pathlib
import resource
import select
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, check, http, json, main, meta, socket, subprocess, threading, time, whatsapp, PROGRAM  # noqa: E402
from ws import PING, PONG, TEXT, Refused, Socket, frame  # noqa: E402

FULL = bool(os.environ.get("SO_HUB_FLOOD"))
MOST_MIB = 128
SANITIZED = b"libasan" in pathlib.Path(PROGRAM).read_bytes()
HOOK = b"POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\n"


def some(full, few):
    return full if FULL else few


def send_well(port):
    """Run as a program of its own, so that it waits for the hub and not for the flood: a genuine request every 20 ms until its input ends."""
    times, tries, number = [], 0, 0
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        body, began = whatsapp(number), time.monotonic()
        while True:
            try:
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                line.request("POST", "/hook/whatsapp", body, meta(body))
                status = line.getresponse().status
                line.close()
                if status == 200:
                    break
            except (OSError, http.client.HTTPException):
                pass
            tries += 1
            time.sleep(0.01)
        times.append(time.monotonic() - began)
        number += 1
        if number == 1:
            print("sending", flush=True)
    print(json.dumps([times, tries]))


def files(hub):
    return len(os.listdir(f"/proc/{hub.process.pid}/fd"))


def peak(hub):
    status = pathlib.Path(f"/proc/{hub.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def until(what, seconds=120):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@contextlib.contextmanager
def siege(d, **options):
    """A hub, a computer that is paired with it, and a list for messages that were answered with 200. At the end all that was promised is looked at."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with Hub(d, **options) as hub:
        desk = hub.pair()
        assert hub.ask("GET", "/health")[0] == 200
        before, pid = files(hub), hub.process.pid
        good = subprocess.Popen([sys.executable, __file__, PROGRAM, "--send-well", str(hub.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            assert good.stdout.readline() == b"sending\n"
            began, kept = time.monotonic(), []
            yield hub, desk, kept
            said = good.communicate(b"end", timeout=120)[0]
        finally:
            good.kill()
            good.wait()
        times, tries = json.loads(said)
        assert hub.process.poll() is None and hub.process.pid == pid
        until(lambda: files(hub) <= before)
        assert hub.ask("GET", "/health")[0] == 200
        # Nothing of it was taken for a message, and every message is there once.
        assert desk.pull_all().cursor == len(times) + len(kept) == len(desk.done), (desk.cursor, len(times), len(kept))
        assert not set(kept) - set(desk.done.values())
        assert SANITIZED or peak(hub) < MOST_MIB, peak(hub)
        print(f"# {time.monotonic() - began:.1f} s, at most {peak(hub):.1f} MiB; a good sender {len(times)} times: median {sorted(times)[len(times) // 2] * 1000:.1f}, "
              f"worst {max(times) * 1000:.0f} ms, {tries} tries failed")


def connect(hub):
    line = socket.create_connection(("127.0.0.1", hub.port), timeout=120)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def pour(line, data, times=1):
    """As much as it takes; how many bytes that were."""
    sent = 0
    try:
        for _ in range(times):
            line.sendall(data)
            sent += len(data)
    except OSError:
        pass
    return sent


def together(n, function):
    threads = [threading.Thread(target=function, args=(i,), daemon=True) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def reset(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def refused(port, key, **more):
    try:
        Socket(port, key, **more).close()
    except Refused as why:
        return why.args[0]
    except (EOFError, OSError):
        return 0
    return 101


@check("a WebSocket message in parts without end, from computers that are paired and from strangers")
def _(d):
    with siege(d) as (hub, desk, kept):
        part, more, poured = frame(TEXT, b"x" * 65536, last=False), frame(0, b"x" * 65536, last=False), []
        small, rest = frame(TEXT, b"x" * 100, last=False), frame(0, b"x" * 100, last=False) * 600

        def attack(i):
            while sum(poured) < some(2000, 100) << 20:
                for first, then in ((part, more), (small, rest)):
                    one = Socket(hub.port, desk.key)
                    one.head()
                    poured.append(pour(one.line, first) + pour(one.line, then, 6400))
                    one.close()
            one = connect(hub)
            pour(one, b"GET /v1/socket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            poured.append(pour(one, part) + pour(one, more, 64))
            one.close()
        together(4, attack)
        print(f"# {sum(poured) >> 20} MiB left on {len(poured)} connections before the hub hung up")


@check(f"{some(1_000_000, 30_000)} tiny frames as fast as they go, by who reads nothing of the answers")
def _(d):
    with siege(d) as (hub, desk, kept):
        counts, want, until = [0] * 4, some(1_000_000, 30_000), time.monotonic() + some(20, 1)
        batches = [frame(PING) * 1000, frame(PONG, b"x") * 1000, frame(PING, b"x" * 125) * 1000, frame(TEXT, b"") * 1000]

        def attack(i):
            while sum(counts) < want or time.monotonic() < until:
                try:
                    one = Socket(hub.port, desk.key)
                except (Refused, OSError, EOFError):
                    continue
                counts[i] += 1000 * (pour(one.line, batches[i], 20) // len(batches[i]))
                reset(one.line)
        began = time.monotonic()
        together(4, attack)
        print(f"# {sum(counts)} frames, {sum(counts) / (time.monotonic() - began):.0f} a second")


@check(f"{some(5000, 1500)} connections that say nothing, half a head, half a body")
def _(d):
    half_open(d)


@check("the same where there are 512 descriptors", file=True)
def _(d):
    half_open(d, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (512, 512)))


def half_open(d, **options):
    with siege(d, **options) as (hub, desk, kept):
        starts = [b"", b"G", HOOK + b"X", HOOK + b"Content-Length: 3000000\r\n\r\n" + b"x" * 1000, HOOK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"]
        lines, began, body = [], time.monotonic(), whatsapp(0)
        for n in range(some(5000, 1500)):
            lines.append(connect(hub))
            pour(lines[-1], starts[n % len(starts)])
        opened = time.monotonic()
        status = hub.ask("POST", "/hook/whatsapp", body, meta(body))[0]
        assert status == 200, (status, hub.ask("GET", "/metrics"))
        print(f"# {len(lines)} in {opened - began:.1f} s, {files(hub)} descriptors: answered in {(time.monotonic() - opened) * 1000:.1f} ms")
        for line in lines:
            line.close()


@check("heads without end: many lines, one line, an address, and many of them")
def _(d):
    with siege(d) as (hub, desk, kept):
        floods = [(b"GET / HTTP/1.1\r\nHost: h\r\n", b"X-Flood: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 1000), (b"GET / HTTP/1.1\r\nX: ", b"x" * 50000),
                  (b"GET /", b"x" * 50000), (b"", b"\r\n" * 20000), (b"", b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 1000),
                  (b"", b"GET / HTTP/1.1\r\nHost: h\r\n" + b"A: b\r\n" * 90 + b"\r\n")]

        def attack(i):
            first, then = floods[i % len(floods)]
            for _ in range(some(100, 10)):
                line = connect(hub)
                pour(line, first)
                pour(line, then, 200 if i % len(floods) == 5 else 20)
                reset(line)
        together(24, attack)


@check("bodies without end: announced and not, forged, genuine, on paths that have none")
def _(d):
    with siege(d) as (hub, desk, kept):
        megabyte, large = b"x" * (1 << 20), []
        heads = [HOOK + b"Content-Length: 99999999999\r\n\r\n", HOOK + b"Transfer-Encoding: chunked\r\n\r\n10000000\r\n", HOOK + b"Content-Length: 4000000\r\n\r\n",
                 b"POST /v1/pair HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n", b"PUT /hub.db HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n"]

        def attack(i):
            for n in range(some(20, 2)):
                line = connect(hub)
                if i % 6 == 5:
                    body = whatsapp(f"{i}-{n}").replace(b"x" * 900, b"y" * 3_000_000)
                    pour(line, HOOK + b"X-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n" % (meta(body)["X-Hub-Signature-256"].encode(), len(body)) + body)
                    with contextlib.suppress(OSError):
                        status = line.recv(100)[:12]
                        large.append(status)
                        if status == b"HTTP/1.1 200":
                            kept.append(body)
                else:
                    pour(line, heads[i % 6])
                    pour(line, megabyte, 16)
                reset(line)
        together(48, attack)
        print(f"# {len(kept)} of {8 * some(20, 2)} genuine ones of 3 MB were taken at once, the others come again")


@check("a byte now and then, from hundreds at once")
def _(d):
    with siege(d) as (hub, desk, kept):
        whole = HOOK + b"Content-Length: 500\r\n\r\n" + b"x" * 500
        lines, end, at = [connect(hub) for _ in range(some(900, 300))], time.monotonic() + some(40, 3), 0
        while time.monotonic() < end and at < len(whole):
            for i, line in enumerate(lines):
                pour(line, whole[at:at + 1] if i % 2 else b"")
            at += 1
            time.sleep(0.1)
        print(f"# of {len(lines)} that drip, {json.loads(hub.ask('GET', '/health')[2])['sessions']['connections'] - 1} are open after {some(40, 3)} s")
        for line in lines:
            line.close()


@check(f"two texts where there is to be one, and other nonsense in JSON, {some(20000, 1000)} times")
def _(d):
    with siege(d) as (hub, desk, kept):
        nonsense = [b"{}{}", b"", b"[" * 60000, b'{"a":' * 10000, b'{"code":"\xff"}', b'{"code":"x","name":"x"}{}', b"\x00" * 100, b'"' * 1000, b"{}" * 30000]
        key = {"Authorization": "Bearer " + desk.key}
        counts = {}

        def attack(i):
            line = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=120)
            for n in range(some(20000, 1000) // 8):
                path = ["/v1/pair", "/v1/ack", "/v1/handshake", "/v1/chat/answer", "/hook/whatsapp", "/chat/website/hello"][(n + i) % 6]
                try:
                    line.request("POST", path, nonsense[n % len(nonsense)], key if path in ("/v1/ack", "/v1/handshake", "/v1/chat/answer") else {})
                    answer = line.getresponse()
                    answer.read()
                    assert answer.status in (400, 401, 403, 404, 413, 429), (path, answer.status)
                    counts[answer.status] = counts.get(answer.status, 0) + 1
                except (OSError, http.client.HTTPException):
                    line.close()
        together(8, attack)
        for _ in range(20):
            one = Socket(hub.port, desk.key)
            one.head()
            pour(one.line, frame(TEXT, b"{}{}"))
            assert one.until_end() == 1003
            one.close()
        print(f"# {counts}")
        assert sum(counts.values()) > some(20000, 1000) * 0.9 and 200 not in counts, counts


@check(f"{some(10000, 1000)} that come and go: at once, after half a head, after a request, and as WebSockets")
def _(d):
    with siege(d) as (hub, desk, kept):
        def attack(i):
            for n in range(some(10000, 1000) // 8):
                way = (n + i) % 5
                if way == 4:
                    assert refused(hub.port, desk.key) in (0, 101, 429)
                    continue
                line = connect(hub)
                pour(line, [b"", HOOK, b"GET /health HTTP/1.1\r\nHost: h\r\n\r\n", HOOK + b"Content-Length: 5\r\n\r\nhello"][way])
                if way == 3:
                    with contextlib.suppress(OSError):
                        line.recv(100)
                reset(line) if n % 2 else line.close()
        began = time.monotonic()
        together(8, attack)
        print(f"# {some(10000, 1000) / (time.monotonic() - began):.0f} a second")


if __name__ == "__main__":
    send_well(int(sys.argv[3])) if sys.argv[2:3] == ["--send-well"] else main()
