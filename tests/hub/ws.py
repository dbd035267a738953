# SPDX-License-Identifier: MIT
"""The client's side of a WebSocket (RFC 6455), as far as tests need it: they may also say what no good client would."""
import base64
import hashlib
import json
import os
import socket
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def frame(kind, payload=b"", last=True, masked=True, bits=0):
    size = len(payload)
    length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size) if size < 65536 else b"\x7f" + struct.pack(">Q", size)
    mask = os.urandom(4) if masked else b""
    if masked:
        length = bytes([length[0] | 0x80]) + length[1:]
        key = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
        payload = (int.from_bytes(payload, "big") ^ key).to_bytes(size, "big")
    return bytes([(0x80 if last else 0) | bits | kind]) + length + mask + payload


class Refused(Exception):
    """It became no WebSocket: the status."""


class Socket:
    def __init__(self, port, key=None, path="/v1/socket", headers=(), timeout=60):
        self.line = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.bytes = b""
        nonce = base64.b64encode(os.urandom(16)).decode()
        lines = {"Host": "h", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": nonce}
        if key:
            lines["Authorization"] = "Bearer " + key
        lines.update(headers)
        self.line.sendall((f"GET {path} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines.items() if v is not None) + "\r\n").encode())
        while b"\r\n\r\n" not in self.bytes:
            self.more()
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        status = int(head.split()[1])
        if status != 101:
            self.line.close()
            raise Refused(status)
        told = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in head.decode().split("\r\n")[1:])}
        wanted = base64.b64encode(hashlib.sha1((nonce + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
        assert told["upgrade"].lower() == "websocket" and told["sec-websocket-accept"] == wanted, head
        assert "sec-websocket-extensions" not in told, head

    def more(self):
        part = self.line.recv(65536)
        if not part:
            raise EOFError
        self.bytes += part

    def take(self, size):
        while len(self.bytes) < size:
            self.more()
        part, self.bytes = self.bytes[:size], self.bytes[size:]
        return part

    def hear(self):
        """(kind, payload) of the next frame; EOFError where it ends without one."""
        first, second = self.take(2)
        assert first & 0xf0 == 0x80 and second < 126, (first, second)
        return first & 15, self.take(second)

    def say(self, kind, payload=b"", **how):
        self.line.sendall(frame(kind, payload, **how))

    def head(self):
        """What the hub says next, signs of life aside."""
        kind, payload = self.hear()
        while kind == PING:
            self.say(PONG, payload)
            kind, payload = self.hear()
        assert kind == TEXT, (kind, payload)
        return json.loads(payload)

    def until_end(self):
        """The code of the close frame with which it ends, None where there was none; every other frame before it is passed over."""
        code = None
        try:
            while True:
                kind, payload = self.hear()
                if kind == CLOSE:
                    code = struct.unpack(">H", payload[:2])[0]
        except (EOFError, ConnectionError):
            return code

    def close(self):
        self.line.close()
