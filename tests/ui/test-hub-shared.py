#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A studio on two computers and the real hub, by keyboard alone in the real window: joined from the welcome page (and cancelled, and refused),
what the other one changes arrives without moving what has the focus, a change of theirs in place of ours is put back, and how it fares stands
in the preferences. The other computer is studioctl. Prints TAP.

    test-hub-shared.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import hashlib
import json
import os
import struct
import subprocess
import sys
import threading
import zlib

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from gate import Gate
from studio import CTL, PROGRAM, main
from window import wait_for

HUB = os.path.join(os.path.dirname(PROGRAM), '..', 'hub', 'studio-os-hub')
CHAT = '12/11/2026, 17:00 - Messages and calls are end-to-end encrypted.\n12/11/2026, {time} - {name}: {text}\n'


class Hub:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder + '/secrets', 0o700)
        with open(folder + '/hub.conf', 'w') as file:
            file.write('[hub]\npublic-url=https://hub.example.org\n')
        self.process = subprocess.Popen([HUB, '--data', folder, '--listen', '127.0.0.1:0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline().split(':')[-1])

    def code(self):
        return subprocess.run([HUB, '--data', self.folder, '--pair'], capture_output=True, text=True, check=True).stdout.split()[-1]


def office(run, *words):
    """What is done on the other computer."""
    done = subprocess.run([CTL, '--json', '--data', run.office, *words], env=run.desktop.env, capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return json.loads(done.stdout) if done.stdout.strip() else None


def talk(run):
    """It says what it changed, and hears the rest."""
    return office(run, 'hub', 'share', 'now')


def write(run, name, text, time='18:05'):
    """A customer's chat comes in at the office."""
    path = os.path.join(run.desktop.folder, f'WhatsApp Chat with {name}.txt')
    with open(path, 'w') as file:
        file.write(CHAT.format(name=name, text=text, time=time))
    office(run, 'import', path, '--me', 'Salsa Nord')


def person(run, name):
    return next(c['id'] for c in office(run, 'contacts') if c['name'] == name)


def computers(run):
    return sorted(c['name'] for c in office(run, 'hub', 'share', 'computers'))


def to_form(run):
    run.tab_to('Join a Studio', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Address of the Hub')


def fill(run, url, code, name=None):
    """In the form, from the address on."""
    for field, text in (('Address of the Hub', url), ('Code', code), ('Name of This Computer', name)):
        if text is not None:
            run.tab_to(field, 'text')
            run.desktop.key('Ctrl+a')
            run.desktop.key('BackSpace')
            run.desktop.type(text)


def test_refused(run):
    """what is missing or wrong is said, and nothing is made by it"""
    run.hub = Hub(os.path.join(run.desktop.folder, 'hub'))
    run.gate = Gate(run.hub.port)
    run.office = os.path.join(run.desktop.folder, 'office')
    run.desktop.keyring()
    subprocess.run([CTL, '--data', run.office, 'init', '--name', 'Salsa Nord', '--kind', 'dance', '--zone', 'Europe/Berlin'], env=run.desktop.env, check=True)
    for number in range(1, 13):
        write(run, f'Person {number:02}', 'Is there a class?', f'17:{number:02}')
    office(run, 'hub', 'pair', f'http://127.0.0.1:{run.hub.port}', run.hub.code(), '--name', 'Office')
    office(run, 'hub', 'share', 'on')
    talk(run)
    run.open()
    run.app.wait_focus('Set Up Your Studio')
    run.picture('join-welcome')
    run.app.resize(360, 640)
    to_form(run)
    run.picture('join-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.desktop.key('Enter')
    run.app.find(start='Enter the address of the hub')
    run.desktop.type('http://hub.example.org')
    run.desktop.key('Enter')
    run.app.find(start='Enter the code')
    fill(run, None, '0000-0000', '')
    run.desktop.key('Enter')
    run.app.find(start='Give this computer a name')
    run.desktop.type('Front Desk')
    run.desktop.key('Enter')
    run.app.find(start='A hub is spoken to by https only')
    run.picture('join-refused')
    run.tab_to('Address of the Hub', 'text', key='Shift+Tab')
    fill(run, run.gate.url, None)
    run.desktop.key('Enter')
    run.app.find(start='The hub does not know this code')
    assert computers(run) == ['Office']


def test_cancelled(run):
    """cancelled while it reads: the hub does not know this computer any more, and the folder is as it was"""
    run.gate.hold('/sync/v1/snapshot')
    run.tab_to('Code', 'text', key='Shift+Tab')
    fill(run, None, run.hub.code())
    run.desktop.key('Enter')
    run.app.find('Joining the Studio')
    wait_for('the studio to be read', lambda: '/sync/v1/snapshot' in run.gate.seen)
    assert computers(run) == ['Front Desk', 'Office']
    run.picture('join-reading')
    run.app.wait_focus('Cancel')
    run.desktop.key('Enter')
    run.app.gone('Join a Studio', 'dialog')
    wait_for('the folder to be gone', lambda: not os.path.exists(run.data))
    assert computers(run) == ['Office']
    run.gate.release()


def test_broken(run):
    """a hub that goes away in the middle is said; tried again, it goes on, and ends in the inbox with all that the office has"""
    run.gate.hold('/sync/v1/snapshot')
    del run.gate.seen[:]
    to_form(run)
    fill(run, run.gate.url, run.hub.code(), 'Front Desk')
    run.desktop.key('Enter')
    wait_for('the studio to be read', lambda: '/sync/v1/snapshot' in run.gate.seen)
    run.gate.shut = True
    run.gate.release()
    run.app.find('Not All Is Here Yet')
    run.picture('join-broken')
    run.gate.shut = False
    run.app.wait_focus('Try Again')
    run.desktop.key('Enter')
    run.app.find(start='Person 12', role='list item')
    assert run.one('SELECT count(*) FROM contact') == 12
    run.picture('join-inbox')


def test_preferences(run):
    """how it fares stands in the preferences, and both have the same"""
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')
    run.app.wait_focus(start='127.0.0.1')
    run.app.find('Everything is told to the others, and theirs is here')
    run.tab_to('Compare', 'button')
    run.desktop.key('Enter')
    run.app.find('This computer and the hub have the same')
    run.picture('shared-hub')
    run.app.resize(360, 640)
    run.tab_to('Compare', 'button')
    run.picture('shared-hub-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()
    assert office(run, 'health')['sharing'] == {'settled': True, 'waiting': 0, 'notices': 0, 'aside': 0, 'error': None}, office(run, 'health')


def test_steady(run):
    """what the others change comes in, and what has the focus keeps it: the row that was chosen stays chosen"""
    run.go('g', 'i')
    run.choose('Person 06')
    chosen = run.app.focus_name()[1]
    for number, text in ((6, 'And on Friday?'), (3, 'Hello?')):
        write(run, f'Person {number:02}', text, f'19:{number:02}')
    write(run, 'New Person', 'Hello!', '20:00')
    office(run, 'star', next(t['id'] for t in office(run, 'threads') if t['contact'] == 'Person 01'))
    talk(run)
    run.until('the messages', 'SELECT count(*) FROM message WHERE is_system = 0', lambda n: n == 15)
    run.app.find('1 new · .')
    assert run.app.focus_name()[1].startswith('Person 06'), (chosen, run.app.focus_name())
    run.desktop.key('period')
    run.app.find(start='New Person', role='list item')
    wait_for('the row that was chosen', lambda: run.app.focus_name()[1].startswith('Person 06'))
    run.picture('shared-steady')


def png(size=64):
    """A red square."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + b'\xd0\x20\x30' * size) * size
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', size, size, 8, 2, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def test_picture(run):
    """a picture that came in at the office says where it is, how far it has come, and is shown when it has"""
    name, data = 'IMG-20261112-WA0001.jpg', png()
    sha256 = hashlib.sha256(data).hexdigest()
    with open(os.path.join(run.desktop.folder, name), 'wb') as file:
        file.write(data)
    run.gate.hold('/v1/files')
    del run.gate.seen[:]
    write(run, 'Person 07', f'{name} (file attached)', '21:00')
    talk(run)
    run.until('the message', f"SELECT count(*) FROM part WHERE sha256 = '{sha256}'", lambda n: n == 1)
    run.go('g', 'i')
    run.choose('Person 07')
    run.app.find('On another computer')
    run.picture('file-away')
    run.app.resize(360, 640)
    run.picture('file-away-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    wait_for('it to be asked for', lambda: '/v1/files' in run.gate.seen)
    part = f'/v1/files/{sha256}/0'
    run.gate.held = {part}
    run.gate.released.set()
    run.gate.released = threading.Event()
    wait_for('it to be fetched', lambda: part in run.gate.seen)
    run.app.find('Being fetched: 0 %')
    run.picture('file-comes')
    assert not run.app.look(f'Open {name}', 'button')
    run.gate.release()
    run.app.find(f'Open {name}', 'button')
    run.app.gone('Being fetched: 0 %')
    run.picture('file-here')
    assert office(run, 'hub', 'share', 'status')['files_to_put'] == 0
    run.choose('Person 06')


def test_notice(run):
    """both change the same while this computer is cut off: the later change holds, ours is offered, and put back it is at the office"""
    mia = person(run, 'Person 06')
    run.gate.shut = True
    run.desktop.key('m')
    run.app.wait_focus(start='1')
    run.desktop.key('2')
    run.until('the stage here', "SELECT stage FROM contact WHERE name = 'Person 06'", lambda stage: stage == 'CONTACTED')
    office(run, 'stage', mia, 'TRIAL_SCHEDULED')
    talk(run)
    run.gate.shut = False
    run.app.find('1 change by others')
    run.until('theirs', "SELECT stage FROM contact WHERE name = 'Person 06'", lambda stage: stage == 'TRIAL_SCHEDULED')
    run.go('g', 's')
    run.app.wait_focus('Office changed the stage of Person 06 to Trial')
    run.app.find('You had: Contacted')
    run.picture('shared-notice')
    run.tab_to('Put Back', 'button')
    run.desktop.key('Enter')
    run.app.gone('1 change by others')

    def back():
        talk(run)
        return office(run, 'contact', mia)['stage'] == 'CONTACTED'
    wait_for('ours at the office', back)
    run.close_dialogs()


def practice(run, name, at):
    """An account without a provider, by which somebody writes."""
    path = os.path.join(run.desktop.folder, name + '.json')
    with open(path, 'w') as script:
        json.dump([{'from': name, 'say': f'Hello from {name}'}], script)
    at('account', 'add', 'loopback', 'name=' + name, 'script=' + path, 'answer=accept')


def approved(run, name):
    """Answered and approved on this computer; the row in the outbox."""
    run.until(name, f"SELECT count(*) FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = '{name}'", lambda n: n == 1)
    thread = next(t['id'] for t in run.json('threads') if t['contact'] == name)
    run.ctl('approve', run.json('reply', thread, '--text', 'Welcome ' + name)['id'])
    return run.app.find(start=name, role='list item', within=run.app.find('Leaving', 'list'))


def left(run, name):
    run.until('it to be sent', f"SELECT state FROM draft WHERE text = 'Welcome {name}'", lambda state: state == 'accepted')
    run.app.find(start=name, role='list item', within=run.app.find('Recently Sent', 'list'))


def test_waits(run):
    """what is approved here says that it leaves by the computer that has the account, and that it waits for a hub that is away; then it leaves"""
    practice(run, 'Rita', lambda *words: office(run, *words))
    office(run, 'sync', '--once')
    talk(run)
    run.go('g', 'o')
    row = approved(run, 'Rita')
    wait_for('the words', lambda: 'Leaves from “Office” when that computer is on.' in row.get_description())
    practice(run, 'Mia', run.ctl)
    run.gate.shut = True
    row = approved(run, 'Mia')
    wait_for('the words', lambda: row.get_description().startswith('waiting: Waits for the hub'))
    run.app.find('2 approved messages wait')
    run.picture('waits')
    run.app.resize(360, 640)
    run.picture('waits-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    assert run.one("SELECT count(*) FROM draft WHERE text LIKE 'Welcome %' AND state = 'queued'") == 2
    run.gate.shut = False
    left(run, 'Mia')

    def sent():
        office(run, 'sync', '--once')
        talk(run)
        return run.one("SELECT state FROM draft WHERE text = 'Welcome Rita'") == 'accepted'
    wait_for('the office to send', sent)
    left(run, 'Rita')


def test_off(run):
    """sharing ends by a switch that asks, and all that is here stays"""
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')
    run.app.wait_focus(start='127.0.0.1')
    run.tab_to('Share This Studio')
    run.desktop.key('space')
    run.app.find('Stop Sharing?')
    here = run.one('SELECT count(*) FROM contact')
    run.picture('shared-stop')
    run.tab_to('Stop', 'button')
    run.desktop.key('Enter')
    run.until('it not shared', 'SELECT count(*) FROM sync_link', lambda n: n == 0)
    assert run.one('SELECT count(*) FROM contact') == here >= 15
    wait_for('the focus', lambda: run.app.focus_name()[1].startswith('Share This Studio'))
    run.desktop.key('space')
    run.app.find('Share This Studio?')
    run.picture('shared-ask')
    run.tab_to('Share', 'button')
    run.desktop.key('Enter')
    run.app.find(start='Everything is told to the others')
    run.close_dialogs()
    run.end()
    run.hub.process.terminate()
    assert run.hub.process.wait(60) == 0


if __name__ == '__main__':
    sys.exit(main([test_refused, test_cancelled, test_broken, test_preferences, test_steady, test_picture, test_notice, test_waits, test_off]))
