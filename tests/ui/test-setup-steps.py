#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The steps of set-up that lead somewhere and back, by keyboard alone in the real window: an account against a Twilio that is played here, a calendar, who teaches, a
message to oneself; each step has the focus on its first control, and is gone on with where the window was closed in the middle. Prints TAP.

    test-setup-steps.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_twilio import CANARY, SID, twilio
from studio import PROGRAM, main
from window import wait_for

MONDAY = datetime.date.today() - datetime.timedelta(days=datetime.date.today().weekday())
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:{day}T190000
DURATION:PT1H
RRULE:FREQ=WEEKLY
SUMMARY:Tango
LOCATION:Hall
END:VEVENT
END:VCALENDAR
"""


def at_step(run, number):
    run.app.find(f'Step {number} of 6')


def go_on(run, key, number):
    """By the mnemonic of Skip or Next, which works at every step."""
    run.key_until(key, f'step {number}', lambda: run.app.look(f'Step {number} of 6'), each=4.0)


def again(run, number):
    """The window was closed in the middle of a step: the card leads back to it."""
    run.open()
    run.app.find(f'Continue set-up: step {number} of 6')
    run.app.wait_focus()
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.typing(), each=3.0)
    run.desktop.type('set up your')
    run.app.find(start='Set Up Your Studio', role='list item')
    run.desktop.key('Enter')
    at_step(run, number)


def named(run, stops):
    """Whatever Tab leads to says what it is."""
    for _ in range(stops):
        run.desktop.key('Tab')
        assert run.app.focus_name()[1].strip(), ('without a name', run.app.focus_name())


def given(run, name, text):
    path = os.path.join(run.desktop.folder, name)
    with open(path, 'w') as file:
        file.write(text)
    return path


def test_first(run):
    """every step has the focus on its first control; Skip has its letter for itself"""
    run.server = twilio()
    run.desktop.keyring()
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
    run.app.wait_focus('Set Up Your Studio')
    run.desktop.key('Enter')
    at_step(run, 1)
    run.app.wait_focus('Name', 'text')
    named(run, 8)
    run.tab_to('Name', 'text')
    run.desktop.type('Salsa Nord')
    run.tab_to('Business Phone', 'text')
    run.desktop.type('+49301234567')
    go_on(run, 'Alt+c', 2)
    run.app.wait_focus('Address', 'text')
    go_on(run, 'Alt+s', 3)
    run.app.wait_focus('Practice', 'list item')
    named(run, 10)
    run.ctl('hours', 'quiet', 'off')    # whenever this runs
    run.undo_window(0)


def test_account(run):
    """an account is connected in the third step, which is where she is afterwards"""
    run.tab_to('Connect SMS…')
    run.desktop.key('Enter')
    run.app.find('Connect SMS', 'dialog')
    run.app.wait_focus(start="The Studio's Number")
    run.desktop.type('+4930123456')
    run.tab_to('Account SID')
    run.desktop.type(SID)
    run.tab_to('Auth Token')
    run.desktop.type(CANARY)
    run.tab_to('Another Server')
    run.desktop.key('Space')
    run.tab_to('Address')
    run.desktop.type(f'http://127.0.0.1:{run.server.server_port}')
    run.desktop.key('Enter')
    run.app.find("The studio's number can send SMS: in place", seconds=60)
    run.picture('step3-account')
    run.desktop.key('Enter')
    run.app.gone('Connect SMS', 'dialog')
    at_step(run, 3)
    assert run.app.focus_name()[1], 'the focus is lost'
    run.tab_to('SMS', 'list item')
    run.picture('step3-connected')
    run.desktop.key('Enter')
    run.app.find('Sync Now')
    run.key_until('Esc', 'the step again', lambda: run.app.look('Step 3 of 6'), each=4.0)
    run.app.wait_focus('SMS', 'list item')
    assert run.one("SELECT count(*) FROM account WHERE channel = 'sms' AND deleted_at IS NULL") == 1


def test_closed_at_channels(run):
    """closed in the middle of it, it goes on there, and the account is there"""
    run.close_dialogs()          # by Escape through the steps before, which loses nothing
    run.end()
    again(run, 3)
    run.tab_to('SMS', 'list item')
    go_on(run, 'Alt+n', 4)
    assert run.app.focus_name()[0] == 'text', run.app.focus_name()


def test_schedule(run):
    """what is no calendar is said where she is; one that is comes onto the schedule, and the step is there"""
    run.tab_to('Schedule…', 'list item', limit=80)
    run.desktop.key('Enter')
    run.app.save_as(given(run, 'none.ics', 'This is a letter.\n'), first='Ctrl+l')
    wait_for('what is wrong', lambda: run.app.said('said: '))
    run.picture('step4-no-calendar')
    at_step(run, 4)
    run.tab_to('Schedule…', 'list item', limit=80)
    run.desktop.key('Enter')
    run.app.save_as(given(run, 'tango.ics', CALENDAR.format(day=MONDAY.strftime('%Y%m%d'))), first='Ctrl+l')
    run.app.find('Import “tango.ics”?')
    run.picture('step4-import')
    run.desktop.key('Enter')
    run.until('the series', 'SELECT count(*) FROM series WHERE deleted_at IS NULL', lambda n: n == 1)
    run.app.gone('Import “tango.ics”?')
    at_step(run, 4)
    run.picture('step4-imported')
    run.app.wait_focus('Schedule…', 'list item')


def test_teachers(run):
    """who teaches is said on a page of its own; closed, the step is there with the focus where it was"""
    run.tab_to('Who Teaches', 'list item', limit=80)
    run.desktop.key('Enter')
    run.app.find('What the Week Needs', 'dialog')
    run.app.find(start='Add', role='button')
    run.picture('step4-teachers')
    run.key_until('Esc', 'the step again', lambda: not run.app.look('What the Week Needs', 'dialog'), each=4.0)
    at_step(run, 4)
    run.app.wait_focus(start='Who Teaches', role='list item')
    run.picture('step4-back')


def test_closed_at_knowledge(run):
    """closed in the middle of the fourth, it goes on there; Escape at a later one goes one back"""
    run.app.process.kill()
    run.app.process.wait()
    again(run, 4)
    go_on(run, 'Alt+s', 5)
    run.app.wait_focus('Suggest', 'radio button')
    named(run, 12)
    run.key_until('Esc', 'one step back', lambda: run.app.look('Step 4 of 6') and not run.app.look('Step 5 of 6'), each=4.0)
    go_on(run, 'Alt+s', 5)
    go_on(run, 'Alt+s', 6)
    run.app.wait_focus(role='text')


def test_message(run):
    """a message to herself leaves through the account that she connected, and says so"""
    run.tab_to('SMS: Send a Test Message', 'list item', limit=80)
    run.picture('step6-try')
    run.desktop.key('Enter')
    wait_for('it sent', lambda: [m for m in run.server.messages if m['direction'] != 'inbound' and m['to'].endswith('1234567')], 60)
    run.app.find(start='Sent at ')
    run.picture('step6-sent')
    assert len([m for m in run.server.messages if m['direction'] != 'inbound']) == 1


def test_closed_at_test(run):
    """closed before it was live, it goes on with the last step; live, nothing is left to do"""
    run.close_dialogs()
    run.end()
    again(run, 6)
    go_live = lambda: run.json('setup', 'status')['live']
    run.key_until('Alt+g', 'the studio live', go_live, each=4.0)
    run.app.gone(role='dialog')
    run.app.gone(start='Continue set-up')
    run.server.shutdown()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_first, test_account, test_closed_at_channels, test_schedule, test_teachers, test_closed_at_knowledge, test_message, test_closed_at_test]))
