#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who writes down what is said in calls, in Preferences, by keyboard alone, in the real window, against one who listens that is played here: chosen, tried, in words where it fails,
with where the sound goes; an account of calls whose service is chosen, and who takes the calls of another. Prints TAP.

    test-transcribe.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys
import zipfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_speech import AGENT_KEY, KEY, peer, wav
from fake_twilio import CANARY, SID, twilio
from studio import main
from window import wait_for


NOTES = '''12/11/2026, 18:02 - Messages and calls are end-to-end encrypted.
12/11/2026, 18:02 - Ana Lopez: PTT-20261112-WA0001.wav (file attached)
'''


def settings(run):
    return run.json('transcribe', 'show')


def preferences(run):
    run.app.wait_focus(role='list item')        # a key before that is lost on a slow machine
    run.desktop.key('Ctrl+comma')
    run.app.find('Preferences', 'dialog')


def assistant_page(run):
    preferences(run)
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Calls and Voice Notes in Words')


def pick(run, row, what, look, *keys):
    """@keys lead to the choice from anywhere in the list; a list that has just opened may not listen yet, and closes with what it had."""
    for each in (10, 20, 60):
        run.tab_to(row)
        run.key_until('Space', f'the list of {row}', lambda: run.app.focus_name()[0] == 'list item', 3)
        run.desktop.key(*keys, 'Enter')
        try:
            return wait_for(what, look, each)
        except AssertionError as error:
            failed = error
    raise failed


def fill(run, row, text):
    run.tab_to(row, 'text')
    run.desktop.key('Ctrl+a')
    run.desktop.type(text)
    run.desktop.key('Enter')


def menu_of_note(run):
    """The menu of the only message, which is a voice note."""
    run.go('g', 'i')
    run.go('Alt+7')
    run.app.find(start='Ana Lopez', role='list item')
    run.choose('Ana Lopez')
    run.desktop.key('Enter')
    run.key_until('F6', 'the focus in the messages', lambda: run.app.focus_name()[0] == 'list item' and 'PTT-' in run.app.focus_name()[1]
                  and not run.app.focus_name()[1].startswith('Ana Lopez, WhatsApp'), each=3)
    run.desktop.key('Shift+F10')
    run.app.wait_focus(start='1  It Is Somebody Else’s…')


def test_nobody(run):
    """at first nobody does, and there is nothing to fill in"""
    run.server = peer()
    run.desktop.keyring()
    run.init()
    path = os.path.join(run.desktop.folder, 'WhatsApp Chat with Ana Lopez.zip')
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('WhatsApp Chat with Ana Lopez.txt', NOTES)
        archive.writestr('PTT-20261112-WA0001.wav', wav(2))
    run.ctl('import', path, '--me', 'Salsa Nord')
    run.open()
    # nobody writes down: nobody is asked to
    menu_of_note(run)
    assert not run.app.look(start='2  Write It Down Now')
    run.desktop.key('Esc')
    run.go('g', 'i')
    assistant_page(run)
    run.tab_to('Who Writes Them Down')
    run.app.find(start='What is said is not written down')
    assert not run.app.look(start='Address of Who Listens') and not run.app.look(start='Try With a Short Sound')
    run.picture('transcribe-nobody')


def test_service(run):
    """a service is named by where the sound goes, before anything is sent"""
    pick(run, 'Who Writes Them Down', 'it kept', lambda: settings(run)['service'] == 'openai', 'Home', 'Down')
    run.app.find(start='The sound of calls and voice notes is sent to api.openai.com')
    fill(run, 'Address of Who Listens', 'http://somewhere.example')
    run.app.find(start='“http://somewhere.example” is no address')
    fill(run, 'Address of Who Listens', run.server.url + '/v1')
    run.app.find(start='Nothing leaves this computer')
    run.app.gone(start='“http://somewhere.example” is no address')
    run.picture('transcribe-service')


def test_try(run):
    """it is tried, and says what is wrong, and what it heard"""
    run.tab_to('Try With a Short Sound')
    run.desktop.key('Enter')
    run.app.find(start='127.0.0.1 does not take the key')
    fill(run, 'Key', KEY)
    wait_for('the key', lambda: settings(run)['key'])
    run.tab_to('Try With a Short Sound')
    run.desktop.key('Enter')
    run.app.find(start='127.0.0.1 answered after')
    run.picture('transcribe-tried')


def test_now(run):
    """a voice note that nobody wrote down is written down because its menu says so; one with words has no such entry"""
    run.close_dialogs()
    assert not run.one('SELECT count(*) FROM transcript') and not run.one("SELECT count(*) FROM job WHERE kind = 'transcribe'")
    menu_of_note(run)
    run.app.find(start='2  Write It Down Now')
    run.picture('transcribe-menu')
    run.desktop.key('2')
    wait_for('that it is said', lambda: run.app.look(start='It is written down soon') or run.app.said('said: It is written down soon'))
    run.until('its words', "SELECT count(*) FROM transcript WHERE source IN ('service', 'local')", lambda n: n == 1)
    run.app.find(start='Written down by')
    run.picture('transcribe-now')
    menu_of_note(run)
    assert not run.app.look(start='2  Write It Down Now')
    run.desktop.key('Esc')
    run.go('g', 'i')
    assistant_page(run)


def test_local(run):
    """this computer is chosen: nothing leaves it"""
    pick(run, 'Who Writes Them Down', 'it kept', lambda: settings(run)['service'] == 'local', 'End')
    run.app.find(start='Nothing leaves this computer')
    wait_for('no key', lambda: not settings(run)['key'])
    fill(run, 'Address of Who Listens', 'https://whisper.example')
    run.app.find(start='“https://whisper.example” is not on this computer')
    assert settings(run)['api_base'] == 'http://127.0.0.1:8080'


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    wait_for('a narrow page', lambda: 0 < run.app.size(run.app.find('Calls and Voice Notes in Words'))[0] <= 360)
    run.picture('transcribe-narrow')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1400, 900)
    run.close_dialogs()


def test_account(run):
    """an account of calls asks whose it is, and then for what that one needs"""
    preferences(run)
    run.tab_to('Connect Calls…')
    run.desktop.key('Enter')
    run.app.find('Service')
    assert run.app.look(start='Account SID') and not run.app.look(start="Assistant's ID")
    pick(run, 'Service', "what ElevenLabs needs", lambda: run.app.look(start="Assistant's ID"), 'End')
    run.app.gone(start='Account SID')
    fill(run, "Assistant's ID (agent_…)", 'agent_1')
    run.tab_to('API Key', 'text')
    run.desktop.type(AGENT_KEY)
    run.picture('transcribe-account')
    run.tab_to('Another Server')
    run.desktop.key('Enter')
    run.tab_to('Address (https://…)', 'text')
    run.desktop.type(run.server.url)
    run.desktop.key('Enter')
    run.app.find('ElevenLabs accepts the key')
    run.picture('transcribe-connected')
    (account,) = [account for account in run.json('account', 'list') if account['channel'] == 'call']
    assert account['transport'] == 'elevenlabs', account
    run.close_dialogs()


def account(run):
    (one,) = [one for one in run.json('account', 'list') if one['transport'] == 'twilio-calls']
    return one


def answers(run):
    return run.one(f"SELECT coalesce (json_extract (settings, '$.answers'), '') FROM account WHERE id = '{account(run)['id']}'")


def test_who_answers(run):
    """who takes the calls of a Twilio account is asked when it is connected, and chosen anew on its page"""
    run.twilio = twilio()
    preferences(run)
    run.tab_to('Connect Calls…')
    run.desktop.key('Enter')
    run.app.find('Who Takes the Calls')
    fill(run, 'Account SID (AC…)', SID)
    run.tab_to('Auth Token', 'text')
    run.desktop.type(CANARY)
    pick(run, 'Who Takes the Calls', 'what that means', lambda: run.app.look('Who hangs up before was missed'), 'Home', 'Down')
    run.picture('answers-form')
    run.tab_to('Another Server')
    run.desktop.key('Enter')
    run.tab_to('Address (https://…)', 'text')
    run.desktop.type(f'http://127.0.0.1:{run.twilio.server_port}')
    run.desktop.key('Enter')
    run.app.find(start='Twilio accepts the token')
    assert answers(run) == 'dial', answers(run)
    run.close_dialogs()
    assert answers(run) == 'dial', answers(run)
    run.ctl('account', 'rename', account(run)['id'], 'Front desk')     # two are called “Call” by now
    preferences(run)
    run.open_account('Front desk')
    run.app.find('Who hangs up before was missed')
    for key, words, kept in ('End', 'A call that was taken counts as one with the assistant', 'assistant'), ('Home', 'A call that was taken counts as answered', ''):
        pick(run, 'Who Takes the Calls', words, lambda: run.app.look(words), key)
        wait_for(f'“{kept}” kept', lambda: answers(run) == kept)
        run.picture('answers-' + (kept or 'person'))
    run.close_dialogs()
    run.twilio.shutdown()


def test_end(run):
    """it quits without a complaint"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_nobody, test_service, test_try, test_now, test_local, test_narrow, test_account, test_who_answers, test_end]))
