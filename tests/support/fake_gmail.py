# SPDX-License-Identifier: MIT
"""Google's sign-in and Gmail, as far as the tests need them: one mailbox with a memory. It is strict where the real ones are, and where
they are not but a mistake would go unseen: whatever does not fit is refused and kept in server.violations, which is empty at the end."""
import base64
import email
import email.policy
import email.utils
import hashlib
import http.server
import json
import re
import secrets
import threading
import time
import urllib.parse
import urllib.request

ADDRESS = "hello@studio.example"
CLIENT_ID = "4711-abc.apps.googleusercontent.com"
CLIENT_SECRET = "canary-client-secret"
MODIFY = "https://www.googleapis.com/auth/gmail.modify"
SEND = "https://www.googleapis.com/auth/gmail.send"
BASE64URL = re.compile(r"^[A-Za-z0-9_-]+={0,2}$")
LOOPBACK = re.compile(r"^http://127\.0\.0\.1:\d+/\w*$")


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class Refused(Exception):
    """Not what the documentation asks for."""


class Mailbox:
    """The messages and what happened to them."""

    def __init__(self):
        self.messages = {}            # id → dict, the oldest first
        self.history = []             # (historyId, kind, id)
        self.counter = 1000
        self.lock = threading.RLock()

    def tick(self, kind, ident):
        self.counter += 1
        self.history.append((self.counter, kind, ident))
        return self.counter

    def add(self, raw, labels, thread=None, at=None):
        with self.lock:
            ident = f"{0x19a0000000000000 + len(self.messages):016x}"
            self.messages[ident] = {"id": ident, "threadId": thread or ident, "labelIds": list(labels), "raw": raw,
                                    "internalDate": str(int((at or time.time()) * 1000)), "historyId": "0"}
            self.messages[ident]["historyId"] = str(self.tick("messagesAdded", ident))
            return ident

    def arrives(self, text, sender="Ana Pérez <ana@example.com>", subject="Trial class?", ident="ana-1@example.com", labels=("INBOX", "UNREAD"),
                headers="", at=None, thread=None, to=ADDRESS):
        name, address = email.utils.parseaddr(sender)
        head = email.header.Header(name, "utf-8").encode() if not name.isascii() else name
        raw = (f"Received: by mx.example\r\nFrom: {head} <{address}>\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{ident}>\r\n"
               f"Date: {email.utils.formatdate(at or time.time())}\r\n{headers}MIME-Version: 1.0\r\n"
               f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n")
        return self.add(raw.encode(), labels, thread, at)

    def sent(self):
        """What was sent, parsed, with its threadId; in the order in which it came."""
        with self.lock:
            return [(email.message_from_bytes(m["raw"], policy=email.policy.default), m["threadId"])
                    for m in self.messages.values() if "SENT" in m["labelIds"]]

    def find(self, message_id):
        return [m for m in self.messages.values() if f"<{message_id}>".encode() in m["raw"].split(b"\r\n\r\n")[0]]


class Gmail(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536

    def log_message(self, *_):
        pass

    # Answers

    def answer(self, status, value, headers=()):
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, content in headers:
            self.send_header(name, content)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fail(self, status, reason, words="no"):
        self.answer(status, {"error": {"code": status, "message": words, "errors": [{"domain": "global", "reason": reason, "message": words}]}})

    def redirect(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def violate(self, why):
        self.server.violations.append(f"{self.command} {self.path.split('?')[0]}: {why}")
        raise Refused(why)

    def want(self, condition, why):
        if not condition:
            self.violate(why)

    def run(self, method):
        url = urllib.parse.urlsplit(self.path)
        self.query = urllib.parse.parse_qs(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
        self.server.requests.append((self.command, self.path))
        try:
            method(url.path)
        except Refused as refused:
            self.fail(400, "badRequest", str(refused))
        except (BrokenPipeError, ConnectionResetError):
            pass

    def do_GET(self):
        self.run(self.get)

    def do_POST(self):
        self.run(self.post)

    def one(self, name, default=None):
        values = self.query.get(name, [default])
        self.want(len(values) == 1, f"{name} twice")
        return values[0]

    def known(self, *names):
        self.want(set(self.query) <= set(names), f"unknown parameters {set(self.query) - set(names)}")

    # Signing in

    def get_auth(self):
        self.known("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method", "access_type", "prompt")
        self.want(self.one("response_type") == "code" and self.one("client_id") == CLIENT_ID, "response_type or client_id")
        self.want(LOOPBACK.match(self.one("redirect_uri", "")), "redirect_uri")
        self.want(self.one("code_challenge_method") == "S256" and re.match(r"^[A-Za-z0-9_-]{43}$", self.one("code_challenge", "")), "PKCE")
        self.want(len(self.one("state", "")) >= 22, "state")
        self.want(self.one("access_type") == "offline" and self.one("prompt") == "consent", "no refresh token would come")
        asked = self.one("scope", "").split(" ")
        self.want(asked and set(asked) <= {MODIFY, SEND}, f"scopes {asked}")
        if self.server.consent == "no":
            back = {"error": "access_denied", "state": self.one("state")}
        else:
            code = "4/" + secrets.token_urlsafe(20)
            granted = [s for s in asked if s not in self.server.unticked]
            self.server.codes[code] = {"redirect_uri": self.one("redirect_uri"), "challenge": self.one("code_challenge"), "scope": " ".join(granted)}
            back = {"state": self.one("state"), "code": code, "scope": " ".join(granted)}
        self.redirect(self.one("redirect_uri") + "?" + urllib.parse.urlencode(back))

    def form(self):
        self.want(self.headers.get("Content-Type") == "application/x-www-form-urlencoded", "Content-Type")
        return dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True))

    def hand_out(self, scope, refresh=None):
        token = "ya29." + secrets.token_urlsafe(16)
        self.server.tokens[token] = scope
        answer = {"access_token": token, "expires_in": 3599, "scope": scope, "token_type": "Bearer"}
        if refresh:
            self.server.grants[refresh] = scope
            answer["refresh_token"] = refresh
        self.answer(200, answer)

    def post_token(self):
        form = self.form()
        if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
            return self.answer(401, {"error": "invalid_client"})
        if form.get("grant_type") == "authorization_code":
            code = self.server.codes.pop(form.get("code"), None)
            verifier = form.get("code_verifier", "")
            self.want(re.match(r"^[A-Za-z0-9._~-]{43,128}$", verifier), "code_verifier")
            if not code or code["redirect_uri"] != form.get("redirect_uri") or encode(hashlib.sha256(verifier.encode()).digest()) != code["challenge"]:
                self.server.violations.append("code, redirect_uri or verifier do not belong together")
                return self.answer(400, {"error": "invalid_grant"})
            return self.hand_out(code["scope"], "1//canary-refresh-" + secrets.token_urlsafe(8))
        self.want(form.get("grant_type") == "refresh_token", "grant_type")
        self.server.refreshes += 1
        scope = self.server.grants.get(form.get("refresh_token"))
        if scope is None:
            return self.answer(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        return self.hand_out(scope)

    def post_revoke(self):
        token = self.form().get("token")
        if self.server.grants.pop(token, None) is None:
            return self.answer(400, {"error": "invalid_token"})
        self.server.tokens.clear()
        return self.answer(200, {})

    def allowed(self, *scopes):
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        self.want(kind == "Bearer" and token, "Authorization")
        granted = self.server.tokens.get(token)
        if granted is None:
            self.fail(401, "authError")
            return False
        if not set(scopes) & set(granted.split(" ")):
            self.fail(403, "insufficientPermissions")
            return False
        if self.server.busy:
            self.server.busy -= 1
            self.fail(429, "rateLimitExceeded")
            return False
        return True

    # Reading

    def get(self, path):
        if path == "/o/oauth2/v2/auth":
            return self.get_auth()
        self.want(path.startswith("/gmail/v1/users/me/"), "path")
        rest = path[len("/gmail/v1/users/me/"):]
        if not self.allowed(MODIFY):
            return None
        with self.server.mailbox.lock:
            if rest == "profile":
                self.known()
                return self.answer(200, {"emailAddress": self.server.address, "messagesTotal": len(self.server.mailbox.messages),
                                         "historyId": str(self.server.mailbox.counter)})
            if rest == "messages":
                return self.get_list()
            if rest == "history":
                return self.get_history()
            self.want(rest.startswith("messages/"), "path")
            return self.get_message(urllib.parse.unquote(rest[len("messages/"):]))

    def page(self, found, most):
        start = int(self.one("pageToken", "0").split("-")[-1])
        limit = int(self.one("maxResults", "100"))
        self.want(1 <= limit <= most, "maxResults")
        more = {"nextPageToken": f"page-{start + limit}"} if start + limit < len(found) else {}
        return found[start:start + limit], more

    def get_list(self):
        self.known("q", "maxResults", "pageToken", "includeSpamTrash")
        hidden = () if self.one("includeSpamTrash", "false") == "true" else ("SPAM", "TRASH")
        found = [m for m in reversed(self.server.mailbox.messages.values()) if not set(hidden) & set(m["labelIds"])]
        query = self.one("q", "")
        if query.startswith("rfc822msgid:"):
            wanted = self.server.mailbox.find(query.split(":", 1)[1])
            found = [m for m in found if m in wanted]
        elif query:
            self.want(re.match(r"^newer_than:\d+d$", query), f"q={query}")
            oldest = (time.time() - int(query[11:-1]) * 86400) * 1000
            found = [m for m in found if int(m["internalDate"]) > oldest]
        part, more = self.page(found, 500)
        answer = {"resultSizeEstimate": len(found), **more}
        if part:
            answer["messages"] = [{"id": m["id"], "threadId": m["threadId"]} for m in part]
        self.answer(200, answer)

    def get_history(self):
        self.known("startHistoryId", "historyTypes", "maxResults", "pageToken")
        self.want(set(self.query.get("historyTypes", [])) <= {"messageAdded", "messageDeleted", "labelAdded", "labelRemoved"}, "historyTypes")
        start = self.one("startHistoryId")
        self.want(start and start.isdigit(), "startHistoryId")
        if int(start) < self.server.oldest_history:
            return self.fail(404, "notFound")
        records = [(n, kind, ident) for n, kind, ident in self.server.mailbox.history if n > int(start)]
        part, more = self.page(records, 500)
        answer = {"historyId": str(self.server.mailbox.counter), **more}
        if part:
            answer["history"] = [self.record(n, kind, ident) for n, kind, ident in part]
        return self.answer(200, answer)

    def record(self, number, kind, ident):
        message = self.server.mailbox.messages[ident]
        short = {"id": ident, "threadId": message["threadId"]}
        return {"id": str(number), "messages": [short], kind: [{"message": {**short, "labelIds": message["labelIds"]}, "labelIds": message["labelIds"]}]}

    def get_message(self, ident):
        self.known("format")
        message = self.server.mailbox.messages.get(ident)
        if not message:
            return self.fail(404, "notFound")
        form = self.one("format", "full")
        self.want(form in ("raw", "minimal"), f"format={form}")
        answer = {**message, "sizeEstimate": len(message["raw"])}
        answer.pop("receivers", None)
        if form == "raw":
            answer["raw"] = encode(message["raw"])
        else:
            del answer["raw"]
        return self.answer(200, answer)

    # Sending

    def post(self, path):
        length = self.headers.get("Content-Length")
        self.want(length and length.isdigit(), "Content-Length")
        self.body = self.rfile.read(int(length))
        if path == "/token":
            return self.post_token()
        if path == "/revoke":
            return self.post_revoke()
        upload = path.startswith("/upload/")
        self.want(path.endswith("/gmail/v1/users/me/messages/send"), "path")
        if not self.allowed(MODIFY, SEND):
            return None
        raw, thread = self.parts_of_upload() if upload else self.parts_of_json()
        with self.server.mailbox.lock:
            message = self.judge(raw)
            known = [m["id"] for m in self.server.mailbox.messages.values() if m["threadId"] == thread]
            if thread:
                self.want(known, f"threadId {thread} is not known")
                self.judge_reply(message, known)
            raw, receivers = self.deliver(raw, message)
            ident = self.server.mailbox.add(raw, ["SENT"], thread)
            self.server.mailbox.messages[ident]["receivers"] = receivers
        if self.server.cut:                       # taken, and then the line is cut
            self.server.cut -= 1
            self.close_connection = True
            self.connection.close()
            return None
        return self.answer(200, {"id": ident, "threadId": self.server.mailbox.messages[ident]["threadId"], "labelIds": ["SENT"]})

    def parts_of_json(self):
        self.known()
        self.want(self.headers.get("Content-Type", "").startswith("application/json"), "Content-Type")
        value = json.loads(self.body)
        self.want(isinstance(value, dict) and set(value) <= {"raw", "threadId"} and "raw" in value, f"members {list(value)}")
        self.want(BASE64URL.match(value["raw"]), "raw is not base64url")
        return decode(value["raw"]), value.get("threadId")

    def parts_of_upload(self):
        self.want(self.one("uploadType") == "multipart", "uploadType")
        kind = self.headers.get("Content-Type", "")
        self.want(kind.startswith("multipart/related; boundary="), "Content-Type")
        whole = email.message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + self.body, policy=email.policy.HTTP)
        first, second = whole.get_payload()
        self.want(first.get_content_type() == "application/json" and second.get_content_type() == "message/rfc822", "parts")
        start = self.body.index(b"message/rfc822\r\n\r\n") + len(b"message/rfc822\r\n\r\n")
        raw = self.body[start:self.body.rindex(b"\r\n--")]
        return raw, json.loads(first.get_content()).get("threadId")

    def judge(self, raw):
        self.want(b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b""), "a line does not end with CRLF")
        head = raw.split(b"\r\n\r\n")[0]
        self.want(all(byte < 127 for byte in head), "a header is not ASCII")
        self.want(max(map(len, raw.split(b"\r\n"))) <= 998, "a line is too long")
        message = email.message_from_bytes(raw, policy=email.policy.default)
        for name in ("From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"):
            self.want(len(message.get_all(name, [])) == 1, f"{name} is there {len(message.get_all(name, []))} times")
        self.want(email.utils.parseaddr(message["From"])[1] == self.server.address, f"From {message['From']}")
        self.want(message["MIME-Version"] == "1.0", "MIME-Version")
        self.want(abs(email.utils.parsedate_to_datetime(message["Date"]).timestamp() - time.time()) < 86400, "Date")
        self.want(re.match(r"^<[^<>@\s]+@[^<>@\s]+>$", message["Message-ID"]), "Message-ID")
        self.want(not message.defects, f"{message.defects}")
        return message

    def deliver(self, raw, message):
        """The mail as those who get it see it, and who they are: a Bcc is read and taken out."""
        head, body = raw.split(b"\r\n\r\n", 1)
        everybody = email.utils.getaddresses([str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])])
        self.want(all("@" in address for _, address in everybody), f"receivers {everybody}")
        head = re.sub(rb"\r\nBcc:[^\r\n]*(\r\n[ \t][^\r\n]*)*", b"", b"\r\n" + head, flags=re.I)[2:]
        return head + b"\r\n\r\n" + body, sorted(address for _, address in everybody)

    def judge_reply(self, message, known):
        """Gmail puts a mail into a thread only where all four agree."""
        ids = [email.message_from_bytes(self.server.mailbox.messages[i]["raw"], policy=email.policy.default)["Message-ID"] for i in known]
        subject = email.message_from_bytes(self.server.mailbox.messages[known[0]]["raw"], policy=email.policy.default)["Subject"]
        self.want(message["In-Reply-To"] in ids, f"In-Reply-To {message['In-Reply-To']}")
        self.want(message["In-Reply-To"] in message["References"].split(), f"References {message['References']}")
        self.want(re.sub(r"^(?i:re):\s*", "", message["Subject"]) == re.sub(r"^(?i:re):\s*", "", subject), f"Subject {message['Subject']}")


def gmail(port=0):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Gmail)
    server.daemon_threads = True
    server.address, server.mailbox = ADDRESS, Mailbox()
    server.consent, server.unticked = "yes", ()
    server.codes, server.tokens, server.grants = {}, {}, {}
    server.violations, server.requests = [], []
    server.refreshes = server.busy = server.cut = server.oldest_history = 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def follow(url):
    """What a browser does with the page once its owner has decided: goes where it is sent. The words that it shows at the end."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()
