#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Contacts by keyboard alone, in the real window: filters that are chosen and typed, and two who are one person. Checked in the database.

    test-people.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def test_start(run):
    """the page has everybody"""
    run.ctl('demo', '--weeks', '4', '--seed', '7')
    run.ctl('filter', 'save', 'New_ ones', 'stage:NEW')
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.picture('contacts')


def test_filter(run):
    """a filter is chosen from the menu, stands in the search, and can be changed there"""
    hot = run.one("SELECT name FROM contact WHERE temperature = 'HOT' AND stage NOT IN ('CONVERTED', 'LOST') ORDER BY sort LIMIT 1")
    cold = run.one("SELECT name FROM contact WHERE temperature IS NOT 'HOT' ORDER BY sort LIMIT 1")
    run.app.find(start=cold, role='list item')
    run.tab_to('Filters')
    run.desktop.key('Enter')
    run.app.wait_focus(role='menu item')
    run.picture('contacts-filters')
    run.desktop.key('Down', 'Enter')
    run.app.find(start=hot, role='list item')
    run.app.gone(start=cold, role='list item')
    wait_for('the search to have the focus', lambda: run.app.typing())
    run.picture('contacts-hot')
    run.desktop.type(' nobodyiscalledso')
    run.app.find('Nobody Found')
    run.picture('contacts-none')
    run.desktop.key('Esc')
    run.app.find(start=cold, role='list item')


def test_saved(run):
    """the studio's own filters are in the same menu"""
    customer = run.one("SELECT name FROM contact WHERE stage = 'CONVERTED' ORDER BY sort LIMIT 1")
    run.tab_to('Filters')
    run.desktop.key('Enter')
    run.app.wait_focus(role='menu item')
    run.desktop.key(*['Down'] * 7, 'Enter')         # behind the seven that always are there
    run.app.gone(start=customer, role='list item')
    run.desktop.key('Esc')
    run.app.find(start=customer, role='list item')


def test_save(run):
    """what is typed gets a name from the menu, is chosen by it, and goes again, with undo"""
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.type('is:hot stage:NEW')
    run.tab_to('Filters')
    run.desktop.key('Enter')
    run.app.wait_focus(role='menu item')
    run.desktop.key(*['Down'] * 8, 'Enter')         # behind the seven and the one that is saved
    run.app.wait_focus('Name of the filter')
    run.picture('contacts-save')
    run.desktop.type('Hot and new')
    run.desktop.key('Enter')
    run.until('the filter', "SELECT query FROM saved_filter WHERE name = 'Hot and new' AND deleted_at IS NULL", lambda query: query == 'is:hot stage:NEW')
    run.app.find('Filter saved')
    run.tab_to('Filters')
    run.desktop.key('Enter')
    run.app.wait_focus(role='menu item')
    run.picture('contacts-own')
    run.desktop.key(*['Down'] * 10, 'Enter')        # behind that: those that can be removed
    run.desktop.key('Down', 'Down', 'Enter')        # behind the way back and the first
    count = "SELECT count(*) FROM saved_filter WHERE deleted_at IS NULL"
    run.until('one less', count, lambda n: n == 1)
    assert run.one('SELECT name FROM saved_filter WHERE deleted_at IS NULL') == 'New_ ones'
    run.tab_out()
    run.desktop.key('Ctrl+z')
    run.until('it again', count, lambda n: n == 2)
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.key('Esc')


def test_merged(run):
    """who is merged is shown once, under the name of who stayed, and twice again when that is taken back"""
    (first, name), (second, other) = run.ask("SELECT id, name FROM contact WHERE deleted_at IS NULL GROUP BY name HAVING count(*) = 1 ORDER BY sort LIMIT 2")
    run.app.find(start=other, role='list item')
    run.ctl('contact', 'merge', first, second, '--name', name)
    run.app.gone(start=other, role='list item')
    run.ctl('contact', 'unmerge', second)
    run.app.find(start=other, role='list item')
    assert run.one('SELECT count(*) FROM contact WHERE root IS NOT NULL') == 0
    assert not run.too_wide(), run.too_wide()


def test_end(run):
    """nothing is complained about"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_filter, test_saved, test_save, test_merged, test_end]))
