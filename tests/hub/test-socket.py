# SPDX-License-Identifier: MIT
"""/v1/socket from outside: who may have one, what it says, and what it puts up with."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Hub, check, json, main, meta, os, re, socket, threading, time, whatsapp  # noqa: E402
from ws import BINARY, CLOSE, PING, PONG, TEXT, Refused, Socket, frame  # noqa: E402


def post(hub, number, name="whatsapp"):
    assert hub.ask("POST", "/hook/" + name, whatsapp(number), meta(whatsapp(number)))[0] == 200


def refused(hub, key, **more):
    try:
        Socket(hub.port, key, **more).close()
    except Refused as why:
        return why.args[0]
    return 101


def sockets(hub):
    return json.loads(hub.ask("GET", "/health")[2])["sessions"]["sockets"]


def until(what, seconds=60):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@check("only who is paired gets one, and only by asking as a WebSocket does")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        for key in (None, "x", "soh_" + "A" * 43, desk.key[:-1], desk.key + "A"):
            assert refused(hub, key) == 401, key
        assert refused(hub, None, path="/v1/socket?key=" + desk.key) == 401
        for headers in ({"Upgrade": None}, {"Connection": None}, {"Sec-WebSocket-Version": "12"}, {"Sec-WebSocket-Key": None}, {"Sec-WebSocket-Key": "short"}):
            assert refused(hub, desk.key, headers=headers) == 426, headers
            assert refused(hub, None, headers=headers) == 401, headers
        assert desk.ask("GET", "/v1/socket")[0] == 426 and desk.ask("POST", "/v1/socket", {})[0] == 404
        assert sockets(hub) == 0
        one = Socket(hub.port, desk.key, headers={"Sec-WebSocket-Extensions": "permessage-deflate", "Sec-WebSocket-Protocol": "chat"})
        assert one.head() == {"head": 0, "epoch": desk.answer["epoch"], "sync": 0, "files": 0}
        assert sockets(hub) == 1
        one.close()
        until(lambda: sockets(hub) == 0)


@check("it says one number at the beginning and each time that there is another one, of its own studio alone")
def _(d):
    with Hub(d) as hub:
        desk, other = hub.pair(), hub.pair("Other", "second")
        post(hub, 0)
        one, two, foreign = Socket(hub.port, desk.key), Socket(hub.port, desk.key), Socket(hub.port, other.key)
        assert one.head() == two.head() == {"head": 1, "epoch": desk.answer["epoch"], "sync": 0, "files": 0}
        assert foreign.head() == {"head": 0, "epoch": other.answer["epoch"], "sync": 0, "files": 0}
        for n in range(1, 20):
            sent = time.monotonic()
            post(hub, n)
            while one.head()["head"] <= n:
                pass
            assert time.monotonic() - sent < 30
        while two.head()["head"] < 20:
            pass
        # The same once more is nothing new.
        post(hub, 19)
        post(hub, 1, "second")
        assert foreign.head()["head"] == 1
        one.say(PING, b"still there?")
        assert one.hear() == (PONG, b"still there?")
        assert desk.pull()["head"] == 20 and len(desk.done) == 20
        one.say(CLOSE, b"\x03\xe8")
        assert one.until_end() == 1000
        two.say(CLOSE)
        assert two.until_end() == 1000
        foreign.line.shutdown(socket.SHUT_WR)
        assert foreign.until_end() is None
        until(lambda: sockets(hub) == 0)


@check("what was stored while nobody listened, between looking and listening, or by a crowd, is never kept back")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        line = Socket(hub.port, desk.key)
        assert line.head()["head"] == 0
        threads = [threading.Thread(target=lambda first: [post(hub, first + n) for n in range(40)], args=(1000 * t,)) for t in range(5)]
        for thread in threads:
            thread.start()
        late, head = Socket(hub.port, desk.key), 0
        while head < 200:
            said = line.head()["head"]
            assert said > head, (said, head)
            head = said
        while late.head()["head"] < 200:
            pass
        for thread in threads:
            thread.join()
        assert desk.pull_all().cursor == 200


NOT_ASKED = [
    ("a text", frame(TEXT, b"hello"), 1003), ("bytes", frame(BINARY, b"hello"), 1003), ("the first part of a text", frame(TEXT, b"hello", last=False), 1003),
    ("the rest of one", frame(0, b"hello"), 1002), ("a long text", frame(TEXT, b"x" * 126), 1009), ("a longer one", frame(TEXT, b"x" * 70000), 1009),
    ("only its head", b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff", 1009), ("a ping without mask", frame(PING, masked=False), 1002),
    ("a long ping", frame(PING, b"x" * 126), 1002), ("a ping in parts", frame(PING, last=False), 1002), ("reserved bits", frame(PING, bits=0x40), 1002),
    ("a kind that there is not", frame(11), 1002), ("HTTP", b"GET / HTTP/1.1\r\nHost: h\r\n\r\n", 1002), ("{}{}", b"{}{}", 1002),
]


@check("what it did not ask for ends it with the reason, however its first bytes come")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        for name, data, code in NOT_ASKED:
            for cut in range(1, min(len(data), 12)):
                one = Socket(hub.port, desk.key)
                one.head()
                try:
                    one.line.sendall(data[:cut])
                    one.line.sendall(data[cut:])
                except ConnectionError:
                    pass
                assert one.until_end() in (code, None if len(data) > 1000 else code), name
                one.close()
        for kind in (PING, PONG):
            one = Socket(hub.port, desk.key)
            one.head()
            one.line.sendall(frame(kind) * 30)
            assert sockets(hub) >= 1
            one.line.sendall(frame(kind))
            assert one.until_end() == 1008, "too many frames"
            one.close()
        until(lambda: sockets(hub) == 0)
        post(hub, 1)
        assert desk.pull()["head"] == 1


@check("four of a computer, 256 in all; a computer beyond that asks as before")
def _(d):
    with Hub(d) as hub:
        desks = [hub.pair(f"Desk {n}") for n in range(65)]
        open_ = [Socket(hub.port, desk.key) for desk in desks[:64] for _ in range(4)]
        assert sockets(hub) == 256
        assert refused(hub, desks[64].key) == 503
        assert desks[64].pull()["events"] == []
        open_.pop().close()
        until(lambda: sockets(hub) == 255)
        open_.append(Socket(hub.port, desks[64].key))
        assert open_[-1].head()["head"] == 0
        open_.pop(0).close()
        until(lambda: sockets(hub) == 255)
        assert refused(hub, desks[1].key) == 429
        post(hub, 1)
        for one in open_:
            while one.head()["head"] != 1:
                pass
        for one in open_:
            one.close()
        until(lambda: sockets(hub) == 0)


@check("a computer that is shut out, or leaves, is shut off; it is pinged; a hub that ends says goodbye")
def _(d):
    with Hub(d) as hub:
        staying, shut_out, leaving = hub.pair(), hub.pair(), hub.pair()
        lines = [Socket(hub.port, desk.key) for desk in (staying, shut_out, leaving)]
        for line in lines:
            line.head()
        assert leaving.ask("DELETE", "/v1/device")[0] == 204
        assert lines[2].until_end() == 1008 and refused(hub, leaving.key) == 401
        hub.call("--revoke", shut_out.answer["device"])
        post(hub, 1)
        assert lines[1].until_end() == 1008 and refused(hub, shut_out.key) == 401
        quiet = hub.pair()
        line = Socket(hub.port, quiet.key)
        line.head()
        hub.call("--revoke", quiet.answer["device"])
        assert line.until_end() == 1008
        assert lines[0].head()["head"] == 1
        assert lines[0].hear() == (PING, b"")
        lines[0].say(PONG)
        began = time.monotonic()
        assert hub.stop() == 0
        assert lines[0].until_end() == 1001 and time.monotonic() - began < 20


@check("who reads late hears the last number, and goes on")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        one = Socket(hub.port, desk.key)
        for n in range(300):
            post(hub, n)
        heads = [one.head()["head"]]
        while heads[-1] != 300:
            heads.append(one.head()["head"])
        assert heads == sorted(heads)
        assert refused(hub, desk.key) == 101


@check("a socket is a computer that is there, for visitors of the website", file=True)
def _(d):
    hub = Hub(d)
    conf = pathlib.Path(d) / "hub.conf"
    conf.write_text(conf.read_text() + "[chat website]\norigins=https://www.example.org\n")
    with hub:
        away = lambda: json.loads(hub.ask("POST", "/chat/website/hello", "{}", {"Origin": "https://www.example.org", "Content-Type": "application/json"})[2])["away"]  # noqa: E731
        desk = hub.pair()
        assert away() is True
        one = Socket(hub.port, desk.key)
        one.head()
        assert away() is False


if __name__ == "__main__":
    main()
