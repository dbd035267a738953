#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A table of customers by keyboard alone: what its columns are taken for is seen and said, who is new and who is known is told, and all of it
is taken back. Prints TAP.

    test-import.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

TABLE = '''Kundin;Fon;E-Mail;Haar;Stufe
Ana;030 123456;ana@example.org;rot;Trial scheduled
Bea;030 654321;;;
Cleo;+41 44 1234567;;blond;Stammkundin
Cleo;+41 44 1234567;;;
;;;nobody;
'''


def import_file(run, name, content, encoding='cp1252'):
    path = os.path.join(run.desktop.folder, name)
    with open(path, 'w', encoding=encoding) as file:
        file.write(content)
    run.key_until('Ctrl+o', 'the dialog', lambda: run.app.look('Import History', 'dialog'))
    run.tab_to('Path', 'text')
    run.desktop.type(path)
    run.desktop.key('Enter')


def choose(run, column, kind):
    """The list is long: what is meant is typed."""
    run.tab_to(column, 'combo box', limit=200)
    run.desktop.key('Enter')
    wait_for('the list', lambda: run.app.typing())
    run.desktop.type(kind)
    run.app.gone('Middle name', 'list item')
    run.desktop.key('Down', 'Enter')
    run.app.wait_focus(column, 'combo box')
    run.app.find(kind, 'label', within=run.app.find(column, 'combo box'))


def test_start(run):
    """a studio that knows Bea by her number, and not in which country it is"""
    run.init()
    run.ctl('import', '--country', '49', write(run, 'bea.csv', 'Name,Phone\n,030 654321\n'))
    run.open()


def write(run, name, content):
    path = os.path.join(run.desktop.folder, name)
    with open(path, 'w') as file:
        file.write(content)
    return path


def test_columns(run):
    """no heading is known: each column is shown with samples and said what it is; the country is asked for"""
    import_file(run, 'list.csv', TABLE.replace('E-Mail', 'Post'))
    run.app.find('Columns')
    run.app.find('Say which has names, numbers or addresses')
    run.app.find(start='Ana · Bea · Cleo')
    run.picture('import-columns')
    assert 'sensitive' not in run.app.states(run.app.find('Import', 'button'))
    choose(run, 'Kundin', 'Name')
    wait_for('people', lambda: run.app.look(start='3 new people, 1 twice in the file'))
    choose(run, 'Fon', 'Phone')
    run.app.find(start='Country code of numbers')
    run.tab_to('Country code', 'text')
    run.desktop.type('49')
    run.desktop.key('Enter')
    run.app.find('2 new people, 1 completes somebody known, 1 twice in the file')
    choose(run, 'Haar', 'A field of this heading')
    choose(run, 'Stufe', 'Stage')
    run.app.find('2 new people, 1 completes somebody known, 1 twice in the file')
    run.app.find('4 of 5 columns are taken')
    run.picture('import-known')
    run.app.resize(360, 640)
    run.picture('import-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_done(run):
    """what is imported is what was shown"""
    run.tab_to('Import', 'button', limit=200)
    run.desktop.key('Enter')
    run.app.find('Import complete')
    run.picture('import-result')
    rows = run.ask("SELECT name, stage FROM contact WHERE deleted_at IS NULL AND name <> 'Priya S.' ORDER BY name")
    assert rows == [("Ana", "TRIAL_SCHEDULED"), ("Bea", "NEW"), ("Cleo", "NEW")], rows
    fields = sorted(run.ask("SELECT name, value FROM contact_field"))
    assert fields == [("haar", "blond"), ("haar", "rot"), ("stufe", "Stammkundin")], fields
    assert run.one("SELECT normal FROM identity JOIN contact c ON c.id = contact_id WHERE c.name = 'Ana'") == '+4930123456'


def test_undo(run):
    """taken back, Bea is a number again; and the same headings are known the next time"""
    run.tab_to('Undo Import', 'button')
    run.desktop.key('Enter')
    run.until('Bea', "SELECT group_concat (name) FROM contact WHERE deleted_at IS NULL AND name <> 'Priya S.'", lambda names: names == '030 654321')
    run.close_dialogs()
    import_file(run, 'again.csv', TABLE.replace('E-Mail', 'Post'), 'utf-16')
    run.app.find('4 of 5 columns are taken')
    run.close_dialogs()


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_columns, test_done, test_undo, test_end]))
