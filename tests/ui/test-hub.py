#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hub by keyboard alone, in the real window, against one that is played here and a real key ring: joined, what it took in arrives, an event of
nobody's waits until there is an account, a key that is revoked, joined again, left. Prints TAP.

    test-hub.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_hub import CODE, hub, put, whatsapp
from studio import main
from window import wait_for

MESSAGES = "SELECT count(*) FROM message WHERE remote_id LIKE 'wamid.%'"
ASIDE = 'SELECT count(*) FROM hub_received WHERE reason IS NOT NULL'


def add_number(run, phone):
    path = os.path.join(run.desktop.folder, 'token')
    with open(path, 'w') as file:
        file.write('token')
    run.ctl('account', 'add', 'whatsapp', 'name=WhatsApp ' + phone, 'phone_number_id=' + phone, 'waba_id=w' + phone, 'api_base=http://127.0.0.1:1',
            '--secret-file', path)


def test_start(run):
    """a studio with a WhatsApp number, for which something came in while the computer was off"""
    run.server = hub()
    run.server.public = run.server.url
    run.desktop.keyring()
    run.init()
    add_number(run, '100')
    put(run.server, whatsapp(1, 'Is there a class on Tuesday?'))
    run.open()
    run.app.wait_focus()
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')
    run.app.wait_focus('Address of the Hub')
    run.picture('hub-join')


def test_join(run):
    """a wrong address and a wrong code are said; with the right one, what waited there arrives"""
    run.desktop.type('http://hub.example.org')
    run.desktop.key('Enter')
    run.app.find(start='A hub is spoken to by https only')
    run.desktop.key('Ctrl+a')
    run.desktop.type(run.server.url)
    run.tab_to('Code', 'text')
    run.desktop.type('0000-0000')
    run.desktop.key('Enter')
    run.app.find(start='The hub does not know this code')
    assert run.one('SELECT count(*) FROM hub_link') == 0
    run.desktop.key('Ctrl+a')
    run.desktop.type(CODE)
    run.desktop.key('Enter')
    run.until('the message', MESSAGES, lambda n: n == 1)
    wait_for('the hub to be told', lambda: run.server.acked == 1)
    run.app.find('Let the Hub Send?')
    run.desktop.key('Esc')
    run.app.wait_focus(start='127.0.0.1')
    run.app.find(start='Connected; all is read')


def test_arrives(run):
    """what comes now arrives by itself; the address that it came by says so, and can be copied"""
    put(run.server, whatsapp(2, 'And on Friday?'))
    run.until('the second message', MESSAGES, lambda n: n == 2)
    run.tab_to('Copy the address for WhatsApp')
    run.desktop.key('Enter')
    run.app.find('The address was copied')
    run.picture('hub-joined')


def test_test(run):
    """an address is called as its provider would; what answers there instead of the hub is said"""
    run.tab_to('Test the address for WhatsApp')
    run.desktop.key('Enter')
    said = lambda words: any(words in (node.get_name() or '') for node in run.app.walk())
    wait_for('the answer', lambda: said('This address leads to your hub'))
    run.server.tried['/hook/whatsapp'] = 502
    run.key_until('Enter', 'what answers', lambda: said('A web server answers at'), 5)
    run.picture('hub-tested')


def test_aside(run):
    """an event of nobody's waits, holds up none, and arrives once there is an account"""
    put(run.server, whatsapp(3, 'For your other number', phone='200', name='Ben', person='34611999999'))
    put(run.server, whatsapp(4, 'Thank you!'))
    run.until('the one behind it', MESSAGES, lambda n: n == 3)
    assert run.one(ASIDE) == 1
    run.app.find('Set Aside')
    run.app.find(start='WhatsApp, ', role='list item')
    run.tab_to('Try Again')
    run.desktop.key('Enter')
    run.app.find('1 event has still no account')
    run.picture('hub-aside')
    add_number(run, '200')
    run.until('the one of the new account', MESSAGES, lambda n: n == 4)
    assert run.one(ASIDE) == 0
    run.app.gone('Try Again')


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    run.tab_to('Copy the address for Twilio', limit=20)
    run.picture('hub-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_shut_out(run):
    """a key that the hub revoked: what to do is said, and another code does it"""
    run.server.key = 'another'
    run.server.code = 'AAAA-BBBB'
    run.app.find(start='The hub does not know this computer any more', seconds=60)
    run.picture('hub-shut-out')
    run.tab_to('Code', 'text', key='Shift+Tab')
    run.desktop.type('AAAA-BBBB')
    run.desktop.key('Enter')
    run.app.find('Let the Hub Send?')
    run.desktop.key('Esc')
    run.app.find(start='Connected; all is read')
    assert run.one(MESSAGES) == 4
    assert run.one('SELECT count(*) FROM hub_link WHERE error IS NULL') == 1


def test_leave(run):
    """disconnected: the hub is told, and the messages stay"""
    run.tab_to('Disconnect…')
    run.desktop.key('Enter')
    run.app.find('Disconnect Hub?')
    run.tab_to('Disconnect', 'button')
    run.desktop.key('Enter')
    run.until('the link', 'SELECT count(*) FROM hub_link', lambda n: n == 0)
    wait_for('the hub to be told', lambda: run.server.key is None)
    run.app.find('Address of the Hub')
    assert run.one(MESSAGES) == 4
    run.picture('hub-left')
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_join, test_arrives, test_test, test_aside, test_narrow, test_shut_out, test_leave]))
