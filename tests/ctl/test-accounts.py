#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An SMS account from adding to removing, against a Twilio that is played here, with a real key ring: what comes in is stored, what
is approved leaves once, and the token is nowhere but in the key ring. Prints TAP.

    test-accounts.py STUDIOCTL"""
import base64
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse

from studioctl import ask, call, check, main, refuse, studio

SID = "AC" + "0" * 31 + "1"
CANARY = "canary-4711-token"
NOW = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(time.time() - 60))


class Twilio(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def allowed(self):
        good = "Basic " + base64.b64encode(f"{SID}:{self.server.token}".encode()).decode()
        if self.headers.get("Authorization") == good:
            return True
        self.answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
        return False

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if not self.allowed():
            return
        if path.endswith("/Messages.json"):
            self.answer(200, {"messages": self.server.messages, "next_page_uri": None})
        elif path.endswith("/IncomingPhoneNumbers.json"):
            self.answer(200, {"incoming_phone_numbers": [{"capabilities": {"sms": True}}]})
        elif path.endswith(SID + ".json"):
            self.answer(200, {"status": "active"})
        else:
            self.answer(404, {"code": 20404})

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
        if not self.allowed():
            return
        if self.server.busy:
            self.server.busy -= 1
            self.answer(429, {"code": 20429})
            return
        message = {"sid": f"SM{len(self.server.messages):032d}", "direction": "outbound-api", "status": "delivered", "from": form["From"],
                   "to": form["To"], "body": form["Body"], "num_media": "0", "date_created": NOW, "date_sent": NOW}
        self.server.messages.append(message)
        if self.server.cut:                       # taken, and then the line is cut
            self.server.cut = False
            self.connection.close()
            return
        self.answer(201, message)


def twilio():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Twilio)
    server.token, server.busy, server.cut = CANARY, 0, False
    server.messages = [{"sid": "SM" + "a" * 32, "direction": "inbound", "status": "received", "from": "+4915112345678", "to": "+4930123456",
                        "body": "Is there a class on Tuesday?", "num_media": "0", "date_created": NOW, "date_sent": NOW}]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def connect(d, server):
    s = studio(d + "/s")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    added = ask(s, "account", "add", "sms", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-", f"sid={SID}",
                "from=+4930123456", "name=Studio SMS", stdin=CANARY.encode() + b"\n")
    return s, added[0]["id"]


def everything(folder):
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                yield os.path.join(root, name), file.read()


@check("what comes in is stored once, what is approved leaves once, and the token is nowhere")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    assert ask(s, "account", "check", account)[0]["error"] is None
    env = {"G_MESSAGES_DEBUG": "all"}
    logs = []
    for _ in range(2):
        result = call(s, "sync", "--once", env=env)
        assert result.code == 0, result.err
        logs.append(result.err)
    threads = ask(s, "threads")
    assert len(threads) == 1 and threads[0]["messages"] == 1, threads
    draft = ask(s, "reply", threads[0]["id"], "--text", "Yes, at 19:00 – see you!")["id"]
    ask(s, "approve", draft)
    result = call(s, "sync", env=env)
    logs.append(result.err)
    assert result.code == 0, result.err
    sent = [m for m in server.messages if m["direction"] != "inbound"]
    assert [(m["to"], m["body"]) for m in sent] == [("+4915112345678", "Yes, at 19:00 – see you!")], sent
    logs.append(call(s, "sync", "--once", env=env).err)
    assert ask(s, "draft", draft)["state"] == "delivered"
    thread = ask(s, "thread", threads[0]["id"])
    assert [m["state"] for m in thread["messages"]] == ["received", "delivered"], thread["messages"]
    coded = base64.b64encode(f"{SID}:{CANARY}".encode())
    for path, content in everything(d):
        assert CANARY.encode() not in content and coded not in content, path
    for log in logs:
        assert CANARY not in log and coded.decode() not in log


@check("cut off after it was taken, it is found again, and not sent twice")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    thread = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", thread, "--text", "Yes, at 19:00")["id"]
    ask(s, "approve", draft)
    server.cut = True
    call(s, "sync")
    for _ in range(3):
        call(s, "sync", "--once")
    assert ask(s, "draft", draft)["state"] in ("accepted", "delivered")
    assert len([m for m in server.messages if m["direction"] != "inbound"]) == 1
    assert len(ask(s, "thread", thread)["messages"]) == 2


@check("a wrong token, a busy provider, a missing setting: each says what to do")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    server.token = "another"
    refuse(s, "account", "check", account, says="token")
    refuse(s, "sync", account, "--once", says="token")
    assert "token" in ask(s, "account", "list")[0]["error"]
    server.token = CANARY
    ask(s, "sync", "--once")
    assert ask(s, "account", "list")[0]["error"] is None
    server.shutdown()
    server.server_close()
    refuse(s, "sync", account, "--once", says="127.0.0.1")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", says="token")
    refuse(s, "account", "add", "sms", "from=+49301", "--secret-file", "-", stdin=b"x", says="sid")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--secret-file", d + "/nowhere")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--api-base", "http://example.com", "--secret-file", "-", stdin=b"x", says="https")
    assert len(ask(s, "account", "list")) == 1
    assert ask(s, "account", "remove", account) == []


if __name__ == "__main__":
    sys.exit(main())
