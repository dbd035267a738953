#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a week needs is entered in the real window by keyboard and with the pointer, and verified in the database: rooms, teachers with hours that are painted and other hours on single days,
classes, terms and their copies, closures with what they concern; a class comes onto the schedule, and one session, the following and all are changed and taken back. Prints TAP.

    test-schedule-setup.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

TODAY = datetime.date.today()
MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday())


def day(number):
    return (MONDAY + datetime.timedelta(days=number)).isoformat()


def command(run, name, title):
    """By its name in the list of commands; @title: what comes then."""
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.look('Commands', 'dialog') or run.app.typing())
    run.desktop.type(name)
    run.app.find(name, 'list item')
    run.desktop.key('Enter')
    run.app.find(title)


def write(run, name, text, key='Tab'):
    """Into the field of that name, wherever it is."""
    run.tab_to(name, limit=120, key=key)
    run.desktop.key('Ctrl+a')
    run.desktop.type(text)


def press(run, name, key='Tab'):
    run.tab_to(name, limit=160, key=key)
    run.desktop.key('Enter')


def save(run, look):
    """With the button at the top, until @look is true."""
    press(run, 'Save', 'Shift+Tab')
    return wait_for('what was saved', look)


def row(run, table, name):
    return json.loads(run.one(f"SELECT json_object ('id', id, {', '.join(repr(c) + ', ' + c for c in COLUMNS[table])}) FROM {table} WHERE {'label' if table == 'closure' else 'name'} = ?"
                              " AND deleted_at IS NULL", name) or 'null')


COLUMNS = {
    'room': ['capacity', 'features', 'turnover'], 'teacher': ['styles', 'week', 'max_day'], 'closure': ['from_at', 'to_at', 'classes', 'rooms'],
    'class_kind': ['style', 'minutes', 'least', 'most', 'teachers', 'sessions', 'preferred'], 'term': ['first_day', 'last_day', 'skips'],
}


def test_start(run):
    """an empty studio: rooms are asked for, and an empty form says what is missing"""
    run.init()
    run.open()
    command(run, 'Rooms', 'What the Week Needs')
    run.app.find('No Rooms Yet')
    run.picture('setup-none')
    press(run, 'No Rooms Yet')
    run.app.find('New Room')
    press(run, 'Save', 'Shift+Tab')
    run.app.find(start='A room’s name' if run.app.look(start='A room’s name') else "A room's name")
    assert run.one('SELECT count(*) FROM room') == 0


def test_room(run):
    """a room; removed, and back by the button of the note"""
    write(run, 'Name', 'Studio A')
    write(run, 'What It Has', 'mirrors, barres')
    run.picture('setup-room')
    room = save(run, lambda: row(run, 'room', 'Studio A'))
    assert room['features'] == '["mirrors","barres"]' and room['capacity'] == 12 and room['turnover'] == 0, room
    run.app.find('Studio A', 'list item')
    press(run, 'Studio A')
    run.app.find('Remove Room')
    write(run, 'Minutes Between', '10')
    save(run, lambda: row(run, 'room', 'Studio A')['turnover'] == 10)
    press(run, 'Studio A')
    press(run, 'Remove Room')
    run.until('the room to be gone', "SELECT count(*) FROM room WHERE deleted_at IS NULL", lambda n: n == 0)
    undo(run, lambda: run.one('SELECT count(*) FROM room WHERE deleted_at IS NULL') == 1)
    if run.app.look(role='dialog'):
        run.app.find('Studio A', 'list item')
    run.close_dialogs()


def test_unsaved(run):
    """what is not saved is asked for before it is left, by Escape or by the button; what is as it was goes at once"""
    def change(name):
        press(run, 'Studio A')
        run.app.find('Remove Room')
        write(run, 'Name', name)

    def leave(key):
        run.desktop.key('Esc')
        run.app.find('Save Changes?')
        run.desktop.key(key)
        run.app.gone('Save Changes?')
    command(run, 'Rooms', 'What the Week Needs')
    press(run, 'Studio A')
    run.app.find('Remove Room')
    run.desktop.key('Esc')
    run.app.gone('Remove Room')
    change('Studio Z')
    leave('Esc')
    run.app.find('Remove Room')
    run.desktop.click(run.app.middle(run.app.look('Close', 'button', run.app.look('What the Week Needs', 'dialog'))))
    run.app.find('Save Changes?')
    run.desktop.key('Esc')
    run.app.gone('Save Changes?')
    leave('Alt+d')
    run.app.gone('Remove Room')
    assert row(run, 'room', 'Studio A') and not row(run, 'room', 'Studio Z')
    change('Studio Z')
    press(run, 'Back', 'Shift+Tab')
    run.app.find('Save Changes?')
    run.picture('setup-unsaved')
    run.desktop.key('Enter')
    wait_for('it saved', lambda: row(run, 'room', 'Studio Z'))
    run.app.gone('Remove Room')
    undo(run, lambda: row(run, 'room', 'Studio A'))
    run.close_dialogs()


def undo(run, look):
    """By the button of the note; where this machine was too slow for that, by the key."""
    button = run.app.look('Undo', 'button')
    if button:
        run.desktop.click(run.app.middle(button))
    try:
        wait_for('it back', look, 10)
    except AssertionError:
        run.close_dialogs()
        run.desktop.key('z')
        wait_for('it back', look)


def test_paint_keys(run):
    """a teacher whose hours are painted by keys: a night and an odd minute of before stay"""
    command(run, 'Teachers', 'What the Week Needs')
    press(run, 'No Teachers Yet')
    write(run, 'Name', 'Mia')
    write(run, 'Specialties', 'salsa')
    run.tab_to('Whenever the Studio Is Open')
    run.desktop.key('space')
    run.tab_to('Hours of the week')
    run.desktop.key('space', *['Shift+Down'] * 5)
    run.desktop.key(*['Shift+Right'] * 2)
    run.picture('setup-painted')
    mia = save(run, lambda: row(run, 'teacher', 'Mia'))
    assert json.loads(mia['week']) == [['09:00-12:00']] * 3 + [[]] * 4, mia
    assert mia['max_day'] is None
    run.ctl('teacher', 'set', mia['id'], 'week=[["09:10-12:00"],[],[],[],["22:00-02:00"],[],[]]')
    press(run, 'Mia')
    run.tab_to('Hours of the week')
    run.desktop.key('Right', 'space')
    save(run, lambda: json.loads(row(run, 'teacher', 'Mia')['week']) == [['09:10-12:00'], ['09:00-09:30'], [], [], ['22:00-24:00'], ['00:00-02:00'], []])


def test_paint_pointer(run):
    """the same with the pointer: from where it is pressed to where it is let go"""
    press(run, 'Mia')
    grid = run.tab_to('Hours of the week')
    places = [run.app.middle(grid)]
    wait_for('it to stand still', lambda: places.append(run.app.middle(grid)) or len(places) > 20 and len(set(places[-20:])) == 1)
    x, y = places[-1]
    width, height = run.app.size(grid)
    # The night is painted, so the day begins at midnight: rows of 15, and 46 for the times.
    column = (width - 46) / 7
    left, top = x - width // 2 + 46, y - height // 2 + 24
    start = left + 2.5 * column, top + 15 * 36 + 7
    run.desktop.drag(start, (left + 3.5 * column, top + 15 * 39 + 7))
    run.picture('setup-painted-pointer')
    save(run, lambda: json.loads(row(run, 'teacher', 'Mia')['week'])[2:4] == [['18:00-20:00']] * 2)


def test_days(run):
    """other hours on single days, and as usual again"""
    press(run, 'Mia')
    press(run, 'Add Other Hours')
    run.app.find('Other Hours')
    write(run, 'First Day', day(1))
    write(run, 'Last Day', day(2))
    write(run, 'Note', 'ill')
    press(run, 'Save', 'Shift+Tab')
    run.until('two days', 'SELECT count(*) FROM teacher_day WHERE deleted_at IS NULL AND spans = \'[]\' AND note = \'ill\'', lambda n: n == 2)
    press(run, 'As Usual Again')
    run.until('no days', 'SELECT count(*) FROM teacher_day WHERE deleted_at IS NULL', lambda n: n == 0)
    run.close_dialogs()


def test_contact(run):
    """who the studio writes to as this teacher: chosen by some letters, and nobody again"""
    stored = "SELECT contact_id FROM teacher WHERE name = 'Mia'"
    run.import_chats(['Mia Sol'])
    command(run, 'Teachers', 'What the Week Needs')
    press(run, 'Mia')
    press(run, 'Written to As')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('mia')
    run.app.find('Mia Sol', 'list item')
    run.desktop.key('Enter')
    run.app.gone('Mia Sol', 'list item')
    save(run, lambda: run.one(stored) == run.one("SELECT id FROM contact WHERE name = 'Mia Sol'"))
    press(run, 'Mia')
    press(run, 'Nobody as')
    save(run, lambda: not run.one(stored))
    run.close_dialogs()


def test_about(run):
    """who a teacher is, for clients who ask: an answer like any other, written once and changed where it is"""
    stored = "SELECT answer, category FROM knowledge WHERE question = 'Who is Mia?'"
    command(run, 'Teachers', 'What the Week Needs')
    press(run, 'Mia')
    for text, title, is_ in ('Mia danced in Cali.', 'Add an Answer', 'Mia danced in Cali.'), (' She teaches salsa.', 'Change the Answer', 'Mia danced in Cali. She teaches salsa.'):
        press(run, 'About Them')
        run.app.find(title)
        run.app.wait_focus('Answer')
        run.desktop.key('Ctrl+End')
        run.desktop.type(text)
        run.picture('setup-about')
        run.key_until('Ctrl+Enter', 'it is stored', lambda: run.ask(stored) == [(is_, 'instructor_details')], each=3.0)
        run.app.find(is_, 'label')
    run.close_dialogs()


def test_class(run):
    """a class with its teacher and preferred times"""
    command(run, 'Classes', 'What the Week Needs')
    press(run, 'No Classes Yet')
    write(run, 'Name', 'Salsa 1')
    write(run, 'Style', 'salsa')
    write(run, 'People at Least', '4')
    write(run, 'Price of a Session in EUR', '17.50')
    run.tab_to('Preferred times', limit=120)
    run.desktop.key('space', 'Shift+Down')
    run.picture('setup-class')
    kind = save(run, lambda: row(run, 'class_kind', 'Salsa 1'))
    assert (kind['style'], kind['minutes'], kind['least'], kind['most'], kind['teachers'], kind['sessions']) == ('salsa', 60, 4, 10, None, 1), kind
    assert json.loads(kind['preferred']) == [{'day': 0, 'start': 540, 'end': 600}], kind
    assert run.one("SELECT price FROM class_kind WHERE name = 'Salsa 1'") == 1750
    run.close_dialogs()


def test_policy(run):
    """a class has rules for booking of its own: what is said of it elsewhere stays"""
    stored = "SELECT policy FROM class_kind WHERE name = 'Salsa 1'"
    salsa = row(run, 'class_kind', 'Salsa 1')['id']
    run.ctl('class', 'set', salsa, 'policy={"cancel_hours":6,"offer_minutes":30}')
    command(run, 'Classes', 'What the Week Needs')
    press(run, 'Salsa 1')
    run.app.find('Own Rules for Booking')
    press(run, 'Own Rules for Booking')          # opens it
    run.tab_to('Cancelled in Time', limit=120)
    run.desktop.key('Ctrl+a')
    run.desktop.type('24')
    run.picture('setup-policy')
    policy = json.loads(save(run, lambda: '24' in run.one(stored) and run.one(stored)))
    assert policy == {'cancel_hours': 24, 'offer_minutes': 30, 'late_keeps_credit': 1, 'no_show_keeps_credit': 1, 'make_up_days': 28, 'cutoff_minutes': 120}, policy
    run.close_dialogs()


def test_term(run):
    """a term with a day without classes; what ends before it begins is refused"""
    command(run, 'Terms', 'What the Week Needs')
    press(run, 'No Terms Yet')
    write(run, 'Name', 'Autumn')
    write(run, 'First Day', day(0))
    write(run, 'Last Day', day(-1))
    press(run, 'Save', 'Shift+Tab')
    run.app.find(start='The term “Autumn” ends before it begins')
    write(run, 'Last Day', day(69))
    write(run, 'Days Without Classes', day(14))
    term = save(run, lambda: row(run, 'term', 'Autumn'))
    assert (term['first_day'], term['last_day'], json.loads(term['skips'])) == (day(0), day(69), [day(14)]), term
    run.close_dialogs()


def test_series(run):
    """the class comes onto the schedule on two days of the week, in its room, with its teacher"""
    command(run, 'Put a Class on the Schedule', 'New Series')
    write(run, 'First Day', day(0))
    write(run, 'Time', '18:00')
    run.tab_to('Monday', limit=120)
    run.desktop.key('space')
    run.tab_to('Thursday')
    run.desktop.key('space')
    choose(run, 'Room')
    choose(run, 'Teacher')
    run.picture('setup-series')
    press(run, 'Save', 'Shift+Tab')
    run.until('two series', 'SELECT count(*) FROM series WHERE deleted_at IS NULL', lambda n: n == 2)
    assert run.ask('SELECT first, start, minutes, term_id, room_id IS NOT NULL, teacher_id IS NOT NULL FROM series ORDER BY first') == \
        [(day(0) + 'T18:00', 1080, 60, None, 1, 1), (day(3) + 'T18:00', 1080, 60, None, 1, 1)], run.ask('SELECT * FROM series')
    run.app.gone(role='dialog')


def choose(run, name):
    """The second entry of a list."""
    run.tab_to(name, limit=120)
    run.desktop.key('space')
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.desktop.key('Down')
    run.desktop.key('Enter')
    wait_for('the list to be closed', lambda: run.app.focus_name()[1].startswith(name))


def test_closure(run):
    """a closure says what it concerns before it is saved; removed, all takes place again"""
    command(run, 'Closures', 'What the Week Needs')
    press(run, 'No Closures Yet')
    write(run, 'What For', 'Holidays')
    write(run, 'First Day', day(0))
    run.app.find('1 session does not take place')
    write(run, 'Last Day', day(6))
    run.app.find('2 sessions do not take place')
    run.picture('setup-closure')
    closure = save(run, lambda: row(run, 'closure', 'Holidays'))
    assert (closure['from_at'], closure['to_at'], closure['classes'], closure['rooms']) == (day(0), day(6), None, None), closure
    assert {s['state'] for s in run.json('schedule', 'week', day(0))} == {'closed'}
    press(run, 'Holidays')
    press(run, 'Remove Closure')
    wait_for('classes again', lambda: {s['state'] for s in run.json('schedule', 'week', day(0))} == {'planned'})
    run.close_dialogs()


def week(run, later=0):
    """(weekday, start, minutes, state) of that week's sessions."""
    return [(datetime.date.fromisoformat(s['day']).weekday(), s['start'], s['minutes'], s['state']) for s in run.json('schedule', 'week', day(7 * later))]


def becomes(run, *weeks):
    wait_for(f'the weeks {weeks}', lambda: tuple(week(run, i) for i in range(len(weeks))) == weeks)


def edit(run, name):
    run.key_until(['g', 'w'], 'the week', lambda: run.app.focus_name() == ('list item', name))
    run.desktop.key('e')
    run.app.find('Applies To')


AS_ADDED = [(0, '18:00', 60, 'planned'), (3, '18:00', 60, 'planned')]


def test_session(run):
    """this session alone is later and longer; z takes it back"""
    edit(run, 'Salsa 1, Monday 18:00, Studio A, Mia')
    write(run, 'Time', '19:30')
    write(run, 'Minutes', '90')
    run.picture('setup-session')
    run.desktop.click(run.app.middle(run.app.look('Close', 'button', run.app.look('Salsa 1', 'dialog'))))
    run.app.find('Save Changes?')
    run.desktop.key('Esc')
    run.app.gone('Save Changes?')
    press(run, 'Save', 'Shift+Tab')
    becomes(run, [(0, '19:30', 90, 'planned'), AS_ADDED[1]], AS_ADDED)
    run.app.gone(role='dialog')
    run.desktop.key('z')
    becomes(run, AS_ADDED, AS_ADDED)


def test_following(run):
    """this and the following: next week, too; what cannot be is refused in the form"""
    edit(run, 'Salsa 1, Monday 18:00, Studio A, Mia')
    choose(run, 'Applies To')
    write(run, 'Time', '25:00')
    press(run, 'Save', 'Shift+Tab')
    run.app.find(start='“25:00” is no time')
    becomes(run, AS_ADDED, AS_ADDED)
    write(run, 'Time', '17:00')
    press(run, 'Save', 'Shift+Tab')
    becomes(run, [(0, '17:00', 60, 'planned'), AS_ADDED[1]], [(0, '17:00', 60, 'planned'), AS_ADDED[1]])
    run.app.gone(role='dialog')
    run.desktop.key('z')
    becomes(run, AS_ADDED, AS_ADDED)


def test_cancel(run):
    """one is cancelled, and takes place as its series says again"""
    edit(run, 'Salsa 1, Monday 18:00, Studio A, Mia')
    write(run, 'Why It Is Cancelled', 'ill')
    press(run, 'Cancel the Class')
    becomes(run, [(0, '18:00', 60, 'cancelled'), AS_ADDED[1]], AS_ADDED)
    assert run.json('schedule', 'week', day(0))[0]['why'] == 'ill', run.json('schedule', 'week', day(0))
    run.app.gone(role='dialog')
    name = wait_for('the cancelled class', lambda: run.app.look(start='Salsa 1, Monday 18:00', role='list item')).get_name()
    edit(run, name)
    press(run, 'As the Series Says Again')
    becomes(run, AS_ADDED, AS_ADDED)
    run.app.gone(role='dialog')


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    command(run, 'Teachers', 'What the Week Needs')
    run.picture('setup-360')
    press(run, 'Mia')
    run.app.find('Hours of the week')
    run.picture('setup-teacher-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_room, test_unsaved, test_paint_keys, test_paint_pointer, test_days, test_contact, test_about, test_class, test_policy, test_term, test_series, test_closure, test_session, test_following, test_cancel, test_narrow, test_end]))
