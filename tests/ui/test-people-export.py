#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""People are exported from the menu of the Contacts page, by keyboard alone in the real window: those whom the list shows, as a table or as cards, and what
is written is imported again as it was.

    test-people-export.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import csv
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def export(run, place, path):
    """By the item of the menu that is so far from its end."""
    run.tab_to('Filters')
    run.desktop.key('Enter')
    run.app.wait_focus(role='menu item')
    run.desktop.key(*['Up'] * place)
    run.picture(f'contacts-export-{place}')
    run.desktop.key('Enter')
    run.app.save_as(path)


def test_start(run):
    """a studio with people, one of whom is a customer and one of whom has something that stays here"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bo Berg', 'Cem Kaya'])
    run.ctl('lead', 'move', run.one("SELECT id FROM contact WHERE name = 'Bo Berg'"), 'CONVERTED')
    run.ctl('field', 'add', 'Allergies', '--sensitive')
    run.ctl('field', 'set', run.one("SELECT id FROM contact WHERE name = 'Bo Berg'"), 'allergies', 'peanuts')
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')


def test_table(run):
    """all of them as a table, without what is sensitive"""
    path = os.path.join(run.desktop.folder, 'people.csv')
    export(run, 1, path)
    wait_for('all of it', lambda: len(open(path, encoding='utf-8').read().splitlines()) == 5)
    with open(path, encoding='utf-8', newline='') as file:
        text = file.read()
    assert 'peanuts' not in text
    rows = list(csv.reader(text.lstrip('\ufeff').splitlines()))
    assert sorted(name for row in rows[1:] for name in row if name in ('Ana Lopez', 'Bo Berg', 'Cem Kaya')) == ['Ana Lopez', 'Bo Berg', 'Cem Kaya'], rows


def test_cards(run):
    """only whom the search shows, as cards; a name without a suffix is given that of the menu. They are known when they are imported again"""
    run.tab_to('Search contacts')
    run.desktop.type('stage:CONVERTED')
    run.app.gone(start='Ana Lopez', role='list item')
    path = os.path.join(run.desktop.folder, 'customers')
    export(run, 2, path)
    wait_for('all of it', lambda: open(path + '.vcf', encoding='utf-8').read().rstrip().endswith('END:VCARD'))
    with open(path + '.vcf', encoding='utf-8') as file:
        text = file.read()
    assert text.count('BEGIN:VCARD') == 1 and 'Bo Berg' in text and 'Ana' not in text and 'peanuts' not in text, text
    assert run.json('import', path + '.vcf', '--dry-run')['contacts'] == 0


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_table, test_cards, test_end]))
