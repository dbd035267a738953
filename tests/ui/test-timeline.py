#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""All that happened with a person in one scroll, by keyboard alone, in the real window: page by page, kept true, and nothing is read by looking.

    test-timeline.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

LINES = 240
CHAT = ''.join(f'{day:02d}/10/2026, {10 + n // 60:02d}:{n % 60:02d} - {"Ana Lopez" if n % 3 else "Salsa Nord"}: line {day * 10 + n} of many\n'
               for day in range(1, 25) for n in range(LINES // 24))


def rows(run):
    """What is shown of the timeline."""
    found = run.app.look('Timeline', 'list')
    return [node.get_name() for node in run.app.walk(found) if node.get_role_name() == 'list item'] if found else []


def into_list(run):
    """The Tab key behind the tabs leads into the timeline."""
    if run.app.focus_name() != ('page tab', 'Timeline'):
        run.tab_to('Timeline', 'page tab', key='Shift+Tab')
    run.desktop.key('Tab')
    run.app.wait_focus(role='list item')


def test_start(run):
    """a person with a long history of all kinds, on the page of contacts"""
    run.init()
    run.import_chats(['Ana Lopez'], CHAT)
    run.import_chats(['Bea Berg'])
    run.ana = run.one("SELECT id FROM contact WHERE name = 'Ana Lopez'")
    run.thread = run.one('SELECT id FROM thread WHERE contact_id = ?', run.ana)
    run.ctl('unread', run.thread)
    run.ctl('note', 'add', run.ana, 'prefers mornings')
    run.ctl('task', 'add', run.ana, 'call her')
    run.ctl('stage', run.ana, 'CONTACTED')
    run.open()
    run.app.find('Conversations', 'list')
    run.read_at = run.one('SELECT read_at FROM thread WHERE id = ?', run.thread)
    assert run.thread in [thread['id'] for thread in run.json('threads', '--split', 'unread')]
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.type('ana')
    run.app.gone(start='Bea', role='list item')
    run.desktop.key('Enter')
    run.app.wait_focus('Name')


def test_kinds(run):
    """it begins at its end, with what was noted, planned and moved among the messages"""
    run.tab_to('Details', 'page tab', key='Shift+Tab')
    run.desktop.key('Right')
    run.app.wait_focus('Timeline', 'page tab')
    run.desktop.key('Space')
    run.app.find('Timeline', 'list')
    wait_for('the newest', lambda: any('line 249 of many' in row for row in rows(run)))
    shown = ' | '.join(rows(run))
    for words in ('Note, ', 'prefers mornings', 'Task, ', 'call her', 'From New to Contacted'):
        assert words in shown, (words, shown)
    run.picture('timeline')


def test_pages(run):
    """upwards to the very first, each once, in order"""
    into_list(run)
    seen = {}

    def collect():
        for row in rows(run):
            for number in re.findall(r'line (\d+) of many', row):
                seen.setdefault(int(number), row)
        return 10 in seen
    collect()
    for _ in range(2 * LINES):
        run.desktop.key('Home')
        if collect():
            break
    assert 10 in seen, sorted(seen)[:3]
    order = [int(number) for row in rows(run) for number in re.findall(r'line (\d+) of many', row)]
    assert order == sorted(order) and order[0] == 10 and len(order) == len(set(order)), order
    run.picture('timeline-first')
    run.desktop.key('End')
    wait_for('the end again', lambda: 'From New to Contacted' in ' | '.join(rows(run)))


def test_live(run):
    """what comes is there at once, and what goes is gone"""
    run.ctl('note', 'add', run.ana, 'brings a friend')
    wait_for('the note', lambda: 'brings a friend' in ' | '.join(rows(run)))
    run.ctl('undo')
    wait_for('no note', lambda: 'brings a friend' not in ' | '.join(rows(run)))


def test_unread(run):
    """looking has marked nothing as read"""
    assert run.one('SELECT read_at FROM thread WHERE id = ?', run.thread) == run.read_at
    assert run.thread in [thread['id'] for thread in run.json('threads', '--split', 'unread')]


def test_narrow(run):
    """at 360 pixels it is the same"""
    run.app.resize(360, 640)
    run.app.find('Timeline', 'list')
    wait_for('its end', lambda: 'From New to Contacted' in ' | '.join(rows(run)))
    run.picture('timeline-narrow')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1400, 900)


def test_go(run):
    """a note is changed from there, and a message leads into its conversation"""
    into_list(run)
    run.desktop.key('End')
    for _ in range(6):
        if 'prefers mornings' in run.app.focus_name()[1]:
            break
        run.desktop.key('Up')
    run.desktop.key('Enter')
    run.app.wait_focus('Note')
    run.desktop.key('Ctrl+End')
    run.desktop.type(' and tea')
    run.desktop.key('Ctrl+Enter')
    run.until('the note', 'SELECT text FROM contact_note WHERE deleted_at IS NULL', lambda text: text == 'prefers mornings and tea')
    into_list(run)
    for _ in range(8):
        if 'of many' in run.app.focus_name()[1]:
            break
        run.desktop.key('Up')
    run.desktop.key('Enter')
    run.app.find('Conversations', 'list')
    wait_for('her conversation', lambda: run.app.look(start='Ana Lopez') and not run.app.look('Timeline', 'list'))


def test_end(run):
    """nothing is complained about"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_kinds, test_pages, test_live, test_unread, test_narrow, test_go, test_end]))
