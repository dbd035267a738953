# SPDX-License-Identifier: MIT
"""A real file system in a file, which can be full and from which the power can be cut. Needs root and loop devices; it goes with the process."""
import ctypes
import fcntl
import os
import pathlib
import shutil
import struct
import subprocess
import time

# Nothing more is written from here on, not even what the journal has not written yet.
EXT4_IOC_SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
CLONE_NEWNS, MS_REC_PRIVATE = 0x20000, 0x44000


class Missing(Exception):
    """No file system can be made here; why."""


def call(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False, env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "LC_ALL": "C"})
    if done.returncode:
        raise Missing(f"{words[0]}: " + done.stderr.decode().strip().replace("\n", " ")[:200])


def leave_mounts_to_us():
    """What is mounted from here on is seen by this process alone, and goes with it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) or libc.mount(b"none", b"/", None, MS_REC_PRIVATE, None):
        raise Missing("no mounts of one's own: " + os.strerror(ctypes.get_errno()))


class Disk:
    def __init__(self, folder, megabytes):
        if os.geteuid():
            raise Missing("only root can mount a file system")
        if not shutil.which("mkfs.ext4", path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
            raise Missing("there is no mkfs.ext4")
        self.image, self.place = pathlib.Path(folder) / "image", pathlib.Path(folder) / "disk"
        self.place.mkdir(parents=True)
        with open(self.image, "wb") as file:
            file.truncate(megabytes << 20)
        call("mkfs.ext4", "-q", "-F", "-m", "0", self.image)
        self.mount()

    def mount(self):
        call("mount", "-t", "ext4", "-o", "loop", self.image, self.place)

    def settle(self):
        """All that was set up is on it."""
        call("sync", "-f", self.place)

    def cut(self):
        place = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(place, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(place)

    def unmount(self, seconds=60):
        """As soon as those who were killed have let go of it."""
        end = time.monotonic() + seconds
        while True:
            try:
                return call("umount", self.place)
            except Missing:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            # What went wrong is what counts, whoever is still there.
            call("umount", "--lazy", self.place)
        else:
            self.unmount()


def why_not(folder):
    """None where it works here."""
    try:
        leave_mounts_to_us()
        with Disk(folder, 16):
            return None
    except (Missing, OSError) as reason:
        return str(reason)
