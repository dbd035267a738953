#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A draft that a model writes while one looks on, what it was made from, and what happens where there is none or where it dies: by
keyboard alone, in the real window, with a model on this computer that does as it is told. Prints TAP.

    test-drafts.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import fake_provider
from studio import main
from window import wait_for

QUESTION = 'Hi, how much is a beginner salsa class?'
GOOD = 'Hi Ada! A beginner salsa class is 15 €, and ten are 120 €. Shall I tell you when we dance?'
WRONG = 'Hi Eva! For you a beginner salsa class is only 9 € today.'
model = fake_provider.model()
model.reply = lambda body: model.say
# The customers of the practice account write, too: they are not waited for.
model.holds = lambda body: writes(body) and QUESTION in body['messages'][-1]['content']


def writes(body):
    """An answer; it is asked to sort messages, too."""
    return body['messages'][0]['content'].startswith('You write the answers')


def asked():
    return [body for _, body in model.heard if body]


def customer(run, name, words):
    """Somebody on the practice channel writes as soon as the account is asked."""
    path = os.path.join(run.desktop.folder, name + '.json')
    with open(path, 'w') as script:
        json.dump([{'from': name, 'say': words}], script)
    run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path)


def draft(run, name, column='text'):
    return run.one(f'SELECT d.{column} FROM thread t JOIN contact c ON c.id = t.contact_id LEFT JOIN draft d ON d.id = t.draft_id WHERE c.name = ?', name)


def last(run, name, column='state'):
    return run.one(f'SELECT d.{column} FROM draft d JOIN contact c ON c.id = d.contact_id WHERE c.name = ? ORDER BY d.n DESC', name)


def shown(run):
    node = run.app.look('Reply', 'text')
    return run.app.text(node) if node else ''


def choose(run, name):
    """What came is behind the pill until it is asked for."""
    run.go('g', 'i')
    run.key_until('.', f'{name} in the list', lambda: run.app.look(start=name, role='list item', within=run.app.look('Conversations', 'list')))
    run.choose(name)


def approve(run, name):
    while run.decide() == 'warns':
        pass
    wait_for('approved', lambda: last(run, name) in ('queued', 'sending', 'accepted', 'delivered', 'read'))


def test_start(run):
    """a model on this computer, a question, and the draft grows in the card"""
    run.init()
    run.ctl('price', 'add', '--name', 'Beginner Salsa', '--amount', '15', '--unit', 'per class')
    run.ctl('knowledge', 'add', '--category', 'fee_inquiry', '--question', 'What does a class cost?', '--answer', 'A beginner salsa class is 15 €, ten are 120 €.')
    run.ctl('ai', 'provider', 'set', 'ollama', '--api-base', model.url, '--model', 'llama-test')
    model.say = GOOD
    model.gate.clear()
    customer(run, 'Ada', QUESTION)
    run.open()
    wait_for('the rules propose at once', lambda: draft(run, 'Ada', 'origin') == 'knowledge')
    run.app.wait_focus(role='list item')
    choose(run, 'Ada')
    run.app.find(start='Being written', role='label')
    wait_for('the first word', lambda: shown(run).startswith('Hi'))
    run.picture('writing')


def test_not_yet(run):
    """while it is not complete, a approves nothing"""
    for _ in range(3):
        run.desktop.key('a')
    assert draft(run, 'Ada', 'state') == 'proposed', draft(run, 'Ada', 'state')
    assert not run.one('SELECT count(*) FROM approval')


def test_complete(run):
    """then it is the proposal, and [ goes back to what the rules said"""
    model.gate.set()
    wait_for('the whole text', lambda: draft(run, 'Ada') == GOOD)
    assert draft(run, 'Ada', 'origin') == 'model'
    wait_for('it is shown', lambda: shown(run) == GOOD)
    run.app.gone(start='Being written', role='label')
    run.picture('written')
    run.desktop.key('[')
    wait_for('the rules', lambda: draft(run, 'Ada', 'origin') == 'knowledge')
    run.desktop.key(']')
    wait_for('the model again', lambda: draft(run, 'Ada') == GOOD)
    wait_for('it is shown again', lambda: shown(run) == GOOD)
    held = [body['messages'] for body in asked() if model.holds(body)]
    assert len(held) == 1 and 'A beginner salsa class is 15 €' in held[0][0]['content'], asked()


def test_sources(run):
    """i shows what it was made from"""
    run.desktop.key('i')
    run.app.find(start='Answer: What does a class cost?', role='button')
    run.picture('sources')
    run.desktop.key('Esc')
    run.app.gone(start='Answer: What does a class cost?', role='button')


def test_redo(run):
    """1 wants it shorter: the model writes it anew"""
    model.say = 'Hi Ada! A beginner salsa class is 15 €.'
    run.desktop.key('1')
    wait_for('another version', lambda: draft(run, 'Ada') == model.say)
    assert any('change, within the rules above:\nshorter' in body['messages'][-1]['content'] for body in asked())
    wait_for('it is shown', lambda: shown(run) == model.say)


def anew(run, hint, text, *keys):
    """What is pressed has it written anew with that wish, and the card shows it."""
    model.say = text
    run.desktop.key(*keys)
    wait_for('another version', lambda: draft(run, 'Ada') == text)
    assert any('change, within the rules above:\n' + hint in body['messages'][-1]['content'] for body in asked()), hint
    wait_for('it is shown', lambda: shown(run) == text)


def test_variants(run):
    """2 wants it warmer, 3 with an offer, and N has all of them in a list"""
    anew(run, 'warmer', 'Hi Ada! How lovely that you ask. A beginner salsa class is 15 €.', '2')
    anew(run, 'with offer', 'Hi Ada! A beginner salsa class is 15 €, ten are 120 €.', '3')
    run.key_until('n', 'what to change', lambda: run.app.look('1  Shorter'))
    run.tab_to('1  Shorter')
    anew(run, 'shorter', 'Hi Ada! A beginner salsa class is 15 €.', 'Enter')
    run.app.gone('1  Shorter')


def test_approve(run):
    """a approves it"""
    approve(run, 'Ada')
    wait_for('it left', lambda: last(run, 'Ada') in ('accepted', 'delivered', 'read'))
    assert last(run, 'Ada', 'text') == 'Hi Ada! A beginner salsa class is 15 €.'


def test_dying(run):
    """it dies in the middle: the rules' draft stays, and the card says why"""
    model.say = {'broken': GOOD}
    customer(run, 'Bea', QUESTION)
    wait_for('the rules propose', lambda: draft(run, 'Bea', 'origin') == 'knowledge')
    wait_for('it says why', lambda: (draft(run, 'Bea', 'detail') or '').startswith('The model gave no answer'))
    assert draft(run, 'Bea', 'origin') == 'knowledge'
    choose(run, 'Bea')
    run.app.find(start='The model gave no answer', role='label')
    wait_for('the text of the rules', lambda: shown(run) == draft(run, 'Bea'))
    run.picture('died')
    approve(run, 'Bea')


def test_wrong(run):
    """what stands nowhere is named on the card, and a leads there instead of approving"""
    model.say = WRONG
    customer(run, 'Eva', QUESTION)
    wait_for('the model has written', lambda: draft(run, 'Eva') == WRONG)
    choose(run, 'Eva')
    wait_for('it is shown', lambda: shown(run) == WRONG)
    run.app.find(start='The model states what stands nowhere', role='label')
    run.app.find(start='“9 €”', role='label')
    run.picture('unproven')
    assert run.decide() == 'named button'
    assert draft(run, 'Eva', 'state') == 'proposed'
    run.desktop.key('Esc')


def test_own_words(run):
    """who begins to write is never overwritten"""
    model.say = GOOD
    model.gate.clear()
    customer(run, 'Ivy', QUESTION)
    wait_for('the rules propose', lambda: draft(run, 'Ivy', 'origin') == 'knowledge')
    choose(run, 'Ivy')
    run.app.find(start='Being written', role='label')
    run.key_until('Enter', 'the editor', lambda: run.app.typing())
    run.desktop.key('Ctrl+a')
    run.desktop.type('My own words')
    run.desktop.key('Esc')
    wait_for('saved', lambda: draft(run, 'Ivy') == 'My own words')
    model.gate.set()
    run.app.gone(start='Being written', role='label')
    assert draft(run, 'Ivy') == 'My own words' and draft(run, 'Ivy', 'state') == 'edited'


def test_none(run):
    """without a provider it is the rules' draft alone"""
    run.ctl('ai', 'provider', 'set', 'rules')
    customer(run, 'Zoe', QUESTION)
    wait_for('the rules propose', lambda: draft(run, 'Zoe', 'origin') == 'knowledge')
    choose(run, 'Zoe')
    wait_for('it is shown', lambda: shown(run) == draft(run, 'Zoe'))
    approve(run, 'Zoe')
    assert not any(writes(body) and 'first name is Zoe' in body['messages'][0]['content'] for body in asked())


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_not_yet, test_complete, test_sources, test_redo, test_variants, test_approve, test_dying, test_wrong, test_own_words, test_none, test_end]))
