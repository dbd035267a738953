#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Start of the program against an empty window, in one run: CPU time to the first frame, wall time, and memory.

    bench-start.py EMPTY STUDIO_OS STUDIOCTL

opens a studio with nothing in it, a demo, and the large one that SO_BIG_STUDIO names (made by so-big-studio).

Rounds are interleaved, so that a busy moment of the machine hits everyone alike; of each program the lower
quartile counts. A frame is there when the window is no longer black. Never a gate."""
import os
import subprocess
import sys
import tempfile
import time

from Xlib import X, display

ROUNDS = int(os.environ.get('SO_BENCH_ROUNDS', '9'))


def start_server():
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1400x900x24', '-nolisten', 'tcp', '-noreset'],
                              pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    number = b''
    while not number.endswith(b'\n'):
        number += os.read(read, 16)
    return server, ':' + number.decode().strip()



def schedstat_ms(pid):
    """CPU of all threads in ms, finer than the ticks of stat."""
    total = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        try:
            total += int(open(f'/proc/{pid}/task/{task}/schedstat').read().split()[0])
        except OSError:
            pass
    return total / 1e6


def memory_kb(pid):
    rows = dict(line.split(':', 1) for line in open(f'/proc/{pid}/smaps_rollup') if ':' in line)
    return int(rows['Pss'].split()[0])


def has_frame(window):
    try:
        size = window.get_geometry()
        if size.width < 200:
            return False
        # Before the first frame an X window is black; no theme of ours is.
        picture = window.get_image(size.width // 2, size.height // 2, 8, 8, X.ZPixmap, 0xffffffff).data
        return any(picture[i] for i in range(len(picture)) if i % 4 != 3)
    except Exception:
        return False


def run(connection, environment, command):
    root = connection.screen().root
    began = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while time.monotonic() - began < 60:
            for window in root.query_tree().children:
                if window.get_attributes().map_state == X.IsViewable and has_frame(window):
                    wall, cpu = (time.monotonic() - began) * 1000, schedstat_ms(program.pid)
                    time.sleep(1.5)
                    return cpu, wall, memory_kb(program.pid)
            time.sleep(0.004)
        raise SystemExit(f'{command[0]} showed no frame within a minute')
    finally:
        program.terminate()
        program.wait()


def make_studios(studioctl, home):
    studios = [('nothing', os.path.join(home, 'nothing')), ('the demo', os.path.join(home, 'demo'))]
    subprocess.run([studioctl, '--data', studios[0][1], 'init', '--name', 'Bench', '--kind', 'dance'], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([studioctl, '--data', studios[1][1], 'demo'], check=True, stdout=subprocess.DEVNULL)
    if os.environ.get('SO_BIG_STUDIO'):
        studios.append((os.path.basename(os.environ['SO_BIG_STUDIO']), os.environ['SO_BIG_STUDIO']))
    return studios


def quartile(values):
    return sorted(values)[len(values) // 4]


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    empty, studio, studioctl = sys.argv[1:4]
    server, name = start_server()
    with tempfile.TemporaryDirectory() as home:
        programs = {'empty window': [empty]}
        for label, folder in make_studios(studioctl, home):
            programs[f'studio-os with {label}'] = [studio, '--data', folder]
        environment = dict(os.environ, DISPLAY=name, HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home,
                           XDG_RUNTIME_DIR=home, GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DISABLE='gl,vulkan',
                           GSETTINGS_BACKEND='memory', GIO_USE_VFS='local', DBUS_SESSION_BUS_ADDRESS='disabled:', ADW_DISABLE_PORTAL='1',
                           STUDIO_OS_NON_UNIQUE='1')
        environment.pop('WAYLAND_DISPLAY', None)
        results = {key: [] for key in programs}
        connection = display.Display(name)
        try:
            for _ in range(ROUNDS + 1):
                for key, command in programs.items():
                    results[key].append(run(connection, environment, command))
        finally:
            server.terminate()
    base = None
    for key, rows in results.items():
        rows = rows[1:]   # the first round warms the caches
        cpu, wall, memory = (quartile([row[i] for row in rows]) for i in range(3))
        base = base or (cpu, wall, memory)
        print(f'{key}: CPU to first frame {cpu:.0f} ms ({cpu / base[0]:.2f} x empty), wall {wall:.0f} ms ({wall / base[1]:.2f} x), '
              f'memory {memory / 1024:.1f} MB ({memory / base[2]:.2f} x)', flush=True)


main()
