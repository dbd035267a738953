#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The tab Clients of Analytics in the real window, by keyboard alone: an agency has it, with the numbers of studioctl, what each counts, a row that opens the person and a
file; one that has nothing in a time is told so; a dance studio has no such tab. 360 pixels, dark. Prints TAP.

    test-clients.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import csv
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import PROGRAM, main
from window import wait_for

TILES = ('written_with', 'tasks_due', 'tasks_done', 'tasks_late')


def same(run, period='30days'):
    """The tiles and the list say what studioctl says."""
    clients = run.json('metrics', '--period', period)['clients']
    for name in TILES:
        run.app.find(start=f"{clients[name]['label']}: {clients[name]['value']}")
    for client in clients['list']:
        row = run.app.find(client['name'], 'list item')
        text = wait_for(f'what is said of {client}', lambda: next((n.get_name() for n in run.app.walk(row) if (n.get_name() or '').startswith(f"{client['received']} message")), None))
        for name, words in (('waiting', ('waits', 'wait')), ('tasks_open', ('open task', 'open tasks')), ('tasks_late', ('late', 'late'))):
            said = f"{client[name]} {words[client[name] != 1]}"
            assert (said in text.split(' · ')) == (client[name] > 0), (client, name, text)
        assert ('answered in' in text) == (client['response_median'] is not None), (client, text)
    return clients


def to_tab(run):
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    run.app.wait_focus(start='Messages received: ')
    run.desktop.key('Alt+5')
    run.app.wait_focus(start='Clients written with: ')


def test_dance(run):
    """a dance studio has no such tab, and its key does nothing"""
    run.data = os.path.join(run.desktop.folder, 'dance')
    run.init()
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    run.app.wait_focus(start='Messages received: ')
    run.desktop.key('Alt+5', 'Alt+4')
    run.app.wait_focus(start='New customers: ')
    assert run.app.look(start='Clients written with: ') is None and run.json('metrics')['clients'] is None
    for node in run.app.walk():
        assert not (node.get_name() == 'Clients' and run.app.size(node)[0] > 0), node.get_role_name()
    run.end()


def test_nothing(run):
    """an agency in which nobody wrote is told so"""
    run.data = os.path.join(run.desktop.folder, 'new')
    run.ctl('init', '--name', 'Ria', '--kind', 'agency', '--zone', 'Europe/Berlin', '--currency', 'EUR')
    # The welcome of the practice channel comes with the first window; here it came half a year ago.
    run.open()
    run.until('the welcome', 'SELECT count(*) FROM message', lambda n: n > 0)
    run.end()
    run.change('UPDATE message SET sent_at = sent_at - 15552000000')
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    run.app.wait_focus(start='Messages received: ')
    run.desktop.key('Alt+5')
    run.app.find('Nothing in This Time')
    run.picture('clients-nothing')
    run.desktop.key('Alt+1')
    run.app.wait_focus(start='Messages received: ')
    run.end()


def test_numbers(run):
    """an agency has it; its numbers are those of studioctl, also of another period"""
    run.data = os.path.join(run.desktop.folder, 'agency')
    run.ctl('demo', '--kind', 'agency', '--weeks', '8')
    run.open()
    run.app.resize(900, 900)
    to_tab(run)
    run.clients = same(run)
    assert run.clients['list'] and any(c['waiting'] for c in run.clients['list']), run.clients
    run.picture('clients-900')
    run.desktop.key('f')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('End', 'Enter')
    same(run, '12weeks')
    run.desktop.key('f')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('Home', 'Down', 'Down', 'Down', 'Enter')
    same(run)


def open_menu(run):
    run.desktop.key('Alt+1', 'Alt+5')
    run.app.wait_focus(start='Clients written with: ')
    run.tab_to('Clients: more', 'toggle button')
    run.desktop.key('Enter')
    wait_for('its menu', lambda: run.app.focused().get_role_name() == 'menu item')


def test_definitions(run):
    """Enter says what a number counts; the menu says it of the list"""
    run.desktop.key('Alt+1', 'Alt+5')
    run.app.wait_focus(start='Clients written with: ')
    run.desktop.key('Enter')
    run.app.find(run.clients['written_with']['definition'], 'label')
    run.desktop.key('Esc')
    run.app.wait_focus(start='Clients written with: ')
    open_menu(run)
    run.desktop.key('Enter')
    run.app.find(start='Messages that the person sent to the studio', role='label')
    run.app.find(start='Open tasks about the person whose day', role='label')
    run.picture('clients-definitions')
    run.desktop.key('Esc')


def test_file(run):
    """the list as a table, and saved as CSV"""
    open_menu(run)
    run.desktop.key('Down', 'Enter')
    dialog = run.app.find('Clients', 'dialog')
    for heading in ('Client', 'Messages received', 'Late tasks'):
        run.app.find(heading, within=dialog)
    run.desktop.key('Esc')
    run.app.gone(role='dialog')
    path = os.path.join(run.desktop.folder, 'clients.csv')
    open_menu(run)
    run.desktop.key('Down', 'Down', 'Enter')
    run.app.save_as(path)
    wait_for('the file', lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    with open(path, newline='') as file:
        rows = list(csv.reader(file))
    assert rows[0] == ['Client', 'Messages received', 'Response time', 'Waiting now', 'Open tasks', 'Late tasks'], rows[0]
    clients = run.json('metrics')['clients']['list']
    expected = [[c['name'], str(c['received']), '' if c['response_median'] is None else str(c['response_median'] * 60), *(str(c[x]) for x in ('waiting', 'tasks_open', 'tasks_late'))] for c in clients]
    assert rows[1:] == expected, (rows[1:3], expected[:2])


def test_narrow(run):
    """360 pixels: all has its place"""
    run.app.resize(360, 720)
    run.desktop.key('Alt+1', 'Alt+5')
    run.app.wait_focus(start='Clients written with: ')
    wait_for('its place', lambda: 0 < run.app.size(run.app.focused())[0] <= 180)
    run.picture('clients-360')
    run.tab_to(run.clients['list'][0]['name'], 'list item')
    run.picture('clients-360-list')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(900, 900)


def test_person(run):
    """a row opens the person"""
    first = run.clients['list'][0]
    run.desktop.key('Alt+1', 'Alt+5')
    run.app.wait_focus(start='Clients written with: ')
    run.tab_to(first['name'], 'list item')
    run.desktop.key('Enter')
    run.app.gone(start='Clients written with: ')
    run.app.find(first['name'])
    run.picture('clients-person')
    run.end()


def test_dark(run):
    """dark: a picture for who looks"""
    run.app = run.desktop.app([PROGRAM, '--data', run.data, '--page', 'analytics'], ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    run.app.resize(900, 900)
    run.desktop.key('Alt+5')
    run.app.wait_focus(start='Clients written with: ')
    run.picture('clients-dark')
    run.end()


TESTS = [test_dance, test_numbers, test_definitions, test_file, test_narrow, test_person, test_dark, test_nothing]

if __name__ == '__main__':
    sys.exit(main(TESTS))
