# SPDX-License-Identifier: MIT
"""Providers that keep files of messages for a while: WhatsApp's media ids, addresses of Instagram's CDN, Twilio's lists. Each link may have trouble
for some requests, come slowly, or be dead."""
import hashlib
import http.server
import json
import threading

TOKEN, SMS_TOKEN = "canary-4711-media", "canary-4711-sms"
PHONE, PAGE, SID, NUMBER = "770077", "900900", "AC" + "0" * 32, "+34600000000"


class Media(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json", slow=False):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for i in range(0, len(body), 65536):
                if slow and i:
                    self.server.slow.wait(self.server.pause)
                self.wfile.write(body[i:i + 65536])
        except OSError:
            self.close_connection = True

    def fault(self, name):
        """What is wrong with the file @name at this request: a status, or None."""
        if self.server.trouble.get(name, 0) > 0:
            self.server.trouble[name] -= 1
            return 503
        return 404 if name in self.server.dead or name not in self.server.files else None

    def file(self, name):
        self.server.given.append(name)
        self.answer(200, *self.server.files[name], slow=True)

    def do_GET(self):
        path, name = self.path.split("?")[0], self.path.split("?")[0].split("/")[-1]
        if path.startswith("/2010-04-01/"):
            self.twilio(path)
        elif path.startswith("/v26.0/") and name in ("me", "conversations", PAGE):
            self.answer(200, {"id": PAGE, "user_id": PAGE, "username": "studio", "data": []})
        elif path.startswith("/v26.0/"):
            wrong = 401 if self.headers.get("Authorization") != "Bearer " + TOKEN else self.fault(name)
            data, kind = self.server.files.get(name, (b"", ""))
            self.answer(wrong or 200, {"error": {"code": {401: 190, 503: 2, 404: 100}[wrong], "error_subcode": 33 if wrong == 404 else 0, "message": "no"}} if wrong else
                        {"messaging_product": "whatsapp", "id": name, "url": f"{self.server.url}/whatsapp/{name}?ext=1", "mime_type": kind,
                         "sha256": hashlib.sha256(data).hexdigest(), "file_size": str(len(data))})
        elif self.fault(name):
            self.answer(404, b"URL signature expired", "text/plain")
        elif path.startswith("/whatsapp/") and self.headers.get("Authorization") != "Bearer " + TOKEN:
            self.answer(401, b"", "text/plain")
        else:
            self.file(name)

    def twilio(self, path):
        """…/Accounts/AC…/Messages/SM…/Media.json, and …/Media/NAME."""
        parts = path.split("/")
        if "Basic" not in self.headers.get("Authorization", ""):
            self.answer(401, {"code": 20003})
        elif parts[-1] == "Media.json":
            files = [name for name in self.server.lists.get(parts[-2], []) if name not in self.server.dead]
            self.answer(200, {"media_list": [{"uri": f"{path[:-5]}/{name}.json", "content_type": self.server.files[name][1]} for name in files]})
        elif self.fault(parts[-1]):
            self.answer(404, {"code": 20404})
        else:
            self.file(parts[-1])


def media():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Media)
    server.daemon_threads = True
    server.files, server.lists = {}, {}                           # name → (bytes, type); message → names
    server.dead, server.trouble, server.given = set(), {}, []     # names; name → requests; names in order
    server.slow, server.pause = threading.Event(), 0
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def accounts(server):
    """As a computer hands them over."""
    def one(transport, identity, settings, token):
        return {"id": f"{transport}:{identity}", "transport": transport, "name": transport, "address": identity, "public_key": "k" * 43,
                "settings": json.dumps(dict(settings, api_base=server.url)), "secrets": {"token": token}}
    return {"whatsapp": one("whatsapp", PHONE, {"phone_number_id": PHONE, "waba_id": "w1"}, TOKEN),
            "instagram": one("instagram", PAGE, {"user_id": PAGE}, TOKEN),
            "sms": one("sms", NUMBER, {"sid": SID, "from": NUMBER}, SMS_TOKEN)}


def whatsapp(name, phone=PHONE, kind="image", **more):
    """What Meta tells of a message with the file @name."""
    message = {"from": "34611222333", "id": f"wamid.{name}", "timestamp": "1763722000", "type": kind, kind: dict({"id": name, "mime_type": "image/jpeg"}, **more)}
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "w1", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "34600000000", "phone_number_id": phone},
        "contacts": [{"profile": {"name": "Ana"}, "wa_id": "34611222333"}], "messages": [message]}}]}]}).encode()


def instagram(server, name):
    return json.dumps({"object": "instagram", "entry": [{"id": PAGE, "time": 1763722000000, "messaging": [{
        "sender": {"id": "178"}, "recipient": {"id": PAGE}, "timestamp": 1763722000000,
        "message": {"mid": f"m_{name}", "attachments": [{"type": "image", "payload": {"url": f"{server.url}/cdn/{name}"}}]}}]}]}).encode()
