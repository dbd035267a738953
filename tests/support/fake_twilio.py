# SPDX-License-Identifier: MIT
"""Twilio's messages, as far as the tests need them: one account, one token, what was sent and what came in."""
import base64
import http.server
import json
import threading
import time
import urllib.parse

SID = "AC" + "0" * 31 + "1"
CANARY = "canary-4711-token"
NOW = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(time.time() - 60))


class Twilio(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value, headers=()):
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, content in headers:
            self.send_header(name, content)
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
        self.server.asked += 1
        while self.server.hang and path.endswith("/Messages.json"):      # takes the question and says nothing
            self.server.hanging = True
            time.sleep(0.05)
        if self.server.wait:
            self.answer(429, {"code": 20429}, [("Retry-After", str(self.server.wait))])
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
                   "to": form["To"], "body": form["Body"], "num_media": "0", "num_segments": str(max(1, -(-len(form["Body"]) // 153)) if len(form["Body"]) > 160 else 1),
                   "date_created": NOW, "date_sent": NOW}
        self.server.messages.append(message)
        if self.server.cut:                       # taken, and then the line is cut
            self.server.cut = False
            self.connection.close()
            return
        self.answer(201, message)


def say(server, text, minutes=0):
    """The customer writes; @minutes after the first message."""
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(time.time() - 60 + 60 * minutes))
    server.messages.insert(0, dict(server.messages[-1], sid=f"SM{len(server.messages) + 900:032d}", direction="inbound", status="received",
                                   body=text, to="+4930123456", date_created=when, date_sent=when, **{"from": "+4915112345678"}))


def twilio():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Twilio)
    server.token, server.busy, server.cut = CANARY, 0, False
    server.hang = server.hanging = False
    server.asked = server.wait = 0            # how often something was asked for; seconds for which it wants to be left alone
    server.messages = [{"sid": "SM" + "a" * 32, "direction": "inbound", "status": "received", "from": "+4915112345678", "to": "+4930123456",
                        "body": "Is there a class on Tuesday?", "num_media": "0", "date_created": NOW, "date_sent": NOW}]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
