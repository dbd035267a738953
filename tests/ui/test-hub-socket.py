#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The real window and the real hub: what comes in is told on a WebSocket; where the hub is killed, or a proxy lets none through, it arrives all the
same. Prints TAP.

    test-hub-socket.py STUDIO-OS STUDIOCTL"""
import json
import os
import socket
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support'), os.path.join(here, '..', 'hub')]
from fake_hub import whatsapp
from studio import PROGRAM, main
from window import wait_for
sys.argv[1] = os.path.join(os.path.dirname(PROGRAM), '..', 'hub', 'studio-os-hub')      # the next module's program
from hub import Hub, meta

MESSAGES = "SELECT count(*) FROM message WHERE remote_id LIKE 'wamid.%'"


class Proxy(threading.Thread):
    """Passes on everything but an upgrade, which it makes a plain request, as a proxy does that knows nothing of it."""

    def __init__(self, hub):
        super().__init__(daemon=True)
        self.hub, self.upgrades = hub, 0
        self.listening = socket.create_server(('127.0.0.1', 0))
        self.port = self.listening.getsockname()[1]

    def run(self):
        while True:
            near, _ = self.listening.accept()
            threading.Thread(target=self.connect, args=(near,), daemon=True).start()

    def connect(self, near):
        try:
            with near, socket.create_connection(('127.0.0.1', self.hub.port)) as far:
                back = threading.Thread(target=self.copy, args=(far, near, False), daemon=True)
                back.start()
                self.copy(near, far, True)
                back.join()
        except OSError:
            pass

    def copy(self, source, target, ask):
        try:
            while part := source.recv(65536):
                if ask and b'Upgrade: websocket\r\n' in part:
                    self.upgrades += 1
                    part = part.replace(b'Upgrade: websocket\r\n', b'').replace(b'Connection: Upgrade\r\n', b'')
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def sessions(run):
    return json.loads(run.hub.ask('GET', '/health')[2])['sessions']


def tell(run, number):
    body = json.dumps(whatsapp(number, f'Question {number}')).encode()
    assert run.hub.ask('POST', '/hook/whatsapp', body, meta(body))[0] == 200
    return time.monotonic()


def arrives(run, number):
    sent = tell(run, number)
    run.until(f'message {number}', MESSAGES, lambda n: n == number)
    return time.monotonic() - sent


def pair(run, port):
    run.ctl('hub', 'pair', f'http://127.0.0.1:{port}', run.hub.call('--pair').split()[-1], '--name', 'Desk')


def test_start(run):
    """a studio with a WhatsApp number, paired with a hub, its window open: it waits on a socket"""
    run.hub = Hub(os.path.join(run.desktop.folder, 'hub')).start()
    run.desktop.keyring()
    run.init()
    path = os.path.join(run.desktop.folder, 'token')
    with open(path, 'w') as file:
        file.write('token')
    run.ctl('account', 'add', 'whatsapp', 'name=WhatsApp', 'phone_number_id=100', 'waba_id=w100', 'api_base=http://127.0.0.1:1', '--secret-file', path)
    pair(run, run.hub.port)
    run.open()
    run.app.wait_focus()
    wait_for('a socket', lambda: sessions(run)['sockets'] == 1)


def test_told(run):
    """what comes in is there at once, and nobody polls"""
    took = [arrives(run, number) for number in range(1, 11)]
    now = sessions(run)
    assert (now['sockets'], now['long_polls']) == (1, 0), now
    print(f'# from the provider to the window: {sorted(took)[5] * 1000:.0f} ms, at most {max(took) * 1000:.0f} ms')


def test_killed(run):
    """the hub is killed and comes back: what came in meanwhile and afterwards arrives"""
    run.hub.kill()
    run.hub.listen = f'127.0.0.1:{run.hub.port}'
    run.hub.start()
    arrives(run, 11)
    arrives(run, 12)


def test_proxy(run):
    """a proxy that passes no upgrade on: it is asked as before"""
    proxy = Proxy(run.hub)
    proxy.start()
    run.ctl('hub', 'leave')
    wait_for('the socket to end', lambda: sessions(run)['sockets'] == 0)
    pair(run, proxy.port)
    wait_for('a question that waits', lambda: sessions(run)['long_polls'] == 1)
    arrives(run, 13)
    wait_for('the next one', lambda: sessions(run)['long_polls'] == 1)
    arrives(run, 14)
    assert sessions(run)['sockets'] == 0 and proxy.upgrades == 1, proxy.upgrades
    run.end()
    assert run.hub.stop() == 0


if __name__ == '__main__':
    sys.exit(main([test_start, test_told, test_killed, test_proxy]))
