# SPDX-License-Identifier: MIT
"""Who writes down speech, played here: OpenAI's way (/v1/audio/transcriptions) and whisper.cpp's (/inference). It answers what the test put in .script (a status and a body, or a
function of the form), then .reply; .forms is what it was sent. And an assistant of ElevenLabs with the conversations that the test put there, and their sounds."""
import email
import http.server
import json
import math
import struct
import threading
import time

KEY = "canary-4711-speech"
AGENT_KEY = "canary-4711-agent"


def wav(seconds, rate=8000, channels=1, silent=()):
    """A sound in which each channel has a tone of its own, but those in @silent."""
    samples = []
    for i in range(int(seconds * rate)):
        for channel in range(channels):
            samples.append(0 if channel in silent else int(9000 * math.sin(2 * math.pi * (440 + 200 * channel) * i / rate)))
    data = struct.pack(f"<{len(samples)}h", *samples)
    return (b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * channels * 2, channels * 2, 16) +
            b"data" + struct.pack("<I", len(data)) + data)


class Peer(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value, kind="application/json"):
        body = value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def read_form(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = email.message_from_bytes(b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n" + body)
        form = {}
        for part in message.get_payload():
            form[part.get_param("name", header="Content-Disposition")] = part.get_payload(decode=True)
        return form

    def do_POST(self):
        form = self.read_form()
        form["path"], form["authorization"] = self.path, self.headers.get("Authorization")
        self.server.forms.append(form)
        if self.path == "/v1/audio/transcriptions" and form["authorization"] != "Bearer " + KEY:
            return self.answer(401, {"error": {"message": "Incorrect API key", "code": "invalid_api_key"}})
        said = self.server.script.pop(0) if self.server.script else self.server.reply
        said = said(form) if callable(said) else said
        time.sleep(self.server.wait)
        return self.answer(*said)

    def do_GET(self):
        path = self.path.split("?")[0]
        if self.headers.get("xi-api-key") != AGENT_KEY:
            return self.answer(401, {"detail": {"status": "invalid_api_key", "message": "Invalid API key"}})
        if path == "/v1/convai/conversations":
            rows = [{"conversation_id": c["conversation_id"], "agent_id": c["agent_id"], "status": c["status"], "call_successful": "unknown", "message_count": 0,
                     "start_time_unix_secs": c["metadata"]["start_time_unix_secs"], "call_duration_secs": 0} for c in self.server.conversations.values()]
            return self.answer(200, {"conversations": rows, "has_more": False, "next_cursor": None})
        if path.startswith("/v1/convai/agents/"):
            return self.answer(200, {"agent_id": "agent_1"})
        parts = path.removeprefix("/v1/convai/conversations/").split("/")
        if parts[0] not in self.server.conversations:
            return self.answer(404, {"detail": {"status": "not_found", "message": "x"}})
        if len(parts) == 1:
            return self.answer(200, self.server.conversations[parts[0]])
        sound = self.server.sounds.get(parts[0])
        return self.answer(200, sound, "audio/wav") if sound else self.answer(404, {"detail": {"status": "not_found", "message": "x"}})


def conversation(server, number, *turns, sound=None, **more):
    """One that is done and began @number minutes ago."""
    name = f"conv_{number}"
    start = int(time.time()) - 60 * number
    server.conversations[name] = {
        "conversation_id": name, "agent_id": "agent_1", "status": "done", "has_audio": sound is not None, "has_user_audio": sound is not None, "has_response_audio": sound is not None,
        "has_auxiliary_audio": False, "transcript": [{"role": role, "message": text, "time_in_call_secs": 2 * i} for i, (role, text) in enumerate(turns)],
        "metadata": {"start_time_unix_secs": start, "call_duration_secs": 9, "cost_fiat": None, "main_language": "en",
                     "phone_call": {"type": "sip_trunking", "direction": "inbound", "agent_number": "+4930111", "external_number": f"+4915112345{number:03}", "phone_number_id": "p", "call_sid": f"s{number}"}},
        **more}
    if sound:
        server.sounds[name] = sound
    return name


def peer():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    server.forms, server.script, server.wait = [], [], 0
    server.reply = (200, {"text": "Is there a zinnober class", "language": "english", "segments": [{"start": 0.2, "end": 1.4, "text": " Is there a zinnober class"}]})
    server.conversations, server.sounds = {}, {}
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
