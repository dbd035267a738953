#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The week in the real window: classes dragged with the pointer and moved by keys, each verified in what was stored and taken back; clashes while they
are carried; places that are suggested; who came; three widths; right to left; 200 classes. Prints TAP.

    test-schedule.py SO-SCHEDULE-WINDOW STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import PICTURES, PROGRAM, main
from window import wait_for

DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
WEEK = {
    'monday': '2026-11-23', 'today': 0, 'steps': 31,
    'rooms': [{'id': 'a', 'name': 'Studio A', 'capacity': 12}, {'id': 'b', 'name': 'Studio B', 'capacity': 20}],
    'teachers': [{'id': 'mia', 'name': 'Mia'}, {'id': 'leo', 'name': 'Leo'}],
    'opening': [{'day': day, 'from': 9 * 60, 'to': 22 * 60} for day in range(6)],
    'sessions': [
        {'id': 's1', 'title': 'Salsa', 'day': 0, 'start': 18 * 60, 'minutes': 60, 'room': 'a', 'teacher': 'mia', 'booked': 8, 'capacity': 12},
        {'id': 's2', 'title': 'Ballet', 'day': 0, 'start': 19 * 60, 'minutes': 60, 'room': 'a', 'teacher': 'leo', 'booked': 5, 'capacity': 10},
        {'id': 's3', 'title': 'Tango', 'day': 1, 'start': 18 * 60, 'minutes': 90, 'room': 'b', 'teacher': 'mia', 'booked': 12, 'capacity': 12, 'pinned': 1},
        {'id': 's4', 'title': 'Yoga', 'day': 2, 'start': 10 * 60, 'minutes': 60, 'room': 'b', 'teacher': 'leo', 'booked': 3, 'capacity': 12},
        {'id': 's5', 'title': 'Hip-Hop', 'day': 4, 'start': 17 * 60, 'minutes': 60, 'room': 'a', 'teacher': 'leo', 'booked': 0, 'capacity': 12, 'cancelled': 1},
    ],
    'ghosts': {'s4': [{'day': 2, 'start': 18 * 60, 'minutes': 60, 'room': 'b', 'teacher': 'leo', 'reason': 'Preferred time +20'},
                      {'day': 3, 'start': 11 * 60, 'minutes': 60, 'room': 'b', 'teacher': 'leo', 'reason': 'Good room size +10'}]},
    'roll': [{'booking': 'b1', 'name': 'Ana Lopez', 'mark': 'open'}, {'booking': 'b2', 'name': 'Bo Berg', 'note': 'Trial', 'mark': 'open'},
             {'booking': 'b3', 'name': 'Cy Young', 'note': 'Refused', 'mark': 'open'}],
    'refuse': 'The studio is closed on Sundays; choose another day',
}


def stored(run):
    with open(run.week) as file:
        return json.load(file)


def session(run, ident):
    return next(s for s in stored(run)['sessions'] if s['id'] == ident)


def place(run, ident):
    """(day, hh:mm, minutes, room, teacher) as it is stored."""
    s = session(run, ident)
    return s['day'], '%02d:%02d' % divmod(s['start'], 60), s['minutes'], s.get('room'), s.get('teacher')


def is_at(run, ident, *where):
    wait_for(f'{ident} at {where}', lambda: place(run, ident) == where)


def hear(run, words):
    """What a screen reader says: it is not gone after some seconds as a note is."""
    wait_for(f'the words {words!r}', lambda: words in run.heard)
    run.heard.clear()


def on(run, name):
    wait_for(f'the focus on {name}', lambda: run.app.focus_name() == ('list item', name))


def names(run):
    return [node.get_name() for node in run.app.walk() if node.get_role_name() == 'list item' and ', ' in (node.get_name() or '')]


def open_window(run, week, **env):
    run.week = os.path.join(run.desktop.folder, 'week.json')
    with open(run.week, 'w') as file:
        json.dump(week, file)
    run.app = run.desktop.app([PROGRAM, '--data', run.data], SO_WEEK_FILE=run.week, **env)
    run.heard = []
    run.listener = run.app.Atspi.EventListener.new(lambda event, *_: run.heard.append(event.any_data))
    run.listener.register('object:announcement')


def test_start(run):
    """g w opens the week; each class is called as it should be"""
    run.init()
    open_window(run, WEEK)
    run.app.resize(1180, 960)
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name() == ('list item', 'Salsa, Monday 18:00, Studio A, Mia'))
    assert names(run) == ['Salsa, Monday 18:00, Studio A, Mia', 'Ballet, Monday 19:00, Studio A, Leo', 'Tango, Tuesday 18:00, Studio B, Mia',
                          'Yoga, Wednesday 10:00, Studio B, Leo', 'Hip-Hop, Friday 17:00, Studio A, Leo'], names(run)
    assert [block(run, name).get_description() for name in ('Salsa', 'Tango', 'Hip-Hop')] == ['8 of 12 booked', '12 of 12 booked. Pinned', 'Cancelled']
    run.picture('schedule-1180')


def test_arrows(run):
    """the arrow keys, j and k lead from class to class; Tab leads out, and back to the same one"""
    for key, name in (('Down', 'Ballet, Monday 19:00, Studio A, Leo'), ('Right', 'Tango, Tuesday 18:00, Studio B, Mia'), ('Right', 'Yoga, Wednesday 10:00, Studio B, Leo'),
                      ('j', 'Hip-Hop, Friday 17:00, Studio A, Leo'), ('k', 'Yoga, Wednesday 10:00, Studio B, Leo'), ('Left', 'Tango, Tuesday 18:00, Studio B, Mia'),
                      ('Left', 'Salsa, Monday 18:00, Studio A, Mia')):
        run.desktop.key(key)
        on(run, name)
    run.desktop.key('Right')
    on(run, 'Tango, Tuesday 18:00, Studio B, Mia')
    run.desktop.key('Tab')
    wait_for('the focus outside', lambda: run.app.focus_name()[0] not in ('', 'list item') or ',' not in run.app.focus_name()[1])
    run.desktop.key('Shift+Tab')
    on(run, 'Tango, Tuesday 18:00, Studio B, Mia')
    run.desktop.key('Left')


def test_keys(run):
    """Enter takes a class up, arrows carry it by a quarter of an hour and by a day, Shift with arrows makes it longer, Enter places it, z takes it back"""
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')
    before = stored(run)
    run.desktop.key('Enter')
    run.app.find(start='Salsa: Monday 18:00–19:00, Studio A, Mia')
    run.desktop.key('Up', 'Up', 'Right')
    run.app.find('Salsa: Tuesday 17:30–18:30, Studio A, Mia')
    run.app.find('Mia teaches Tango from 18:00 to 19:30')
    hear(run, 'Salsa: Tuesday 17:30–18:30, Studio A, Mia. Mia teaches Tango from 18:00 to 19:30')
    assert stored(run) == before
    run.picture('schedule-carried')
    run.desktop.key('Up', 'Up', 'Shift+Up')
    run.app.find(start='Nothing is in the way')
    run.desktop.key('Enter')
    is_at(run, 's1', 1, '17:00', 45, 'a', 'mia')
    on(run, 'Salsa, Tuesday 17:00, Studio A, Mia')
    run.app.gone(start='Nothing is in the way')
    hear(run, 'Salsa: Tuesday 17:00–17:45, Studio A, Mia')
    run.desktop.key('z')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'mia')
    assert stored(run) == before
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')


def test_escape(run):
    """Escape leaves it where it was; nothing is stored, and letters start nothing else meanwhile"""
    before = stored(run)
    run.desktop.key('m')
    run.desktop.key('Right', 'Down', 'z', 'l')
    run.app.find('Salsa: Tuesday 18:15–19:15, Studio A, Mia')
    run.desktop.key('Esc')
    hear(run, 'The class stays where it was')
    run.app.gone(start='Salsa: Tuesday')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')
    run.desktop.key('Enter', 'Enter')          # taken up and put down again: nothing to take back
    run.app.gone(start='Nothing is in the way')
    assert stored(run) == before


def test_copy(run):
    """c carries a copy, which has nobody booked"""
    run.desktop.key('c', 'Right', 'Right', 'Right', 'Enter')
    on(run, 'Salsa, Thursday 18:00, Studio A, Mia')
    copy, = [s for s in stored(run)['sessions'] if s['title'] == 'Salsa' and s['day'] == 3]
    assert copy['booked'] == 0 and copy['id'] != 's1' and place(run, 's1') == (0, '18:00', 60, 'a', 'mia'), copy
    run.key_until('z', 'none', lambda: len(stored(run)['sessions']) == 5)
    run.choose('Salsa, Monday')


def test_refused(run):
    """what the store refuses is where it was, and said"""
    run.desktop.key('Enter', *['Right'] * 6)
    run.app.find(start='Salsa: Sunday 18:00')
    run.app.find('The studio is closed then')
    run.desktop.key('Enter')
    hear(run, 'The studio is closed on Sundays; choose another day')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')
    assert place(run, 's1') == (0, '18:00', 60, 'a', 'mia')


def block(run, name):
    return run.app.find(start=name, role='list item')


def spot(run, name, days=0, minutes=0, edge=False):
    """A place on the display: of the middle of a class, or of its lower edge, so many days and minutes away."""
    x, y = run.app.middle(block(run, name))
    width = run.app.middle(block(run, 'Tango, Tuesday'))[0] - run.app.middle(block(run, 'Yoga, Wednesday'))[0] if days else 0
    return x - days * width, y + minutes + (run.app.size(block(run, name))[1] // 2 - 2 if edge else 0)


def test_drag(run):
    """a class is dragged with the pointer to another day and hour, over a clash that is said while it is there; z takes it back"""
    before = stored(run)

    def held():
        run.app.find('Salsa: Tuesday 19:00–20:00, Studio A, Mia')
        run.app.find('Mia teaches Tango from 18:00 to 19:30')
        assert stored(run) == before
        run.picture('schedule-dragged')
    run.desktop.drag(spot(run, 'Salsa, Monday'), spot(run, 'Salsa, Monday', 1, 60), held=held)
    is_at(run, 's1', 1, '19:00', 60, 'a', 'mia')
    on(run, 'Salsa, Tuesday 19:00, Studio A, Mia')
    clash = block(run, 'Tango, Tuesday').get_description()
    assert 'Mia teaches Salsa from 19:00 to 20:00' in clash, clash
    run.picture('schedule-clash')
    run.desktop.key('z')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'mia')
    assert stored(run) == before


def test_drag_left(run):
    """Escape while it is dragged leaves it where it was; a press that moves nothing only chooses it"""
    before, away = stored(run), spot(run, 'Salsa, Monday', 3, -120)

    def held():
        run.desktop.key('Esc')
        run.desktop.point(away)
        run.app.gone(start='Salsa: ')
    run.desktop.drag(spot(run, 'Salsa, Monday'), spot(run, 'Salsa, Monday', 2, -60), held=held)
    run.app.gone(start='Salsa: ')
    assert stored(run) == before
    run.desktop.key('Enter')
    run.app.find(start='Salsa: Monday')
    run.desktop.click((spot(run, 'Yoga, Wednesday')[0], spot(run, 'Yoga, Wednesday')[1] + 90))       # a tap says where
    run.app.find('Salsa: Wednesday 12:00–13:00, Studio A, Mia')
    run.desktop.key('Esc')
    run.desktop.click(spot(run, 'Yoga, Wednesday'))
    on(run, 'Yoga, Wednesday 10:00, Studio B, Leo')
    assert stored(run) == before


def test_stretch(run):
    """its lower edge makes it longer; Ctrl copies it"""
    run.desktop.drag(spot(run, 'Yoga, Wednesday', edge=True), spot(run, 'Yoga, Wednesday', 0, 45, edge=True))
    is_at(run, 's4', 2, '10:00', 105, 'b', 'leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.desktop.drag(spot(run, 'Yoga, Wednesday'), spot(run, 'Yoga, Wednesday', 1, 120), modifier='Ctrl')
    on(run, 'Yoga, Thursday 12:00, Studio B, Leo')
    assert place(run, 's4') == (2, '10:00', 60, 'b', 'leo') and len(stored(run)['sessions']) == 6
    run.desktop.key('z')
    wait_for('one Yoga', lambda: len(stored(run)['sessions']) == 5)
    run.choose('Salsa, Monday')


def change(run, change_session):
    """Another computer changes the week; F5 fetches it."""
    week = stored(run)
    week['sessions'] = [s for s in map(change_session, week['sessions']) if s]
    with open(run.week, 'w') as file:
        json.dump(week, file)
    run.desktop.key('F5')


def test_now(run):
    """a line over today says how late it is; without a clock there is none"""
    accent, before = (0x35, 0x84, 0xe4), stored(run)
    without = run.app.count_pixels(*accent)
    for now, line in ((12 * 60, True), (None, False)):
        with open(run.week, 'w') as file:
            json.dump({**before, **({'now': now} if line else {})}, file)
        run.desktop.key('F5')
        wait_for(f'a line: {line}', lambda: (run.app.count_pixels(*accent) - without > 100) == line)
        if line:
            run.picture('schedule-now')
    assert stored(run) == before


def test_others(run):
    """while a class is carried others change the week: it is judged again, and where it is gone nothing is carried any more"""
    before = stored(run)
    run.choose('Salsa, Monday')
    run.desktop.key('Enter', 'Right', 'Right', 'Right')
    run.app.find('Salsa: Thursday 18:00–19:00, Studio A, Mia')
    run.app.find(start='Nothing is in the way')
    change(run, lambda s: {**s, 'day': 3, 'start': 18 * 60 + 30} if s['id'] == 's2' else s)
    run.app.find('Studio A has Ballet from 18:30 to 19:30')
    change(run, lambda s: None if s['id'] == 's1' else s)
    run.app.gone(start='Salsa: ')
    run.app.gone(start='Salsa, ')
    wait_for('the focus on a class', lambda: run.app.focus_name()[0] == 'list item')
    with open(run.week, 'w') as file:
        json.dump(before, file)
    run.desktop.key('F5')
    run.app.find('Ballet, Monday 19:00, Studio A, Leo')
    assert stored(run) == before
    run.choose('Salsa, Monday')


def test_lanes(run):
    """l shows rooms beside each other, where an arrow carries a class to another room; then teachers"""
    run.desktop.key('l')
    run.desktop.key('Enter', 'Right', 'Enter')
    is_at(run, 's1', 0, '18:00', 60, 'b', 'mia')
    on(run, 'Salsa, Monday 18:00, Studio B, Mia')
    run.picture('schedule-rooms')
    run.desktop.key('z')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'mia')
    run.desktop.key('Enter', 'Ctrl+Right', 'Enter')
    is_at(run, 's1', 1, '18:00', 60, 'a', 'mia')
    run.desktop.key('z')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'mia')
    run.desktop.key('l')
    run.desktop.key('Enter', 'Right', 'Enter')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'leo')
    run.desktop.key('z')
    is_at(run, 's1', 0, '18:00', 60, 'a', 'mia')
    run.desktop.key('l')


def test_day(run):
    """d shows one day, whose arrow keys lead on to the next one that has a class; carried, it takes the day along; w shows the week again"""
    run.desktop.key('d')
    run.app.gone('Tango, Tuesday 18:00, Studio B, Mia')
    run.desktop.key('l')
    run.picture('schedule-day')
    run.desktop.key('l', 'l')
    run.desktop.key('Right')
    on(run, 'Tango, Tuesday 18:00, Studio B, Mia')
    run.desktop.key('Enter', 'Right', 'Right', 'Enter')
    is_at(run, 's3', 3, '18:00', 90, 'b', 'mia')
    on(run, 'Tango, Thursday 18:00, Studio B, Mia')
    run.desktop.key('z')
    is_at(run, 's3', 1, '18:00', 90, 'b', 'mia')
    run.desktop.key('w')
    run.app.find('Salsa, Monday 18:00, Studio A, Mia')
    run.choose('Salsa, Monday')


def test_zoom(run):
    """Ctrl and plus, minus and 0: an hour is higher, lower, and as before"""
    height = run.app.size(block(run, 'Salsa, Monday'))[1]
    run.desktop.key('Ctrl+plus')
    wait_for('larger', lambda: run.app.size(block(run, 'Salsa, Monday'))[1] > height)
    run.desktop.key('Ctrl+minus', 'Ctrl+minus')
    wait_for('smaller', lambda: run.app.size(block(run, 'Salsa, Monday'))[1] < height)
    run.desktop.key('Ctrl+0')
    wait_for('as before', lambda: run.app.size(block(run, 'Salsa, Monday'))[1] == height)
    run.desktop.point(spot(run, 'Salsa, Monday'))
    run.desktop.wheel(-1, 'Ctrl')
    wait_for('larger', lambda: run.app.size(block(run, 'Salsa, Monday'))[1] > height)
    run.desktop.wheel(1, 'Ctrl')
    wait_for('as before', lambda: run.app.size(block(run, 'Salsa, Monday'))[1] == height)


def test_suggest(run):
    """s shows ranked places with why; arrows go through them, Escape leaves, a digit chooses one"""
    run.choose('Yoga, Wednesday')
    run.desktop.key('s')
    on(run, '1: Yoga, Wednesday 18:00, Studio B, Leo')
    run.app.find('2 places for Yoga')
    assert run.app.focused().get_description() == 'Preferred time +20', run.app.focused().get_description()
    run.picture('schedule-ghosts')
    run.desktop.key('Down')
    on(run, '2: Yoga, Thursday 11:00, Studio B, Leo')
    run.desktop.key('Esc')
    on(run, 'Yoga, Wednesday 10:00, Studio B, Leo')
    run.app.gone('2 places for Yoga')
    run.desktop.key('s')
    on(run, '1: Yoga, Wednesday 18:00, Studio B, Leo')
    run.desktop.key('Enter')
    is_at(run, 's4', 2, '18:00', 60, 'b', 'leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.choose('Yoga, Wednesday')
    run.desktop.key('s')
    on(run, '1: Yoga, Wednesday 18:00, Studio B, Leo')
    run.desktop.key('2')
    is_at(run, 's4', 3, '11:00', 60, 'b', 'leo')
    on(run, 'Yoga, Thursday 11:00, Studio B, Leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.choose('Salsa, Monday')
    run.desktop.key('s')
    hear(run, 'There is no other place for this class')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')


def test_menu(run):
    """Shift+F10 has all that a drag can do, each with a digit"""
    run.desktop.key('Shift+F10')
    run.app.find(start='1  Move the Class')
    run.picture('schedule-menu')
    run.desktop.key('1')
    run.app.find(start='Salsa: Monday 18:00')
    run.tab_to('Place', 'button')
    run.desktop.key('Shift+Tab')
    run.app.wait_focus('Cancel', 'button')
    run.desktop.key('Enter')
    run.app.gone(start='Salsa: Monday 18:00')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')
    run.desktop.click(spot(run, 'Yoga, Wednesday'), 3)
    run.app.find(start='2  Copy the Class')
    run.desktop.key('Esc')
    on(run, 'Yoga, Wednesday 10:00, Studio B, Leo')
    run.choose('Salsa, Monday')
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')


def mark(run, booking):
    return next(line for line in stored(run)['roll'] if line['booking'] == booking)['mark']


def test_roll(run):
    """r calls the roll: Space present, l late, a absent, the same key again takes it back; what is refused is as it was"""
    run.desktop.key('r')
    run.app.wait_focus('Ana Lopez', 'list item')
    run.desktop.key('Space')
    wait_for('Ana', lambda: mark(run, 'b1') == 'present')
    run.app.wait_focus('Bo Berg', 'list item')
    run.desktop.key('l')
    wait_for('Bo', lambda: mark(run, 'b2') == 'late')
    run.app.find('2 of 3 here, 0 absent')
    run.app.wait_focus('Cy Young', 'list item')
    run.picture('schedule-roll')
    run.desktop.key('a')
    hear(run, 'This booking was cancelled')
    assert mark(run, 'b3') == 'open'
    run.app.find('2 of 3 here, 0 absent')
    run.key_until('Up', 'Ana', lambda: run.app.focus_name()[1] == 'Ana Lopez')
    run.desktop.key('Space')
    wait_for('Ana open', lambda: mark(run, 'b1') == 'open')
    run.desktop.key('a')
    wait_for('Ana absent', lambda: mark(run, 'b1') == 'absent')
    run.close_dialogs()
    on(run, 'Salsa, Monday 18:00, Studio A, Mia')


def test_weeks(run):
    """n and p show other weeks, t this one again"""
    run.desktop.key('n')
    run.app.find('30 November – 6 December 2026')
    run.app.gone(start='Salsa, ')
    run.key_until('p', 'this week', lambda: run.app.look('23 – 29 November 2026'))
    run.key_until('p', 'the week before', lambda: run.app.look('16 – 22 November 2026'))
    run.desktop.key('t')
    run.app.find('23 – 29 November 2026')
    run.key_until('j', 'a class', lambda: run.app.focus_name()[0] == 'list item')
    run.choose('Salsa, Monday')


def test_save(run):
    """Ctrl+S saves the week as a picture, or as PDF where the name ends so"""
    for name, begins in (('week.png', b'\x89PNG'), ('week.pdf', b'%PDF')):
        path = os.path.join(run.desktop.folder, name)
        run.desktop.key('Ctrl+s')
        run.app.save_as(path)
        hear(run, 'Saved in ' + name)
        with open(path, 'rb') as file:
            assert file.read(4) == begins
        if PICTURES:
            shutil.copy(path, PICTURES)


def other_window(run):
    for child in run.desktop.root.query_tree().children:
        attributes, size = child.get_attributes(), child.get_geometry()
        if child.id != run.app.window.id and attributes.map_state == run.desktop.X.IsViewable and size.width > 200 and size.height > 150:
            return child
    return None


def test_print(run):
    """Ctrl+P asks the desktop how to print it, and Escape leaves that"""
    run.desktop.key('Ctrl+p')
    dialog = wait_for('the dialog', lambda: other_window(run))
    run.desktop.display.set_input_focus(dialog, run.desktop.X.RevertToParent, run.desktop.X.CurrentTime)
    run.desktop.display.sync()
    run.desktop.key('Esc')
    wait_for('the dialog to be gone', lambda: not other_window(run))
    run.app.focus()
    run.key_until('j', 'a class', lambda: run.app.focus_name()[0] == 'list item')


def test_widths(run):
    """at three widths a class is dragged and the same move is made by keys; at 360 pixels one day at a time"""
    for width, height in ((1600, 960), (900, 960)):
        run.app.resize(width, height)
        run.picture(f'schedule-{width}')
        run.desktop.drag(spot(run, 'Yoga, Wednesday'), spot(run, 'Yoga, Wednesday', 1, 60))
        is_at(run, 's4', 3, '11:00', 60, 'b', 'leo')
        run.desktop.key('z')
        is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
        run.choose('Yoga, Wednesday')
        run.desktop.key('Enter', *['Down'] * 4, 'Right', 'Enter')
        is_at(run, 's4', 3, '11:00', 60, 'b', 'leo')
        run.desktop.key('z')
        is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.app.resize(360, 960)
    run.app.gone('Tango, Tuesday 18:00, Studio B, Mia')
    yoga = wait_for('Yoga', lambda: run.app.look(start='Yoga, Wednesday'))
    assert 0 < run.app.size(yoga)[0] <= 360 and not run.too_wide(), (run.app.size(yoga), run.too_wide()[:3])
    run.picture('schedule-360')
    x, y = run.app.middle(yoga)
    run.desktop.drag((x, y), (x, y + 60))
    is_at(run, 's4', 2, '11:00', 60, 'b', 'leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.desktop.key('Enter', *['Down'] * 4, 'Enter')
    is_at(run, 's4', 2, '11:00', 60, 'b', 'leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.desktop.key('Enter')
    run.app.find(start='Yoga: Wednesday')
    run.picture('schedule-360-carried')
    run.desktop.key('Esc')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 960)


def test_guide(run):
    """before there is a week five steps lead to one"""
    run.end()
    open_window(run, {**WEEK, 'sessions': [], 'steps': 3})
    run.app.resize(1180, 960)
    run.key_until(['g', 'w'], 'the first step that is left', lambda: run.app.focus_name()[1].startswith('Times'))
    run.app.find('Your Week in Five Steps')
    steps = [run.app.find(name, 'list item') for name in ('Classes', 'Rooms', 'Times', 'Plan', 'Review and Save')]
    assert [bool(run.app.look(start='Done', within=step)) for step in steps] == [True, True, False, False, False]
    run.picture('schedule-guide')
    run.desktop.key('Enter')
    wait_for('the step', lambda: stored(run).get('opened') == 2)
    run.app.resize(360, 960)
    run.picture('schedule-guide-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.end()


def test_mirrored(run):
    """from right to left the arrows and the pointer go the other way"""
    open_window(run, WEEK, SO_RIGHT_TO_LEFT='1', ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    run.app.resize(1180, 960)
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name() == ('list item', 'Salsa, Monday 18:00, Studio A, Mia'))
    run.picture('schedule-rtl')
    run.desktop.key('Left')
    on(run, 'Tango, Tuesday 18:00, Studio B, Mia')
    run.desktop.key('Enter', 'Left', 'Left', 'Enter')
    is_at(run, 's3', 3, '18:00', 90, 'b', 'mia')
    run.desktop.key('z')
    is_at(run, 's3', 1, '18:00', 90, 'b', 'mia')
    run.desktop.drag(spot(run, 'Yoga, Wednesday'), spot(run, 'Yoga, Wednesday', 1, 60))
    is_at(run, 's4', 3, '11:00', 60, 'b', 'leo')
    run.desktop.key('z')
    is_at(run, 's4', 2, '10:00', 60, 'b', 'leo')
    run.end()


def many(n):
    """Classes that fill a week, without a clash where there are up to 280."""
    rooms = [{'id': f'r{i}', 'name': f'Room {i + 1}', 'capacity': 20} for i in range(5)]
    teachers = [{'id': f't{i}', 'name': f'Teacher {i + 1}'} for i in range(5)]
    sessions = [{'id': f's{i:03}', 'title': f'Class {i:03}', 'day': i % 7, 'start': 9 * 60 + i // 35 * 90, 'minutes': 75, 'room': f'r{i // 7 % 5}', 'teacher': f't{i // 7 % 5}',
                 'booked': i % 12, 'capacity': 12} for i in range(n)]
    return {**WEEK, 'rooms': rooms, 'teachers': teachers, 'sessions': sessions, 'opening': [], 'ghosts': {}}


def frames(run, what, act):
    """ms that the program worked for each frame while act() was done: printed, for a slow machine is no fault."""
    before = len(run.app.said('frame '))
    act()
    work = sorted(int(line.split()[2]) / 1000 for line in run.app.said('frame ')[before:])
    if work:
        print(f'# {what}, 200 classes: {len(work)} frames, work p50 {work[len(work) // 2]:.1f} ms, p99 {work[int(len(work) * 0.99)]:.1f} ms, longest {work[-1]:.1f} ms', flush=True)


def test_many(run):
    """200 classes: one is carried and dragged through them, and nothing is lost"""
    open_window(run, many(200), STUDIO_OS_TRACE_FRAMES='1')
    run.app.resize(1600, 960)
    run.key_until(['g', 'w'], 'a class', lambda: run.app.focus_name() == ('list item', 'Class 000, Monday 09:00, Room 1, Teacher 1'))
    run.picture('schedule-200')
    run.desktop.key('Enter')

    def carry():
        for _ in range(12):
            run.desktop.key('Down')
        run.desktop.key('Right')
        run.desktop.key('Right')
        run.app.find(start='Class 000: Wednesday 12:00')
    frames(run, 'carried by keys', carry)
    run.desktop.key('Enter')
    is_at(run, 's000', 2, '12:00', 75, 'r0', 't0')
    run.desktop.key('z')
    is_at(run, 's000', 0, '09:00', 75, 'r0', 't0')
    assert len(stored(run)['sessions']) == 200
    x, y = spot(run, 'Class 000')
    frames(run, 'dragged', lambda: run.desktop.drag((x, y), (x, y + 180), steps=60))
    wait_for('moved', lambda: session(run, 's000')['start'] == 12 * 60)
    run.desktop.key('z')
    is_at(run, 's000', 0, '09:00', 75, 'r0', 't0')
    frames(run, 'arrow keys', lambda: run.desktop.key(*['Down', 'Right'] * 3))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_arrows, test_keys, test_escape, test_copy, test_refused, test_drag, test_drag_left, test_stretch, test_now, test_others, test_lanes, test_day, test_zoom,
                   test_suggest, test_menu, test_roll, test_weeks, test_save, test_print, test_widths, test_guide, test_mirrored, test_many, test_end]))
