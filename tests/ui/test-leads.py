#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The lead board in the real window: cards dragged with the pointer and moved by keys, each verified in the database and taken back; why
somebody is lost; filters; three widths; right to left; 5,000 leads. Prints TAP.

    test-leads.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

NAMES = ['Ana Lopez', 'Bo Berg', 'Cy Young', 'Dee Dahl', 'Eva Ek', 'Flo Fink']
STAGE = "SELECT stage FROM contact WHERE name = '{}'"
DAY = 24 * 60 * 60 * 1000


def stage(run, name):
    return run.one(STAGE.format(name))


def card(run, name):
    return run.app.find(name, 'list item')


def column(run, name):
    return run.app.find(name, 'list')


def on_card(run, name):
    wait_for(f'the focus on {name}', lambda: run.app.focus_name() == ('list item', name))


def test_start(run):
    """g b opens the board: a column for each stage with who stands there; the first card has the focus"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.import_chats(NAMES)
    for n, name in enumerate(NAMES):
        run.change(f"UPDATE contact SET score = {90 - n}, temperature = 'HOT', stage_at = stage_at - {n * 4 * DAY} WHERE name = '{name}'")
    ana = run.one("SELECT id FROM contact WHERE name = 'Ana Lopez'")
    run.ctl('task', 'add', ana, 'Call her back')
    run.open()
    run.go('g', 'b')
    on_card(run, 'Ana Lopez')
    for name in ('New', 'Contacted', 'Qualified', 'Trial', 'Customer', 'Lost'):
        run.app.find(name, 'grouping')
    assert card(run, 'Eva Ek').get_description().startswith('stuck: '), card(run, 'Eva Ek').get_description()
    assert 'Call her back' in card(run, 'Ana Lopez').get_description()
    run.picture('leads-1180')


def test_keys(run):
    """m and a digit, Ctrl with an arrow, and z: the database follows, the focus goes with the card that is carried"""
    run.key_until('m', 'the six stages', lambda: run.app.look(start='1  New'))
    run.picture('leads-stage')
    run.desktop.key('2')
    run.until('Ana is contacted', STAGE.format('Ana Lopez'), lambda s: s == 'CONTACTED')
    assert run.one("SELECT count(*) FROM stage_move WHERE to_stage = 'CONTACTED' AND actor = 'owner' AND deleted_at IS NULL") == 1
    on_card(run, 'Bo Berg')
    run.desktop.key('Ctrl+Right')
    run.until('Bo is contacted', STAGE.format('Bo Berg'), lambda s: s == 'CONTACTED')
    on_card(run, 'Bo Berg')
    run.desktop.key('Ctrl+Right')
    run.until('Bo is qualified', STAGE.format('Bo Berg'), lambda s: s == 'QUALIFIED')
    on_card(run, 'Bo Berg')
    run.desktop.key('Ctrl+Left')
    run.until('Bo is back', STAGE.format('Bo Berg'), lambda s: s == 'CONTACTED')
    on_card(run, 'Bo Berg')
    run.desktop.key('z')
    run.until('Bo is qualified again', STAGE.format('Bo Berg'), lambda s: s == 'QUALIFIED')
    run.key_until('z', 'contacted', lambda: stage(run, 'Bo Berg') == 'CONTACTED')
    run.key_until('z', 'new', lambda: stage(run, 'Bo Berg') == 'NEW')
    assert run.one("SELECT count(*) FROM stage_move WHERE deleted_at IS NULL") == 1


def test_arrows(run):
    """the arrow keys, j and k lead from card to card, also into the next column"""
    run.key_until(['g', 'b'], 'a card', lambda: run.app.focus_name()[0] == 'list item')
    run.key_until('Left', 'a card of New', lambda: run.app.focus_name()[1] in ('Bo Berg', 'Cy Young'))
    run.key_until('Up', 'the first', lambda: run.app.focus_name()[1] == 'Bo Berg')
    run.desktop.key('j')
    on_card(run, 'Cy Young')
    run.desktop.key('k')
    on_card(run, 'Bo Berg')
    run.desktop.key('Right')
    on_card(run, 'Ana Lopez')
    run.desktop.key('h')
    on_card(run, 'Bo Berg')


def drag(run, name, to, look):
    """With the pointer, as often as it takes: a slow machine may miss one."""
    for patience in range(1, 6):
        run.desktop.drag(run.app.middle(card(run, name)), run.app.middle(to()), rest=30 * patience)
        try:
            return wait_for(f'{name} dragged', look, 10)
        except AssertionError:
            continue
    return wait_for(f'{name} dragged', look, 1)


def test_drag(run):
    """a card is dragged with the pointer to another column; the toast and z take it back"""
    drag(run, 'Cy Young', lambda: run.app.find('Qualified', 'grouping'), lambda: stage(run, 'Cy Young') == 'QUALIFIED')
    run.app.find('Cy Young: Qualified')
    # What a key is about is the card that has the focus.
    name = wait_for('the focus on a card', lambda: run.app.focus_name()[0] == 'list item' and run.app.focus_name()[1])
    run.desktop.key('Ctrl+Right')
    run.until(name + ' is moved', STAGE.format(name), lambda s: s == 'CONTACTED')
    run.key_until('z', 'back', lambda: stage(run, name) == 'NEW')
    assert run.json('lead', 'history', run.one("SELECT id FROM contact WHERE name = 'Cy Young'"))[0]['actor'] == 'owner'
    run.key_until('z', 'back', lambda: stage(run, 'Cy Young') == 'NEW')


def test_lost(run):
    """who is lost is lost for a reason: by digit, in own words, or with Escape not at all"""
    run.key_until(['g', 'b'], 'a card', lambda: run.app.focus_name()[0] == 'list item')
    drag(run, 'Dee Dahl', lambda: run.app.find('Lost', 'grouping'), lambda: run.app.look(start='1  Too expensive'))
    assert stage(run, 'Dee Dahl') == 'NEW'
    run.picture('leads-why')
    run.desktop.key('Esc')
    run.app.gone(start='1  Too expensive')
    assert stage(run, 'Dee Dahl') == 'NEW'
    drag(run, 'Dee Dahl', lambda: run.app.find('Lost', 'grouping'), lambda: run.app.look(start='1  Too expensive'))
    run.desktop.key('3')
    run.until('Dee is lost', STAGE.format('Dee Dahl'), lambda s: s == 'LOST')
    assert run.one("SELECT lost_reason FROM contact WHERE name = 'Dee Dahl'") == 'distance'
    run.key_until(['g', 'b'], 'a card', lambda: run.app.focus_name()[0] == 'list item')
    run.key_until('Left', 'the first column', lambda: run.app.focus_name()[1] in ('Bo Berg', 'Cy Young', 'Eva Ek', 'Flo Fink'))
    run.choose('Flo Fink')
    run.desktop.key('m')
    run.app.find(start='6  Lost')
    run.desktop.key('6')
    run.app.find(start='9  In Your Own Words')
    run.desktop.key('9')
    run.text_focus('why')
    run.desktop.type('moved to Lisbon')
    run.desktop.key('Enter')
    run.until('Flo is lost', STAGE.format('Flo Fink'), lambda s: s == 'LOST')
    assert run.json('lead', 'stats')['lost'] == {**dict.fromkeys(['price', 'times', 'elsewhere', 'no-answer', 'not-offered', 'changed-mind', 'no-lead'], 0), 'distance': 1, 'other': 1}


def test_filter(run):
    """f finds by name, the menu by source; where nobody fits it says so, and everything comes back"""
    run.key_until('f', 'the field', lambda: run.app.typing())
    run.desktop.type('bo berg')
    run.app.gone('Cy Young', 'list item')
    run.desktop.key('Enter')
    on_card(run, 'Bo Berg')
    run.key_until('f', 'the field', lambda: run.app.typing())
    run.desktop.type('xx')
    run.app.find('No Such Leads')
    run.picture('leads-none')
    run.desktop.key('Esc')
    card(run, 'Cy Young')
    run.key_until('Shift+f', 'the menu', lambda: 'menu item' in run.app.focus_name()[0])
    run.desktop.key(*['Down'] * 6)          # Show All; two sources; hot or cold, hot, warm, cold
    run.desktop.key('Enter')
    run.app.find('No Such Leads')
    run.app.find('Cold')
    run.tab_to('Show All', 'button')
    run.desktop.key('Enter')
    card(run, 'Cy Young')
    run.app.gone('Cold')


def test_trial(run):
    """a trial class is booked at the person, which moves the card; what became of it, and a customer; each taken back"""
    run.key_until(['g', 'b'], 'a card', lambda: run.app.focus_name() == ('list item', 'Bo Berg'))
    run.desktop.key('p')
    run.app.find('Book a Trial: Which Class?')
    run.tab_to('Book a Trial: Which Class?', limit=90)
    run.desktop.type('Salsa')
    run.desktop.key('Enter')
    run.app.find('Wednesday', 'button')
    run.desktop.key('1')
    run.until('booked', "SELECT count(*) FROM trial WHERE state = 'booked' AND title = 'Salsa' AND deleted_at IS NULL", lambda n: n == 1)
    run.until('on the board', STAGE.format('Bo Berg'), lambda s: s == 'TRIAL_SCHEDULED')
    run.tab_to('Salsa: Booked', 'button', limit=90)
    run.picture('trial-person')
    run.desktop.key('Enter')
    run.app.find(start='2  Attended')
    run.desktop.key('2')
    run.until('attended', 'SELECT state FROM trial', lambda s: s == 'attended')
    run.tab_to('Salsa: Attended', 'button', limit=90)
    run.desktop.key('Enter')
    run.app.find(start='5  Became')
    run.desktop.key('5')
    run.until('a customer', STAGE.format('Bo Berg'), lambda s: s == 'CONVERTED')
    run.go('g', 'b')
    assert 'Trial, then customer' in wait_for('the badge', lambda: 'customer' in card(run, 'Bo Berg').get_description() and card(run, 'Bo Berg').get_description())
    run.key_until('z', 'no customer', lambda: stage(run, 'Bo Berg') == 'TRIAL_SCHEDULED')
    run.picture('leads-trial')
    run.key_until('z', 'booked', lambda: run.one('SELECT state FROM trial') == 'booked')
    run.key_until('z', 'new', lambda: stage(run, 'Bo Berg') == 'NEW')


def test_widths(run):
    """at 360 pixels one column at a time, with tabs that take cards; at 900 and 1600 all of them"""
    run.app.resize(1600, 900)
    run.app.find('Lost', 'grouping')
    run.picture('leads-1600')
    run.app.resize(900, 700)
    run.picture('leads-900')
    run.app.resize(360, 700)
    tab = run.app.find(start='Contacted 1', role='toggle button')
    wait_for('one column', lambda: len([n for n in run.app.walk() if n.get_role_name() == 'grouping' and n.get_name() in ('New', 'Contacted', 'Lost')]) == 1)
    run.picture('leads-360')
    assert not run.too_wide(), run.too_wide()[:3]
    drag(run, 'Bo Berg', lambda: run.app.find(start='Contacted 1', role='toggle button'), lambda: stage(run, 'Bo Berg') == 'CONTACTED')
    run.key_until('z', 'back', lambda: stage(run, 'Bo Berg') == 'NEW')
    run.key_until(['g', 'b'], 'a card', lambda: run.app.focus_name()[0] == 'list item')
    run.desktop.key('Ctrl+Right')
    run.until('moved', "SELECT count(*) FROM contact WHERE stage = 'CONTACTED'", lambda n: n == 2)
    run.key_until('z', 'back', lambda: run.one("SELECT count(*) FROM contact WHERE stage = 'CONTACTED'") == 1)
    run.app.resize(1180, 760)
    assert not run.too_wide(), run.too_wide()[:3]


def test_inbox(run):
    """in the inbox m and 6 ask for the reason, too"""
    run.key_until(['g', 'i'], 'the inbox', lambda: ', WhatsApp' in run.app.focus_name()[1])
    run.desktop.key('m')
    run.app.find(start='6  Lost')
    run.desktop.key('6')
    run.app.find(start='1  Too expensive')
    run.desktop.key('1')
    run.until('lost', "SELECT count(*) FROM contact WHERE lost_reason = 'price'", lambda n: n == 1)
    run.key_until('z', 'back', lambda: run.one("SELECT count(*) FROM contact WHERE lost_reason = 'price'") == 0)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_keys, test_arrows, test_drag, test_lost, test_filter, test_trial, test_widths, test_inbox, test_end]))
