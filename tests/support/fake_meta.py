# SPDX-License-Identifier: MIT
"""Meta's Graph, as far as it takes for an account that is asked and sends: one number of WhatsApp, one account of Instagram."""
import http.server
import json
import threading

TOKENS = {"whatsapp": "canary-4711-whatsapp", "instagram": "canary-4711-instagram"}
CONVERSATION = {"id": "c1", "updated_time": "2026-01-05T18:22:11+0000"}
PARTICIPANTS = {"data": [{"id": "900", "username": "studio"}, {"id": "178", "username": "ana"}]}


class Meta(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def heard(self):
        said = self.headers.get("Authorization", "") + self.path
        for kind, token in TOKENS.items():
            if token in said:
                self.server.heard[kind] = self.server.heard.get(kind, 0) + 1
                return True
        self.answer({"error": {"code": 190, "message": "no token"}}, 401)
        return False

    def do_GET(self):
        if not self.heard():
            return
        if "/conversations" in self.path:
            self.answer({"data": [CONVERSATION]})
        elif "/c1" in self.path:
            self.answer({**CONVERSATION, "participants": PARTICIPANTS, "messages": {"data": []}})
        elif "/subscribed_apps" in self.path:
            self.answer({"data": [{"whatsapp_business_api_data": {"id": "1", "name": "Studio"}}]})
        else:
            self.answer({"id": "900", "user_id": "900", "username": "studio", "data": []})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.heard():
            self.server.sent.append(body)
            self.answer({"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{len(self.server.sent)}"}]})


def meta():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Meta)
    server.heard, server.sent = {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
