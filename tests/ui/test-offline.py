#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The internet is out at the front desk: everything but the delivery goes on, by keyboard in the real window. The provider is played here and then not there at all; an answer
is written, approved and kept, a lead moved, somebody found, the numbers read and saved as a report; with the provider back the answer leaves by itself, once. Prints TAP.

    test-offline.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys
import threading

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
import fake_twilio
from fake_twilio import CANARY, SID
from studio import main
from window import wait_for

ANSWER = 'Yes, on Tuesday at six.'
DRAFT = f"SELECT state FROM draft WHERE text = '{ANSWER}'"


def left(server):
    return [m for m in server.messages if m['body'] == ANSWER]


def test_start(run):
    """an SMS came while there was a network; then there is none, and the window opens as ever"""
    run.server = fake_twilio.twilio()
    run.desktop.keyring()
    run.init()
    run.ctl('hours', 'quiet', 'off')
    run.undo_window(0)
    run.connect('sms', run.server, CANARY, f'sid={SID}', 'from=+4930123456')
    run.ctl('sync', '--once')
    run.import_chats(['Ana Lopez'])
    run.server.shutdown()
    run.server.server_close()
    run.open()
    run.app.find('Conversations', 'list')


def test_answer(run):
    """an answer is written and approved; it is kept and stands in the outbox"""
    run.go('Alt+7')
    run.app.find(start='+49', role='list item')
    run.choose('+49')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type(ANSWER)
    run.desktop.key('Esc')
    run.until('a draft', DRAFT, lambda state: state == 'edited')
    assert run.decide() == 'go'
    run.until('kept', DRAFT, lambda state: state in ('queued', 'held', 'sending'))
    run.go('g', 'o')
    run.app.find(start='+49', role='list item')
    run.picture('offline-outbox')


def test_work(run):
    """a lead is moved and taken back, and somebody is found by a word"""
    stage = "SELECT stage FROM contact WHERE name = 'Ana Lopez'"
    run.go('g', 'b')
    run.app.find('Ana Lopez', 'list item')
    run.choose('Ana Lopez')
    run.key_until('m', 'the six stages', lambda: run.app.look(start='2  Contacted'))
    run.desktop.key('2')
    run.until('contacted', stage, lambda value: value == 'CONTACTED')
    run.key_until('z', 'new again', lambda: run.one(stage) == 'NEW')
    run.key_until('slash', 'the search', lambda: run.app.typing())
    run.desktop.type('xylophone')
    run.app.find(start='Ana Lopez', role='list item')
    run.picture('offline-search')
    run.desktop.key('Escape', 'Escape')


def test_numbers(run):
    """the numbers stand there, and a report is saved"""
    run.go('g', 'n')
    run.app.find('Overview', 'page tab')
    run.picture('offline-numbers')
    path = os.path.join(run.desktop.folder, 'week.html')
    run.ctl('report', 'week', '--format', 'html', '-o', path)
    with open(path) as file:
        assert 'Salsa Nord' in file.read()
    assert run.one(DRAFT) in ('queued', 'held', 'sending') and not left(run.server)


def test_back(run):
    """with the provider back it leaves by itself, once"""
    again = fake_twilio.http.server.ThreadingHTTPServer(run.server.server_address, fake_twilio.Twilio)
    for name in ('token', 'busy', 'cut', 'hang', 'hanging', 'asked', 'wait', 'messages'):
        setattr(again, name, getattr(run.server, name))
    threading.Thread(target=again.serve_forever, daemon=True).start()
    run.until('sent', DRAFT, lambda state: state in ('accepted', 'delivered', 'read'))
    assert len(left(again)) == 1, again.messages


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_answer, test_work, test_numbers, test_back, test_end]))
