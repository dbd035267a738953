#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The first day of somebody new, in the real window by keyboard alone: a demo and its first approved reply, within five minutes of steps; a salon set up step by
step, killed in the third and gone on with, tried out in the sandbox and live. Prints TAP, and the seconds that the machine took.

    test-newcomer.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import PROGRAM, main, wait_for

PROMISE = 300        # seconds from the first start of a demo to the first approved reply


def at_step(run, number):
    run.app.find(f'Step {number} of 6')


def to_button(run, name):
    run.tab_to(name, 'button', limit=120)


def next_step(run, number, button='Next'):
    """By its mnemonic, as who reads the underlined letter does."""
    run.key_until('Alt+' + {'Next': 'n', 'Skip': 's', 'Create Studio': 'c'}[button], f'step {number}', lambda: run.app.look(f'Step {number} of 6'), each=4.0)


def type_into(run, name, text):
    run.tab_to(name, 'text', limit=80)
    run.desktop.key('Ctrl+a')
    run.desktop.type(text)


def small_and_large(run, name):
    """The step on a phone's width and on a wide screen; nothing of it is too wide."""
    for width, height in (360, 640), (1600, 900), (1180, 760):
        run.app.resize(width, height)
        run.picture(f'{name}-{width}')
        assert not run.too_wide(), (name, width, run.too_wide()[:3])


def status(run):
    return run.json('setup', 'status')


def test_setup(run):
    """a salon is begun: name, kind and phone, which is kept as every provider wants it"""
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
    run.start = time.monotonic()
    run.app.wait_focus('Set Up Your Studio')
    run.picture('welcome')
    run.desktop.key('Enter')
    at_step(run, 1)
    run.picture('step1')
    type_into(run, 'Name', 'Schnitt')
    run.tab_to('Kind', limit=20)
    run.desktop.key('Enter')
    run.app.find('Hair or beauty salon', 'label')
    run.desktop.key('Down', 'Down', 'Down', 'Down', 'Enter')
    type_into(run, 'Business Phone', '030 1234567')
    run.tab_to('Calling Code', 'text', limit=80)
    run.desktop.key('Ctrl+a', 'BackSpace')
    run.desktop.key('Alt+c')
    run.app.find(start='Begin “030 1234567” with +')
    type_into(run, 'Calling Code', '49')
    next_step(run, 2, 'Create Studio')
    run.until('the phone', "SELECT value FROM setting WHERE key = 'studio.phone'", lambda value: value == '+49301234567')
    run.until('the kind', "SELECT value FROM setting WHERE key = 'studio.kind'", lambda value: value == 'salon')


def test_profile(run):
    """address, prices and hours: what is wrong is said and nothing is lost, and the usual answers follow"""
    type_into(run, 'Address', 'Torstrasse 1, Berlin')
    type_into(run, 'Link to a Map', 'osm.org')
    run.picture('step2')
    run.desktop.key('Alt+n')
    run.app.find(start='The link to the map is no web address')
    run.tab_to('Link to a Map', 'text', limit=120)
    run.desktop.key('Ctrl+a')
    run.desktop.type('https://osm.org/way/1')
    type_into(run, "Women's cut", '48')
    type_into(run, "Men's cut", '28.50')
    # one of her own, which takes time on the schedule; and a card, which takes none
    for name, price, minutes in ('Beard trim', '19', '25'), ('Gift card', '50', None):
        run.tab_to('Something Else…', limit=80)
        run.desktop.key('Enter')
        run.app.wait_focus('What it is for', 'text')
        run.desktop.type(name)
        run.desktop.key('Tab')
        run.app.wait_focus('Price in EUR', 'text')
        run.desktop.type(price)
        if minutes:
            run.tab_to('Minutes on the Schedule', 'spin button', limit=5)
            run.desktop.key('Ctrl+a')
            run.desktop.type(minutes)
    type_into(run, 'Tuesday', '9:00-12:00, 14:00-18:00')
    type_into(run, 'Friday', '18:00-2:00')
    small_and_large(run, 'step2-filled')
    next_step(run, 3)
    run.until('the prices', 'SELECT count(*) FROM price WHERE deleted_at IS NULL', lambda n: n == 4)
    assert run.ask("SELECT name, amount FROM price WHERE name IN ('Beard trim', 'Gift card') ORDER BY name") == [('Beard trim', 1900), ('Gift card', 5000)]
    classes = {row['name']: row['minutes'] for row in run.json('class', 'list')}
    assert sorted(classes) == ['Beard trim', "Men's cut", "Women's cut"], ('what is offered and takes time is on the schedule', classes)
    assert classes['Beard trim'] == 25, classes
    hours = json.loads(run.one("SELECT value FROM setting WHERE key = 'hours'"))
    assert hours['week'][1] == ['9:00-12:00', '14:00-18:00'] and hours['week'][4] == ['18:00-2:00'], hours
    assert hours['week'][3], ('the usual hours of a salon', hours)
    answer = json.loads(run.ctl('--json', 'sandbox', 'How much is it?'))
    assert '48 €' in answer['answer'] and '28.50 €' in answer['answer'], answer


def test_killed(run):
    """killed in the third step, it goes on there"""
    run.picture('step3')
    run.app.process.kill()
    run.app.process.wait()
    is_ = status(run)
    assert is_['next'] == 3 and not is_['live'] and not is_['completed_at'], is_
    assert [s['state'] for s in is_['steps']] == ['done', 'done', 'open', 'open', 'open', 'open'], is_
    run.open()
    run.app.find('Continue set-up: step 3 of 6')
    run.picture('card')
    run.desktop.key('Ctrl+k')
    run.app.find(role='dialog')
    run.desktop.type('set up')
    run.app.find(start='Set Up Your Studio')
    run.desktop.key('Enter')
    at_step(run, 3)
    next_step(run, 4, 'Skip')


def own_words(run):
    """The pencil of the one answer that follows the hours: what she reads becomes a text that she may change."""
    run.tab_to('Write It in Your Own Words', 'button', limit=80)
    run.desktop.key('Enter')
    run.app.wait_focus('When are you open?', 'text')
    wait_for('the hours', lambda: run.app.text(run.app.focused()).startswith('Tuesday 9:00'))


def test_knowledge(run):
    """a question of twelve is answered, a list is pasted, and the rest is left out"""
    hours = run.app.find(start='Tuesday 9:00', role='label')
    assert hours and not run.app.look('{open}'), 'how an answer is stored is shown'
    small_and_large(run, 'step4')
    type_into(run, 'How do I book an appointment?', 'Write to us which day suits you.')
    own_words(run)
    run.picture('step4-own-words')
    run.tab_to('Questions and Answers', limit=80)
    run.desktop.key('Enter')
    run.app.find('Or Paste It Here')
    type_into(run, 'Address of a Web Page', 'localhost:1/faq')
    run.desktop.key('Enter')
    run.app.find(start='localhost is in a private network')
    run.picture('faq-private')
    run.tab_to('Questions and Answers', 'text', limit=40)
    run.desktop.type('Do you have parking?\nBehind the house.')
    run.app.find('1 Answer Found')
    run.picture('faq')
    run.key_until('Alt+a', 'the list is in', lambda: run.one("SELECT count(*) FROM knowledge WHERE question = 'Do you have parking?'") == 1, each=3.0)
    run.app.gone('Or Paste It Here')
    next_step(run, 5)
    run.until('the answer', "SELECT answer FROM knowledge WHERE question = 'How do I book an appointment?'", lambda value: value == 'Write to us which day suits you.')
    assert run.one("SELECT answer FROM knowledge WHERE question = 'When are you open?'") == '{open}', 'looking at it is no editing, also with its pencil'
    run.key_until('Esc', 'one step back', lambda: run.app.look('Step 4 of 6') and not run.app.look('Step 5 of 6'), each=4.0)
    own_words(run)
    run.desktop.key('Ctrl+a')
    run.desktop.type('We are open when you ring.')
    next_step(run, 5)
    run.until('her own words', "SELECT answer FROM knowledge WHERE question = 'When are you open?'", lambda value: value == 'We are open when you ring.')


def test_assistant(run):
    """rules alone are a choice like any other; the templates of a salon come in"""
    run.picture('step5')
    assert run.app.find('Suggest', 'radio button')
    run.tab_to('Add', limit=120)
    run.desktop.key('Enter')
    run.until('the templates', "SELECT count(*) FROM template WHERE deleted_at IS NULL", lambda n: n > 2)
    greeting, = [row for row in run.json('standing', 'list') if row['kind'] == 'greeting']
    assert greeting['text'].startswith('Hi {name|there}, welcome to {studio}!') and not greeting['enabled'], greeting
    next_step(run, 6)


def test_sandbox(run):
    """ten questions are answered and nothing is stored of them; one without an answer gets one"""
    run.tab_to('Ask the Ten Questions', limit=80)
    run.picture('step6')
    before = run.one('SELECT count(*) FROM message'), run.one('SELECT count(*) FROM thread'), run.one('SELECT count(*) FROM draft')
    run.desktop.key('Enter')
    run.app.find(start='Ask Again')
    small_and_large(run, 'sandbox')
    assert (run.one('SELECT count(*) FROM message'), run.one('SELECT count(*) FROM thread'), run.one('SELECT count(*) FROM draft')) == before
    run.tab_to('Good', limit=80)
    run.desktop.key('space')
    run.until('the mark', "SELECT value FROM setting WHERE key = 'onboarding.sandbox'", lambda value: value and 'good' in value)
    run.tab_to('Add an Answer', limit=80)
    known = run.one('SELECT count(*) FROM knowledge')
    run.desktop.key('Enter')
    run.app.find('Add an Answer', 'dialog')
    run.tab_to('Answer', 'text', limit=20)
    run.desktop.type('That takes an hour.')
    run.picture('answer')
    run.desktop.key('Ctrl+Enter')
    run.until('the answer', 'SELECT count(*) FROM knowledge', lambda n: n == known + 1)
    run.app.gone('Add an Answer', 'dialog')


def test_live(run):
    """it goes live: everything is done, and nothing was ever sent"""
    to_button(run, 'Go Live')
    run.desktop.key('Enter')
    wait_for('live', lambda: status(run)['live'])
    is_ = status(run)
    assert is_['next'] == 0 and is_['completed_at'] and is_['steps'][2]['state'] == 'skipped', is_
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0
    run.app.gone(start='Continue set-up')
    print(f'# a salon was set up in {time.monotonic() - run.start:.0f} s of this machine', flush=True)
    run.picture('live')
    run.end()


def test_demo(run):
    """a demo of a trade, and its first approved reply: within five minutes"""
    run.data = os.path.join(run.desktop.folder, 'fresh')
    demo = os.path.join(run.desktop.env['XDG_DATA_HOME'], 'studio-os')
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
    run.app.wait_focus('Set Up Your Studio')
    start = time.monotonic()
    run.tab_to('Explore a Demo Studio', limit=10)
    run.desktop.key('Enter')
    run.app.find('Dance studio')
    run.picture('trades')
    run.tab_to('Dance studio', limit=20)
    old = run.app.window.id
    run.desktop.key('Enter')
    # A demo is another studio: its window comes in the place of this one.
    wait_for('a window of its own', lambda: old not in [child.id for child in run.desktop.root.query_tree().children])
    run.app.attach()
    run.data = next(path for path, _, names in os.walk(demo) if 'studio.db' in names)
    run.key_until(('g', 'a'), 'the page Approve', lambda: run.app.look('Approve', 'panel'), each=5.0)
    run.picture('demo-approve')
    before = run.one("SELECT count(*) FROM approval")
    run.decide('a')
    run.until('the first approved reply', 'SELECT count(*) FROM approval', lambda n: n == before + 1)
    seconds = time.monotonic() - start
    print(f'# from the first start of a demo to the first approved reply: {seconds:.0f} s', flush=True)
    assert seconds < PROMISE, seconds
    run.picture('demo-approved')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_setup, test_profile, test_killed, test_knowledge, test_assistant, test_sandbox, test_live, test_demo, test_end]))
