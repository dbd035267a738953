# SPDX-License-Identifier: MIT
"""A way to the real hub that a test can shut, or in which it can hold single requests."""
import http.client
import http.server
import threading


class Way(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def pass_on(self):
        gate, body = self.server.gate, self.rfile.read(int(self.headers.get('Content-Length') or 0))
        path = self.path.split('?')[0]
        if gate.shut or self.headers.get('Upgrade'):
            return self.answer(503, b'{"error":"away"}')
        gate.seen.append(path)
        if path in gate.held:
            gate.released.wait(120)
            if gate.shut:
                return self.answer(503, b'{"error":"away"}')
        connection = http.client.HTTPConnection('127.0.0.1', gate.port, timeout=120)
        connection.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k not in ('Host', 'Connection')})
        response = connection.getresponse()
        self.answer(response.status, response.read())
        connection.close()

    def answer(self, status, body):
        try:
            self.send_response(status)
            if status != 204:
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body if status != 204 else b'')
        except OSError:                     # who asked went away
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = pass_on


class Gate:
    def __init__(self, port):
        self.port, self.shut, self.held, self.seen, self.released = port, False, set(), [], threading.Event()
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Way)
        self.server.daemon_threads = True
        self.server.gate = self
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hold(self, path):
        self.released.clear()
        self.held = {path}

    def release(self):
        self.held = set()
        self.released.set()
