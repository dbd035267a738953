#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A mailbox in the real window, against an emulator of Google that others wrote, behind a gate that checks every request by Google's own
description of the API: signed in, a mail is answered with a key, the line is cut in the middle of another answer. Prints TAP.

    STUDIO_OS_PEERS=FOLDER test-gmail-peer.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import base64
import email
import email.policy
import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

PEERS = os.environ.get('STUDIO_OS_PEERS')
SEED = '''google:
  users:
    - email: me@studio.example
      name: Me
  oauth_clients:
    - client_id: studio.apps.example
      client_secret: no-secret
      redirect_uris:
        - http://127.0.0.1:%d/callback
  messages:
    - id: msg_1
      user_email: me@studio.example
      from: "Ana Pérez <ana@example.com>"
      to: me@studio.example
      subject: "Trial class? 💃"
      body_text: "Hola"
      label_ids: [INBOX, UNREAD]
'''


def port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


def peer(run, ready, *command):
    log = os.path.join(run.desktop.folder, f'peer{len(run.desktop.children)}.log')
    with open(log, 'w') as out:
        run.desktop.children.append(subprocess.Popen([os.path.join(PEERS, 'node_modules', 'node', 'bin', 'node'), *command], cwd=PEERS,
                                                     stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True))

    def look():
        with open(log) as file:
            return ready in file.read()
    wait_for(command[0], look)


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(url, body=None, kind='application/json'):
    request = urllib.request.Request(url, body, {'Content-Type': kind, 'Authorization': 'Bearer test'} if body else {'Authorization': 'Bearer test'})
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return answer.read(), answer.headers
    except urllib.error.HTTPError as answer:
        return answer.read(), answer.headers


def sent(run):
    """What the emulator keeps as sent, parsed."""
    base = f'http://127.0.0.1:{run.api}/gmail/v1/users/me/messages'
    listed = json.loads(ask(base + '?labelIds=SENT')[0]).get('messages', [])
    found = [json.loads(ask(f'{base}/{m["id"]}?format=raw')[0]) for m in listed]
    return [(email.message_from_bytes(base64.urlsafe_b64decode(m['raw'] + '=='), policy=email.policy.default), m['threadId'])
            for m in found if 'SENT' in m['labelIds']]


def test_sign_in(run):
    """signed in on the emulator's page"""
    run.api, run.gate, back = port(), port(), port()
    seed = os.path.join(run.desktop.folder, 'seed.yaml')
    with open(seed, 'w', encoding='utf-8') as file:
        file.write(SEED % back)
    peer(run, 'Ready', 'node_modules/emulate/dist/index.js', 'start', '--service', 'google', '--port', str(run.api), '--seed', seed)
    peer(run, 'gate on', 'gate.mjs', str(run.gate), f'http://127.0.0.1:{run.api}', 'gmail')
    run.desktop.keyring()
    run.init()
    base = f'http://127.0.0.1:{run.api}'
    process = subprocess.Popen([CTL, '--data', run.data, 'account', 'add', 'gmail', '--address', 'me@studio.example', '--client-id', 'studio.apps.example',
                                '--client-secret', '-', '--no-browser', '--api-base', f'http://127.0.0.1:{run.gate}', 'days=0', f'port={back}',
                                f'auth_base={base}/o/oauth2/v2/auth', f'token_base={base}/oauth2/token', f'revoke_base={base}/oauth2/revoke'],
                               env=run.desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdin.write('no-secret\n')
    process.stdin.close()
    page = next(line.strip() for line in process.stderr if line.startswith('http'))
    _, headers = ask(base + '/o/oauth2/v2/auth/callback', ('email=me%40studio.example&' + urllib.parse.urlsplit(page).query).encode(),
                     'application/x-www-form-urlencoded')
    ask(headers['Location'])
    assert process.wait(60) == 0, process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    run.undo_window(0)
    run.open()
    run.app.wait_focus(role='list item')        # a key before that is lost on a slow machine
    run.until('the mail', "SELECT count(*) FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.channel = 'mail'", lambda n: n == 1)


def write(run, text):
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='Ana Pérez', role='list item'))
    run.choose('Ana Pérez')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type(text)
    run.tab_out()
    run.key_until('a', 'it approved', lambda: run.ask("SELECT 1 FROM draft WHERE text = ? AND state NOT IN ('proposed', 'edited')", text))


def test_answer(run):
    """a mail is answered with a, and leaves with the right headers"""
    write(run, 'At seven')
    mail, thread = wait_for('it sent', lambda: sent(run))[0]
    assert mail['Subject'] == 'Re: Trial class? 💃' and mail['From'] == 'Salsa Nord <me@studio.example>' and mail['To'] == 'Ana Pérez <ana@example.com>', mail.items()
    asked = run.one("SELECT remote_id FROM message WHERE text LIKE '%Hola'")
    assert mail['In-Reply-To'] == f'<{asked}>' and mail['Message-ID'].endswith('@studio.example>') and 'At seven' in mail.get_content(), mail.as_string()


def test_cut(run):
    """the line is cut while another one leaves: it is said, and nothing is sent twice"""
    ask(f'http://127.0.0.1:{run.gate}/__gate/faults', b'[{"match":"/send","times":1,"drop":true}]')
    write(run, 'At eight')
    run.until('what became of it', "SELECT state FROM draft WHERE text = 'At eight'", lambda state: state not in ('queued', 'sending'))
    assert run.one("SELECT state FROM draft WHERE text = 'At eight'") in ('unknown', 'failed', 'accepted')
    texts = ' '.join(mail.get_content() for mail, _ in sent(run))
    assert texts.count('At seven') == 1 and texts.count('At eight') < 2, texts


def test_end(run):
    """Ctrl+Q ends it with an empty log, and the gate has nothing against any request"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]
    tally = json.loads(ask(f'http://127.0.0.1:{run.gate}/__gate')[0])
    assert tally['ok'] > 5 and not tally['bad'] and not tally['unknown'], tally


if __name__ == '__main__':
    if not PEERS or not os.path.exists(os.path.join(PEERS, 'node_modules')):
        print('1..0 # SKIP STUDIO_OS_PEERS is not set')
        sys.exit(0)
    from studio import CTL, main
    from window import wait_for
    sys.exit(main([test_sign_in, test_answer, test_cut, test_end]))
