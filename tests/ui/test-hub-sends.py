#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hub that sends, by keyboard alone, in the real window, with the real hub and Meta's Graph API played here: an account is handed over, what is approved
leaves by the hub, what waits there is shown and called back, and it is taken back again. Prints TAP.

    test-hub-sends.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import hashlib
import hmac
import json
import os
import subprocess
import sys
import time
import urllib.request

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_graph import PHONE, TOKEN, WABA, graph
from studio import PROGRAM, main
from window import wait_for

HUB = os.path.join(os.path.dirname(PROGRAM), '..', 'hub', 'studio-os-hub')
SECRET = 'app-secret-for-tests'


class Hub:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder + '/secrets', 0o700)
        with open(folder + '/hub.conf', 'w') as file:
            file.write('[hub]\npublic-url=https://hub.example.org\nother-servers=yes\n[endpoint whatsapp]\n')
        for name, text in ('whatsapp.secret', SECRET), ('whatsapp.verify-token', 'verify-token-for-tests'):
            with open(os.open(f'{folder}/secrets/{name}', os.O_WRONLY | os.O_CREAT, 0o600), 'w') as file:
                file.write(text + '\n')
        self.process = subprocess.Popen([HUB, '--data', folder, '--listen', '127.0.0.1:0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = 'http://' + self.process.stdout.readline().split()[-1]

    def code(self):
        return subprocess.run([HUB, '--data', self.folder, '--pair'], capture_output=True, text=True, check=True).stdout.strip()

    def hear(self, number, text, name='Ana Lopez', person='34611222333'):
        """A customer writes."""
        body = json.dumps({'object': 'whatsapp_business_account', 'entry': [{'id': WABA, 'changes': [{'field': 'messages', 'value': {
            'messaging_product': 'whatsapp', 'metadata': {'display_phone_number': '4930123456', 'phone_number_id': PHONE},
            'contacts': [{'profile': {'name': name}, 'wa_id': person}],
            'messages': [{'from': person, 'id': f'wamid.in.{number}', 'timestamp': str(int(time.time())), 'type': 'text', 'text': {'body': text}}]}}]}]}).encode()
        signed = 'sha256=' + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        request = urllib.request.Request(self.url + '/hook/whatsapp', body, {'X-Hub-Signature-256': signed, 'Content-Type': 'application/json'})
        assert urllib.request.urlopen(request, timeout=30).status == 200


def sent(run):
    return [message['text']['body'] for _, message in run.graph.sent]


def answer(run, person, text):
    run.desktop.key('g', 'i')
    run.key_until('period', 'the row', lambda: run.app.look(start=person, role='list item', within=run.app.look('Conversations', 'list')))
    run.choose(person)
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type(text)
    run.desktop.key('Ctrl+Enter')


def to_hub_page(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')


def test_offer(run):
    """joining a hub asks whether it shall send; until then no token is there"""
    run.graph, run.hub = graph(), Hub(os.path.join(run.desktop.folder, 'hub'))
    run.desktop.keyring()
    run.init()
    path = os.path.join(run.desktop.folder, 'token')
    with open(path, 'w') as file:
        file.write(TOKEN)
    run.ctl('account', 'add', 'whatsapp', 'name=Salsa Nord', f'phone_number_id={PHONE}', f'waba_id={WABA}', f'api_base=http://127.0.0.1:{run.graph.server_port}',
            '--secret-file', path)
    os.unlink(path)
    run.undo_window(0)
    run.open()
    run.app.wait_focus()
    to_hub_page(run)
    run.app.wait_focus('Address of the Hub')
    run.desktop.type(run.hub.url)
    run.tab_to('Code', 'text')
    run.desktop.type(run.hub.code())
    run.desktop.key('Enter')
    run.app.find('Let the Hub Send?')
    assert run.one("SELECT count(*) FROM account WHERE settings LIKE '%\"sends\"%'") == 0
    run.picture('hub-offer')
    run.tab_to('Let It Send', 'button')
    run.desktop.key('Enter')
    run.app.find('The hub sends your answers from now on')
    assert run.one("SELECT count(*) FROM account WHERE settings LIKE '%\"sends\":\"hub\"%'") == 1
    run.picture('hub-sends')
    run.close_dialogs()


def test_sent(run):
    """what is approved leaves by the hub, and stands in the conversation as sent"""
    run.hub.hear(1, 'Is there a class on Tuesday?')
    answer(run, 'Ana', 'Yes, at seven')
    wait_for('the message', lambda: sent(run) == ['Yes, at seven'])
    run.until('it sent', "SELECT state FROM message WHERE text = 'Yes, at seven'", lambda state: state == 'accepted')


def test_waits(run):
    """what the provider has no time for waits at the hub, is said so in the Outbox, and can be called back; another one leaves by itself"""
    run.graph.fates[:] = ['retry']
    answer(run, 'Ana', 'Bring shoes')
    run.until('it at the hub', "SELECT reason FROM draft WHERE text = 'Bring shoes'", lambda reason: reason == 'hub')
    run.graph.fates[:] = ['retry'] * 50
    run.key_until(('g', 'o'), 'the Outbox', lambda: run.app.look(start='Take Back', role='button'))
    run.picture('hub-outbox')
    run.tab_to('Take Back', 'button')
    run.desktop.key('Enter')
    run.until('it called back', "SELECT state FROM draft WHERE text = 'Bring shoes'", lambda state: state == 'edited')
    run.graph.fates.clear()
    time.sleep(6)          # the hub's next try would have been by now
    assert sent(run) == ['Yes, at seven']


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    to_hub_page(run)
    run.app.wait_focus(start='127.0.0.1')
    run.app.resize(360, 640)
    run.tab_to('WhatsApp · Salsa Nord', limit=20)
    run.picture('hub-sends-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_back(run):
    """switched off, the hub has no token any more, and answers leave from here"""
    run.tab_to('WhatsApp · Salsa Nord', limit=20)
    run.desktop.key('space')
    run.app.find('Answers leave from this computer again')
    assert run.one("SELECT count(*) FROM account WHERE settings LIKE '%\"sends\"%'") == 0
    run.close_dialogs()
    run.hub.process.terminate()
    assert run.hub.process.wait(60) == 0
    answer(run, 'Ana', 'From here')
    wait_for('the message', lambda: sent(run)[-1] == 'Bring shoesFrom here')     # what was called back stood there still


if __name__ == '__main__':
    sys.exit(main([test_offer, test_sent, test_waits, test_narrow, test_back]))
