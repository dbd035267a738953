#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Texts to the owner's own telephone (Preferences → Assistant), by keyboard in the real window, against a Twilio that is played here: the number is confirmed by the code that
came to it, a test comes once, and it is switched off again. Prints TAP.

    test-texts-to-me.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_twilio import CANARY, SID, twilio
from studio import main
from window import wait_for

OWN = '+491701234567'


def setting(key):
    return f"SELECT value FROM setting WHERE key = 'alert_text{key}' AND deleted_at IS NULL"


def texts(run):
    return [m['body'] for m in run.server.messages if m['direction'] != 'inbound' and m['to'] == OWN]


def group(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Your Own Rules')
    run.tab_to('Your Own Number', 'text', limit=250)


def test_alone(run):
    """where the studio has no SMS account the number is refused in words, and nothing is kept"""
    run.server = twilio()
    run.desktop.keyring()
    run.init()
    run.ctl('hours', 'quiet', 'off')
    run.open()
    group(run)
    run.desktop.type(OWN)
    run.desktop.key('Enter')
    run.app.find(start='The texts leave through an SMS account')
    assert run.one(setting('.asked')) is None
    run.picture('texts-alone')
    run.close_dialogs()


def test_code(run):
    """a wrong code is not taken, the one that came is, and what is urgent is then texted"""
    run.connect('sms', run.server, CANARY, f'sid={SID}', 'from=+4930123456')
    group(run)
    run.desktop.key('Ctrl+a')
    run.desktop.type('call me')
    run.desktop.key('Enter')
    run.app.find(start='“call me” is no telephone')
    run.desktop.key('Ctrl+a')
    run.desktop.type('+49 170 1234567')
    run.desktop.key('Enter')
    run.until('the question', setting('.asked'), lambda value: value and value.startswith(OWN + ' '))
    code = re.search(r'\d{6}', wait_for('the code', lambda: texts(run))[0])[0]
    run.tab_to('Code That Came to ' + OWN, 'text')
    run.desktop.type('000000' if code != '000000' else '000001')
    run.desktop.key('Enter')
    run.app.find(start='That is not the code')
    assert run.one(setting('.number')) is None
    run.picture('texts-code')
    run.desktop.key('Ctrl+a')
    run.desktop.type(code)
    run.key_until('Enter', 'the number', lambda: run.one(setting('.number')) == OWN)
    run.until('it is on', setting('.on'), lambda value: value == '1')


def test_try(run):
    """a test comes to the telephone, once"""
    run.texts = len(texts(run)) + 1
    run.tab_to('Send a Test', limit=250)
    run.desktop.key('Enter')
    wait_for('the test', lambda: len(texts(run)) == run.texts)
    run.app.find('A text is on its way to your telephone')


def test_off(run):
    """it is switched off and on by its row, and fits a narrow window"""
    run.tab_to('Text Me What Is Urgent', limit=250)
    run.desktop.key('space')
    run.until('it is off', setting('.on'), lambda value: value is None)
    run.picture('texts-off')
    run.desktop.key('space')
    run.until('it is on', setting('.on'), lambda value: value == '1')
    run.app.resize(360, 640)
    run.picture('texts-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()
    assert len(texts(run)) == run.texts, texts(run)
    run.end()


TESTS = [test_alone, test_code, test_try, test_off]

if __name__ == '__main__':
    sys.exit(main(TESTS))
