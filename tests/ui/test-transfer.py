#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Files take their time: one that comes says in its message how far it is, one that leaves in the outbox. The provider, played here, stops
in the middle until it was seen. Prints TAP.

    test-transfer.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
import fake_meta
from fake_meta import TOKENS, meta
from studio import main
from window import PATIENCE, wait_for

SIZE = 10_000_000


class Slow(fake_meta.Meta):
    """A conversation with a file, of which 40 % come at once; an upload, of which half is taken at once."""

    def do_GET(self):
        if self.path.startswith('/file'):
            self.send_response(200)
            self.send_header('Content-Type', 'application/pdf')
            self.send_header('Content-Length', str(SIZE))
            self.end_headers()
            self.wfile.write(b'x' * (SIZE * 4 // 10))
            self.wfile.flush()
            self.server.seen.wait(4 * PATIENCE)
            self.wfile.write(b'x' * (SIZE - SIZE * 4 // 10))
        elif '/c1' in self.path and self.heard():
            file = {'name': 'prices.pdf', 'mime_type': 'application/pdf', 'file_url': f'http://127.0.0.1:{self.server.server_port}/file'}
            message = {'id': 'm1', 'created_time': self.server.now, 'from': {'id': '178', 'username': 'ana'}, 'to': {'data': [{'id': '900'}]},
                       'message': 'Is this still right?', 'attachments': {'data': [file]}}
            self.answer({'id': 'c1', 'updated_time': self.server.now, 'participants': fake_meta.PARTICIPANTS, 'messages': {'data': [message]}})
        elif '/conversations' in self.path and self.heard():
            self.answer({'data': [{'id': 'c1', 'updated_time': self.server.now}]})
        else:
            super().do_GET()


def test_comes(run):
    """a file that comes says how far it is, and is there then"""
    run.server = meta()
    run.server.RequestHandlerClass = Slow
    run.server.seen = threading.Event()
    run.server.now = time.strftime('%Y-%m-%dT%H:%M:%S+0000', time.gmtime(time.time() - 60))
    token = os.path.join(run.desktop.folder, 'token')
    with open(token, 'w') as file:
        file.write(TOKENS['instagram'])
    run.desktop.keyring()
    run.init()
    run.ctl('account', 'add', 'instagram', '--api-base', f'http://127.0.0.1:{run.server.server_port}', '--secret-file', token)
    run.open()
    run.desktop.key('g', 'i')
    run.key_until('period', 'the row', lambda: run.app.look(start='ana', role='list item'))
    run.choose('ana')
    run.app.find('Being fetched: 40 %', seconds=60)
    run.picture('transfer-comes')
    run.server.seen.set()
    run.app.find('Open prices.pdf', 'button')
    run.app.gone('Being fetched: 40 %')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.server.shutdown()
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    sys.exit(main([test_comes, test_end]))
