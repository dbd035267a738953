#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Preferences, Assistant, by keyboard alone, in the real window, against a model that is played here: a provider is chosen, tested and
tried, in words where it fails; private mode; where data goes; and a message that a model drafts an answer for. Prints TAP.

    test-assistant.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_provider import model
from studio import main
from window import wait_for


def provider(run):
    return run.json('ai', 'provider', 'show')


def assistant_page(run):
    run.app.wait_focus(role='list item')        # a key before that is lost on a slow machine
    run.desktop.key('Ctrl+comma')
    run.app.find('Preferences', 'dialog')
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Language Model')


def open_list(run, row, **how):
    """A row that is being filled anew takes no key: pressed again, Space opens its list, or takes what is chosen already."""
    run.tab_to(row, **how)
    run.key_until('Space', f'the list of {row}', lambda: run.app.focus_name()[0] == 'list item', 3)


def pick(run, row, steps, done):
    """Opens the list of a row, goes @steps down, and takes what is there."""
    open_list(run, row)
    run.desktop.key(*['Down'] * steps, 'Enter')
    wait_for(f'{row} to be kept', done)


def test_rules(run):
    """rules alone are a choice, and there is nothing to fill in for it"""
    run.server = model()
    run.desktop.keyring()
    run.init()
    run.open()
    assistant_page(run)
    run.tab_to('Who Helps')
    run.picture('assistant-rules')
    assert not run.app.look(start='Address') and not run.app.look(start='Test the Provider')
    assert provider(run)['provider'] == 'rules'


def test_ollama(run):
    """Ollama is the next one, and says when nobody answers there"""
    run.ctl('ai', 'provider', 'set', 'ollama', '--api-base', 'http://127.0.0.1:9')
    run.ctl('ai', 'provider', 'set', 'rules')
    pick(run, 'Who Helps', 1, lambda: provider(run)['provider'] == 'ollama')
    run.app.find(start='127.0.0.1 cannot be reached')
    run.picture('assistant-nobody')
    run.tab_to('Address')
    run.desktop.key('Ctrl+a')
    run.desktop.type(run.server.url)
    run.desktop.key('Enter')
    wait_for('the address', lambda: provider(run)['api_base'] == run.server.url)
    wait_for('the models', lambda: [path for path, _ in run.server.heard if path == '/api/tags'])
    run.app.gone(start='127.0.0.1 cannot be reached')


def test_model(run):
    """its models are fetched, and one is chosen"""
    pick(run, 'Model', 1, lambda: provider(run)['model'] == 'llama-test')
    run.tab_to('Test the Provider')
    run.desktop.key('Enter')
    run.app.find(start='Ollama answers with llama-test')
    run.picture('assistant-tested')


def test_fails(run):
    """what goes wrong is said in words"""
    run.server.script = [401]
    run.tab_to('Test the Provider')
    run.desktop.key('Enter')
    run.app.find(start='127.0.0.1 does not take the key')
    run.server.script = [{'raw': '<html>no model</html>'}]
    run.desktop.key('Enter')
    run.app.find(start='The connection broke off')


def test_try(run):
    """an agent is tried, and its answer shown as it comes"""
    run.tab_to('Try It')
    run.desktop.key('Enter')
    run.app.find(start='Only what you type here is sent')
    run.tab_to('What to Ask')
    run.desktop.type('Do you have parking?')
    run.desktop.key('Enter')
    run.app.find('I will look that up for you.')
    run.app.find(start='llama-test · 20 tokens read')
    run.picture('assistant-try')
    run.server.script = [{'broken': 'We have a'}]
    run.tab_to('What to Ask', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find(start='The connection broke off in the middle')
    run.desktop.key('Esc')
    run.app.gone(start='Only what you type here is sent')


def test_agents(run):
    """an agent has a model of its own"""
    run.tab_to('Agents')
    run.desktop.key('Enter')
    run.app.find('Lead Score')
    run.tab_to('Model')
    run.desktop.type('other-test')
    run.desktop.key('Enter')
    wait_for('it kept', lambda: run.json('ai', 'agent', 'list')[0]['model'] == 'other-test')
    run.picture('assistant-agents')
    run.desktop.key('Ctrl+a', 'Delete', 'Enter')
    wait_for('it empty', lambda: run.json('ai', 'agent', 'list')[0]['model'] == 'llama-test')
    run.desktop.key('Esc')
    run.app.gone('Lead Score')


def test_private(run):
    """private mode takes no server but this computer"""
    run.tab_to('Private Mode')
    run.desktop.key('Space')
    wait_for('private mode', lambda: run.json('ai', 'private')['private'])
    open_list(run, 'Who Helps', key='Shift+Tab')
    run.desktop.key('Down', 'Down', 'Enter')       # OpenAI or Anthropic, wherever the list begins
    run.app.find(start='Private mode is on and')
    assert provider(run)['provider'] == 'ollama'


def test_meaning(run):
    """a model for embeddings: what is no name is refused, one is kept, and it says who reads; empty is none"""
    run.app.find(start='Off: entries of Knowledge are found by their words')
    run.tab_to('Found by Meaning, Too')
    run.desktop.key('Enter')
    run.tab_to('Model for embeddings', 'text')
    run.desktop.type('no name')
    run.desktop.key('Enter')
    run.app.find(start='“no name” is no name of a model')
    assert run.json('ai', 'embeddings')['model'] is None
    run.desktop.key('Ctrl+a')
    run.desktop.type('nomic-embed-text')
    run.desktop.key('Enter')
    run.app.find(start='0 of 0 entries have been read by ollama/nomic-embed-text')
    run.picture('assistant-meaning')
    assert run.json('ai', 'embeddings')['model'] == 'nomic-embed-text'
    run.ctl('ai', 'embeddings', 'none')
    run.app.find(start='Off: entries of Knowledge are found by their words')


def test_places(run):
    """where every kind of data goes"""
    run.tab_to('Where Your Data Goes', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find('Stays on This Computer')
    run.app.find(start='The conversation, what the studio tells anybody')
    run.picture('assistant-places')
    run.desktop.key('Esc')
    run.app.gone('Stays on This Computer')


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    wait_for('a narrow page', lambda: 0 < run.app.size(run.app.find('Language Model'))[0] <= 360)
    run.picture('assistant-narrow')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1400, 900)
    run.close_dialogs()


def test_message(run):
    """a message comes in, and what the model writes is what is proposed"""
    path = os.path.join(run.desktop.folder, 'script.json')
    with open(path, 'w') as file:
        file.write('[{"from": "Ana", "say": "Do you have parking at the studio?"}]')
    run.ctl('account', 'add', 'loopback', 'script=' + path)
    run.until('the draft', "SELECT count(*) FROM draft WHERE origin = 'model' AND state = 'proposed' AND text LIKE 'I will look that up%'", lambda n: n >= 1)
    run.until('the rest', "SELECT count(*) FROM job WHERE state = 'done' AND kind = 'refine'", lambda n: n >= 1)


def test_end(run):
    """it quits without a complaint"""
    run.server.pause = 0
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_rules, test_ollama, test_model, test_fails, test_try, test_agents, test_private, test_meaning, test_places, test_narrow, test_message, test_end]))
