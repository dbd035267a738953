# SPDX-License-Identifier: MIT
"""What tests of a hub that sends share: a computer that signs, orders, and Meta's Graph API with fates of its own."""
import base64
import ctypes
import ctypes.util
import hashlib
import json
import os
import pathlib
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import fake_graph  # noqa: E402

ED25519 = 1087
CRYPTO = ctypes.CDLL(ctypes.util.find_library("crypto") or "libcrypto.so.3")
for _name in ("EVP_PKEY_new_raw_private_key", "EVP_MD_CTX_new"):
    getattr(CRYPTO, _name).restype = ctypes.c_void_p
SENDER = f"whatsapp:{fake_graph.PHONE}"


def b64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Key:
    """A key to sign by, made by somebody else's code."""

    def __init__(self):
        self.key = ctypes.c_void_p(CRYPTO.EVP_PKEY_new_raw_private_key(ED25519, None, os.urandom(32), ctypes.c_size_t(32)))
        raw, size = ctypes.create_string_buffer(32), ctypes.c_size_t(32)
        assert CRYPTO.EVP_PKEY_get_raw_public_key(self.key, raw, ctypes.byref(size)) == 1
        self.public = b64(raw.raw)

    def sign(self, data):
        context, mark, size = ctypes.c_void_p(CRYPTO.EVP_MD_CTX_new()), ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        assert CRYPTO.EVP_DigestSignInit(context, None, None, None, self.key) == 1
        assert CRYPTO.EVP_DigestSign(context, mark, ctypes.byref(size), data, ctypes.c_size_t(len(data))) == 1
        CRYPTO.EVP_MD_CTX_free(context)
        return b64(mark.raw)


def approval(order, account="account-1", files=(), **more):
    parts = [order["text"], ",".join(files), order.get("template") or "", f"{order['to']['kind']}:{order['to']['value']}", account]
    return {"hash": hashlib.sha256(b"".join(p.encode() + b"\0" for p in parts)).hexdigest(), "account": account, "by": "owner", "at": 1763700000000, **more}


class Office:
    """A computer of a studio that hands its WhatsApp number over and approves messages."""

    def __init__(self, hub, graph, name="Desk", studio="default", hand_over=True):
        self.hub, self.desk, self.key = hub, hub.pair(name, studio), Key()
        self.graph = graph
        if hand_over:
            status, answer = self.hand_over()
            assert status == 200 and [s["id"] for s in answer["senders"]] == [SENDER], (status, answer)

    def hand_over(self, **other):
        body = {"id": SENDER, "transport": "whatsapp", "name": "Studio", "address": "+4930123456", "secrets": {"token": fake_graph.TOKEN}, "public_key": self.key.public,
                "settings": json.dumps({"phone_number_id": fake_graph.PHONE, "api_base": f"http://127.0.0.1:{self.graph.server_address[1]}"}), **other}
        return self.desk.ask("POST", "/v1/senders", body)

    def order(self, text="See you at six", to="+34600111222", draft=None, **more):
        order = {"id": str(uuid.uuid4()), "epoch": self.desk.answer["epoch"], "draft": draft or str(uuid.uuid4()), "sender": SENDER, "thread": to.lstrip("+"),
                 "to": {"kind": "phone", "value": to}, "text": text, "by_person": True, **more}
        order.setdefault("approval", approval(order))
        return order

    def post(self, order, wait=20, signature=None, raw=None):
        body = raw if raw is not None else json.dumps(order).encode()
        status, _, answer = self.hub.ask("POST", f"/v1/sends?wait={wait}", body, {"Authorization": "Bearer " + self.desk.key, "Content-Type": "application/json",
                                                                                 "Studio-Signature": self.key.sign(body) if signature is None else signature})
        return status, json.loads(answer)

    def send(self, text="See you at six", wait=20, **more):
        return self.post(self.order(text, **more), wait)

    def ask(self, order):
        return self.desk.ask("POST", "/v1/sends/ask", {"id": order["id"]})

    def withdraw(self, order):
        return self.desk.ask("POST", "/v1/sends/withdraw", {"id": order["id"]})

    def told(self):
        """What the events say of orders, in their order."""
        seen = len(self.desk.done)
        self.desk.pull_all()
        return [json.loads(body) for body in list(self.desk.done.values())[seen:] if b'"draft"' in body]

