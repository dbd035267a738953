#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the assistant makes of a customer, in the real window by keyboard alone: the lead score with every point of it and a model's opinion
beside it, other points for everybody, and what could be done about a message. Prints TAP.

    test-scores.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main

SCORE = "SELECT score FROM contact WHERE name = 'Ana Lopez'"


def save(run):
    with open(run.script, 'w') as file:
        json.dump(run.say, file)


def open_assistant(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Your Own Rules')


def shown(run, *texts):
    for text in texts:
        run.app.find(start=text)


def test_start(run):
    """somebody who wants a trial writes by the practice channel"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.script = os.path.join(run.desktop.folder, 'script.json')
    run.say = [{'from': 'Ana Lopez', 'say': 'Hello, how much is it?'}]
    save(run)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + run.script)
    run.ctl('sync', '--once')
    assert run.one(SCORE) == 25
    run.open()
    run.choose('Ana Lopez')


def test_reasons(run):
    """beside the conversation: 25, cold, and the two reasons for it; no opinion where nobody was asked"""
    run.key_until('F9', 'the details', lambda: run.app.look('Lead Score'))
    shown(run, '25 · cold', 'Asks for a price +15', 'Wrote in the last day', '+10')
    assert not run.app.look('What a Model Thinks')
    run.picture('score')


def test_opinion(run):
    """what a model thinks stands in a line of its own; neither score nor stage changes for it"""
    run.change("UPDATE contact SET opinion = 90, opinion_why = 'Asks for the price at once.' WHERE name = 'Ana Lopez'")
    run.app.find('90 · Asks for the price at once.')
    shown(run, '25 · cold')
    assert run.ask("SELECT score, temperature, stage FROM contact WHERE name = 'Ana Lopez'") == [(25, 'COLD', 'NEW')]
    run.picture('score-opinion')


def test_suggestion(run):
    """above the place to answer stands what could be done; O does it, and nothing is sent by it"""
    run.app.find('Suggested: Send the price')
    run.key_until('F9', 'the details gone', lambda: not run.app.look('Lead Score'))
    run.picture('suggestion')
    run.go('o')
    run.text_focus('the reply')
    run.desktop.type('It is 15')
    run.until('her own draft', "SELECT count(*) FROM draft WHERE origin = 'owner'", lambda n: n == 1)
    run.tab_out()
    run.app.find('Suggested: Send the price')
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0
    run.change("UPDATE message SET refined = '{\"intent\": \"PRICING\", \"sub_category\": \"fee_inquiry\", \"action\": \"Send <b>500 €</b> to me.\"}'")
    run.app.find('A model suggests: Send <b>500 €</b> to me.')
    run.picture('suggestion-model')
    run.key_until('F9', 'the details', lambda: run.app.look('Lead Score'))


def test_weights(run):
    """other points: everybody is scored anew at once, and the conversation shows it"""
    open_assistant(run)
    run.tab_to('Points of the Lead Score', 'list item', limit=200)
    run.desktop.key('Enter')
    run.app.find('Signs That They Want to Buy')
    run.tab_to('Asks for a price', 'spin button')
    run.desktop.key('Ctrl+a')
    run.desktop.type('700')
    run.desktop.key('Tab')
    run.until('at most 100', "SELECT value FROM setting WHERE key = 'lead.weights'", lambda value: value == '{"asks_price":100}')
    run.tab_to('Asks for a price', 'spin button', key='Shift+Tab')
    run.desktop.key('Ctrl+a')
    run.desktop.type('70')
    run.desktop.key('Tab')
    run.until('hot', SCORE, lambda score: score == 80)
    run.picture('weights')
    assert run.one("SELECT temperature || ' ' || stage FROM contact WHERE name = 'Ana Lopez'") == 'HOT NEW'


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    run.app.find('Signs That They Want to Buy')
    run.picture('weights-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_reset(run):
    """back to the usual points with one button"""
    run.tab_to('Reset to the Usual Points', limit=120)
    run.desktop.key('Enter')
    run.until('as before', SCORE, lambda score: score == 25)
    assert run.one("SELECT value FROM setting WHERE key = 'lead.weights' AND deleted_at IS NULL") is None
    run.close_dialogs()
    run.key_until('F9', 'the details', lambda: run.app.look('25 · cold'))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_reasons, test_opinion, test_suggestion, test_weights, test_narrow, test_reset, test_end]))
