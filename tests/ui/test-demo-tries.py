#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a demonstration lets come, by keyboard alone in the real window: nothing is new when it opens; a call and an appointment that nobody made, from the main menu
and from the commands; and that a studio of her own has neither. Prints TAP.

    test-demo-tries.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def command(run, words):
    """By the list of commands, which puts first what is called so."""
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.focus_name()[1] == 'Command or person', each=3.0)
    run.desktop.type(words)
    run.app.find(words, 'list item')
    run.desktop.key('Enter')


def test_nothing_new(run):
    """a demonstration that was just opened says of nothing that it is new"""
    run.ctl('demo', '--kind', 'salon', '--weeks', '4', '--seed', '3')
    run.open(tour_offered=True)
    run.app.find('Conversations', 'list')
    run.app.find(start='Demo studio')
    # What is done after the first frame is done when the channels were read.
    run.until('the channels to be read', "SELECT count(*) FROM account WHERE cursor IS NOT NULL", lambda n: n > 0)
    for _ in range(5):
        time.sleep(1)
        assert not run.app.look(start='1 new', role='button'), 'a demonstration has something new'
    run.picture('demo-fresh')


def test_menu(run):
    """a call, from the main menu: it left a message, and is the first on the page Calls"""
    calls = run.one('SELECT count(*) FROM call')
    sent = run.one("SELECT count(*) FROM message WHERE direction = 'outbound'")
    run.desktop.key('F10')
    run.app.wait_focus(role='menu item')
    run.picture('demo-menu')
    run.desktop.key('Down', 'Down', 'Down', 'Enter')          # below Weekly Report, Import and Studios
    run.until('the call', 'SELECT count(*) FROM call', lambda n: n == calls + 1)
    wait_for('it to be said', lambda: [line for line in run.app.said('said: ') if 'left a message. See Calls' in line] or run.app.look(start='left a message'))
    run.picture('demo-called')
    who = run.one('SELECT c.name FROM call k JOIN message m ON m.id = k.message_id JOIN thread t ON t.id = m.thread_id JOIN contact c ON c.id = t.contact_id ORDER BY k.n DESC LIMIT 1')
    run.key_until(('g', 'p'), 'the calls', lambda: run.app.look('Calls', 'panel'), each=5.0)
    run.app.find(start=who, role='list item')
    run.picture('demo-calls')
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound'") == sent


def test_turns(run):
    """the next two calls are others: nobody answered, and answered"""
    calls = run.one('SELECT count(*) FROM call')
    for n in 1, 2:
        command(run, 'Try a Call')
        run.until('the call', 'SELECT count(*) FROM call', lambda count: count == calls + n)
        run.app.gone(role='dialog')
    seconds = [row[0] for row in run.ask('SELECT seconds FROM call ORDER BY n DESC LIMIT 3')]
    assert seconds == [95, 0, 21], seconds


def test_appointment(run):
    """an appointment is in the schedule, and z takes it back"""
    booked = 'SELECT count(*) FROM booking WHERE deleted_at IS NULL'
    before = run.one(booked)
    command(run, 'Try an Appointment')
    run.until('the appointment', booked, lambda n: n == before + 1)
    run.app.gone(role='dialog')
    run.picture('demo-booked')
    run.desktop.key('z')
    run.until('it taken back', booked, lambda n: n == before)


def test_parts(run):
    """where an advice leads: Preferences open at the hours, and at the follow-ups"""
    command(run, 'Opening Hours')
    run.app.find('Preferences', 'dialog')
    run.app.wait_focus('Monday', 'text')
    run.picture('hours')
    run.close_dialogs()
    command(run, 'Follow-Ups in Preferences')
    run.app.find('Preferences', 'dialog')
    run.app.wait_focus('Add Follow-Ups', 'button')          # this demonstration has none yet
    run.picture('follow-ups')
    run.close_dialogs()


def test_own(run):
    """in a studio of her own neither the menu nor the commands have them"""
    run.end()
    run.data = os.path.join(run.desktop.folder, 'own')
    run.init()
    run.open()
    run.app.find('Conversations', 'list')
    run.desktop.key('F10')
    run.app.wait_focus(role='menu item')
    run.desktop.key('Down', 'Down', 'Down', 'Enter')
    run.app.find('Set Up Your Studio', 'dialog')
    run.close_dialogs()
    run.desktop.key('Ctrl+k')
    run.app.wait_focus('Command or person')
    run.desktop.type('try a')
    time.sleep(0.5)
    assert not run.app.look('Try a Call', 'list item') and not run.app.look('Try an Appointment', 'list item')
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_nothing_new, test_menu, test_turns, test_appointment, test_parts, test_own]))
