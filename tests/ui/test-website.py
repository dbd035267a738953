#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A visitor of the studio's website in a real browser, the hub between, and the owner in the real window: she writes, the owner approves an answer,
she sees it. Also the chat by itself: by keys alone, under a strict policy of the page, hostile styles, narrow, dark, from right to left. Prints TAP.

    test-website.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import http.server
import json
import os
import subprocess
import sys
import threading
import urllib.request

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
import chromium
from studio import PICTURES, PROGRAM, Skip, main
from window import wait_for

HUB = os.path.join(os.path.dirname(PROGRAM), '..', 'hub', 'studio-os-hub')
CHATS = "SELECT count(*) FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.channel = 'web' AND m.direction = 'inbound'"
ROOT = "document.querySelector('studio-chat').shadowRoot"
TEXTS = f"[...{ROOT}.querySelectorAll('.m')].map(m => m.lastChild.textContent)"
PAGE = '''<!doctype html><html lang="{lang}" dir="{dir}"><head><title>Salsa Nord</title><link rel="stylesheet" href="/hostile.css"></head>
<body class="{body}"><h1>Salsa Nord</h1><p>Classes every evening.</p>{script}</body></html>'''
# What a page's style may do to everything on it.
HOSTILE = '''* { color: red !important; font-size: 40px !important; } div, section, button, form { display: none !important; } body { background: #fff; }
studio-chat { display: none !important; opacity: 0 !important; } .night { background: #101014; }'''


class Website(http.server.ThreadingHTTPServer):
    """The studio's: its policy allows the hub's script and calls, and nothing else."""
    daemon_threads = True

    def __init__(self):
        self.hub = None
        super().__init__(('127.0.0.1', 0), Request)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.url = f'http://127.0.0.1:{self.server_address[1]}'


class Request(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        hub, night, arabic = self.server.hub, 'night' in self.path, 'arabic' in self.path
        body, kind = HOSTILE, 'text/css'
        if not self.path.endswith('.css'):
            body, kind = PAGE.format(lang='ar' if arabic else 'en', dir='rtl' if arabic else 'ltr', body='night' if night else '',
                                     script=hub.pinned if 'pinned' in self.path else hub.script), 'text/html; charset=utf-8'
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Security-Policy', f"default-src 'none'; style-src 'self'; script-src {hub.url}; connect-src {hub.url}; "
                                                    "base-uri 'none'; require-trusted-types-for 'script'")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass


class Hub:
    def __init__(self, folder, site):
        self.folder, self.url = folder, None
        os.makedirs(folder)
        self.configure(site, 'http://127.0.0.1:1')
        self.start('127.0.0.1:0')
        self.stop()
        self.configure(site, self.url)
        self.start(self.address)
        said = subprocess.run([HUB, '--data', folder, '--check'], capture_output=True, text=True, check=True).stdout
        self.script, self.pinned = (line.split(': ', 1)[1] for line in said.splitlines() if '<script ' in line)

    def configure(self, site, url):
        with open(os.path.join(self.folder, 'hub.conf'), 'w') as file:
            file.write(f'[hub]\npublic-url={url}\n[chat website]\norigins={site}\ntitle=Salsa Nord\ncolour=#7a3cff\ngreeting=Hola! Ask us anything.\n')

    def start(self, address):
        self.process = subprocess.Popen([HUB, '--data', self.folder, '--listen', address], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        assert line.startswith('listening on '), line
        self.address = line.split()[-1]
        self.url = 'http://' + self.address

    def stop(self):
        self.process.terminate()
        assert self.process.wait(60) == 0
        self.process.stdout.close()

    def code(self):
        return subprocess.run([HUB, '--data', self.folder, '--pair'], capture_output=True, text=True, check=True).stdout.strip()


def need(run):
    if not run.browser:
        raise Skip('Chromium is not installed')


def shown(run, text):
    b = run.browser
    return b.until(text, lambda: text in (b.run(TEXTS) or []), lambda: (b.run(TEXTS), b.run(f"{ROOT}.querySelector('.note').textContent"),
                                                                        b.run('[document.hidden, localStorage.length]'), b.violations[-3:]))


def focused(run):
    return run.browser.run(f"document.activeElement.tagName == 'STUDIO-CHAT' ? {ROOT}.activeElement && ({ROOT}.activeElement.id || {ROOT}.activeElement.className) : ''")


def browser_picture(run, name):
    if PICTURES:
        os.makedirs(PICTURES, exist_ok=True)
        run.browser.picture(os.path.join(PICTURES, name + '.png'))


def test_away(run):
    """nobody is there: the chat asks for a name and a way to answer, and takes no half of it"""
    program = chromium.find()
    run.browser = None
    run.site = Website()
    run.hub = run.site.hub = Hub(os.path.join(run.desktop.folder, 'hub'), run.site.url)
    run.desktop.keyring()
    run.init()
    if not program:
        raise Skip('Chromium is not installed')
    run.browser = b = chromium.Chromium(program)
    b.open(run.site.url + '/')
    b.until('the chat', lambda: b.run(f"!!document.querySelector('studio-chat') && {ROOT}.querySelector('.open').getClientRects().length > 0"))
    assert b.run('localStorage.length') == 0 and b.run('document.cookie') == ''
    assert ('button', 'Chat with us') in b.names()
    browser_picture(run, 'website-closed')
    b.key('Tab')
    assert focused(run) == 'open', focused(run)
    b.key('Enter')
    b.until('the name', lambda: focused(run) == 'name')
    names = b.names()
    for one in (('dialog', 'Salsa Nord'), ('log', 'Salsa Nord'), ('button', 'Close chat'), ('textbox', 'Your name'), ('textbox', 'E-mail or telephone'),
                ('textbox', 'Your message'), ('button', 'Send')):
        assert one in names, (one, names)
    browser_picture(run, 'website-away')
    b.key('Tab')
    b.key('Tab')
    b.type('Please call me')
    b.key('Enter')
    b.until('what is missing', lambda: focused(run) == 'name')
    assert len(b.run(TEXTS)) == 1
    b.type('Ana')
    b.key('Tab')
    b.type('ana@example.org')
    b.key('Tab')
    b.key('Enter')
    shown(run, 'Please call me')
    b.until('it sent', lambda: 'Thank you' in b.run(f"{ROOT}.querySelector('.s').textContent"))
    assert b.run('localStorage.length') == 1
    b.key('Escape')
    b.until('it closed', lambda: focused(run) == 'open')


def test_join(run):
    """the owner joins the hub: the website is an account, the line for it can be copied, and what was left there arrives"""
    run.ctl('hub', 'pair', run.hub.url, run.hub.code())
    assert run.one("SELECT count(*) FROM account WHERE channel = 'web' AND name = 'Website' AND deleted_at IS NULL") == 1
    run.open()
    run.app.wait_focus()
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')
    run.app.wait_focus(start='127.0.0.1')
    run.tab_to('Copy the line for Website')
    run.picture('website-hub')
    run.desktop.key('Enter')
    run.app.find(start='The line was copied')
    if run.browser:
        run.until('the form', CHATS, lambda n: n == 1)
        text = run.one("SELECT m.text FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.channel = 'web'")
        assert text == 'Please call me\n\nName: Ana\nTo be reached at (as typed): ana@example.org', text
        # What she typed makes nobody of her: the visit is all that she is known by.
        assert run.ask("SELECT i.kind FROM identity i JOIN thread t ON t.contact_id = i.contact_id WHERE t.channel = 'web'") == [('web',)]
    run.close_dialogs()


def test_live(run):
    """she writes, the owner approves an answer in the window, she sees it, and only then it is delivered"""
    need(run)
    b = run.browser
    b.run('localStorage.clear()')
    b.open(run.site.url + '/pinned')
    b.until('the chat', lambda: b.run("!!document.querySelector('studio-chat')"))
    b.run(f"{ROOT}.querySelector('.open').focus()")
    b.key('Enter')
    b.until('the message', lambda: focused(run) == 'text')
    b.type('Is there a class on Tuesday? <b>&amp;')
    b.key('Enter')
    shown(run, 'Is there a class on Tuesday? <b>&amp;')
    b.until('it sent', lambda: b.run(f"{ROOT}.querySelector('.s').textContent") == 'Sent')
    assert focused(run) == 'text'
    run.until('her message', CHATS, lambda n: n == 2)
    run.undo_window(0)
    run.setting('undo.seconds.web', 0)
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='Visitor ', role='list item'))
    run.choose('Visitor ')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type('Yes, at seven')
    run.picture('website-window')
    run.desktop.key('Ctrl+Enter')
    shown(run, 'Yes, at seven')
    run.until('it delivered', "SELECT state FROM message WHERE text = 'Yes, at seven'", lambda state: state == 'delivered')
    assert run.one("SELECT count(*) FROM message WHERE text = 'Yes, at seven' AND practice = 0") == 1
    browser_picture(run, 'website-answered')


def test_left(run):
    """a visitor who left: the answer is kept and not called delivered; she has it when she comes back, also after the hub was started anew"""
    need(run)
    b = run.browser
    b.open('about:blank')
    run.choose('Visitor ')
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    run.desktop.type('Bring light shoes')
    run.desktop.key('Ctrl+Enter')
    state = "SELECT state FROM message WHERE text = 'Bring light shoes'"
    run.until('it sent', state, lambda state: state == 'accepted')
    run.hub.stop()
    run.hub.start(run.hub.address)
    assert run.one(state) == 'accepted'
    b.open(run.site.url + '/')
    b.until('the chat', lambda: b.run("!!document.querySelector('studio-chat')"))
    shown(run, 'Bring light shoes')
    assert b.run(TEXTS)[1:] == ['Is there a class on Tuesday? <b>&amp;', 'Yes, at seven', 'Bring light shoes']
    run.until('it delivered', state, lambda state: state == 'delivered')


def test_looks(run):
    """narrow, dark and from right to left: all of it is on the page and is read well; the page's policy had nothing to object to"""
    need(run)
    b = run.browser
    for path, width, scheme, right in (('/', 360, 'light', False), ('/night', 900, 'light', False), ('/arabic', 360, 'dark', True)):
        b.media(prefers_color_scheme=scheme, prefers_reduced_motion='reduce')
        b.resize(width, 640)
        b.open(run.site.url + path)
        b.until('the chat', lambda: b.run("!!document.querySelector('studio-chat')"))
        b.run(f"{ROOT}.querySelector('.open').click()")
        shown(run, 'Bring light shoes')
        box = b.run(f"(r => [r.left, r.top, r.right, r.bottom])({ROOT}.querySelector('.d').getBoundingClientRect())")
        assert 0 <= box[0] and box[2] <= width and 0 <= box[1] and box[3] <= 640, box
        assert right == (box[0] < width - box[2]) or width == 360, box
        assert b.run(f"getComputedStyle({ROOT}.querySelector('.w')).direction") == ('rtl' if right else 'ltr')
        assert b.run(f"{ROOT}.querySelector('.w').classList.contains('dark')") == (path == '/night')
        assert b.run(f"getComputedStyle({ROOT}.querySelector('.d')).animationName") == 'none'
        assert b.run(f"getComputedStyle({ROOT}.querySelector('.m')).fontSize") == '16px'
        assert b.run('document.documentElement.scrollWidth') <= width
        browser_picture(run, f"website-{width}-{path.strip('/') or 'page'}")
    assert not [text for text in b.violations if 'favicon' not in text], b.violations


def visit(run, what, body, token=None):
    """As a page of the website does."""
    headers = {'Origin': run.site.url, 'Content-Type': 'application/json', **({'Authorization': 'Bearer ' + token} if token else {})}
    request = urllib.request.Request(f'{run.hub.url}/chat/website/{what}', json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def test_closed(run):
    """outside of the studio's hours nobody is there, although the window is open; what is written then arrives all the same"""
    assert visit(run, 'hello', {})['away'] is False
    run.ctl('hours', 'set', json.dumps({'zone': 'Europe/Berlin', 'week': [[], [], [], [], [], [], []]}))
    before = run.one(CHATS)
    # An event ends the question of the window that waits at the hub, and with the next one it tells.
    visit(run, 'message', {'id': 'closed-message-1', 'text': 'Are you open on Sunday?'}, visit(run, 'visit', {})['token'])
    run.until('the message', CHATS, lambda n: n == before + 1)
    wait_for('the chat to say so', lambda: visit(run, 'hello', {})['away'] is True)


def test_end(run):
    """the window ends with an empty log"""
    if run.browser:
        run.browser.close()
    run.end()
    run.hub.stop()


if __name__ == '__main__':
    sys.exit(main([test_away, test_join, test_live, test_left, test_looks, test_closed, test_end]))
