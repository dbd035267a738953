#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Contacts by keyboard alone, in the real window: filters that are chosen and typed, and two who are one person. Checked in the database.

    test-people.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import base64
import os
import struct
import sys
import zlib

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


def marked(run):
    """The page that the sidebar marks."""
    pages = run.app.find('Pages', 'list')
    return [row.get_name() for row in run.app.walk(pages) if row.get_role_name() == 'list item' and 'selected' in run.app.states(row)]


def test_tab(run):
    """the Tab key goes through the sidebar and leaves its mark alone; it enters the list of people once, and Down leads on from there"""
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.tab_to('Today', 'list item', key='Shift+Tab')
    run.tab_to('Search contacts')
    assert marked(run) == ['Contacts'], marked(run)
    first, second = (name for name, in run.ask('SELECT name FROM contact WHERE deleted_at IS NULL ORDER BY sort, n LIMIT 2'))
    run.tab_to(first, 'list item')
    run.desktop.key('Down')
    run.app.wait_focus(second, 'list item')
    run.desktop.key('Tab')
    wait_for('the focus outside of the list', lambda: run.app.focus_name()[0] != 'list item')


MAGENTA = (255, 0, 255)


def png(colour, width, height):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    lines = (b'\0' + bytes(colour) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(lines)) + chunk(b'IEND', b''))


def shown(run, least, most=10 ** 7):
    wait_for(f'{least} to {most} pixels of the photo', lambda: least <= run.app.count_pixels(*MAGENTA) <= most)


def test_photo(run):
    """the photo of a card is shown in the list, on the page, in the inbox and above the conversation; one that is not there is not missed"""
    path = os.path.join(run.desktop.folder, 'card.vcf')
    with open(path, 'w') as file:
        file.write('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zzz Photo\r\nTEL:+491700000001\r\nPHOTO:data:image/png;base64,' +
                   base64.b64encode(png(MAGENTA, 300, 120)).decode() + '\r\nEND:VCARD\r\n')
    run.ctl('import', path)
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.type('zzz')
    run.app.find('Zzz Photo', 'list item')
    shown(run, 500, 1400)                           # a disc of 34
    run.desktop.key('Enter')
    run.app.wait_focus('Name')
    shown(run, 4500)                                # and one of 80
    run.picture('contacts-photo')
    run.go('g', 'i')
    name = wait_for('a conversation', lambda: run.app.focus_name()[0] == 'list item' and run.app.focus_name()[1].split(',')[0])
    run.change(f"UPDATE contact SET photo = (SELECT photo FROM contact WHERE name = 'Zzz Photo') WHERE name = '{name}'")
    shown(run, 1500, 2500)                          # a disc of 38 in the list, and one of 28 above the conversation
    run.picture('inbox-photo')
    run.change(f"UPDATE contact SET photo = NULL WHERE name = '{name}'")
    shown(run, 0, 0)
    missing = 'ab' * 32
    run.change(f"UPDATE contact SET photo = '{missing}' WHERE name = '{name}'")
    run.go('g', 'c')
    run.app.find('Zzz Photo')
    assert not run.app.warnings(), run.app.warnings()[:3]


def test_end(run):
    """nothing is complained about"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_filter, test_saved, test_save, test_merged, test_tab, test_photo, test_end]))
