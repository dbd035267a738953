# SPDX-License-Identifier: MIT
"""A hub, as far as desktops are concerned: pairing, events behind a number, what was acknowledged. Like the real one it keeps every event
until it is asked for it, and can be restored, shut a computer out, and hang up after it has been read."""
import base64
import hashlib
import http.server
import json
import threading
import time
import urllib.parse

CODE = "7KXQ-M2PD"
KEY = "canary-4711-key-of-the-desk"


class Hub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def read(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

    def head(self):
        return {"hub": "hub-1", "studio": "default", "epoch": self.server.epoch}

    def allowed(self):
        if not self.server.away and self.server.key and self.headers.get("Authorization") == "Bearer " + self.server.key:
            return True
        self.answer(*((503, {"error": "busy"}) if self.server.away else (401, {"error": "not paired"})))
        return False

    def called(self):
        """As by a provider; a computer of the studio tries whether this address leads here. What else may answer there instead: a status."""
        url = urllib.parse.urlsplit(self.path)
        nonce = dict(urllib.parse.parse_qsl(url.query)).get("studio-os-try", "")
        other = self.server.tried.get(url.path)
        text = f"studio-os-hub\nhub-1\n{url.path.split('/')[2]}\n{nonce}"
        self.send_response(other or 200)
        body = hashlib.sha256(text.encode()).hexdigest().encode() if other is None else b"<html>Welcome to our website</html>"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        said = self.read()
        if self.path.startswith("/hook/"):
            self.called()
        elif self.path == "/v1/pair":
            if said.get("code") != self.server.code:
                self.answer(401, {"error": "no such code"})
                return
            self.server.code, self.server.key, self.server.name = None, KEY, said["name"]
            self.answer(200, dict(self.head(), device="d1", name=said["name"], key=KEY))
        elif self.allowed() and self.path == "/v1/ack":
            if self.server.cut:                   # heard, and then the line is cut
                self.server.cut -= 1
                self.connection.close()
                return
            if said["epoch"] == self.server.epoch:
                self.server.acked = max(self.server.acked, said["seq"])
            self.answer(204)

    def do_DELETE(self):
        if self.allowed():
            self.server.key = None
            self.answer(204)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if not self.allowed():
            return
        if url.path == "/v1/hub":
            base = self.server.public + "/hook/"
            self.answer(200, dict(self.head(), device="d1", name=self.server.name, paired_at="2026-11-01T10:00:00Z", acknowledged=self.server.acked,
                                  endpoints=[{"name": n, "provider": p, "url": base + n} for n, p in self.server.endpoints]))
        elif url.path == "/v1/events":
            self.events(int(query["after"]), int(query["limit"]), float(query["wait"]), query["epoch"])
        else:
            self.answer(404, {"error": "no"})

    def events(self, after, limit, wait, epoch):
        until, key = time.monotonic() + wait, self.server.key
        while (epoch == self.server.epoch and after >= len(self.server.events) and time.monotonic() < until and not self.server.away
               and self.server.key == key):
            time.sleep(0.02)
        if epoch != self.server.epoch:
            self.answer(409, dict(self.head(), error="read from 0 again"))
        elif self.allowed():
            events = [dict(event, seq=i + 1) for i, event in enumerate(self.server.events)]
            self.server.pages += 1
            self.answer(200, dict(self.head(), after=after, head=len(events), events=events[after:after + limit]))


def whatsapp(number, text, phone="100", name="Ana Lopez", person="34611222333"):
    return {"object": "whatsapp_business_account", "entry": [{"id": "w" + phone, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "34600000000", "phone_number_id": phone},
        "contacts": [{"profile": {"name": name}, "wa_id": person}],
        "messages": [{"from": person, "id": f"wamid.{number}", "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}]}}]}]}


def put(server, body, provider="whatsapp", kind=""):
    """A provider has told the hub something; @body as bytes or what becomes JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    server.events.append({"id": f"ev-{server.made}", "endpoint": provider, "provider": provider, "kind": kind, "headers": {}, "size": len(raw),
                          "received_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "body": base64.b64encode(raw).decode()})
    server.made += 1


def hub():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.daemon_threads = True
    server.code, server.key, server.name, server.epoch = CODE, None, "", "e1"
    server.events, server.acked, server.made, server.cut, server.away, server.pages = [], 0, 1, 0, False, 0
    server.endpoints = [("whatsapp", "whatsapp"), ("twilio", "twilio")]
    server.public, server.tried = "https://hub.example.org", {}
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
