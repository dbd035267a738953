#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The tour over a made-up studio, by keyboard alone in the real window: offered once with a demonstration, it goes on when what it says was done, is left by
Escape and begun again from the main menu. Prints TAP.

    test-guide.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def at_step(run, number, of=7):
    run.app.find(f'The Tour: {number} of {of}')
    run.picture(f'guide-{number}')


def do(run, keys, number):
    """Once more where a busy machine took two keys for two single ones."""
    run.key_until(keys, f'step {number}', lambda: run.app.look(f'The Tour: {number} of 7'), each=4.0)
    at_step(run, number)


def test_offer(run):
    """a demonstration offers it, and takes no focus for that"""
    run.ctl('demo', '--weeks', '2', '--seed', '3')
    run.open(auto_advance='next')
    run.app.find('Conversations', 'list')
    run.app.find('Take the Tour?')
    run.app.find(start='7 steps, by keyboard: Shift+F1 begins')
    assert run.app.focus_name()[1] not in ('Begin', 'Not Now'), run.app.focus_name()
    run.picture('guide-offer')
    run.app.resize(360, 720)
    run.picture('guide-offer-360')
    height = run.app.size(run.app.find(start='Take the Tour? 7 steps'))[1]
    assert 0 < height <= 72, f'the offer takes a tenth of a phone at most, not {height} px'
    run.app.resize(1180, 760)


def test_pages(run):
    """Today is looked at; the answers follow"""
    run.desktop.key('Shift+F1')
    at_step(run, 1)
    assert run.app.look('Press G then H for Today.')
    do(run, ('g', 'h'), 2)
    assert run.app.look(start='Today: what waits for you')


def test_approve(run):
    """the page alone is not enough: an answer is approved with one key"""
    run.key_until(('g', 'a'), 'the page Approve', lambda: run.app.look('Approve', 'panel'), each=5.0)
    assert run.app.look('The Tour: 2 of 7')
    before = run.one('SELECT count(*) FROM approval')
    run.decide('a')
    at_step(run, 3)
    assert run.one('SELECT count(*) FROM approval') == before + 1


def test_lead(run):
    """a lead's card is moved"""
    run.key_until(('g', 'b'), 'the page Leads', lambda: run.app.look('Leads', 'panel') or run.app.look(start='New, '), each=5.0)
    assert run.app.look('The Tour: 3 of 7')
    moved = run.one('SELECT count(*) FROM stage_move')
    run.key_until('Ctrl+Right', 'step 4', lambda: run.app.look('The Tour: 4 of 7'), each=4.0)
    assert run.one('SELECT count(*) FROM stage_move') > moved
    at_step(run, 4)


def test_look(run):
    """the week, the calls and the numbers; one is skipped by its button"""
    do(run, ('g', 'w'), 5)
    run.app.find(start='The week: classes')
    run.key_until('F6', 'the tour', lambda: run.app.focus_name()[1] == 'Skip', each=0.7)
    run.desktop.key('Enter')
    at_step(run, 6)
    assert not run.app.look(start='Calls: what was said')
    do(run, ('g', 'n'), 7)


def test_keys(run):
    """the last one is the list of keys; closing it leaves the tour's end, and that is closed"""
    run.key_until('?', 'the keys', lambda: run.app.look('Keyboard Shortcuts', 'dialog'))
    run.app.find('That was all. The tour is in the main menu.')
    run.close_dialogs()
    run.picture('guide-end')
    run.key_until('Esc', 'no tour', lambda: not run.app.look('The Tour'))


def test_again(run):
    """begun again from the main menu, and left by Escape at once; the page has the focus. It is not offered a second time"""
    run.desktop.key('F10')
    run.app.wait_focus(role='menu item')
    run.desktop.key('Up', 'Up', 'Up')          # from the end: About, Help, Tour
    run.picture('guide-menu')
    run.desktop.key('Enter')
    at_step(run, 1)
    run.app.resize(360, 640)
    run.picture('guide-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.key_until('Esc', 'no tour', lambda: not run.app.look(start='The Tour'))
    run.end()
    with open(os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')) as file:
        assert 'tour-offered=true' in file.read()
    run.open(auto_advance='next', tour_offered=True)
    run.app.find('Conversations', 'list')
    run.app.find(start='Demo studio')          # the foot of the window is there, and what it offers would be
    assert not run.app.look('Take the Tour?')
    run.end()


def test_own(run):
    """in a studio of her own nothing is changed by it: it leaves those steps out"""
    run.data = os.path.join(run.desktop.folder, 'own')
    run.init()
    run.import_chats(['Ana Lopez'])
    run.setting('report.seen', '2099-W01')          # no notification of a report, which nobody takes here
    run.open(auto_advance='next')
    run.app.find('Conversations', 'list')
    assert not run.app.look('Take the Tour?')
    run.desktop.key('Shift+F1')
    at_step(run, 1, of=5)
    run.key_until(('g', 'h'), 'step 2', lambda: run.app.look('The Tour: 2 of 5'), each=4.0)
    assert run.app.look(start='Press G then W')
    run.key_until('Esc', 'no tour', lambda: not run.app.look(start='The Tour'))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_offer, test_pages, test_approve, test_lead, test_look, test_keys, test_again, test_own, test_end]))
