# SPDX-License-Identifier: MIT
"""A language model on this computer, as far as the tests need one: it speaks Ollama's protocol and OpenAI's, says what it was told to
say piece by piece, waits where it shall, and dies where it shall.

    model = start()
    model.say = 'A class is 15 €.'
    model.gate.clear()           # after the first piece it waits until model.gate.set()
    model.die = True             # … and then the connection breaks in the middle
    model.asked                  # what came in, newest last (the JSON)"""
import http.server
import json
import re
import threading


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def send_json(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.endswith('/api/tags'):
            self.send_json(200, {'models': [{'name': name} for name in self.server.models]})
        elif self.path.endswith('/models'):
            self.send_json(200, {'data': [{'id': name} for name in self.server.models]})
        else:
            self.send_json(404, {'error': 'not found'})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.server.asked.append(asked)
        if self.server.busy:
            self.send_json(503, {'error': 'busy'})
            return
        say = self.server.say
        text = say(asked) if callable(say) else say
        if self.server.per_task and asked.get('format'):
            text = self.server.per_task
        if not asked.get('stream'):
            self.whole(text)
            return
        lines = self.path.endswith('/api/chat')
        self.send_response(200)
        self.send_header('Content-Type', 'application/x-ndjson' if lines else 'text/event-stream')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        pieces = re.findall(r'\s*\S+\s*$|\s*\S+', text) or ['']
        try:
            self.stream(pieces, lines, asked)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left += 1
            self.close_connection = True

    def stream(self, pieces, lines, asked):
        for i, piece in enumerate(pieces):
            self.line(lines, piece)
            if i == 0 and self.server.holds(asked) and not self.server.gate.wait(300):
                return
            if self.server.die and i >= len(pieces) // 2:
                self.close_connection = True
                self.connection.shutdown(2)
                return
        if lines:
            self.chunk(json.dumps({'message': {'content': ''}, 'done': True, 'done_reason': self.server.reason, 'prompt_eval_count': 120, 'eval_count': len(pieces)}) + '\n')
        else:
            self.chunk('data: ' + json.dumps({'choices': [{'delta': {}, 'finish_reason': self.server.reason}], 'usage': {'prompt_tokens': 120, 'completion_tokens': len(pieces)}}) + '\n\n')
            self.chunk('data: [DONE]\n\n')
        self.wfile.write(b'0\r\n\r\n')

    def whole(self, text):
        if self.path.endswith('/api/chat'):
            self.send_json(200, {'message': {'content': text}, 'done': True, 'done_reason': self.server.reason})
        else:
            self.send_json(200, {'choices': [{'message': {'content': text}, 'finish_reason': self.server.reason}]})

    def line(self, lines, piece):
        if lines:
            self.chunk(json.dumps({'message': {'role': 'assistant', 'content': piece}, 'done': False}) + '\n')
        else:
            self.chunk('data: ' + json.dumps({'choices': [{'delta': {'content': piece}}]}) + '\n\n')

    def chunk(self, text):
        data = text.encode()
        self.wfile.write(f'{len(data):x}\r\n'.encode() + data + b'\r\n')
        self.wfile.flush()


def start(*models):
    """A server on a free port of this computer; server.base is its address."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Model)
    server.daemon_threads = True
    server.models = list(models) or ['little-one']
    server.say = 'Hello!'
    server.per_task = None       # what is said where JSON is asked for
    server.reason = 'stop'
    server.gate = threading.Event()
    server.gate.set()
    server.holds = lambda asked: True    # whom the gate is for
    server.die = server.busy = False
    server.asked = []
    server.left = 0              # how often somebody hung up
    server.base = f'http://127.0.0.1:{server.server_address[1]}'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
