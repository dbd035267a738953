#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Search everywhere, by keyboard alone in the real window: results by kind while one types, what narrows them, and back to where one was. Checked in the
database.

    test-search.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def shown(run):
    """Names of the results and of the headings between them, from above."""
    return run.walk_still(lambda: [node.get_name() for node in run.app.walk(run.app.look('Results', 'list')) if node.get_role_name() in ('list item', 'heading')])


def search_for(run, text):
    run.app.wait_focus('Search')
    run.desktop.key('Ctrl+a', 'BackSpace')
    run.desktop.type(text)


def test_start(run):
    """a studio with people, notes, answers and messages about tango"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bo Berg'] + [f'Tango Fan {n}' for n in range(7)])
    run.ctl('note', 'add', run.one("SELECT id FROM contact WHERE name = 'Bo Berg'"), 'Dances tango with a sore knee')
    run.ctl('knowledge', 'add', '--question', 'When is tango?', '--answer', 'On Tuesdays at eight')
    run.ctl('field', 'add', 'Allergies', '--sensitive')
    run.ctl('field', 'set', run.one("SELECT id FROM contact WHERE name = 'Bo Berg'"), 'allergies', 'peanuts')
    run.open()
    run.app.find('Conversations', 'list')


def test_help(run):
    """with nothing typed, what narrows a search is explained; a row of it is typed by Enter"""
    run.desktop.key('/')
    run.app.wait_focus('Search')
    run.app.find('Search Everything')
    run.picture('search-help')
    run.tab_to('stage:', 'list item')
    run.desktop.key('Enter')
    run.app.wait_focus('Search')
    wait_for('the operator', lambda: run.app.text(run.app.focused()) == 'stage:')
    run.desktop.key('Esc')


def test_groups(run):
    """people, notes, answers and messages come under headings of their own, while one types"""
    run.desktop.key('/')
    search_for(run, 'tango')
    run.app.find('Messages', 'heading')
    names = shown(run)
    headings = [name for name in names if name in ('People', 'Notes', 'Knowledge', 'Messages')]
    assert headings == ['People', 'Notes', 'Knowledge', 'Messages'], names
    assert sum(name.startswith('Tango Fan') and ', person' in name for name in names) == 5, names
    assert any(name.startswith('Bo Berg, note, ') and name.endswith('sore knee') for name in names), names
    assert any(name.startswith('When is tango?, knowledge') for name in names), names
    assert not any(name.startswith('Bo Berg, person') for name in names), 'by the note alone'
    run.picture('search-groups')


def test_show_all(run):
    """of a kind with many there is a button that shows all of them"""
    run.app.find('Show All', 'button')         # for the pointer; no key arrives at a heading
    run.tab_to('in:people', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Search')
    wait_for('all of them', lambda: sum(', person' in name for name in shown(run)) == 7)
    run.app.gone('Messages', 'heading')
    assert run.app.text(run.app.focused()) == 'tango in:people'


def test_next_key(run):
    """a key while a search is under way is about the next one"""
    search_for(run, 'xylophonenothing')
    run.app.find('Nothing Found')
    run.picture('search-none')
    search_for(run, 'peanuts')                # what is sensitive is never found
    run.app.find('Nothing Found')
    search_for(run, 'xylophone')
    run.app.find('Messages', 'heading')


def test_note(run):
    """Enter on a note opens its person"""
    search_for(run, 'sore knee')
    run.app.find(start='Bo Berg, note', role='list item')
    run.desktop.key('Enter')
    run.app.find('Search contacts')
    wait_for('Bo', lambda: run.app.look(start='Bo Berg', role='list item'))


def test_back(run):
    """from every page: / or Ctrl+F opens it, Escape leads back to what had the focus there"""
    for keys in (('g', 'h'), ('g', 'b'), ('g', 'i'), ('g', 'o'), ('g', 'l'), ('g', 'k'), ('g', 'c'), ('g', 'a')):
        run.go(*keys)
        wait_for(f'the focus on {keys}', lambda: run.app.focus_name()[0])
        if run.app.typing():
            run.tab_out()
        before = wait_for('a focus that stays', lambda: (lambda one, two: one if one == two and one[0] else None)(run.app.focus_name(), run.app.focus_name()))
        run.desktop.key('/')
        if keys == ('g', 'l'):                # they have a search of their own, behind which this is
            before = run.app.wait_focus('Search decisions') and run.app.focus_name()
            run.desktop.key('/')
        run.app.wait_focus('Search')
        run.desktop.key('Down')               # also from among the results
        run.app.wait_focus(role='list item')
        run.desktop.key('Esc')
        wait_for(f'the focus back on {before} of {keys}', lambda: run.app.focus_name() == before)


def test_kept(run):
    """a row of the inbox has the focus again, and what was searched for is replaced by the next letter"""
    run.go('g', 'i')
    run.choose('Tango Fan 3')
    run.desktop.key('/')
    run.app.wait_focus('Search')
    assert run.app.text(run.app.focused()) == 'sore knee'
    run.desktop.type('ana')
    wait_for('the new search', lambda: run.app.text(run.app.focused()) == 'ana')
    run.app.find(start='Ana Lopez, person', role='list item')
    run.desktop.key('Esc')
    run.app.wait_focus(start='Tango Fan 3', role='list item')


def test_slash(run):
    """on Contacts, where the focus begins in an entry, / with nothing in it is the key too; behind a letter it is one"""
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.key('/')
    run.app.wait_focus('Search')
    run.desktop.key('Esc')
    run.app.wait_focus('Search contacts')
    run.desktop.type('a/')
    wait_for('both letters', lambda: run.app.text(run.app.focused()) == 'a/')
    run.desktop.key('Esc')


def test_narrow(run):
    """at 360 pixels all of it has its place"""
    run.go('g', 'i')
    run.app.resize(360, 760)
    run.desktop.key('/')
    search_for(run, 'tango')
    run.app.find('Messages', 'heading')
    run.picture('search-360')
    search_for(run, '')
    run.app.find('Search Everything')
    run.picture('search-help-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.desktop.key('Esc')
    run.app.resize(1180, 760)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_help, test_groups, test_show_all, test_next_key, test_note, test_back, test_kept, test_slash, test_narrow, test_end]))
