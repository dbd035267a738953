# SPDX-License-Identifier: MIT
"""The hub from outside: what providers, desktops, watchmen and strangers see."""
import pathlib
import random
import resource
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import (CONF, PUBLIC, SECRET, TOKEN, VERIFY, Hub, base64, check, hashlib, hmac, http, json, main, meta, os, re, select, signal, socket,  # noqa: E402
                 subprocess, threading, time, twilio, whatsapp, PROGRAM)


@check("health, metrics and what is not there")
def _(d):
    with Hub(d) as hub:
        status, headers, body = hub.ask("GET", "/health")
        health = json.loads(body)
        assert (status, health["status"], health["store"]["ok"]) == (200, "ok", True), body
        assert 0 < health["memory"]["rss_bytes"] < 64 << 20 and health["sessions"]["connections"] == 1, body
        assert {e["name"]: e["ready"] for e in health["endpoints"]}["asana"] is False
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff", headers
        text = hub.ask("GET", "/metrics")[2].decode()
        for line in text.splitlines():
            assert re.fullmatch(r"# (HELP|TYPE) .*|[a-z_]+(\{[a-z]+=\"[a-z0-9-]+\"(,[a-z]+=\"[a-z]+\")?\})? [0-9.]+", line), line
        assert "studio_os_hub_up 1\n" in text
        for method, path, expected in [("GET", "/", 404), ("GET", "/healthy", 404), ("GET", "/health/x", 404), ("POST", "/health", 405), ("GET", "/hook/nobody", 404),
                                       ("POST", "/hook/nobody", 404), ("POST", "/hook/twilio/a/b", 404), ("POST", "/hook/twilio/A", 404), ("POST", "/hook/", 404),
                                       ("DELETE", "/hook/whatsapp", 405), ("GET", "/hook/twilio", 405), ("GET", "/v1/events", 401), ("GET", "/hub.db", 404),
                                       ("GET", "/..%2fhub.db", 400)]:
            assert hub.ask(method, path)[0] == expected, (method, path, hub.ask(method, path))


@check("a request is stored once, a forged one never, a challenge is answered")
def _(d):
    with Hub(d) as hub:
        desk, second = hub.pair(), hub.pair("Other", "second")
        body = whatsapp(1)
        assert hub.ask("GET", f"/hook/whatsapp?hub.mode=subscribe&hub.verify_token={VERIFY}&hub.challenge=123")[2] == b"123"
        assert hub.ask("GET", "/hook/whatsapp?hub.mode=subscribe&hub.verify_token=wrong-token&hub.challenge=123")[0] == 403
        for _ in range(5):
            assert hub.ask("POST", "/hook/whatsapp", body, meta(body))[0] == 200
        assert hub.ask("POST", "/hook/whatsapp", body, meta(body, "another-secret"))[0] == 403
        assert hub.ask("POST", "/hook/whatsapp", body)[0] == 403
        assert hub.ask("POST", "/hook/whatsapp", body + b" ", meta(body))[0] == 403
        assert hub.ask("POST", "/hook/second", body, meta(body))[0] == 200
        nonce = "0123456789abcdef" * 2
        known = hashlib.sha256("\n".join(["studio-os-hub", desk.answer["hub"], "whatsapp", nonce]).encode()).hexdigest()
        assert hub.ask("POST", f"/hook/whatsapp?studio-os-try={nonce}", body)[::2] == (200, known.encode())
        assert hub.ask("POST", f"/hook/whatsapp?studio-os-try={nonce[1:]}", body)[0] == 403
        odd = b'{"object":"something_new","\xff":'
        assert hub.ask("POST", "/hook/instagram", odd, meta(odd))[0] == 200
        page = desk.pull()
        assert [(e["seq"], e["endpoint"], e["headers"]["Content-Type"]) for e in page["events"]] == [(1, "whatsapp", "application/json"), (2, "instagram", "application/json")]
        assert list(desk.done.values()) == [body, odd] and page["head"] == 2
        second.pull()
        assert list(second.done.values()) == [body] and second.answer["studio"] == "second"
        numbers = {e["name"]: e for e in json.loads(hub.ask("GET", "/health")[2])["endpoints"]}["whatsapp"]
        assert (numbers["stored"], numbers["duplicates"], numbers["forged"]) == (1, 4, 4), numbers


@check("two secrets are valid while one is exchanged; one that others may read is not used")
def _(d):
    hub = Hub(d)
    secret = pathlib.Path(d) / "secrets/whatsapp.secret"
    secret.write_text(f"brand-new-secret\n{SECRET}\nshort\n\n")
    (pathlib.Path(d) / "secrets/jira.secret").chmod(0o644)
    with hub:
        for i, key in enumerate((SECRET, "brand-new-secret")):
            assert hub.ask("POST", "/hook/whatsapp", whatsapp(i), meta(whatsapp(i), key))[0] == 200
        for key in ("short", "", "\n"):
            assert hub.ask("POST", "/hook/whatsapp", b"{}", meta(b"{}", key))[0] == 403
        assert hub.ask("POST", "/hook/jira", b"{}", meta(b"{}", SECRET, "X-Hub-Signature"))[0] == 403


def pieces(number, kind, cut):
    """A genuine request that is cut after so many bytes (None: there are not as many), and its body: in one piece, in one chunk, or in two that are cut
    there instead."""
    body = whatsapp(number)
    head = f"POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\nX-Hub-Signature-256: {meta(body)['X-Hub-Signature-256']}\r\n".encode()
    chunk = lambda part: b"%x\r\n" % len(part) + part + b"\r\n"  # noqa: E731
    if kind == "plain":
        whole = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    elif kind == "chunk":
        whole = head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(body) + b"0\r\n\r\n"
    elif cut < len(body):
        head += b"Transfer-Encoding: chunked\r\n\r\n"
        return head + chunk(body[:cut]), chunk(body[cut:]) + b"0\r\n\r\n", body
    else:
        return None
    return (whole[:cut], whole[cut:], body) if cut < len(whole) else None


@check("a WhatsApp message that comes in two pieces, cut at every byte; in a chunk, and in two chunks")
def _(d):
    with Hub(d) as hub:
        desk, bodies = hub.pair(), []
        for base, kind in ((10000, "plain"), (20000, "chunk"), (30000, "chunks")):
            for first in range(1, 4000, 100):
                batch = [each for cut in range(first, first + 100) if (each := pieces(base + cut, kind, cut))]
                lines = [socket.create_connection(("127.0.0.1", hub.port)) for _ in batch]
                for line, (start, _, _) in zip(lines, batch):
                    line.sendall(start)
                # By then it has read what came first.
                assert hub.ask("GET", "/health")[0] == 200
                for line, (_, rest, _) in zip(lines, batch):
                    line.sendall(rest)
                for line, (start, rest, _) in zip(lines, batch):
                    answer = line.recv(4096)
                    assert answer.startswith(b"HTTP/1.1 200"), (kind, start[-40:], rest[:40], answer)
                    line.close()
                bodies += [body for _, _, body in batch]
        assert 1100 < len(whatsapp(1)) < 1400 and len(bodies) > 3 * len(whatsapp(1)), (len(whatsapp(1)), len(bodies))
        desk.pull_all()
        assert len(set(bodies)) == len(bodies) == desk.cursor and set(desk.done.values()) == set(bodies), (len(bodies), desk.cursor)
        print(f"# {len(bodies)} requests")


@check("requests that come together are committed together, each told of its own")
def _(d):
    with Hub(d) as hub:
        desk, lines = hub.pair(), [socket.create_connection(("127.0.0.1", hub.port)) for _ in range(50)]
        post = lambda n: (f"POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\nX-Hub-Signature-256: {meta(whatsapp(n))['X-Hub-Signature-256']}\r\n"  # noqa: E731
                          f"Content-Length: {len(whatsapp(n))}\r\n\r\n").encode() + whatsapp(n)
        commits = lambda: int(re.search(rb"\nstudio_os_hub_commits_total (\d+)", hub.ask("GET", "/metrics")[2])[1])  # noqa: E731
        for turn in range(2):
            before = commits()
            hub.process.send_signal(signal.SIGSTOP)
            for n, line in enumerate(lines):
                # Half of what the second turn sends is known already.
                line.sendall(post(n + 25 * turn))
            hub.process.send_signal(signal.SIGCONT)
            assert all(line.recv(4096).startswith(b"HTTP/1.1 200") for line in lines)
            assert 1 <= commits() - before <= 10, commits() - before
        assert sorted(desk.pull_all().done.values()) == sorted(whatsapp(n) for n in range(75))
        for line in lines:
            line.close()


@check("Twilio: text messages, states, a call that nobody answers")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        answers = {}
        for kind, fields in [("sms", {"MessageSid": "SM1", "Body": "Hi & bye +1", "From": "+4917000000"}), ("status", {"MessageSid": "SM2", "MessageStatus": "sent"}),
                             ("voice", {"CallSid": "CA1", "From": "+4917000000"}), ("recording", {"RecordingSid": "RE1"}), ("voice-end", {"CallSid": "CA1"})]:
            body, headers = twilio(f"/hook/twilio/{kind}?x=%20y", fields)
            answers[kind] = hub.ask("POST", f"/hook/twilio/{kind}?x=%20y", body, headers)
            assert hub.ask("POST", f"/hook/twilio/{kind}", body, headers)[0] == 403
            assert hub.ask("POST", f"/hook/twilio/{kind}?x=%20y", body + "&x=y", headers)[0] == 403
        assert answers["sms"][::2] == (200, b"<Response/>") and answers["sms"][1]["Content-Type"] == "text/xml"
        assert answers["status"][0] == answers["recording"][0] == 204
        voice = answers["voice"][2].decode()
        assert "Tom &amp; Jerry&apos;s &lt;studio&gt;</Say><Record" in voice and f'recordingStatusCallback="{PUBLIC}/hook/twilio/recording"' in voice, voice
        assert [e["kind"] for e in desk.pull()["events"]] == ["sms", "status", "voice", "recording", "voice-end"]


@check("Jira, ElevenLabs, Asana with its handshake")
def _(d):
    with Hub(d) as hub:
        desk, other = hub.pair(), hub.pair("Other", "second")
        assert hub.ask("POST", "/hook/jira", b'{"a":1}', meta(b'{"a":1}', SECRET, "X-Hub-Signature"))[0] == 200
        assert hub.ask("POST", "/hook/jira", b'{"a":1}', meta(b'{"a":1}', SECRET))[0] == 403
        for ago, expected in ((0, 200), (3600, 400)):
            stamp = str(int(time.time()) - ago)
            signature = hmac.new(SECRET.encode(), stamp.encode() + b'.{"type":"x"}', hashlib.sha256).hexdigest()
            assert hub.ask("POST", "/hook/elevenlabs", b'{"type":"x"}', {"ElevenLabs-Signature": f"t={stamp},v0={signature}"})[0] == expected
        shake = {"X-Hook-Secret": "asana-told-this-secret"}
        event, beat = b'{"events":[{"action":"added"}]}', b'{"events":[]}'
        sign = lambda body, key: {"X-Hook-Signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}  # noqa: E731
        assert hub.ask("POST", "/hook/asana", b"", shake)[0] == 403
        assert hub.ask("POST", "/hook/asana", event, sign(event, "asana-told-this-secret"))[0] == 403
        assert other.ask("POST", "/v1/handshake", {"endpoint": "asana"})[0] == 404
        assert desk.ask("POST", "/v1/handshake", {"endpoint": "jira"})[0] == 404
        assert desk.ask("POST", "/v1/handshake", {"endpoint": "asana"})[0] == 204
        status, headers, _ = hub.ask("POST", "/hook/asana", b"", shake)
        assert (status, headers.get("X-Hook-Secret")) == (200, "asana-told-this-secret"), headers
        assert hub.ask("POST", "/hook/asana", b"", {"X-Hook-Secret": "a-second-one-of-a-stranger"})[0] == 403
        assert hub.ask("POST", "/hook/asana", event, sign(event, "asana-told-this-secret"))[0] == 200
        assert hub.ask("POST", "/hook/asana", beat, sign(beat, "asana-told-this-secret"))[0] == 200
        assert oct((pathlib.Path(d) / "secrets/asana.secret").stat().st_mode)[-3:] == "600"
        assert [e["endpoint"] for e in desk.pull()["events"]] == ["jira", "elevenlabs", "asana"]
        hub.kill()
        hub.start()
        body = event + b" "
        assert hub.ask("POST", "/hook/asana", body, sign(body, "asana-told-this-secret"))[0] == 200


def openssl(*words, stdin=None):
    return subprocess.run(["openssl", *words], input=stdin, capture_output=True, check=True).stdout


class Google(threading.Thread):
    """Serves certificates; counts who asks."""

    def __init__(self, d):
        super().__init__(daemon=True)
        self.asked, self.certificates, self.d = 0, {}, d
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked += 1
                body = json.dumps(outer.certificates).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/certs"
        self.run = self.server.serve_forever

    def add_key(self, name):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", f"{self.d}/{name}.key", "-out", f"{self.d}/{name}.pem")
        self.certificates[name] = pathlib.Path(f"{self.d}/{name}.pem").read_text()

    def token(self, key, **changes):
        now = int(time.time())
        claims = {"aud": PUBLIC + "/hook/gmail", "email": "push@studio.iam.gserviceaccount.com", "email_verified": True, "iss": "https://accounts.google.com",
                  "iat": now, "exp": now + 3600, **changes}
        code = lambda part: base64.urlsafe_b64encode(part).rstrip(b"=")  # noqa: E731
        text = code(json.dumps({"alg": "RS256", "kid": key}).encode()) + b"." + code(json.dumps(claims).encode())
        return "Bearer " + (text + b"." + code(openssl("dgst", "-sha256", "-sign", f"{self.d}/{key}.key", stdin=text))).decode()


@check("Gmail: a push with Google's token, its certificate fetched once")
def _(d):
    import http.server  # noqa: F401
    google = Google(d)
    google.add_key("one")
    google.start()
    push = lambda attempt, number=1: json.dumps({"message": {"data": "e30=", "messageId": str(number)}, "deliveryAttempt": attempt}).encode()  # noqa: E731
    with Hub(d, google.url) as hub:
        desk = hub.pair()
        good = google.token("one")
        senders = [threading.Thread(target=hub.ask, args=("POST", "/hook/gmail", push(1, n), {"Authorization": good})) for n in range(8)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert len(desk.pull()["events"]) == 8 and google.asked == 1, (desk.cursor, google.asked)
        assert hub.ask("POST", "/hook/gmail", push(2), {"Authorization": good})[0] == 200
        assert desk.pull()["events"] == []
        for token, expected in [(None, 403), ("Bearer x", 403), (good[:-9] + "AAAAAAAA" + good[-1], 403), (google.token("one", aud="other"), 403), (google.token("one", email="a@b.c"), 403),
                                (google.token("one", exp=int(time.time()) - 3600), 400)]:
            assert hub.ask("POST", "/hook/gmail", push(1, 99), {"Authorization": token} if token else {})[0] == expected, token
        # A key that is new: not asked for again within the minute, so it comes again later.
        google.add_key("two")
        assert hub.ask("POST", "/hook/gmail", push(1, 100), {"Authorization": google.token("two")})[0] == 503
        assert google.asked == 1
        hub.stop()
        hub.start()
        assert hub.ask("POST", "/hook/gmail", push(1, 100), {"Authorization": google.token("two")})[0] == 200
    google.server.shutdown()
    google.server.server_close()


@check("pairing, its end, and somebody who guesses")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair("Front desk \u2603 " + "x" * 200)
        assert desk.answer["key"].startswith("soh_") and len(desk.answer["name"]) <= 81
        listed = hub.call("--devices")
        assert desk.answer["device"] in listed and desk.key not in listed
        status, info = desk.ask("GET", "/v1/hub")
        assert status == 200 and info["device"] == desk.answer["device"] and {"name": "twilio", "provider": "twilio", "url": PUBLIC + "/hook/twilio"} in info["endpoints"]
        assert "second" not in [e["name"] for e in info["endpoints"]]
        assert desk.ask("GET", "/v1/nothing")[0] == 404
        for body in (b"", b"{}{}", b"[]", b'{"seq":"x"}', b'{"seq":-1}', b'{"seq":5}', b"[" * 60000):
            status = hub.ask("POST", "/v1/ack", body, {"Authorization": "Bearer " + desk.key})[0]
            assert status in (204 if b"x" in body else 400, 404), (body[:20], status)
        assert desk.ask("GET", "/v1/events?after=9")[0] == 400
        hub.call("--revoke", desk.answer["device"])
        assert desk.ask("GET", "/v1/events")[0] == 401 and desk.ask("POST", "/v1/ack", {"seq": 0})[0] == 401
        assert "no paired device" in hub.call("--revoke", desk.answer["device"], code=1)
        leaving = hub.pair()
        assert leaving.ask("DELETE", "/v1/device")[0] == 204 and leaving.ask("GET", "/v1/hub")[0] == 401
        code = hub.call("--pair")
        wrong = [hub.ask("POST", "/v1/pair", json.dumps({"code": f"0000-{n:04}", "name": "x"}))[0] for n in range(12)]
        assert wrong == [401] * 10 + [429] * 2, wrong
        assert hub.ask("POST", "/v1/pair", json.dumps({"code": code, "name": "x"}))[0] == 429
        assert "no studio" in hub.call("--pair", "--studio", "nobody", code=1)


@check("a desktop that waits is told at once; pages; large bodies apart")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        told = []
        waiter = threading.Thread(target=lambda: told.append((desk.pull(wait=50)["events"], time.monotonic())))
        waiter.start()
        while json.loads(hub.ask("GET", "/health")[2])["sessions"]["long_polls"] != 1:
            time.sleep(0.02)
        sent = time.monotonic()
        hub.ask("POST", "/hook/whatsapp", whatsapp(0), meta(whatsapp(0)))
        waiter.join()
        assert len(told[0][0]) == 1 and told[0][1] - sent < 10, told
        began = time.monotonic()
        assert desk.pull(wait=1)["events"] == [] and time.monotonic() - began >= 0.99
        large = b'{"x":"' + b"y" * 3_500_000 + b'"}'
        assert hub.ask("POST", "/hook/whatsapp", large, meta(large))[0] == 200
        for n in range(1, 121):
            hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))
        page = desk.pull(limit=1)
        assert "body" not in page["events"][0] and page["events"][0]["size"] == len(large) and page["head"] == 122
        desk.pull_all()
        assert list(desk.done.values()) == [whatsapp(0), large] + [whatsapp(n) for n in range(1, 121)]
        assert json.loads(hub.ask("GET", "/health")[2])["queue"]["unfetched"] == 0
        tail = hub.pair("Late").pull_all()
        assert tail.done == desk.done


def metric(hub, name):
    return int(re.search(rf"^studio_os_hub_{name} (\d+)$", hub.ask("GET", "/metrics")[2].decode(), re.M).group(1))


@check("what comes in for a studio wakes its own computers, and nobody else's")
def _(d):
    with Hub(d) as hub:
        desk, other = hub.pair(), hub.pair("Other", "second")
        told = []
        waiter = threading.Thread(target=lambda: told.append(other.pull(wait=50)["events"]))
        waiter.start()
        while metric(hub, "long_polls") != 1:
            time.sleep(0.02)
        looks = metric(hub, "looks_total")
        for n in range(30):
            assert hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))[0] == 200
            assert len(desk.pull()["events"]) == 1
        # A hub on a server looks at all of them once when it begins.
        assert 30 <= metric(hub, "looks_total") - looks < 35 and not told, (looks, metric(hub, "looks_total"))
        assert hub.ask("POST", "/hook/second", whatsapp(1), meta(whatsapp(1)))[0] == 200
        waiter.join()
        assert len(told[0]) == 1, told


@check("SIGTERM answers who waits, and ends")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        told = []
        waiter = threading.Thread(target=lambda: told.append(desk.pull(wait=50)))
        waiter.start()
        while json.loads(hub.ask("GET", "/health")[2])["sessions"]["long_polls"] != 1:
            time.sleep(0.02)
        began = time.monotonic()
        assert hub.stop() == 0
        waiter.join()
        assert told[0]["events"] == [] and time.monotonic() - began < 20


@check("backup while it runs; a restored hub says so, and nothing is done twice", file=True)
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        for n in range(3):
            hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))
        desk.pull_all()
        backup = d + "/backup.db"
        hub.call("--backup", backup)
        assert "already" in hub.call("--backup", backup, code=1)
        hub.ask("POST", "/hook/whatsapp", whatsapp(3), meta(whatsapp(3)))
        desk.pull_all()
        assert "running" in hub.call("--restore", backup, code=1)
        hub.stop()
        pathlib.Path(d + "/broken.db").write_bytes(pathlib.Path(backup).read_bytes()[:5000])
        hub.call("--restore", d + "/broken.db", code=1)
        hub.call("--restore", d + "/hub.conf", code=1)
        hub.call("--restore", backup)
        hub.start()
        status, page = desk.ask("GET", f"/v1/events?after={desk.cursor}&epoch={desk.answer['epoch']}")
        assert status == 409 and page["epoch"] != desk.answer["epoch"], page
        assert desk.ask("POST", "/v1/ack", {"seq": 4, "epoch": desk.answer["epoch"]})[0] == 409
        before = dict(desk.done)
        for n in (3, 4):
            hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))
        desk.cursor = 0
        desk.pull_all()
        assert list(desk.done.values()) == [whatsapp(n) for n in range(5)] and len(before) == 4


@check("a disk that is full is said with 503, and it goes on by itself", file=True)
def _(d):
    with Hub(d, restore_signals=False) as hub:
        desk = hub.pair()
        full = resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE)
        kept = []
        for n in range(400):
            status = hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))[0]
            assert status in (200, 503), status
            if status == 200:
                kept.append(whatsapp(n))
            if n == 20:
                resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, ((pathlib.Path(d) / "hub.db-wal").stat().st_size + 100_000, full[1]))
            if status == 503:
                break
        assert status == 503 and len(kept) > 20, len(kept)
        health = hub.ask("GET", "/health")
        assert health[0] == 503 and json.loads(health[2])["status"] == "degraded", health
        body, headers = twilio("/hook/twilio/voice", {"CallSid": "CA9"})
        status, _, voice = hub.ask("POST", "/hook/twilio/voice", body, headers)
        assert status == 200 and b"<Record" in voice
        # Not even what a computer has can be written down: it is not told that it was wrong.
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, (1, full[1]))
        assert desk.ask("POST", "/v1/ack", {"seq": 1})[0] == 503
        assert desk.ask("POST", "/v1/ack", {"seq": 10_000})[0] == 400
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, full)
        for n in range(1000, 1010):
            assert hub.ask("POST", "/hook/whatsapp", whatsapp(n), meta(whatsapp(n)))[0] == 200
            kept.append(whatsapp(n))
        assert hub.ask("GET", "/health")[0] == 200
        desk.pull_all()
        assert list(desk.done.values()) == kept


@check("settings and options that are wrong are said in one line", file=True)
def _(d):
    hub = Hub(d)
    assert hub.call("--check").startswith("whatsapp (whatsapp): https://hub.example.org/hook/whatsapp\n")
    conf = pathlib.Path(d) / "hub.conf"
    for text, says in [("[hub]\nlisten=1\nport=2\n", "port"), ("[endpoint x]\n", "provider"), ("[endpoint X]\nprovider=whatsapp\n", "small letters"), ("[other]\n", "[other]"),
                       ("[hub]\npublic-url=http://example.org\n", "https"), ("[endpoint twilio]\n", "public-url"), ("[endpoint gmail]\n", "push-account"),
                       ("[hub]\nkeep-days=0\n", "keep-days"), ("no\n", "cannot be read"), ("[endpoint whatsapp]\nsecret=hello\n", "secret")]:
        conf.write_text(text)
        for words in (["--check"], ["--pair"], []):
            said = hub.call(*words, code=1)
            assert says in said and len(said.splitlines()) == 1, (text, said)
    conf.write_text("[endpoint whatsapp]\n[endpoint jira]\n")
    (pathlib.Path(d) / "secrets/jira.secret").unlink()
    assert "1 of the endpoints" in hub.call("--check", code=1)
    conf.write_text(CONF.format(certificates="http://127.0.0.1:1/"))
    for words in (["--nonsense"], ["more"], ["--store", "postgresql://x"]):
        assert len(hub.call(*words, code=2).splitlines()) == 1
    for address in ("0.0.0.0:0", "8.8.8.8:80", "example.org:80", "unix:/no/such/folder/s"):
        assert "studio-os-hub: " in hub.call("--listen", address, code=1)
    with hub:
        assert "Another hub" in hub.call("--listen", "127.0.0.1:0", code=1)
    assert subprocess.run([PROGRAM], capture_output=True, env={"PATH": os.environ["PATH"]}, check=False).returncode == 2


@check("secrets are in no log, no database and no answer; files are for nobody else", file=True)
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        body = whatsapp(7)
        code = hub.call("--pair")
        hub.ask("POST", "/hook/whatsapp", body, meta(body))
        hub.ask("POST", "/hook/whatsapp", b"forged", meta(body))
        hub.ask("POST", "/v1/pair", json.dumps({"code": "WRONG-CODE", "name": "x"}))
        desk.pull_all()
        public = hub.ask("GET", "/health")[2] + hub.ask("GET", "/metrics")[2]
        hub.stop()
        files = {p: p.read_bytes() for p in pathlib.Path(d).iterdir() if p.is_file() and p.name != "hub.conf"}
        for secret in (SECRET, VERIFY, TOKEN, desk.key, code, code.replace("-", ""), meta(body)["X-Hub-Signature-256"]):
            for path, data in files.items():
                assert secret.encode() not in data, (secret, path)
            assert secret.encode() not in public
        assert b"Hola" not in files[pathlib.Path(d) / "log"] and b"491700000" not in files[pathlib.Path(d) / "log"]
        for name in ("hub.db", "hub.lock"):
            assert (pathlib.Path(d) / name).stat().st_mode & 0o077 == 0, name


FORGED = int(os.environ.get("SO_HUB_FORGED", "4000"))


@check(f"strangers: {FORGED} forged, 300 half-open, floods of heads; a good sender is answered and memory stays small", file=True)
def _(d):
    with Hub(d) as hub:
        draw = random.Random(5)
        desk = hub.pair()
        body = whatsapp(1)
        head = b"POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\nX-Hub-Signature-256: %s\r\n\r\n"
        half = [socket.create_connection(("127.0.0.1", hub.port)) for _ in range(300)]
        for i, line in enumerate(half):
            line.sendall([b"", b"POST /hook/whatsapp HTTP/1.1\r\nHo", b"POST /hook/whatsapp HTTP/1.1\r\nHost: h\r\nContent-Length: 4000000\r\n\r\n" + b"x" * 1000][i % 3])
        line = socket.create_connection(("127.0.0.1", hub.port))
        for _ in range(FORGED // 100):
            batch = b""
            for _ in range(100):
                forged = bytearray(body)
                forged[draw.randrange(len(forged))] ^= 1 << draw.randrange(8)
                batch += head % (len(forged), meta(body)["X-Hub-Signature-256"].encode()) + forged
            line.sendall(batch)
            got = b""
            while got.count(b"HTTP/1.1 ") < 100 or not got.endswith(b"\r\n\r\n"):
                part = line.recv(65536)
                assert part, got[-300:]
                got += part
            assert got.count(b"HTTP/1.1 403") == 100, got[:300]
        flood = socket.create_connection(("127.0.0.1", hub.port))
        try:
            for n in range(100000):
                flood.sendall(b"X-%d: y\r\n" % n if n else b"GET / HTTP/1.1\r\n")
        except OSError:
            pass
        began = time.monotonic()
        assert hub.ask("POST", "/hook/whatsapp", body, meta(body))[0] == 200
        took = time.monotonic() - began
        health = json.loads(hub.ask("GET", "/health")[2])
        # The sanitizers' own memory says nothing.
        assert health["memory"]["rss_bytes"] < 128 << 20 or b"libasan" in pathlib.Path(PROGRAM).read_bytes(), health
        assert took < 5, took
        desk.pull_all()
        assert list(desk.done.values()) == [body]
        print(f"# answered in {took * 1000:.1f} ms, {health['memory']['rss_bytes'] >> 20} MiB")
        for each in [*half, line, flood]:
            each.close()


if __name__ == "__main__":
    import http.server
    main()
