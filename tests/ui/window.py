# SPDX-License-Identifier: MIT
"""Drives the real window from outside: a display and a bus of its own, real key presses, the
accessibility tree to look, SQLite to check. Nothing waits a fixed time for a result: a key press
returns when the program has taken it, and everything else is looked for until it is there."""
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from gi.repository import GLib

PLAIN_KEYS = {'Ctrl': 'Control_L', 'Alt': 'Alt_L', 'Shift': 'Shift_L', 'Enter': 'Return', 'Esc': 'Escape', 'Space': 'space',
              ' ': 'space', '\n': 'Return', '/': 'slash', '?': 'question', '.': 'period', ',': 'comma', '!': 'exclam', '#': 'numbersign',
              '-': 'minus', ':': 'colon', "'": 'apostrophe', '(': 'parenleft', ')': 'parenright', '_': 'underscore', '~': 'asciitilde',
              '@': 'at', '+': 'plus', '=': 'equal', '*': 'asterisk', '"': 'quotedbl', ';': 'semicolon'}


# A wait that ends well costs nothing, so it may be long: a machine can be twenty times slower than this one.
PATIENCE = 90.0


def pump():
    """Lets the accessibility library take in what the program told it."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


class Ended(Exception):
    """The program is not there any more: nothing to wait for."""


def wait_for(what, look, seconds=PATIENCE):
    """The first true value of look(); what it raises counts as not yet."""
    end = time.monotonic() + seconds
    trouble = ''
    while True:
        pump()
        try:
            value = look()
            if value:
                return value
        except Ended:
            raise
        except Exception as error:          # a tree that changes while it is read
            trouble = f' ({type(error).__name__}: {error})'
        if time.monotonic() > end:
            raise AssertionError(f'not within {seconds} s: {what}{trouble}')
        time.sleep(0.015)


class Desktop:
    """Xvfb, a session bus and empty folders, until it is closed."""

    def __init__(self, size=(1700, 1000)):
        self.folder = tempfile.mkdtemp(prefix='studio-ui-')
        self.children = []
        self.env = {k: v for k, v in os.environ.items() if k not in ('WAYLAND_DISPLAY', 'DISPLAY', 'AT_SPI_BUS_ADDRESS', 'GTK_A11Y')}
        for name, sub in (('HOME', 'home'), ('XDG_DATA_HOME', 'data'), ('XDG_CONFIG_HOME', 'config'), ('XDG_CACHE_HOME', 'cache'),
                          ('XDG_STATE_HOME', 'state'), ('XDG_RUNTIME_DIR', 'run')):
            self.env[name] = os.path.join(self.folder, sub)
            os.makedirs(self.env[name], 0o700)
        self.env.update(GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DISABLE='gl,vulkan', GSETTINGS_BACKEND='memory', GIO_USE_VFS='local',
                        LC_ALL='C.UTF-8', TZ='Europe/Berlin', ADW_DISABLE_PORTAL='1', G_DEBUG='', NO_COLOR='1',
                        GTK_IM_MODULE='gtk-im-context-simple', G_MESSAGES_DEBUG='studio-os')
        # No key repeats by itself: where this process has to wait between press and release, a letter would be typed twice.
        self.env['DISPLAY'] = ':' + self._answer(['Xvfb', '-displayfd', '{fd}', '-screen', '0', '%dx%dx24' % size, '-noreset', '-nolisten', 'tcp',
                                                  '-ardelay', '86400000'])
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._answer(['dbus-daemon', '--session', '--nofork', '--print-address={fd}'])
        for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'HOME'):
            os.environ[name] = self.env[name]
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        from Xlib import X, XK, display
        from Xlib.ext import xtest
        from Xlib.protocol.event import ClientMessage
        self.Atspi, self.X, self.XK, self.xtest, self.ClientMessage = Atspi, X, XK, xtest, ClientMessage
        Atspi.init()
        Atspi.set_timeout(int(PATIENCE * 1000), int(PATIENCE * 1000))
        self.display = display.Display(self.env['DISPLAY'])
        self.root = self.display.screen().root
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.app_in_front = None
        self.pings = 0

    def _answer(self, command):
        """Starts a server that writes one line when it is ready. Read to its end: Xvfb dies of a pipe closed too early."""
        reader, writer = os.pipe()
        child = subprocess.Popen([part.format(fd=writer) for part in command], env=self.env, pass_fds=(writer,), start_new_session=True,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.children.append(child)
        os.close(writer)
        with os.fdopen(reader) as lines:
            line = lines.readline().strip()
        if not line:
            raise RuntimeError(f'{command[0]} did not start')
        return line

    def keyring(self):
        """A key ring that is open and empty."""
        child = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets',
                                  '--control-directory=' + os.path.join(self.env['XDG_RUNTIME_DIR'], 'keyring')],
                                 env=self.env, stdin=subprocess.PIPE, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.children.append(child)
        child.stdin.write(b'studio')
        child.stdin.close()
        ask = ['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner',
               'string:org.freedesktop.secrets']
        wait_for('the key ring', lambda: 'boolean true' in subprocess.run(ask, env=self.env, capture_output=True, text=True).stdout)

    def close(self):
        try:
            self.display.close()
        except Exception:
            pass
        for child in reversed(self.children):
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in self.children:
            try:
                child.wait(3)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    # Input

    def _code(self, name):
        """Key code and whether it needs Shift."""
        name = PLAIN_KEYS.get(name, name)
        symbol = self.XK.string_to_keysym(name) or (ord(name) if len(name) == 1 else 0)
        for code, index in self.display.keysym_to_keycodes(symbol):
            if index in (0, 1):
                return code, index == 1
        raise KeyError(name)

    def _send(self, strokes):
        """[(kind, code)] at once, so that nothing can come between a press and its release, or between g and i."""
        if self.app_in_front and os.path.exists(self.app_in_front.log):
            self.app_in_front.noted_before = os.path.getsize(self.app_in_front.log)
        for kind, code in strokes:
            self.xtest.fake_input(self.display, kind, code)
        self.display.sync()

    def _strokes(self, combo):
        parts = combo.split('+') if len(combo) > 1 else [combo]
        codes = []
        for part in parts:
            code, shift = self._code(part)
            if shift and 'Shift' not in parts:
                codes.append(self._code('Shift')[0])
            codes.append(code)
        return [(self.X.KeyPress, code) for code in codes] + [(self.X.KeyRelease, code) for code in reversed(codes)]

    def key(self, *combos, taken=True):
        """key('Ctrl+Return'), key('g', 'i'): back when the program has done what it does at once with them."""
        self._send([stroke for combo in combos for stroke in self._strokes(combo)])
        if taken:
            self.taken()

    def press(self, code):
        self._send([(self.X.KeyPress, code), (self.X.KeyRelease, code)])
        self.taken()

    def with_layout(self, changes, use):
        """use(code) while the keys of @changes bear other symbols ({'j': 'Cyrillic_o'})."""
        self.XK.load_keysym_group('cyrillic')
        for name, symbol in changes.items():
            code, _ = self._code(name)
            kept = self.display.get_keyboard_mapping(code, 1)
            self.display.change_keyboard_mapping(code, [(self.XK.string_to_keysym(symbol),) * len(kept[0])])
            self.taken()
            try:
                use(code)
            finally:
                self.display.change_keyboard_mapping(code, kept)
                self.taken()

    def point(self, place):
        """Moves the pointer there."""
        self.xtest.fake_input(self.display, self.X.MotionNotify, x=int(place[0]), y=int(place[1]))
        self.display.sync()
        self.taken()

    def click(self, place, button=1):
        """Presses a button of the pointer there, where something has to stand still, and lets it go at once."""
        self.point(place)
        self._send([(self.X.ButtonPress, button), (self.X.ButtonRelease, button)])
        self.taken()

    def wheel(self, down, modifier=None):
        """The wheel under the pointer: so many clicks down, or up where it is less than 0. @modifier: a key that is down meanwhile."""
        button = 5 if down > 0 else 4
        self._send([(self.X.KeyPress, self._code(modifier)[0])] if modifier else [])
        self._send([(self.X.ButtonPress, button), (self.X.ButtonRelease, button)] * abs(down))
        self.taken()
        self._send([(self.X.KeyRelease, self._code(modifier)[0])] if modifier else [])
        self.taken()

    def drag(self, start, end, steps=12, rest=30, modifier=None, held=None):
        """Presses the first button at @start, and lets it go at @end, places on the display. The program takes every step before the next one; what is
        dragged and what it is over talk to each other through the display meanwhile, for as long as the hand trembles (@rest). @modifier: a key that is
        down from before the first step until after the last one; @held: is called before it is let go."""
        def go(x, y):
            self.xtest.fake_input(self.display, self.X.MotionNotify, x=int(x), y=int(y))
            self.display.sync()
            self.taken()

        go(*start)
        self._send([(self.X.KeyPress, self._code(modifier)[0])] if modifier else [])
        self._send([(self.X.ButtonPress, 1)])
        self.taken()
        for i in range(1, 5):            # it has to be far enough to be no click
            go(start[0] + 5 * i, start[1] + 2 * i)
            time.sleep(0.01)
        for i in range(1, steps + 1):
            go(start[0] + (end[0] - start[0]) * i / steps, start[1] + (end[1] - start[1]) * i / steps)
        for i in range(rest):
            go(end[0] + i % 2, end[1])
            time.sleep(0.005)
        try:
            if held:
                held()
        finally:
            self._send([(self.X.ButtonRelease, 1)])
            self.taken()
            self._send([(self.X.KeyRelease, self._code(modifier)[0])] if modifier else [])
            self.taken()

    def point(self, place):
        """The pointer to @place on the display."""
        self.xtest.fake_input(self.display, self.X.MotionNotify, x=int(place[0]), y=int(place[1]))
        self.display.sync()
        self.taken()

    def hold(self, name, times):
        """A key that repeats: presses without releases, as the X server makes them for GTK."""
        code, _ = self._code(name)
        self._send([(self.X.KeyPress, code)] * times + [(self.X.KeyRelease, code)])
        self.taken()

    def type(self, text):
        self.key(*text)

    def taken(self):
        """Back when the program has taken all that was sent to it: it answers the ping of a window manager in the order
        in which things came, after the keys before it. What it does on other threads or at the next frame is not done then."""
        app = self.app_in_front
        if not app or app.process.poll() is not None:
            self.display.sync()
            return
        self.pings += 1
        protocols, ping = self.display.intern_atom('WM_PROTOCOLS'), self.display.intern_atom('_NET_WM_PING')
        app.window.send_event(self.ClientMessage(window=app.window, client_type=protocols, data=(32, [ping, self.pings, app.window.id, 0, 0])))
        self.display.flush()
        end = time.monotonic() + PATIENCE
        while app.process.poll() is None:
            while self.display.pending_events():
                event = self.display.next_event()
                if event.type == self.X.ClientMessage and list(event.data[1][:2]) == [ping, self.pings]:
                    pump()
                    return
            pump()
            if time.monotonic() > end:
                raise AssertionError('the program takes no keys')
            select.select([self.display.fileno()], [], [], 0.02)

    def app(self, command, **env):
        return App(self, command, env)


class App:
    """The program under test and its one window."""

    def __init__(self, desktop, command, env):
        self.desktop = desktop
        self.Atspi = desktop.Atspi
        self.log = os.path.join(desktop.folder, f'app{len(desktop.children)}.log')
        self.noted_before = 0
        with open(self.log, 'w') as log:
            self.process = subprocess.Popen(command, env={**desktop.env, **env}, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        desktop.children.append(self.process)
        self.attach()

    def attach(self):
        """To the window of the process."""
        desktop = self.desktop
        self.window = wait_for('a window on the display', self._window)
        self.root = wait_for('the program in the accessibility tree', self._application)
        self.root.set_cache_mask(self.Atspi.Cache.NONE)
        self.frame = wait_for('its frame', lambda: self.root.get_child_at_index(0))
        desktop.app_in_front = self
        self.focus_node = None
        self.listener = self.Atspi.EventListener.new(self._on_focus)
        self.listener.register('object:state-changed:focused')
        self.focus()

    def _window(self):
        self.check_runs()
        for child in self.desktop.root.query_tree().children:
            attributes, size = child.get_attributes(), child.get_geometry()
            if attributes.map_state == self.desktop.X.IsViewable and size.width > 200 and size.height > 200:
                return child
        return None

    def _application(self):
        desktop = self.Atspi.get_desktop(0)
        desktop.clear_cache_single()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def focus(self):
        self.desktop.display.set_input_focus(self.window, self.desktop.X.RevertToParent, self.desktop.X.CurrentTime)
        self.desktop.taken()

    def resize(self, width, height):
        # libadwaita 1.7 comes down when a window shrinks while one of its dialogs still slides away, also in programs of thirty lines.
        time.sleep(0.6)
        self.window.configure(width=width, height=height)
        self.desktop.taken()
        wait_for('the new size', lambda: self.window.get_geometry().width == width and self.size(self.frame)[0] == width)
        # What has another form at this width, as a dialog has, gets it with the next frames, and loses the focus by that.
        time.sleep(0.4)

    def check_runs(self):
        if self.process.poll() is not None:
            with open(self.log, errors='replace') as log:
                raise Ended(f'the program ended with {self.process.returncode} and said: {log.read()[-3000:]}')

    # The tree

    def walk(self, node=None, depth=60):
        if depth == 60:
            self.check_runs()
        node = node or self.frame
        yield node
        if not depth:
            return
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is None or not child.get_state_set().contains(self.Atspi.StateType.SHOWING):
                continue
            yield from self.walk(child, depth - 1)

    def look(self, name=None, role=None, within=None, start=None):
        """The first thing shown with this name and role, or None."""
        for node in self.walk(within):
            if role and node.get_role_name() != role:
                continue
            label = node.get_name() or ''
            if (name is None or label == name) and (start is None or label.startswith(start)):
                return node
        return None

    def find(self, name=None, role=None, within=None, start=None, seconds=PATIENCE):
        plain = not role and not within
        return wait_for(f'{role or "something"} named {name or start!r}', lambda: self.look(name, role, within, start) or plain and self.was_noted(name, start), seconds)

    def was_noted(self, name, start):
        """A note stands for three seconds, and a walk through the tree may take as long: whether it was said since the last key."""
        return any(line == name or start and line.startswith(start) for line in self.said('said: ', self.noted_before))

    def gone(self, name=None, role=None, seconds=PATIENCE, start=None):
        wait_for(f'{name or start!r} gone', lambda: not self.look(name, role, None, start), seconds)

    def _on_focus(self, event, *_):
        if event.detail1:
            self.focus_node = event.source

    def _told(self):
        try:
            if self.focus_node:
                self.focus_node.clear_cache_single()
            if self.focus_node and self.focus_node.get_state_set().contains(self.Atspi.StateType.FOCUSED):
                return self.focus_node
        except Exception:          # what had it is gone
            pass
        return None

    def focused(self):
        """What has the focus: as it was told, or where that is out of date, by looking at everything. None: nothing, or nothing yet."""
        for _ in range(10):
            pump()
            node = self._told()
            if node:
                return node
            time.sleep(0.01)          # news of it come on another way than answers
        last = None
        try:
            for node in self.walk():
                if node.get_state_set().contains(self.Atspi.StateType.FOCUSED):
                    last = node
        except Exception:          # a tree that changes while it is read
            return self._told()
        self.focus_node = last
        return last

    def focus_name(self):
        """(role, name) of what has the focus; empty where nothing has."""
        try:
            node = self.focused()
            return (node.get_role_name(), node.get_name() or '') if node else ('', '')
        except Exception:
            return '', ''

    def typing(self):
        return self.focus_name()[0] in ('text', 'entry')

    def wait_focus(self, name=None, role=None, start=None, seconds=PATIENCE):
        seen = []

        def look():
            node = self.focused()
            label = node.get_name() or '' if node else ''
            seen[:] = [node and (node.get_role_name(), label)]
            if not node or (role and node.get_role_name() != role):
                return None
            return node if (name is None or label == name) and (start is None or label.startswith(start)) else None
        try:
            return wait_for(f'focus on {role or ""} {name or start!r}', look, seconds)
        except AssertionError as error:
            raise AssertionError(f'{error}; it is on {seen}') from None

    def text(self, node):
        return self.Atspi.Text.get_text(node, 0, self.Atspi.Text.get_character_count(node))

    def states(self, node):
        return {state.value_nick for state in node.get_state_set().get_states()}

    def size(self, node):
        extents = self.Atspi.Component.get_extents(node, self.Atspi.CoordType.WINDOW)
        return extents.width, extents.height

    def middle(self, node):
        """Where the middle of @node is on the display."""
        extents, frame = (self.Atspi.Component.get_extents(n, self.Atspi.CoordType.WINDOW) for n in (node, self.frame))
        origin = self.window.translate_coords(self.desktop.root, 0, 0)
        # Places are told without the shadow of the window, twice.
        return -origin.x + extents.x - 2 * frame.x + extents.width // 2, -origin.y + extents.y - 2 * frame.y + extents.height // 2

    # The rest

    def warnings(self):
        with open(self.log, errors='replace') as log:
            lines = [line.strip() for line in log if 'WARNING' in line or 'CRITICAL' in line or 'ERROR' in line]
        # GTK's text view may still be measuring lines while it is drawn, and then moves the slider of its own scrollbar: GTK's affair.
        # Its entries may still blink when a text is selected by Tab, find that out by themselves, and stop. Its file dialog takes rows out of its
        # tree that are out already. A clamp measures what it holds at two widths, and at the smaller one lines may be a pixel less high.
        known = ('Trying to snapshot GtkGizmo', 'unexpected blinking selection', 'gtk_tree_store_remove')
        return [line for line in lines if not any(word in line for word in known) and not ('AdwClamp' in line and 'natural size must be >= min size' in line)]

    def picture(self, path):
        from PIL import Image
        size = self.window.get_geometry()
        raw = self.window.get_image(0, 0, size.width, size.height, self.desktop.X.ZPixmap, 0xffffffff)
        Image.frombytes('RGB', (size.width, size.height), raw.data, 'raw', 'BGRX').save(path)

    def count_pixels(self, red, green, blue):
        """How much of the window has exactly this colour."""
        size = self.window.get_geometry()
        raw = self.window.get_image(0, 0, size.width, size.height, self.desktop.X.ZPixmap, 0xffffffff).data
        colour = bytes((blue, green, red))
        return sum(raw[i:i + 3] == colour for i in range(0, len(raw), 4))

    def save_as(self, path, first=None):
        """Types @path into the window that asks where; it has the keyboard then, as a window manager would give it, and gives it back. @first: the key that makes
        it ask for a path, where it shows a list."""
        desktop = self.desktop

        def look():
            for child in desktop.root.query_tree().children:
                attributes, size = child.get_attributes(), child.get_geometry()
                if child.id != self.window.id and attributes.map_state == desktop.X.IsViewable and size.width > 200 and size.height > 150:
                    return child
            return None
        dialog = wait_for('the dialog', look)
        desktop.display.set_input_focus(dialog, desktop.X.RevertToParent, desktop.X.CurrentTime)
        desktop.display.sync()
        if first:
            wait_for('the list', lambda: self.focused() is not None)
            desktop.key(first, taken=False)
        field = self.wait_focus(role='text')
        desktop.key('Ctrl+a')
        desktop.type(path)
        wait_for('the path', lambda: self.text(field) == path)
        for _ in range(3):              # the first may only take what the field proposes
            desktop.key('Enter')
            try:
                wait_for('the dialog to be gone', lambda: not look(), 5)
                break
            except AssertionError:
                continue
        wait_for('the dialog to be gone', lambda: not look())
        self.focus()

    def said(self, start, offset=0):
        """What the program noted for whoever looks for a mistake: its lines that begin so, from this byte of its log on."""
        with open(self.log, errors='replace') as log:
            log.seek(offset)
            return [line.split(start, 1)[1].strip() for line in log if start in line]

    def quit(self):
        """By Ctrl+Q, as its owner would; the exit status."""
        self.desktop.key('Ctrl+q', taken=False)
        return self.process.wait(PATIENCE)


def ask(database, query, *arguments):
    connection = sqlite3.connect(f'file:{database}?mode=ro', uri=True, timeout=PATIENCE)
    try:
        return connection.execute(query, arguments).fetchall()
    finally:
        connection.close()
