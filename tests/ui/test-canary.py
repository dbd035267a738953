#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tokens of SMS, WhatsApp, Instagram and Gmail that are used with everything noted that can be noted, by studioctl and in the window: they
are in the key ring, in what providers hear, and nowhere else: no file of the person at this computer, no log, no argument, no environment
of a process. Prints TAP.

    test-canary.py STUDIO-OS STUDIOCTL"""
import base64
import os
import subprocess
import sys
import threading
import time
import urllib.parse

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_gmail import ADDRESS, CLIENT_ID, CLIENT_SECRET, follow, gmail
from fake_meta import TOKENS, meta
from fake_twilio import CANARY, SID, twilio
from studio import CTL, PROGRAM, main
from window import wait_for

# Google's are made while it runs: what they begin with is rare enough.
SECRETS = [CANARY, *TOKENS.values(), CLIENT_SECRET, '1//canary-refresh-', 'ya29.']
DEBUG = {'G_MESSAGES_DEBUG': 'all'}


def forms():
    """As they are, and as they travel."""
    for secret in SECRETS:
        yield secret.encode()
        yield urllib.parse.quote(secret, safe='').encode()
        yield base64.b64encode(secret.encode()).rstrip(b'=')
    yield base64.b64encode(f'{SID}:{CANARY}'.encode()).rstrip(b'=')


FORMS = sorted(set(forms()))


def check(where, content):
    for form in FORMS:
        assert form not in content, f'{form.decode()} in {where}'


class Watch(threading.Thread):
    """Looks at the arguments and the environment of each of our processes as long as it runs."""

    def __init__(self):
        super().__init__(daemon=True)
        self.found, self.seen, self.over = [], set(), False
        self.start()

    def look(self, pid):
        try:
            if os.readlink(f'/proc/{pid}/exe') not in (PROGRAM, CTL):
                return
            for name in 'cmdline', 'environ':
                with open(f'/proc/{pid}/{name}', 'rb') as file:
                    content = file.read()
                self.seen.add(pid)
                self.found += [f'{form.decode()} in {name}' for form in FORMS if form in content]
        except OSError:
            pass                                    # it has ended

    def run(self):
        while not self.over:
            for pid in filter(str.isdigit, os.listdir('/proc')):
                self.look(pid)
            time.sleep(0.01)


def ctl(run, *words, secret=None):
    """Answers what it said; all that it notes is kept for the end."""
    done = subprocess.run([CTL, '--data', run.data, *words], env={**run.desktop.env, **DEBUG}, capture_output=True, timeout=300,
                          input=secret.encode() + b'\n' if secret else b'')
    run.notes += done.stdout + done.stderr
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout


def sign_in(run, server):
    """The browser is this test, which follows the address that is printed."""
    words = ['account', 'add', 'gmail', '--address', ADDRESS, '--client-id', CLIENT_ID, '--client-secret', '-', '--api-base', server, '--no-browser']
    process = subprocess.Popen([CTL, '--data', run.data, *words], env={**run.desktop.env, **DEBUG}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdin.write(CLIENT_SECRET.encode() + b'\n')
    process.stdin.close()
    process.stdin = None
    for line in process.stderr:
        run.notes += line
        if line.startswith(b'http'):
            follow(line.decode().strip())
            break
    out, err = process.communicate(timeout=60)
    run.notes += out + err
    assert process.returncode == 0, err.decode()[-2000:]


def test_studioctl(run):
    """accounts are added, checked and asked by studioctl"""
    run.notes = b''
    run.twilio, run.meta, run.gmail = twilio(), meta(), gmail()
    run.gmail.mailbox.arrives('What does a class cost?')
    at_twilio, at_meta, at_google = (f'http://127.0.0.1:{server.server_port}' for server in (run.twilio, run.meta, run.gmail))
    run.desktop.keyring()
    run.init()
    run.watch = Watch()
    ctl(run, 'hours', 'quiet', 'off')           # whenever this runs
    ctl(run, 'account', 'add', 'sms', '--api-base', at_twilio, '--secret-file', '-', f'sid={SID}', 'from=+4930123456', secret=CANARY)
    ctl(run, 'account', 'add', 'whatsapp', '--api-base', at_meta, '--secret-file', '-', 'phone_number_id=77', 'waba_id=88', secret=TOKENS['whatsapp'])
    ctl(run, 'account', 'add', 'instagram', '--api-base', at_meta, '--secret-file', '-', secret=TOKENS['instagram'])
    sign_in(run, at_google)
    for account in run.ask('SELECT id FROM account WHERE deleted_at IS NULL AND channel IN (?, ?, ?, ?)', 'sms', 'whatsapp', 'instagram', 'mail'):
        ctl(run, 'account', 'check', account[0])
    ctl(run, 'sync', '--once')
    run.until('the message', "SELECT count(*) FROM message WHERE text = 'Is there a class on Tuesday?'", lambda n: n == 1)
    run.until('the mail', "SELECT count(*) FROM message WHERE text LIKE 'What does a class cost?%'", lambda n: n == 1)
    assert set(run.meta.heard) == set(TOKENS), run.meta.heard
    assert run.gmail.grants and run.gmail.tokens and not run.gmail.violations, run.gmail.violations


def test_window(run):
    """the window asks them too, and an answer leaves"""
    run.undo_window(0)
    run.meta.heard.clear()
    run.gmail.requests.clear()
    run.app = run.desktop.app([PROGRAM, '--data', run.data], **DEBUG)
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='+49', role='list item'))
    run.choose('+49')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type('Yes, at seven')
    run.desktop.key('Ctrl+Enter')
    wait_for('it sent', lambda: [m['body'] for m in run.twilio.messages if m['direction'] != 'inbound'] == ['Yes, at seven'], 60)
    wait_for('Instagram asked', lambda: 'instagram' in run.meta.heard, 120)
    wait_for('Gmail asked', lambda: run.gmail.requests, 120)


def look_through(folder):
    """All files but the key ring's; their names."""
    seen = set()
    for root, _, names in os.walk(folder):
        if os.path.basename(root) == 'keyrings':
            continue
        for name in names:
            path = os.path.join(root, name)
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    check(path, file.read())
                seen.add(name)
    return seen


def test_nowhere(run):
    """the tokens are nowhere, while it runs and afterwards"""
    log = os.path.basename(run.app.log)
    assert {'studio.db', 'studio.db-wal', log} <= look_through(run.desktop.folder)
    assert run.app.quit() == 0
    run.watch.over = True
    run.watch.join()
    assert len(run.watch.seen) > 3 and not run.watch.found, (run.watch.seen, run.watch.found)
    check('what studioctl noted', run.notes)
    assert {'studio.db', log} <= look_through(run.desktop.folder)
    # Notes there are.
    with open(run.app.log, 'rb') as file:
        assert b'DEBUG' in run.notes and b'DEBUG' in file.read()
    run.twilio.shutdown()
    run.meta.shutdown()
    run.gmail.shutdown()


if __name__ == '__main__':
    sys.exit(main([test_studioctl, test_window, test_nowhere]))
