#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An SMS account by keyboard alone, in the real window, against a Twilio that is played here and a real key ring: connected, a message
comes in and is answered, a token that is refused, another one, disconnected. Prints TAP.

    test-accounts.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_twilio import CANARY, SID, twilio
from studio import main
from window import wait_for


def test_start(run):
    """a studio without an account, and a key ring"""
    run.server = twilio()
    run.server.token = 'not yet ' + CANARY
    run.desktop.keyring()
    run.init()
    run.ctl('hours', 'quiet', 'off')    # whenever this runs
    run.undo_window(60)
    run.open()
    run.app.wait_focus(role='list item')        # a key before that is lost on a slow machine
    run.desktop.key('Ctrl+comma')
    run.app.find('Preferences', 'dialog')


def test_connect(run):
    """what is missing is said, and a refused token too"""
    run.tab_to('Connect SMS…')
    run.desktop.key('Enter')
    run.app.find('Connect SMS', 'dialog')
    run.app.wait_focus(start="The Studio's Number")
    run.desktop.type('+4930123456')
    run.desktop.key('Tab')
    run.app.wait_focus(start='Account SID')
    run.desktop.type('AC1')
    run.tab_to('Auth Token')
    run.desktop.type(CANARY)
    run.tab_to('Another Server')
    run.desktop.key('Space')
    run.tab_to('Address')
    run.desktop.type(f'http://127.0.0.1:{run.server.server_port}')
    run.picture('account-form')
    run.desktop.key('Enter')
    run.app.find(start='The SMS account lacks its “sid”')
    assert run.one("SELECT count(*) FROM account WHERE channel = 'sms'") == 0


def test_points(run):
    """an account that Twilio refuses is kept, and says what is wrong"""
    run.tab_to('Account SID', key='Shift+Tab')
    run.desktop.key('Ctrl+a')
    run.desktop.type(SID)
    run.desktop.key('Enter')
    run.app.find(start='Twilio accepts the token: Twilio does not accept this token', seconds=30)
    run.picture('account-points')
    assert run.one("SELECT count(*) FROM account WHERE channel = 'sms' AND deleted_at IS NULL") == 1
    run.desktop.key('Enter')
    run.app.gone('Connect SMS', 'dialog')


def test_fixed(run):
    """another token, all points are in place, the message comes in"""
    run.server.token = 'new ' + CANARY
    run.tab_to('SMS')
    run.picture('account-row')
    run.tab_to('New Token…')
    run.desktop.key('Enter')
    run.app.wait_focus('Auth Token')
    run.desktop.type('new ' + CANARY)
    run.desktop.key('Enter')
    run.app.find('Twilio accepts the token: in place', seconds=30)
    run.app.find("The studio's number can send SMS: in place")
    run.desktop.key('Enter')
    run.app.gone('New Token', 'dialog')
    run.open_account('SMS')
    run.picture('account-ready')
    run.tab_to('Sync Now')
    run.desktop.key('Enter')
    run.until('the message', "SELECT count(*) FROM message WHERE text = 'Is there a class on Tuesday?'", lambda n: n == 1)


def test_answer(run):
    """it is answered with a key, and leaves once"""
    run.close_dialogs()
    run.undo_window(0)
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='+49', role='list item'))
    run.choose('+49')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type('Yes, at seven')
    run.desktop.key('Ctrl+Enter')
    wait_for('it sent', lambda: [m['body'] for m in run.server.messages if m['direction'] != 'inbound'] == ['Yes, at seven'], 60)
    run.until('it stored', "SELECT count(*) FROM message WHERE text = 'Yes, at seven' AND practice = 0", lambda n: n == 1)
    run.picture('account-answered')


def test_disconnect(run):
    """disconnected, the token is gone and the messages stay"""
    run.go('Ctrl+comma')
    run.app.find('Preferences', 'dialog')
    run.open_account('SMS')
    run.tab_to('Disconnect…')
    run.desktop.key('Enter')
    run.app.find('Disconnect SMS?')
    run.tab_to('Disconnect', 'button')
    run.desktop.key('Enter')
    run.until('the account gone', "SELECT count(*) FROM account WHERE channel = 'sms' AND deleted_at IS NULL", lambda n: n == 0)
    assert run.one("SELECT count(*) FROM message WHERE text IN ('Yes, at seven', 'Is there a class on Tuesday?')") == 2
    run.app.find('Connect SMS…')
    run.close_dialogs()


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.server.shutdown()
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    sys.exit(main([test_start, test_connect, test_points, test_fixed, test_answer, test_disconnect, test_end]))
