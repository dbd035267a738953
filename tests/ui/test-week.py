#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page Schedule with the studio's own weeks, in the real window: one class of a series or all that follow are moved by keys and by pointer, copied, taken
back; what is in the way; who came; a week later. Verified in the database. Prints TAP.

    test-week.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']


def names(run):
    return [node.get_name() for node in run.app.walk() if node.get_role_name() == 'list item' and ', ' in (node.get_name() or '')]


def weeks(run, later=0):
    """(title, weekday, start, minutes, room, teacher) of that week's sessions, as studioctl tells."""
    day = run.monday + datetime.timedelta(days=7 * later)
    return [(s['title'], DAYS[datetime.date.fromisoformat(s['day']).weekday()], s['start'], s['minutes'], s['room'], s['teacher'])
            for s in run.json('schedule', 'week', day.isoformat()) if s['state'] == 'planned']


def on(run, name):
    wait_for(f'the focus on {name}', lambda: run.app.focus_name() == ('list item', name))


def test_guide(run):
    """without a class the page shows how one comes to a week"""
    run.init()
    run.open()
    run.go('g', 'w')
    run.app.find(start='Classes')
    run.picture('week-guide')


def test_week(run):
    """what is entered elsewhere is there at once"""
    today = datetime.date.today()
    run.monday = today - datetime.timedelta(days=today.weekday())
    room, other = (run.json('room', 'add', name, 'capacity=12')['id'] for name in ('Studio A', 'Studio B'))
    mia, leo = (run.json('teacher', 'add', name, 'styles=salsa,ballet')['id'] for name in ('Mia', 'Leo'))
    salsa, ballet = (run.json('class', 'add', name, 'style=' + name.lower(), 'minutes=60', 'most=10')['id'] for name in ('Salsa', 'Ballet'))
    run.ctl('schedule', 'add', salsa, f'{run.monday}T18:00', '--weekly', '--room', room, '--teacher', mia)
    run.ctl('schedule', 'add', ballet, f'{run.monday}T19:00', '--weekly', '--room', room, '--teacher', leo)
    wait_for('both', lambda: names(run) == ['Salsa, Monday 18:00, Studio A, Mia', 'Ballet, Monday 19:00, Studio A, Leo'])
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name() == ('list item', 'Salsa, Monday 18:00, Studio A, Mia'))
    run.picture('week')


def test_this(run):
    """one of a series: it is asked what else moves, and only that one does; z takes it back"""
    run.desktop.key('Enter')
    run.app.find(start='Salsa: Monday')
    run.desktop.key('Down', 'Down')
    run.app.find(start='Studio A has “Ballet” at the same time.')
    run.picture('week-carried')
    run.desktop.key('Right', 'Enter')
    run.app.find('Only This One', 'button')
    run.picture('week-scope')
    assert weeks(run)[0] == ('Salsa', 'Monday', '18:00', 60, 'Studio A', 'Mia')
    run.desktop.key('Enter')
    wait_for('this week', lambda: ('Salsa', 'Tuesday', '18:30', 60, 'Studio A', 'Mia') in weeks(run))
    assert weeks(run, 1)[0] == ('Salsa', 'Monday', '18:00', 60, 'Studio A', 'Mia')
    on(run, 'Salsa, Tuesday 18:30, Studio A, Mia')
    run.desktop.key('z')
    wait_for('it back', lambda: ('Salsa', 'Monday', '18:00', 60, 'Studio A', 'Mia') in weeks(run))
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')


def test_left(run):
    """whoever does not want either leaves it where it was"""
    run.desktop.key('Enter')
    run.app.find(start='Salsa: Monday')
    run.desktop.key('Right', 'Enter')
    run.app.find('Only This One', 'button')
    run.desktop.key('Esc')
    run.app.gone('Only This One', 'button')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')
    assert ('Salsa', 'Monday', '18:00', 60, 'Studio A', 'Mia') in weeks(run)


def test_following(run):
    """from this one on: next week, too"""
    run.desktop.key('Enter')
    run.app.find(start='Salsa: Monday')
    run.desktop.key('Right', 'Right', 'Enter')
    run.app.find('Only This One', 'button')
    run.desktop.key('Alt+f')
    wait_for('both weeks', lambda: all(('Salsa', 'Wednesday', '18:00', 60, 'Studio A', 'Mia') in weeks(run, later) for later in (0, 1)))
    on(run, 'Salsa, Wednesday 18:00, Studio A, Mia')


def test_copy(run):
    """Ctrl with the pointer copies: a further class on one day, of the same kind"""
    run.desktop.key('c')
    run.app.find(start='Salsa: Wednesday')
    run.desktop.key('Right', 'Enter')
    wait_for('two', lambda: [s[:3] for s in weeks(run)].count(('Salsa', 'Thursday', '18:00')) == 1 and len(weeks(run)) == 3)
    assert len(weeks(run, 1)) == 2
    run.app.find('Salsa, Thursday 18:00, Studio A, Mia', 'list item')
    run.desktop.key('z')
    wait_for('one', lambda: len(weeks(run)) == 2)
    run.app.gone('Salsa, Thursday 18:00, Studio A, Mia', 'list item')


def test_pointer(run):
    """the pointer drags what happens once, without a question"""
    ballet = run.json('class', 'list')[0]['id']
    room = run.json('room', 'list')[0]['id']
    run.ctl('schedule', 'add', ballet, f'{run.monday + datetime.timedelta(days=3)}T10:00', '--room', room)
    title = next(s for s in weeks(run) if s[1] == 'Thursday')[0]
    block = run.app.find(start=f'{title}, Thursday 10:00', role='list item')
    x, y = run.app.middle(block)
    width = run.app.size(block)[0]
    run.desktop.drag((x, y), (x + width, y), steps=20)
    wait_for('Friday', lambda: any(s[:3] == (title, 'Friday', '10:00') for s in weeks(run)))


def test_closed(run):
    """what a closure is over looks and is called closed, not cancelled; without it all is as before"""
    friday = (run.monday + datetime.timedelta(days=4)).isoformat()
    name = next(n for n in names(run) if ', Friday 10:00' in n)

    def standing(words):
        wait_for(words, lambda: run.app.find(name, 'list item').get_description().split('.')[0] == words)
    closure = run.json('closure', 'add', 'Heating', f'from_at={friday}', f'to_at={friday}')['id']
    standing('Closed')
    run.picture('week-closed')
    run.ctl('closure', 'remove', closure)
    standing('0 of 10 booked')


def test_suggest(run):
    """s shows free places of a week to come with why, the best first; one is chosen by its digit"""
    salsa = next(c['id'] for c in run.json('class', 'list') if c['name'] == 'Salsa')
    run.ctl('class', 'set', salsa, 'preferred=[{"day":3,"start":1200,"end":1260}]')
    run.key_until('n', 'the next week', lambda: 'Salsa, Wednesday 18:00, Studio A, Mia' in names(run) and len(names(run)) == 2)
    run.key_until('k', 'the salsa', lambda: run.app.focus_name()[1].startswith('Salsa, ') or run.desktop.key('j'))
    run.key_until('s', 'places', lambda: run.app.focus_name() == ('list item', '1: Salsa, Thursday 20:00, Studio A, Mia'))
    assert run.app.focused().get_description() == 'preferred time +20', run.app.focused().get_description()
    run.picture('week-places')
    run.desktop.key('1')
    run.app.find('Only This One', 'button')
    run.desktop.key('Enter')
    wait_for('it there', lambda: ('Salsa', 'Thursday', '20:00', 60, 'Studio A', 'Mia') in weeks(run, 1))
    assert not [s for s in run.json('schedule', 'week', (run.monday + datetime.timedelta(days=7)).isoformat()) if s['problems']]
    run.desktop.key('z')
    wait_for('it back', lambda: ('Salsa', 'Wednesday', '18:00', 60, 'Studio A', 'Mia') in weeks(run, 1))
    on(run, 'Salsa, Wednesday 18:00, Studio A, Mia')


def test_hints(run):
    """while a class is carried its free places are seen: a digit takes it there, and so does the pointer over one"""
    def carry():
        run.desktop.key('m')
        run.app.find(start='Salsa: ')
        run.app.find('1: Salsa, Thursday 20:00, Studio A, Mia', 'list item')

    def back():
        run.desktop.key('z')
        wait_for('it back', lambda: ('Salsa', 'Wednesday', '18:00', 60, 'Studio A', 'Mia') in weeks(run, 1))
        on(run, 'Salsa, Wednesday 18:00, Studio A, Mia')
    run.app.resize(1180, 960)
    carry()
    run.picture('week-hints')
    x, y = run.app.middle(run.app.find('1: Salsa, Thursday 20:00, Studio A, Mia', 'list item'))
    run.desktop.key('Esc')
    run.app.gone('1: Salsa, Thursday 20:00, Studio A, Mia', 'list item')
    on(run, 'Salsa, Wednesday 18:00, Studio A, Mia')
    carry()
    run.desktop.key('1')
    run.app.find('Salsa: Thursday 20:00–21:00, Studio A, Mia')
    run.desktop.key('Enter')
    run.app.find('Only This One', 'button')
    run.desktop.key('Enter')
    wait_for('it there', lambda: ('Salsa', 'Thursday', '20:00', 60, 'Studio A', 'Mia') in weeks(run, 1))
    back()
    # 22 minutes beside it, which would be a quarter past without it.
    run.desktop.drag(run.app.middle(run.app.find(start='Salsa, Wednesday', role='list item')), (x + 20, y + 22), held=lambda: run.app.find('Salsa: Thursday 20:00–21:00, Studio A, Mia'))
    run.app.find('Only This One', 'button')
    run.desktop.key('Enter')
    wait_for('it there', lambda: ('Salsa', 'Thursday', '20:00', 60, 'Studio A', 'Mia') in weeks(run, 1))
    back()
    run.app.resize(1180, 760)
    run.key_until('t', 'this week', lambda: len(names(run)) == 3)


def test_roll(run):
    """who has booked is called with one key each; the database has it at once"""
    run.import_chats(['Ana Lopez', 'Bo Berg'])
    session = next(s for s in run.json('schedule', 'week', run.monday.isoformat()) if s['title'] == 'Ballet' and s['start'] == '19:00')
    for name in ('Ana Lopez', 'Bo Berg'):
        run.ctl('booking', 'add', session['id'], run.one('SELECT id FROM contact WHERE name = ?', name), '--anyway')
    run.app.find('Ballet, Monday 19:00, Studio A, Leo', 'list item')
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name()[0] == 'list item' and ', ' in run.app.focus_name()[1])
    for _ in range(8):
        if run.app.focus_name()[1].startswith('Ballet, Monday'):
            break
        run.desktop.key('k')
    on(run, 'Ballet, Monday 19:00, Studio A, Leo')
    run.desktop.key('r')
    wait_for('the first name', lambda: 'Ana Lopez' in run.app.focus_name()[1])
    run.desktop.key('Space')
    run.until('present', "SELECT state FROM booking WHERE contact_id = (SELECT id FROM contact WHERE name = 'Ana Lopez')", lambda state: state == 'attended')
    wait_for('the next name', lambda: 'Bo Berg' in run.app.focus_name()[1])
    run.desktop.key('a')
    run.until('absent', "SELECT state FROM booking WHERE contact_id = (SELECT id FROM contact WHERE name = 'Bo Berg')", lambda state: state == 'no-show')
    run.picture('week-roll')
    run.desktop.key('Esc')


def test_bookings(run):
    """b shows who comes; somebody is found by a few letters and booked; who waits is let in; what the rules refuse is asked for once more; z takes it back"""
    booking = "SELECT state FROM booking WHERE contact_id = (SELECT id FROM contact WHERE name = 'Cy Young') AND deleted_at IS NULL"
    run.import_chats(['Cy Young'])
    run.ctl('class', 'set', next(c['id'] for c in run.json('class', 'list') if c['name'] == 'Ballet'), 'most=1')
    on(run, 'Ballet, Monday 19:00, Studio A, Leo')
    run.desktop.key('b')
    run.app.find('Ana Lopez: Present', 'button')
    run.tab_to('Book Somebody…', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('cy')
    run.app.find('Cy Young', 'list item')
    run.desktop.key('Enter')
    run.app.find('1  Regular')
    run.desktop.key('1')
    wait_for('booked or asked', lambda: run.one(booking) or run.app.look('Book Anyway', 'button', None, None))
    if not run.one(booking):
        run.picture('week-anyway')
        run.desktop.key('Alt+b')
    run.until('booked, or waits', booking, lambda state: state in ('booked', 'waiting'))
    run.picture('week-bookings')
    run.key_until('Esc', 'the week', lambda: not run.app.look('Book Somebody…', 'button', None, None))
    run.desktop.key('z')
    run.until('nothing', booking, lambda state: state is None)


def test_waitlist(run):
    """a free place is offered to who waits with one approval for all, whose words are read first; stopped, nothing goes on; somebody is booked for weeks ahead"""
    day = run.monday + datetime.timedelta(days=12)
    run.import_chats(['Di Rossi', 'Ed Stone', 'Flo Wang'])
    kind = run.json('class', 'add', 'Yoga', 'style=yoga', 'minutes=60', 'most=1')['id']
    run.ctl('schedule', 'add', kind, f'{day}T10:00', '--weekly')
    one = next(s['id'] for s in run.json('schedule', 'week', day.isoformat()) if s['title'] == 'Yoga')
    people = {c['name']: c['id'] for c in run.json('contacts')}
    first = run.json('booking', 'add', one, people['Di Rossi'])['id']
    run.ctl('booking', 'add', one, people['Ed Stone'])
    run.ctl('booking', 'cancel', first)
    run.go('g', 'w')
    run.key_until('n', 'the next week', lambda: run.app.look(None, 'list item', None, 'Yoga, Saturday'))
    run.key_until('j', 'the class', lambda: run.app.focus_name()[1].startswith('Yoga'))
    run.key_until('b', 'who comes', lambda: run.app.look('For All…', 'button', None, None))
    run.tab_to('For All…', 'button')
    run.desktop.key('Enter')
    run.app.find('Approve for All Who Wait?')
    assert run.app.look(start='“Hi Ed'), 'its words'
    run.picture('week-chain')
    run.desktop.key('Alt+a')
    run.until('approved for all', "SELECT count(*) FROM booking WHERE chain = 1 AND deleted_at IS NULL", lambda n: n == 1)
    run.tab_to('Stop', 'button')
    run.picture('week-chain-on')
    run.desktop.key('Enter')
    run.until('stopped', "SELECT count(*) FROM booking WHERE chain = 1 AND deleted_at IS NULL", lambda n: n == 0)
    run.tab_to('Book Somebody…', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('flo')
    run.app.find('Flo Wang', 'list item')
    run.desktop.key('Enter')
    run.app.find('4  The Next 12 Weeks')
    run.desktop.key('4')
    run.until('twelve weeks', f"SELECT count(*) FROM booking WHERE contact_id = '{people['Flo Wang']}' AND deleted_at IS NULL", lambda n: n == 13)
    run.key_until('Esc', 'the week', lambda: not run.app.look('Book Somebody…', 'button', None, None))
    run.desktop.key('t')


def test_contact(run):
    """the page of a person has what they booked, where it is changed too, and their credits"""
    ana = run.one("SELECT id FROM contact WHERE name = 'Ana Lopez'")
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.type('ana')
    run.app.find(start='Ana Lopez', role='list item')
    run.desktop.key('Down')
    run.app.find('Ballet: Present', 'button')
    run.tab_to('Change Credits…', 'button')
    run.picture('week-contact')
    # What was booked before may be shown only now, and closes it.
    run.key_until('Enter', 'the credits', lambda: run.app.look('2  Five Credits'), each=5)
    run.desktop.key('2')
    run.until('credits', f"SELECT sum(amount) FROM credit WHERE contact_id = '{ana}'", lambda n: n == 5)
    run.app.find('5 credits')
    run.ctl('undo')
    run.app.gone('5 credits')


def test_kept(run):
    """how large the hours are, and what has lanes of its own, is as it was left"""
    def hour():
        return run.app.size(run.app.find(start='Ballet, Monday 19:00', role='list item'))[1]
    run.end()
    run.open(schedule_zoom=4)
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name()[0] == 'list item' and ', ' in run.app.focus_name()[1])
    assert 95 < hour() < 110, hour()
    run.desktop.key('Ctrl+plus')
    wait_for('larger hours', lambda: 130 < hour() < 145)
    run.desktop.key('l')
    path = os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')

    def kept():
        with open(path) as file:
            text = file.read()
        return 'schedule-zoom=5' in text and "schedule-lanes='rooms'" in text
    wait_for('both to be kept', kept)
    run.picture('week-kept')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_guide, test_week, test_this, test_left, test_following, test_copy, test_pointer, test_closed, test_suggest, test_hints, test_roll, test_bookings, test_waitlist, test_contact, test_kept, test_end]))
