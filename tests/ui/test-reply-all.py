#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reply all by keyboard alone, in the real window, against Google played here: who got the mail stands in a line, is changed there, and gets
the answer; who is named behind bcc: gets it unseen. Prints TAP.

    test-reply-all.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_gmail import ADDRESS, CLIENT_ID, CLIENT_SECRET, follow, gmail
from studio import CTL, main
from window import wait_for

COPIES = 'Cc and Bcc'


def connect(run):
    """studioctl waits for the browser, which is this test."""
    words = ['account', 'add', 'gmail', '--address', ADDRESS, '--client-id', CLIENT_ID, '--client-secret', '-', '--no-browser',
             '--api-base', f'http://127.0.0.1:{run.server.server_port}']
    process = subprocess.Popen([CTL, '--data', run.data, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=run.desktop.env, text=True)
    process.stdin.write(CLIENT_SECRET + '\n')
    process.stdin.close()
    process.stdin = None
    follow(next(line.strip() for line in process.stderr if line.startswith('http')))
    process.communicate(timeout=120)
    assert process.returncode == 0


def test_start(run):
    """three mails: to several, to one, through a mailing list"""
    run.server = gmail()
    arrives = run.server.mailbox.arrives
    arrives('May we use the hall on Sunday?', to=f'{ADDRESS}, Ben <ben@example.com>', headers='Cc: "Ruiz, Cleo" <cleo@example.com>, no-reply@shop.example\r\n')
    arrives('Only between us', sender='Dora <dora@example.com>', subject='Dora asks', ident='dora-1@example.com')
    arrives('To all of you', sender='Eva <eva@example.com>', subject='Eva asks', ident='eva-1@example.com', to='salsa@lists.example',
            headers=f'Delivered-To: {ADDRESS}\r\n')
    run.desktop.keyring()
    run.init()
    connect(run)
    run.ctl('sync', '--once')
    run.undo_window(0)
    run.open()
    run.app.wait_focus(role='list item')
    run.desktop.key('g', 'i')
    run.choose('Ana Pérez')


def copies(run):
    node = run.app.look(COPIES)
    return run.app.text(node) if node else None


def test_fill(run):
    """Shift+R begins an answer to everybody but ourselves and machines, as one line"""
    run.key_until('Shift+r', 'the answer begun', lambda: run.app.typing())
    run.app.wait_focus('Reply')
    wait_for('who gets it', lambda: copies(run) == 'Ben <ben@example.com>, "Ruiz, Cleo" <cleo@example.com>')
    run.desktop.type('Yes, on Sunday')
    run.picture('reply-all')


def test_wrong(run):
    """what is no address is said in words, and nothing is sent"""
    run.tab_to(COPIES, key='Shift+Tab')
    run.desktop.key('End')
    run.desktop.type(', fred@')
    run.desktop.key('Ctrl+Enter')
    run.app.find(start='“fred@” is no mail address')
    assert not run.server.mailbox.sent()
    assert run.one("SELECT count(*) FROM approval") == 0
    run.picture('reply-all-wrong')


def test_correct(run):
    """corrected there, with one more whom nobody sees, it is approved and leaves to all of them"""
    run.tab_to(COPIES, key='Shift+Tab')
    run.desktop.key('Ctrl+a')
    run.desktop.type('ben@example.com, Fred <fred@example.com> bcc: gina@example.com')
    run.desktop.key('Ctrl+Enter')
    sent = wait_for('it sent', run.server.mailbox.sent)
    (mail, _), = sent
    assert mail['To'] == 'Ana Pérez <ana@example.com>', mail['To']
    assert mail['Cc'] == 'ben@example.com, Fred <fred@example.com>', mail['Cc']
    assert mail['Bcc'] is None and 'gina' not in mail.as_string()
    message = next(m for m in run.server.mailbox.messages.values() if 'receivers' in m)
    assert message['receivers'] == ['ana@example.com', 'ben@example.com', 'fred@example.com', 'gina@example.com'], message['receivers']
    run.until('it stored', "SELECT count(*) FROM message WHERE text = 'Yes, on Sunday'", lambda n: n == 1)


def test_nobody(run):
    """a mail to us alone: nobody else got it, and that is said"""
    run.go('g', 'i')
    run.choose('Dora')
    run.key_until('Shift+r', 'the answer begun', lambda: run.app.typing())
    run.app.find('Nobody else got this mail')
    assert copies(run) == ''
    run.key_until('Esc', 'the editor left', lambda: not run.app.typing())
    assert run.one("SELECT count(*) FROM draft WHERE state = 'edited'") == 0


def test_list(run):
    """an r answers who wrote and nobody else, and a copy that is added there shows when it waits for a"""
    run.go('g', 'i')
    run.choose('Eva')
    run.key_until('r', 'the answer begun', lambda: run.app.typing())
    run.app.wait_focus('Reply')
    assert copies(run) == ''
    run.desktop.type('Hello Eva')
    run.tab_to(COPIES, key='Shift+Tab')
    run.desktop.type('abcdefghijklmnopqrstuvwxyz@example.com')
    run.key_until('Esc', 'the editor left', lambda: not run.app.typing())
    run.until('it stored', "SELECT cc FROM draft WHERE text LIKE 'Hello Eva%'", lambda cc: cc == 'abcdefghijklmnopqrstuvwxyz@example.com')
    run.app.find(COPIES)
    run.picture('reply-all-waits')
    drafts = run.json('drafts', '--state', 'edited')
    assert [d['cc'] for d in drafts] == ['abcdefghijklmnopqrstuvwxyz@example.com'], drafts
    run.key_until('a', 'it approved', lambda: run.one("SELECT count(*) FROM approval") == 2)
    wait_for('it sent', lambda: len(run.server.mailbox.sent()) == 2)
    assert run.server.mailbox.sent()[1][0]['Cc'] == 'abcdefghijklmnopqrstuvwxyz@example.com'


def test_way(run):
    """Ctrl+Shift+Down lets the answer leave by another channel of the same person, which the card says; it leaves so, and nothing else"""
    path = os.path.join(run.desktop.folder, 'dora.vcf')
    with open(path, 'w') as file:
        file.write('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dora\r\nEMAIL:dora@example.com\r\nEMAIL:dora@work.example\r\nEND:VCARD\r\n')
    run.ctl('import', path)
    run.go('g', 'i')
    run.choose('Dora')
    run.key_until('r', 'the answer begun', lambda: run.app.typing())
    run.app.wait_focus('Reply')
    run.desktop.type('To your office')
    run.until('it saved', "SELECT count(*) FROM draft WHERE text LIKE 'To your office%'", lambda n: n == 1)
    run.desktop.key('Ctrl+Shift+Down')
    run.app.find(start='Edited · written by you · by Mail to dora@work.example')
    run.picture('reply-way')
    run.desktop.key('Ctrl+Shift+Up')
    run.app.gone(start='Edited · written by you · by Mail')
    run.desktop.key('Ctrl+Shift+Down')
    run.app.find(start='Edited · written by you · by Mail to dora@work.example')
    run.desktop.key('Ctrl+Enter')
    wait_for('it sent', lambda: len(run.server.mailbox.sent()) == 3)
    assert run.server.mailbox.sent()[2][0]['To'] == 'Dora <dora@work.example>', run.server.mailbox.sent()[2][0]['To']
    run.until('the word left behind', "SELECT count(*) FROM message WHERE is_system = 1 AND text = 'Answered by Mail: dora@work.example'", lambda n: n == 1)


def test_end(run):
    """Ctrl+Q ends it with status 0, an empty log, and nothing that Google would have refused"""
    run.server.shutdown()
    assert not run.server.violations, run.server.violations
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_fill, test_wrong, test_correct, test_nobody, test_list, test_way, test_end]))
