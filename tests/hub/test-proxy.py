# SPDX-License-Identifier: MIT
"""A hub behind the real nginx and the real Caddy, by the samples that are shipped."""
import ast
import os
import pathlib
import re
import resource
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import SECRET, Sender, check, hashlib, hmac, http, main, meta, random, socket, threading, time, twilio, whatsapp  # noqa: E402
from proxy import NAME, PROXIES, Behind  # noqa: E402

IDLE = int(os.environ.get("SO_PROXY_IDLE", "55"))


def each(name):
    """A check of every proxy that is installed."""
    def add(function):
        for kind in PROXIES:
            check(f"{kind.name}: {name}")(lambda d, kind=kind: function(d, kind))
        return function
    return add


def read_all(line, seconds=60):
    """What comes until the connection ends, or nothing has come for so long."""
    got = b""
    line.settimeout(seconds)
    try:
        while part := line.recv(65536):
            got += part
    except OSError:
        pass
    line.close()
    return got


@each("what providers send comes in as it was sent, and what they want to hear comes back")
def _(d, kind):
    with Behind(d, kind) as hub:
        desk = hub.pair()
        bodies = [whatsapp(1), b'{"text":"caf\xc3\xa9 \xff \r\n\x00 0\r\n\r\n"}', b"x" * 300_000, b""]
        for body in bodies:
            assert hub.ask("POST", "/hook/whatsapp", body, meta(body))[0] == 200
            assert hub.ask("POST", "/hook/whatsapp", body + b" ", meta(body))[0] == 403
        pieces = hub.ask("POST", "/hook/whatsapp", iter([b'{"in"', b':"pieces"}']), meta(b'{"in":"pieces"}'))
        assert pieces[0] == 200, pieces
        path = "/hook/twilio/sms?x=%20y&a=b;c&plus=+&path=%2F%2F&caf%C3%A9=&&empty"
        form, headers = twilio(path, {"MessageSid": "SM1", "Body": "Hi & bye +1 \u2603"})
        status, got, answer = hub.ask("POST", path, form, headers)
        assert (status, got["Content-Type"], answer) == (200, "text/xml", b"<Response/>"), (status, answer)
        assert hub.ask("POST", path.replace("%20", "+"), form, headers)[0] == 403
        event = b'{"issue":1}'
        assert hub.ask("POST", "/hook/jira", event, meta(event, name="X-Hub-Signature"))[0] == 200
        desk.pull_all()
        assert list(desk.done.values()) == [*bodies, b'{"in":"pieces"}', form.encode(), event]
        assert hub.ask("GET", "/hook/whatsapp?hub.mode=subscribe&hub.verify_token=verify-token-for-tests&hub.challenge=123")[2] == b"123"
        assert hub.ask("GET", "/chat/website/widget.js")[0] == hub.ask("GET", "/health")[0] == 200
        assert "/hook/" not in (hub.proxy.folder / "log").read_text(), "who called is written down"


@each("nothing but what is meant for everybody can be reached")
def _(d, kind):
    with Behind(d, kind) as hub:
        for path in ("/", "/metrics", "//metrics", "/metrics/", "/./metrics", "/v1/../metrics", "/hook/..%2fmetrics", "/v1/%2e%2e/metrics", "/metrics/../v1/", "/health/../metrics",
                     "/%6detrics", "/metrics%2f..%2fhealth", "/metrics;/v1/", "/metrics?/v1/", "/hub.db", "/healthy", "/v2/x", "/HEALTH"):
            status, _, body = hub.ask("GET", path)
            assert status in (400, 401, 403, 404) and b"studio_os_hub" not in body, (path, status)


@each("the caps of the website's chat go by who really calls, whatever she says about it")
def _(d, kind):
    with Behind(d, kind) as hub:
        said = [hub.say("visit", {}, address=f"203.0.113.{n}, 198.51.100.{n}")[0] for n in range(25)]
        assert said == [200] * 20 + [429] * 5, said
        assert "Retry-After" in hub.headers, hub.headers
        hub.source = "127.0.0.9"
        assert hub.say("visit", {}, address="127.0.0.1")[0] == 200


@each("too much is refused, and the next one is served")
def _(d, kind):
    with Behind(d, kind) as hub:
        desk = hub.pair()
        heads = {"Authorization": "Bearer " + desk.key}

        def ask(method, path, body=None, headers=heads):
            try:
                return hub.ask(method, path, body, headers)[0]
            except (OSError, http.client.HTTPException):
                # It was refused while it was still being sent.
                return 0
        for method, path, size, headers, expected in [
                ("POST", "/hook/whatsapp", 27_000_000, {}, (413, 0)), ("POST", "/hook/whatsapp", 5_000_000, {}, (413, 502, 0)), ("POST", "/v1/ack", 65_537, heads, (413, 0)),
                ("POST", "/hook/nobody", 1000, {}, (404, 413, 0)),
                ("GET", "/v1/hub?" + "x" * 5000, 0, heads, (414,)), ("GET", "/v1/hub", 0, {**heads, "X-Long": "x" * 20_000}, (400, 431)),
                ("GET", "/v1/hub", 0, {**heads, **{f"X-{n}": "y" for n in range(120)}}, (431,))]:
            status = ask(method, path, b"x" * size or None, headers)
            assert status in expected, (path[:20], size, status)
            assert ask("GET", "/v1/hub") == 200, path[:20]
        assert desk.pull()["head"] == 0
        # The largest that the hub takes is the sound of a whole call.
        call, stamp = b"x" * (24 << 20), str(int(time.time()))
        signature = hmac.new(SECRET.encode(), stamp.encode() + b"." + call, hashlib.sha256).hexdigest()
        assert ask("POST", "/hook/elevenlabs", call, {"ElevenLabs-Signature": f"t={stamp},v0={signature}"}) == 200
        assert [event["size"] for event in desk.pull()["events"]] == [len(call)] and list(desk.done.values()) == [call]


def table(name):
    """What test-http-head.c says that the hub refuses."""
    text = pathlib.Path(__file__).with_name("test-http-head.c").read_text().split(f"}} {name}[] = {{")[1].split("\n};")[0]
    return [(("POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\n" if post else "").encode() + ast.literal_eval(f'b"{string}"'))
            for post, string, answer in re.findall(r'\{ (POST )?"((?:[^"\\]|\\.)*)", (-?\d+)', text) if answer.startswith(("-", "4", "5"))]


def address(head):
    """The same for addresses that are there, signed as the hub's own sender would."""
    head = re.sub(rb"(?i)(?<=host: )[a-z](?=[\r\n])", NAME.encode(), head.replace(b" /a", b" /health"))
    return re.sub(rb"(?<= )/(?=[ \r\n])", b"/health", head)


def sign(head, body):
    return head.replace(b"\r\n", b"\r\nX-Hub-Signature-256: " + meta(body)["X-Hub-Signature-256"].encode() + b"\r\n", 1) if head.startswith(b"POST") else head


def send(hub, sent):
    line = hub.proxy.open()
    line.sendall(sent)
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", read_all(line))]


# Read in one way alone, and passed on in that way: a length with zeros before it; and Go's server, as RFC 9112 lets it, takes the pieces where there is a length
# as well, one length that is said twice, and what may stand beside the lengths of pieces.
ONE_WAY = {"nginx": [b"Length: 0000000000000012"],
           "Caddy": [b"Length: 0000000000000012", b"Length: 5\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Length: 5\r\nContent-Length: 5\r\n"]}


@each("what two could read in two ways is not kept, and nothing is hidden behind it")
def _(d, kind):
    with Behind(d, kind) as hub:
        desk, heads = hub.pair(), table("heads")
        assert len(heads) > 50, len(heads)
        for n, head in enumerate(map(address, heads)):
            body, hidden = b"%05d" % n, b"hidden-%05d" % n
            behind = sign(b"POST /hook/whatsapp HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % (NAME.encode(), len(hidden)), hidden) + hidden
            # Its body as it is, and in pieces.
            answers = [send(hub, sign(head, body) + form + behind) for form in (body, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))]
            desk.pull_all()
            kept = {body, hidden} & set(desk.done.values())
            if not any(known in head for known in ONE_WAY[kind.name]):
                assert not kept, (head, answers, kept)
            # Even then nothing else comes in than what has an answer of its own.
            assert len(kept) <= sum(answer.count(200) for answer in answers), (head, answers, kept)
            desk.done.clear()


@each("pieces that two could read in two ways are refused, or put in order first")
def _(d, kind):
    with Behind(d, kind) as hub:
        # What waits for more is refused by the clock, elsewhere.
        desk, pieces = hub.pair(), [form for form in table("bodies") if form.count(b"\n") > 1]
        assert len(pieces) > 8, len(pieces)
        for body in (b"hello", b"hello!", b"hell"):
            for form in pieces:
                answers = send(hub, sign(b"POST /hook/whatsapp HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" % NAME.encode(), body) + form)
                assert len(answers) == 1 and (answers[0] != 200 or body == b"hello"), (form, body, answers)
        desk.pull_all()
        assert set(desk.done.values()) <= {b"hello"}, desk.done


@each("a disk that is full is said to who sends, and when to come again")
def _(d, kind):
    with Behind(d, kind, restore_signals=False) as hub:
        desk = hub.pair()
        full = resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, (1, full[1]))
        status, headers, body = hub.ask("POST", "/hook/whatsapp", whatsapp(1), meta(whatsapp(1)))
        assert (status, headers.get("Retry-After"), body) == (503, "5", b""), (status, headers, body)
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, full)
        assert hub.ask("POST", "/hook/whatsapp", whatsapp(1), meta(whatsapp(1)))[0] == 200
        desk.pull_all()
        assert list(desk.done.values()) == [whatsapp(1)]


def kill_behind(hub, times):
    """Senders go on through the proxy while the hub behind it is killed and comes back."""
    desk, end, draw = hub.pair(), threading.Event(), random.Random(4)
    senders = [Sender([hub], 10_000_000 * n, end) for n in range(4)]
    for sender in senders:
        sender.start()
    for _ in range(times):
        time.sleep(draw.uniform(0.02, 0.25))
        hub.kill()
        hub.start()
    enough = [len(sender.acked) + 3 for sender in senders]
    while not all(len(sender.acked) > least for sender, least in zip(senders, enough)):
        time.sleep(0.02)
    end.set()
    for sender in senders:
        sender.join()
    desk.pull_all()
    acked, bodies = {body for sender in senders for body in sender.acked}, list(desk.done.values())
    assert not acked - set(bodies) and len(set(bodies)) == len(bodies), (len(acked), len(bodies))
    print(f"# {len(acked)} acknowledged, {sum(sender.tries for sender in senders)} tries failed, 0 lost, 0 twice")


@each("the hub behind it is killed again and again: what is sent again comes in, once")
def _(d, kind):
    with Behind(d, kind) as hub:
        kill_behind(hub, 10)


@each("a hub that is away, and comes back")
def _(d, kind):
    with Behind(d, kind) as hub:
        hub.kill()
        assert hub.ask("POST", "/hook/whatsapp", whatsapp(1), meta(whatsapp(1)))[0] == 502
        hub.start()
        assert hub.ask("POST", "/hook/whatsapp", whatsapp(1), meta(whatsapp(1)))[0] == 200


@each("a hub on a unix socket")
def _(d, kind):
    with Behind(d, kind, f"unix:{d}/socket") as hub:
        assert hub.address == f"unix:{d}/socket"
        said = [hub.say("visit", {}, address=f"203.0.113.{n}")[0] for n in range(21)]
        assert said == [200] * 20 + [429], said
        kill_behind(hub, 3)


class Upstream(threading.Thread):
    """Instead of a hub: keeps the head of what comes in, takes the upgrade, and says back what it hears."""

    def __init__(self):
        super().__init__(daemon=True)
        self.server, self.heads = socket.create_server(("127.0.0.1", 0)), []
        self.address = "127.0.0.1:%d" % self.server.getsockname()[1]

    def serve(self, line):
        head = b""
        while b"\r\n\r\n" not in head:
            part = line.recv(4096)
            if not part:
                return
            head += part
        self.heads.append(head.decode())
        line.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
        while part := line.recv(4096):
            line.sendall(part)
        line.close()

    def run(self):
        while True:
            threading.Thread(target=self.serve, args=(self.server.accept()[0],), daemon=True).start()


def upgrade(line):
    line.sendall((f"GET /v1/socket?after=3 HTTP/1.1\r\nHost: {NAME}\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer soh_x\r\n\r\n").encode())
    head = b""
    while b"\r\n\r\n" not in head:
        part = line.recv(1)
        assert part, head
        head += part
    return head.decode()


def echo(line, text):
    line.sendall(text)
    assert line.recv(100) == text


def wait_long(d, kind, failed):
    """@IDLE seconds: a poll without an answer, a visitor's page that waits, and a socket on which nothing is said."""
    try:
        upstream = Upstream()
        upstream.start()
        with kind(d + "/socket", upstream.address) as proxy, Behind(d + "/hub", kind) as hub:
            desk, line = hub.pair(), proxy.open()
            answer = upgrade(line)
            assert answer.startswith("HTTP/1.1 101 ") and re.search("(?im)^sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\\+xOo=\r$", answer), answer
            head, = upstream.heads
            for wanted in ("upgrade: websocket", "connection: upgrade", "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", "authorization: bearer soh_x", "sec-websocket-version: 13"):
                assert wanted.lower() in head.lower().split("\r\n"), (wanted, head)
            assert head.startswith("GET /v1/socket?after=3 HTTP/1.1\r\n"), head
            echo(line, b"\x81\x05hello")
            began = time.monotonic()
            assert desk.ask("GET", "/v1/events?after=0&wait=55", timeout=120) == (200, {**desk.pull(), "events": []})
            assert time.monotonic() - began > 54, "it did not wait"
            time.sleep(max(0, IDLE - 55))
            echo(line, b"\x81\x05again")
            # Who goes is gone on the other side, too.
            line.close()
    except BaseException as error:  # noqa: BLE001
        failed.append(f"{kind.name}: {error!r}")


@check("a poll of 55 seconds is not cut, nor a socket on which nothing is said for as long")
def _(d):
    failed = []
    threads = [threading.Thread(target=wait_long, args=(f"{d}/{kind.name}", kind, failed)) for kind in PROXIES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed


if __name__ == "__main__":
    if PROXIES:
        main()
    else:
        print("1..0 # SKIP neither nginx nor Caddy is installed")
