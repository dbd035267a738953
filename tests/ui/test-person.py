#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is kept of one person, by keyboard alone, in the real window: notes, fields, the household and files. Checked in the database.

    test-person.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def open_person(run, name):
    """From wherever it is to the page of a person; the name has the focus there."""
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.key('Ctrl+a')
    run.desktop.type(name)
    run.app.find(start=name, role='list item')
    wait_for('nobody else', lambda: all(run.app.look(start=other, role='list item') is None for other in run.person if other != name))
    run.desktop.key('Enter')
    run.app.wait_focus('Name')


def test_start(run):
    """a studio with people and fields of its own"""
    run.init()
    run.import_chats(['Mia Berg', 'Tom Berg', 'Zoe Alt'])
    run.ctl('field', 'add', 'Shoe size', '--kind', 'number')
    run.ctl('field', 'add', 'Level of Dance', '--kind', 'choice', '--choices', 'Beginner,Advanced')
    run.ctl('field', 'add', 'Allergies', '--sensitive')
    run.person = {name: run.one('SELECT id FROM contact WHERE name = ?', name) for name in ('Mia Berg', 'Tom Berg', 'Zoe Alt')}
    run.open()
    run.app.find('Conversations', 'list')
    open_person(run, 'Mia Berg')
    run.picture('person')


def test_fields(run):
    """a field is typed or chosen, what does not fit is said, and what is sensitive stays out of what others hear"""
    run.tab_to('Shoe size')
    run.desktop.type('big')
    run.desktop.key('Enter')
    run.app.find(start='“big” is no number')
    assert not run.one("SELECT count(*) FROM contact_field WHERE deleted_at IS NULL")
    run.desktop.key('Ctrl+a')
    run.desktop.type('38.5')
    run.desktop.key('Enter')
    run.until('the size', "SELECT value FROM contact_field WHERE name = 'shoe-size' AND deleted_at IS NULL", lambda value: value == '38.5')
    run.tab_to('Level of Dance')
    run.desktop.key('Enter')
    run.app.wait_focus(role='list item')
    run.desktop.key('Down', 'Down', 'Enter')
    run.until('the level', "SELECT value FROM contact_field WHERE name = 'level-of-dance' AND deleted_at IS NULL", lambda value: value == 'Advanced')
    run.tab_to('Allergies')
    run.desktop.type('peanuts')
    run.desktop.key('Enter')
    run.until('the allergy', 'SELECT value FROM sensitive_field', lambda value: value == 'peanuts')
    assert not run.one("SELECT count(*) FROM contact_field WHERE value LIKE '%peanuts%'")
    run.picture('person-fields')
    run.ctl('field', 'set', run.person['Mia Berg'], 'allergies', 'cats')
    wait_for('what another program said', lambda: run.app.look('Allergies', 'text') and run.app.text(run.app.look('Allergies', 'text')) == 'cats')


def test_kinds(run):
    """in Preferences a field of one's own is added, called otherwise and removed; the page of the person has it at once"""
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Add a Field', limit=90, key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.wait_focus('Name', 'text')
    run.picture('field-new')
    run.tab_to('Save')
    run.desktop.key('Enter')
    run.app.wait_focus('Name', 'text')           # it has to have one, which is said beside it
    assert run.one('SELECT count(*) FROM field_kind') == 3
    run.desktop.type('T-Shirt')
    run.tab_to('Save')
    run.desktop.key('Enter')
    run.until('the field', "SELECT label FROM field_kind WHERE name = 't-shirt' AND deleted_at IS NULL", lambda label: label == 'T-Shirt')
    run.app.find('T-Shirt', 'list item')
    run.picture('fields')
    run.tab_to('T-Shirt', 'list item', limit=90)
    run.desktop.key('Enter')
    run.app.find('Remove This Field')
    run.tab_to('Name', 'text')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Shirt')
    run.tab_to('Save')
    run.desktop.key('Enter')
    run.until('its name', "SELECT label FROM field_kind WHERE name = 't-shirt' AND deleted_at IS NULL", lambda label: label == 'Shirt')
    run.tab_to('Shirt', 'list item', limit=90)
    run.desktop.key('Enter')
    run.tab_to('Remove This Field')
    run.desktop.key('Enter')
    run.until('it gone', "SELECT count(*) FROM field_kind WHERE deleted_at IS NULL", lambda n: n == 3)
    run.app.find('Allergies', 'list item')
    run.key_until('Esc', 'no dialog', lambda: not run.app.look(role='dialog'))
    run.app.gone('Shirt', role='text')
    open_person(run, 'Mia Berg')


def test_household(run):
    """somebody is found by a few letters and lives there too; roles and who is written to are said by digit; each step is taken back"""
    run.tab_to('Add Somebody…')
    run.desktop.key('Enter')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('tom')
    run.app.find('Tom Berg', 'list item')
    run.app.gone('Zoe Alt', role='list item')
    run.picture('person-picker')
    run.desktop.key('Enter')
    run.until('two in it', 'SELECT count(*) FROM household_member WHERE deleted_at IS NULL', lambda n: n == 2)
    assert run.one('SELECT name FROM household WHERE deleted_at IS NULL') == 'Mia Berg'
    run.app.find('Tom Berg: Lives There Too', 'button')
    run.tab_to('Tom Berg: Lives There Too')
    run.desktop.key('Enter')
    run.app.find('1  Guardian')
    run.desktop.key('1')
    role = f"SELECT role FROM household_member WHERE contact_id = '{run.person['Tom Berg']}' AND deleted_at IS NULL"
    run.until('his role', role, lambda value: value == 'guardian')
    run.app.find('Tom Berg: Guardian', 'button')
    run.tab_to('Tom Berg: Guardian')
    run.desktop.key('Enter')
    run.app.find('4  Write to Them for Students')
    run.picture('person-household')
    run.desktop.key('4')
    run.until('who receives', 'SELECT contact_id FROM household_member WHERE receives = 1 AND deleted_at IS NULL', lambda value: value == run.person['Tom Berg'])
    assert run.one(role) == 'guardian'
    run.tab_to('Tom Berg: Guardian')
    run.desktop.key('Enter')
    run.app.find('5  Take Out of the Household')
    run.desktop.key('5')
    run.until('one in it', 'SELECT count(*) FROM household_member WHERE deleted_at IS NULL', lambda n: n == 1)
    run.ctl('undo')
    run.until('both again', 'SELECT count(*) FROM household_member WHERE deleted_at IS NULL', lambda n: n == 2)
    run.app.find('Tom Berg: Guardian', 'button')
    name = 'SELECT name FROM household WHERE deleted_at IS NULL'
    run.tab_to('Name of the Household')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Bergs')
    run.desktop.key('Enter')
    run.until('its name', name, lambda value: value == 'Bergs')
    wait_for('the focus to stay', lambda: run.app.focus_name()[1] == 'Name of the Household')
    run.app.gone('Household renamed')
    run.desktop.key('Ctrl+a')
    run.desktop.type('The Bergs')
    run.undo_by_toast(['Enter'], 'Household renamed', 'its old name', lambda: run.one(name) == 'Bergs')
    run.tab_out()
    run.desktop.key('Ctrl+z')
    run.until('its first name', name, lambda value: value == 'Mia Berg')
    wait_for('the old name in the window', lambda: run.app.text(run.app.look('Name of the Household', 'text')) == 'Mia Berg')


def test_sent_by(run):
    """who sent them is found by a few letters, taken away and taken back; a row leads there, where it stands the other way round"""
    sender = f"SELECT referred_by FROM contact WHERE id = '{run.person['Mia Berg']}'"
    run.tab_to('Who Sent Them?…')
    run.desktop.key('Enter')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('zoe')
    run.app.find('Zoe Alt', 'list item')
    wait_for('she alone is offered', lambda: len([node for node in run.app.walk(run.app.find('Contacts', 'list')) if node.get_role_name() == 'list item']) == 1)
    run.desktop.key('Enter')
    run.until('who sent her', sender, lambda value: value == run.person['Zoe Alt'])
    run.tab_to('Zoe Alt did not send them')
    run.picture('person-sent-by')
    run.desktop.key('Enter')
    run.until('nobody', sender, lambda value: value is None)
    run.app.gone('Zoe Alt did not send them')
    run.ctl('undo')
    run.until('her again', sender, lambda value: value == run.person['Zoe Alt'])
    run.app.find('Zoe Alt did not send them')
    run.tab_to('Zoe Alt', 'list item')
    run.desktop.key('Enter')
    run.app.find('Was sent by them')
    open_person(run, 'Mia Berg')


def test_notes(run):
    """a note is written, changed and taken away, with undo; search finds it"""
    run.tab_to('Add a Note…')
    run.desktop.key('Enter')
    run.app.wait_focus('Note')
    run.desktop.type('prefers mornings')
    run.picture('person-note')
    run.desktop.key('Ctrl+Enter')
    text = 'SELECT text FROM contact_note WHERE deleted_at IS NULL'
    run.until('the note', text, lambda value: value == 'prefers mornings')
    run.app.find('prefers mornings', 'list item')
    assert run.json('search', 'mornings'), 'search finds notes'
    run.tab_to('prefers mornings', 'list item')
    run.desktop.key('Enter')
    run.app.wait_focus('Note')
    run.desktop.key('Ctrl+a')
    run.desktop.type('prefers evenings')
    run.desktop.key('Esc')
    run.app.gone('New Note', role='dialog')
    assert run.one(text) == 'prefers mornings', 'what is not saved is not kept'
    run.tab_to('prefers mornings', 'list item')
    run.desktop.key('Enter')
    run.app.wait_focus('Note')
    run.desktop.key('Ctrl+End')
    run.desktop.type(', early')
    run.desktop.key('Ctrl+Enter')
    run.until('the change', text, lambda value: value == 'prefers mornings, early')
    run.app.find('prefers mornings, early', 'list item')
    run.tab_to('Remove This Note')
    run.undo_by_toast(['Enter'], 'Note removed', 'it again', lambda: run.one(text) == 'prefers mornings, early')


def file_dialog(run):
    """The window that asks where; it has the keyboard then, as a window manager would give it."""
    def look():
        for child in run.desktop.root.query_tree().children:
            attributes, size = child.get_attributes(), child.get_geometry()
            if child.id != run.app.window.id and attributes.map_state == run.desktop.X.IsViewable and size.width > 200 and size.height > 150:
                return child
        return None
    window = wait_for('the dialog', look)
    run.desktop.display.set_input_focus(window, run.desktop.X.RevertToParent, run.desktop.X.CurrentTime)
    run.desktop.display.sync()


def test_files(run):
    """a file is kept, saved elsewhere as it was, and taken away, with undo"""
    path, copy = (os.path.join(run.desktop.folder, name) for name in ('form_1.txt', 'copy.txt'))
    with open(path, 'w') as file:
        file.write('signed')
    run.tab_to('Add Files…')
    run.desktop.key('Enter')
    file_dialog(run)
    run.desktop.type(path)
    wait_for('the path', lambda: run.app.typing() and run.app.text(run.app.focused()) == path)
    run.desktop.key('Enter')
    run.app.focus()
    run.app.find('form_1.txt', 'list item')
    assert run.one('SELECT name FROM contact_file WHERE deleted_at IS NULL') == 'form_1.txt'
    run.picture('person-files')
    run.tab_to('Save a Copy…')
    run.desktop.key('Enter')
    file_dialog(run)
    field = run.app.wait_focus(role='text')
    run.desktop.key('Ctrl+a')
    run.desktop.type(copy)
    wait_for('the path', lambda: run.app.text(field) == copy)
    run.desktop.key('Enter')
    wait_for('the copy', lambda: os.path.exists(copy) and open(copy).read() == 'signed')
    run.app.focus()
    run.tab_to('Remove This File')
    run.desktop.key('Enter')
    files = 'SELECT count(*) FROM contact_file WHERE deleted_at IS NULL'
    run.until('it gone', files, lambda n: n == 0)
    run.app.gone('form_1.txt', role='list item')
    run.tab_out()
    run.desktop.key('Ctrl+z')
    run.until('it again', files, lambda n: n == 1)
    run.app.find('form_1.txt', 'list item')


def test_narrow(run):
    """at 360 pixels everything has its place, and who is said in a household is one key away"""
    run.app.resize(360, 640)
    run.app.find('Add a Note…')
    run.picture('person-narrow')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1400, 900)
    run.tab_to('Tom Berg', 'list item')
    run.desktop.key('Enter')
    run.app.find('Mia Berg: Lives There Too', 'button')


def test_end(run):
    """nothing is complained about, but for what GTK's own file dialog says of its tree"""
    assert run.app.quit() == 0
    said = [line for line in run.app.warnings() if 'gtk_tree_store_remove' not in line]
    assert not said, said[:5]


if __name__ == '__main__':
    sys.exit(main([test_start, test_fields, test_kinds, test_household, test_sent_by, test_notes, test_files, test_narrow, test_end]))
