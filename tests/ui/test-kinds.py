#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each trade has its words and its pages, in the real window: a salon's demonstration is made in a folder of its own and speaks of services and stylists; an agency
has no week of classes until its owner says so in Preferences. Prints TAP.

    test-kinds.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import PROGRAM, main
from window import wait_for


def folder(run, name):
    return os.path.join(run.desktop.env['XDG_DATA_HOME'], 'studio-os', name)


def in_sidebar(run, page):
    return run.app.look(page, 'list item') is not None


def test_refused(run):
    """a kind that there is none of, and more weeks than there are: said, and nothing is made"""
    for words in (['--demo', 'circus'], ['--demo', 'salon', '--weeks', '9999'], ['--demo', '../salon']):
        done = subprocess.run([PROGRAM, *words], env=run.desktop.env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and done.stderr, (words, done)
    assert not os.path.exists(folder(run, 'demo-salon')) and not os.path.exists(folder(run, 'default'))


def test_salon(run):
    """--demo salon: made on the first time, beside the owner's own studio, which it does not touch"""
    run.data = folder(run, 'demo-salon')
    run.app = run.desktop.app([PROGRAM, '--demo', 'salon', '--weeks', '2'])
    run.app.find('Conversations', 'list')
    run.app.find('Rosemary Hair')
    run.app.find('DEMO', 'label')
    run.app.find('Demo studio: nothing leaves this computer', 'label')
    assert run.one("SELECT value FROM setting WHERE key = 'studio.kind'") == 'salon'
    run.people = run.one('SELECT count(*) FROM contact')
    assert run.people > 20 and not os.path.exists(folder(run, 'default'))
    for page in ('Leads', 'Schedule', 'Calls'):
        assert in_sidebar(run, page), page
    run.picture('salon')


def command(run, name):
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.look('Commands', 'dialog') or run.app.typing())
    run.desktop.type(name)
    run.app.find(name, 'list item')
    run.desktop.key('Enter')


def test_words(run):
    """what the week needs is called by the words of the trade"""
    command(run, 'Classes')
    run.app.find('Services')
    run.app.find('Stylists')
    run.app.find('Add a Service')
    assert run.app.look('Teachers') is None
    run.picture('salon-services')
    run.close_dialogs()


def test_week(run):
    """its week has appointments, one for each"""
    run.go('g', 'w')
    run.app.find(start='Colour')
    run.picture('salon-week')


def test_again(run):
    """the second time it is opened as it is"""
    run.app.quit()
    run.app = run.desktop.app([PROGRAM, '--demo', 'salon'])
    run.app.find('Rosemary Hair')
    assert run.one('SELECT count(*) FROM contact') == run.people
    run.app.quit()


def test_agency(run):
    """an agency has no Schedule in the sidebar, but its key still opens it"""
    run.data = os.path.join(run.desktop.folder, 'agency')
    run.ctl('init', '--name', 'Mainufer', '--kind', 'agency', '--zone', 'Europe/Berlin')
    run.open()
    run.app.find('Leads', 'list item')
    assert not in_sidebar(run, 'Schedule')
    run.go('g', 'w')
    run.app.find('Your Week in Five Steps')
    run.go('g', 'i')


def test_nowhere(run):
    """without a schedule the numbers of appointments say so, and lead nowhere; keys are heard there"""
    run.go('g', 'n')
    run.app.wait_focus(start='Messages received: ')
    run.desktop.key('Alt+3')
    run.app.find('No Appointments Yet')
    run.app.find(start='This studio does not show a schedule.')
    assert run.app.look('Open the Schedule', 'button') is None
    run.desktop.key('Alt+1')
    run.app.wait_focus(start='Messages received: ')
    run.go('g', 'i')


def test_switch(run):
    """Preferences has a switch for each page: on, and off again"""
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Schedule', limit=120)
    run.desktop.key('space')
    run.until('what is hidden', "SELECT value FROM setting WHERE key = 'modules.hidden'", lambda value: value == 'none')
    run.picture('pages')
    run.tab_to('Calls', limit=10)
    run.desktop.key('space')
    run.until('what is hidden', "SELECT value FROM setting WHERE key = 'modules.hidden'", lambda value: value == 'calls')
    run.close_dialogs()
    wait_for('Schedule in the sidebar', lambda: in_sidebar(run, 'Schedule') and not in_sidebar(run, 'Calls'))
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    sys.exit(main([test_refused, test_salon, test_words, test_week, test_again, test_agency, test_nowhere, test_switch]))
