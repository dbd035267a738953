#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page Analytics in the real window, by keyboard alone: a studio that has nothing yet, numbers as studioctl counts them, what each counts, another period, charts
point by point, the table behind one, files of it, every tab, 360 pixels, dark. Prints TAP.

    test-analytics.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import csv
import os
import re
import sys
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import PROGRAM, main
from window import wait_for

TABS = ('overview', 'calls', 'appointments', 'growth')


def tiles(run):
    """What stands in each tile that can be seen: its label and its value."""
    found = {}
    for node in run.app.walk():
        name = node.get_name() or ''
        if ': ' in name and not name.endswith(': more') and node.get_description() and run.app.size(node)[0] > 0:
            label, rest = name.split(': ', 1)
            found[label] = rest.split(', ')[0]
    return found


def words(metric):
    """A number of studioctl as the page writes it."""
    value = metric['value']
    if value is None:
        return '–'
    return f'{value * 100:.0f} %' if metric['unit'] == 'share' else f'{value:.0f}'


def same(run, period, *names):
    """Those metrics have tiles with the same numbers."""
    metrics = run.json('metrics', '--period', period)['metrics']
    expected = {metrics[name]['label']: words(metrics[name]) for name in names}
    assert any(value not in ('0', '–') for value in expected.values()), expected
    try:
        wait_for(f'the numbers of {period}', lambda: expected.items() <= tiles(run).items())
    except AssertionError as error:
        raise AssertionError(f'{error}: {expected} {tiles(run)}')


def test_nothing(run):
    """a studio that has nothing yet: every tab says so, none is broken, and leads to where it begins"""
    run.init()
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    # The welcome of the practice channel is one.
    run.app.wait_focus(start='Messages received: 1')
    assert tiles(run)['Response rate'] == '–' and tiles(run)['Calls'] == '0', tiles(run)
    run.desktop.key('Alt+2')
    run.app.find('No Calls Yet')
    run.desktop.key('Alt+3')
    run.app.find('No Appointments Yet')
    run.app.wait_focus('Open the Schedule', 'button')
    run.picture('analytics-nothing')
    run.desktop.key('Alt+4')
    run.app.find('Nobody came in these weeks.', 'label')
    run.end()


def test_numbers(run):
    """the numbers are those of studioctl metrics"""
    run.data = os.path.join(run.desktop.folder, 'demo')
    run.ctl('demo', '--weeks', '8')
    run.open()
    run.app.resize(1180, 900)
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    run.app.wait_focus(start='Messages received: ')
    same(run, '30days', 'messages_in', 'messages_out', 'leads', 'lead_conversion', 'response_rate', 'calls', 'appointments', 'customers', 'urgent')
    run.picture('analytics')


def test_definition(run):
    """Enter says what a number counts, Escape goes back to it"""
    definition = run.json('metrics')['metrics']['messages_in']['definition']
    assert run.app.focused().get_description() == definition
    run.desktop.key('Enter')
    run.app.find(definition, 'label')
    run.desktop.key('Esc')
    run.app.wait_focus(start='Messages received: ')


def test_period(run):
    """f gives another period; the numbers follow"""
    run.desktop.key('f')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('Home', 'Enter')
    run.app.wait_focus('Today', 'toggle button')
    same(run, 'today', 'messages_in', 'messages_out', 'leads')
    run.desktop.key('f')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('End', 'Enter')
    same(run, '12weeks', 'messages_in', 'messages_out', 'leads', 'response_rate')
    run.desktop.key('f')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('Home', 'Down', 'Down', 'Down', 'Enter')
    same(run, '30days', 'messages_in', 'messages_out')


def at(run, pattern):
    """What the chart that has the focus says of its point."""
    return wait_for(pattern, lambda: re.fullmatch(pattern, run.app.focused().get_description() or ''))


def test_chart(run):
    """arrow keys go through the points of a chart, which says each of them"""
    run.tab_to('Messages', 'slider')
    today = run.json('metrics', '--period', 'today')['metrics']
    run.desktop.key('End')
    found = at(run, r'\w+, \d+ \w+: Received (\d+), Sent (\d+)')
    assert found.groups() == (words(today['messages_in']), words(today['messages_out'])), found[0]
    run.desktop.key('Left')
    before = wait_for('the day before', lambda: at(run, r'.*: Received .*') and at(run, r'.*: Received .*')[0] != found[0] and at(run, r'.*')[0])
    run.desktop.key('Right')
    wait_for('back', lambda: at(run, r'.*')[0] == found[0])
    run.desktop.key('Home')
    wait_for('the first', lambda: at(run, r'.*: Received .*')[0] not in (found[0], before))
    run.picture('analytics-chart')
    run.tab_to('When They Write', 'slider')
    run.desktop.key('Home')
    at(run, r'Mon, 00:00 to 01:00: \d+')
    run.desktop.key('Down', 'Right')
    at(run, r'Tue, 01:00 to 02:00: \d+')
    run.picture('analytics-heat')


def open_menu(run):
    run.tab_to('Messages: more', 'toggle button', key='Shift+Tab')
    run.desktop.key('Enter')
    wait_for('its menu', lambda: run.app.focused().get_role_name() == 'menu item')


def test_table(run):
    """the table behind a chart has its numbers"""
    run.go('Alt+1')
    run.app.wait_focus(start='Messages received: ')
    run.tab_to('Messages', 'slider')
    open_menu(run)
    run.desktop.key('Enter')
    dialog = run.app.find('Messages', 'dialog')
    for heading in ('Day', 'Received', 'Sent'):
        run.app.find(heading, within=dialog)
    run.picture('analytics-table')
    run.desktop.key('Esc')
    run.app.gone(role='dialog')


def save(run, downs, name):
    path = os.path.join(run.desktop.folder, name)
    run.tab_to('Messages', 'slider')
    open_menu(run)
    run.desktop.key(*['Down'] * downs, 'Enter')
    run.app.save_as(path)
    # The note that says so is gone before a page of so many numbers has been looked through.
    wait_for(f'{name} to be written', lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    return path


def test_files(run):
    """a chart is saved as CSV, PNG and SVG"""
    run.go('Alt+1')
    run.app.wait_focus(start='Messages received: ')
    with open(save(run, 1, 'messages.csv'), newline='') as file:
        rows = list(csv.reader(file))
    total = run.json('metrics', '--period', '30days')['metrics']
    assert rows[0] == ['Day', 'Received', 'Sent'] and len(rows) == 31, rows[:2]
    assert sum(int(row[1]) for row in rows[1:]) == total['messages_in']['value'], rows
    assert sum(int(row[2]) for row in rows[1:]) == total['messages_out']['value'], rows
    with open(save(run, 2, 'messages.png'), 'rb') as file:
        assert file.read(8) == b'\x89PNG\r\n\x1a\n'
    svg = tree.parse(save(run, 3, 'messages.svg')).getroot()
    assert svg.find('{*}title').text == 'Messages', svg.find('{*}title').text
    assert svg.find('{*}desc').text.count('Received') == 30


def test_tabs(run):
    """each tab has its numbers, and the last one what the weeks before were and what they suggest"""
    run.go('Alt+2')
    run.app.wait_focus(start='Calls: ')
    same(run, '30days', 'calls', 'calls_missed', 'calls_voicemail', 'call_answer_rate')
    run.picture('analytics-calls')
    run.desktop.key('Alt+3')
    run.app.wait_focus(start='Appointments: ')
    same(run, '30days', 'appointments', 'completed', 'waitlisted', 'bookings_made')
    run.picture('analytics-appointments')
    run.desktop.key('Alt+4')
    run.app.wait_focus(start='New customers: ')
    run.app.find('Week over Week')
    run.app.find('Week by Week')
    run.picture('analytics-growth')


def test_narrow(run):
    """360 pixels: every tab has its place, and the bar below changes them; a tile is as wide as the others, and as high as its neighbour alone needs"""
    run.app.resize(360, 720)
    for i, tab in enumerate(TABS, 1):
        run.desktop.key(f'Alt+{i}')
        run.app.wait_focus(start=('Messages received: ', 'Calls: ', 'Appointments: ', 'New customers: ')[i - 1])
        wait_for('its place', lambda: 0 < run.app.size(run.app.focused())[0] <= 180)
        run.picture(f'analytics-{tab}-360')
    short, long = (run.app.size(run.app.find(start=start)) for start in ('New customers: ', 'Leads who became customers: '))
    assert short[0] == long[0] and short[1] < long[1], (short, long)
    assert not run.too_wide(), run.too_wide()[:3]
    nameless = lambda: [run.app.size(node) for node in run.app.walk() if node.get_role_name() in ('button', 'toggle button')
                        and 'focusable' in run.app.states(node) and not node.get_name()]
    wait_for('a name for every button', lambda: not nameless())
    run.end()


def test_dark(run):
    """dark: the same page, a picture for who looks"""
    run.app = run.desktop.app([PROGRAM, '--data', run.data, '--page', 'analytics'], ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    run.app.resize(1180, 900)
    run.app.wait_focus(role='table cell')
    same(run, '30days', 'messages_in')
    run.picture('analytics-dark')
    run.end()


TESTS = [test_nothing, test_numbers, test_definition, test_period, test_chart, test_table, test_files, test_tabs, test_narrow, test_dark]

if __name__ == '__main__':
    sys.exit(main(TESTS))
