# SPDX-License-Identifier: MIT
"""A language model that is played here: OpenAI's chat protocol (SSE) and Ollama's (a JSON object a line), with what it says, or how it
fails, as the test put it in .script, and .reply for everything else. It waits after the first word of what .holds says while .gate is shut."""
import http.server
import json
import threading
import time

REFINED = {"primary_intent": "COMPLAINT", "sub_category": "service_issue", "priority": "HIGH", "sentiment": "NEGATIVE", "language": "en", "tags": ["late"],
           "entities": {"class_type": "", "date": "", "time": "", "instructor": ""}, "suggested_action": "Call them", "confidence": 0.9}
OPINION = {"score": 91, "why": "Asks for the price"}


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def allowed(self):
        key = self.server.key
        if not key or self.headers.get("Authorization") == "Bearer " + key:
            return True
        self.answer(401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})
        return False

    def do_GET(self):
        self.server.heard.append((self.path, None))
        if not self.allowed():
            return
        if self.path.endswith("/models"):
            self.answer(200, {"data": [{"id": name} for name in self.server.models]})
        elif self.path.endswith("/tags"):
            self.answer(200, {"models": [{"name": name} for name in self.server.models]})
        else:
            self.answer(404, {"error": "not found"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, body))
        if not self.allowed():
            return
        if body["model"] not in self.server.models:
            self.answer(404, {"error": {"message": "model not found", "code": "model_not_found"}})
            return
        step = self.server.script.pop(0) if self.server.script else self.server.reply(body)
        if isinstance(step, int):
            self.answer(step, {"error": {"message": "scripted", "code": "scripted"}})
        elif step == "hang":
            self.server.hanging.set()
            self.server.release.wait(120)
        elif isinstance(step, dict) and "broken" in step:
            self.speak(body, step["broken"], ends=False)
        elif isinstance(step, dict) and "refused" in step:
            self.speak(body, step["refused"], reason="content_filter")
        elif isinstance(step, dict) and "raw" in step:
            self.answer(200, step["raw"])
        else:
            self.speak(body, step if isinstance(step, str) else json.dumps(step))

    def line(self, value):
        text = json.dumps(value)
        self.wfile.write(((text + "\n") if self.path.endswith("/chat") else f"data: {text}\n\n").encode())
        self.wfile.flush()

    def speak(self, body, text, **how):
        try:
            self.stream(body, text, **how)
        except (BrokenPipeError, ConnectionResetError):
            pass    # nobody listens any more

    def stream(self, body, text, ends=True, reason="stop"):
        """Word by word."""
        ollama = self.path.endswith("/chat")
        words = [word + " " for word in text.split(" ")]
        words[-1] = words[-1][:-1]
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if ollama else "text/event-stream")
        self.end_headers()
        for i, word in enumerate(words):
            if i == 1 and self.server.holds(body):
                self.server.gate.wait(300)
            self.line({"message": {"content": word}, "done": False} if ollama else {"choices": [{"delta": {"content": word}, "finish_reason": None}]})
            time.sleep(self.server.pause)
        if not ends:
            return
        if ollama:
            self.line({"message": {"content": ""}, "done": True, "done_reason": reason, "prompt_eval_count": 20, "eval_count": len(words)})
            return
        self.line({"choices": [{"delta": {}, "finish_reason": reason}]})
        self.line({"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": len(words)}})
        self.wfile.write(b"data: [DONE]\n\n")


def reply(body):
    """By what it is asked to fit: a second look, an opinion, or words."""
    schema = body.get("format") or (body.get("response_format") or {}).get("json_schema", {}).get("schema") or {}
    if "primary_intent" in schema.get("properties", {}):
        return REFINED
    if "score" in schema.get("properties", {}):
        return OPINION
    return "I will look that up for you."


def model(key=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    server.key, server.models, server.script, server.heard, server.reply, server.pause = key, ["llama-test", "other-test"], [], [], reply, 0
    server.hanging, server.release, server.gate = threading.Event(), threading.Event(), threading.Event()
    server.gate.set()
    server.holds = lambda body: True
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
