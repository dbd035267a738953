#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How the owner is told that an account needs her, and what she does about it, by keyboard alone in the real window against a Twilio
that is played here: no account, read at once, told to wait, a token that is refused (while reading, and while sending), paused and
resumed, a test message, another name, 360 pixels, disconnected. Prints TAP.

    test-channels.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_twilio import CANARY, SID, say, twilio
from studio import main
from window import wait_for

ACCOUNT = "SELECT {} FROM account WHERE channel = 'sms' AND deleted_at IS NULL"


def preferences(run):
    run.go('Ctrl+comma')
    run.app.find('Preferences', 'dialog')


def leave(run):
    """Escape first takes away a note, then a page, then the dialog."""
    run.key_until('Esc', 'the preferences closed', lambda: not run.app.look('Preferences', 'dialog'))


def accounts(run):
    """By the palette, as somebody does who read that an account needs her: to the page of that one."""
    run.desktop.key('Ctrl+k')
    run.app.wait_focus('Command or person')
    run.desktop.type('Accounts')
    run.app.find(start='Accounts', role='list item')
    run.desktop.key('Enter')
    run.app.find('Preferences', 'dialog')


def reply(run, text):
    """Written and approved; what becomes of it is another matter."""
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='+49', role='list item'))
    run.choose('+49')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type(text)
    run.desktop.key('Ctrl+Enter')
    run.until('it approved', f"SELECT count(*) FROM approval a JOIN draft d ON d.id = a.draft_id WHERE d.text = '{text}'", lambda n: n == 1)


def sent(run):
    return [m['body'] for m in run.server.messages if m['direction'] != 'inbound']


def state(run, text, wanted):
    run.until(f'{text} to be {wanted}', f"SELECT state || ' ' || coalesce (reason, '') FROM draft WHERE text = '{text}'", lambda now: now.strip() == wanted)


def new_token(run, token):
    """In the dialog, until all is in place."""
    run.app.wait_focus('Auth Token')
    run.desktop.type(token)
    run.desktop.key('Enter')
    dialog = run.app.find('New Token', 'dialog')
    run.app.find("The studio's number can send SMS: in place", within=dialog)
    run.desktop.key('Enter')
    run.app.gone('New Token', 'dialog')


def test_empty(run):
    """without any account the preferences say what they are for"""
    run.server = twilio()
    run.desktop.keyring()
    run.init()
    run.ctl('hours', 'quiet', 'off')    # whenever this runs
    run.undo_window(0)
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.open()
    run.app.find(role='list', name='Pages')
    run.key_until('Ctrl+comma', 'the preferences', lambda: run.app.look('Preferences', 'dialog'), 10)
    run.app.find(start='Nothing is connected')
    run.tab_to('Connect SMS…')
    run.picture('channels-empty')
    leave(run)


def test_sync(run):
    """F5 reads at once, and says what came of it"""
    path = os.path.join(run.desktop.folder, 'token')
    with open(path, 'w') as file:
        file.write(CANARY)
    run.account = run.json('account', 'add', 'sms', '--api-base', f'http://127.0.0.1:{run.server.server_port}', '--secret-file', path, f'sid={SID}',
                           'from=+4930123456', 'name=Studio SMS')[0]['id']
    os.remove(path)
    run.until('the message', "SELECT count(*) FROM message WHERE text = 'Is there a class on Tuesday?'", lambda n: n == 1)
    run.key_until('F5', 'nothing new', lambda: run.app.look('Nothing new'))
    say(run.server, 'And on Friday?', 1)
    run.desktop.key('Ctrl+r')
    run.until('the second', "SELECT count(*) FROM message WHERE text = 'And on Friday?'", lambda n: n == 1)
    preferences(run)
    run.app.find(start='Connected · Read ')
    run.tab_to('Studio SMS', 'list item')
    run.picture('channels-list')
    leave(run)


def test_wait(run):
    """who asks to be left alone is, and says until when; she may try sooner"""
    run.server.wait = 7200
    run.key_until('F5', 'that it could not be read', lambda: run.app.look('1 account could not be read'))
    assert run.one(ACCOUNT.format('retry_at > synced_at AND error_kind')) is not None
    preferences(run)
    run.app.find(start='Waiting until ')
    assert not run.app.look(start='Studio SMS: ', role='button')      # nothing for her to do
    asked = run.server.asked
    run.open_account('Studio SMS')
    run.picture('channels-waiting')
    assert run.server.asked == asked, 'looking at the page asks'
    run.server.wait = 0
    run.tab_to('Try Again')
    run.desktop.key('Enter')
    run.app.find('Connected')
    run.until('the account well', ACCOUNT.format('error IS NULL'), lambda well: well == 1)
    leave(run)


def test_refused(run):
    """a token that is refused shows in the window, and the one thing to do is where it leads"""
    run.server.token = 'second ' + CANARY
    run.key_until('F5', 'who needs her', lambda: run.app.look('Studio SMS: New token needed', 'button'), 3)
    run.picture('channels-needed')
    accounts(run)
    run.app.wait_focus('New Token…')
    run.picture('channels-refused')
    run.desktop.key('Enter')
    new_token(run, 'second ' + CANARY)
    run.app.find('Connected')
    run.app.wait_focus('Sync Now')
    run.picture('channels-mended')
    leave(run)
    run.app.gone('Studio SMS: New token needed', 'button')


def test_refused_sending(run):
    """refused while something leaves, that waits and leaves by itself once there is another one"""
    run.server.token = 'third ' + CANARY
    reply(run, 'Yes, at seven')
    state(run, 'Yes, at seven', 'held sign_in')
    run.app.find('Studio SMS: New token needed', 'button')
    accounts(run)
    run.app.wait_focus('New Token…')
    run.desktop.key('Enter')
    new_token(run, 'third ' + CANARY)
    wait_for('it sent', lambda: sent(run) == ['Yes, at seven'])
    leave(run)


def test_pause(run):
    """paused, what is approved waits and says why; resumed from the list it leaves"""
    preferences(run)
    run.open_account('Studio SMS')
    run.tab_to('Pause', 'check box')
    run.desktop.key('Space')
    run.until('it paused', ACCOUNT.format('paused'), lambda paused: paused == 1)
    run.app.find('Paused')
    leave(run)
    reply(run, 'See you then')
    state(run, 'See you then', 'held account_paused')
    run.desktop.key('g', 'o')
    run.app.find(start='Studio SMS is paused')
    run.picture('channels-held')
    preferences(run)
    run.tab_to('Resume', 'button')
    run.desktop.key('Enter')
    wait_for('it sent', lambda: sent(run) == ['Yes, at seven', 'See you then'])
    run.app.find(start='Connected')
    wait_for('the focus on the row', lambda: run.app.focus_name()[1] == 'Studio SMS')
    leave(run)


def test_message(run):
    """a test message needs her own number, and goes the way of every message"""
    preferences(run)
    run.open_account('Studio SMS')
    run.tab_to('Send a Test Message')
    run.desktop.key('Enter')
    run.app.find(start='The test goes to your own phone')
    run.tab_to('Your Own Phone')
    run.desktop.type('+49 171 2345678')
    run.desktop.key('Enter')
    run.app.find('To you, +491712345678')
    run.tab_to('Send a Test Message', key='Shift+Tab')
    run.desktop.key('Enter')
    wait_for('it sent', lambda: [m['to'] for m in run.server.messages if 'test from Studio OS' in m['body']] == ['+491712345678'])
    run.app.find(start='Sent at ')
    run.picture('channels-tested')
    assert run.one("SELECT count(*) FROM approval a JOIN draft d ON d.id = a.draft_id WHERE d.text LIKE '%test from Studio OS%'") == 1


def test_name(run):
    """another name is kept, and an empty one is refused in words"""
    run.tab_to('Name', 'text')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Desk')
    run.desktop.key('Enter')
    run.until('the name', ACCOUNT.format('name'), lambda name: name == 'Desk')
    run.desktop.key('Ctrl+a')
    run.desktop.key('Space', 'Enter')
    run.app.find(start="An account's name has 1 to 100 characters")
    assert run.one(ACCOUNT.format('name')) == 'Desk'
    leave(run)


def test_narrow(run):
    """at 360 pixels, with the longest words that there are"""
    run.app.resize(360, 640)
    run.server.token = 'fourth'
    run.key_until('F5', 'the account refused', lambda: run.one(ACCOUNT.format('error_kind')) == 'sign-in', 3)
    preferences(run)
    run.tab_to('Desk', 'list item')
    run.picture('channels-narrow-list')
    run.open_account('Desk')
    run.picture('channels-narrow')
    assert not run.too_wide(), run.too_wide()[:3]
    leave(run)
    run.picture('channels-narrow-window')
    run.app.resize(1180, 760)


def test_disconnect(run):
    """disconnected from its page, the list is there again, and what was said stays"""
    before = run.one('SELECT count(*) FROM message')
    preferences(run)
    run.open_account('Desk')
    run.tab_to('Disconnect…')
    run.desktop.key('Enter')
    run.app.find('Disconnect Desk?')
    run.picture('channels-disconnect')
    run.tab_to('Disconnect', 'button')
    run.desktop.key('Enter')
    run.until('the account gone', "SELECT count(*) FROM account WHERE deleted_at IS NULL", lambda n: n == 0)
    run.app.find(start='Nothing is connected')
    run.tab_to('Connect SMS…')
    assert run.one('SELECT count(*) FROM message') == before
    leave(run)
    run.app.gone(start='Desk: ', role='button')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.server.shutdown()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_empty, test_sync, test_wait, test_refused, test_refused_sending, test_pause, test_message, test_name, test_narrow,
                   test_disconnect, test_end]))
