"""Disks that let one down: one that is small, one that may not be written to, and one that
turns read-only while it is written to.

Each is mounted in a namespace of its own, by a process that is gone afterwards.
"""
import ctypes
import fcntl
import json
import os
import shutil
import subprocess
import time
import traceback
from pathlib import Path

MS_RDONLY, MS_REMOUNT, MS_REC, MS_PRIVATE = 1, 32, 16384, 1 << 18
LOOP_SET_FD, LOOP_CLR_FD, LOOP_CTL_GET_FREE = 0x4C00, 0x4C01, 0x4C82
libc = ctypes.CDLL(None, use_errno=True)


class Missing(Exception):
    """This machine cannot do that."""


def mount(source, folder, kind, flags=0, data=''):
    if libc.mount(source.encode(), bytes(folder), kind.encode(), flags, data.encode()) != 0:
        raise OSError(ctypes.get_errno(), f'{folder} was not mounted')


def unmount(folder):
    if libc.umount2(bytes(folder), 0) != 0:
        raise OSError(ctypes.get_errno(), f'{folder} was not unmounted')


def apart(work, *arguments):
    """What WORK gives, in a process that may mount; what it raises, as words: (result, words)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        result, words = None, None
        try:
            user, group = os.getuid(), os.getgid()
            os.unshare(os.CLONE_NEWNS if user == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNS)
            if user != 0:
                Path('/proc/self/setgroups').write_text('deny')
                Path('/proc/self/uid_map').write_text(f'0 {user} 1')
                Path('/proc/self/gid_map').write_text(f'0 {group} 1')
            mount('none', Path('/'), '', MS_REC | MS_PRIVATE)
            result = work(*arguments)
        except Missing as missing:
            result = str(missing)
        except BaseException as reason:  # it must not return into the caller's code
            words = str(reason) or traceback.format_exc()
        os.write(writing, json.dumps([result, words]).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding='utf-8') as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else (None, 'the process that mounts died')


class Small:
    """4 MiB of memory."""

    def __init__(self, folder):
        self.folder = folder
        mount('none', folder, 'tmpfs', 0, 'size=4m')

    def leave(self, free):
        """So many bytes and no more."""
        ballast = self.folder / 'ballast'
        left = os.statvfs(self.folder)
        with open(ballast, 'wb') as file:
            file.write(bytes(max(0, left.f_bavail * left.f_bsize - free)))
        return ballast


class Locked:
    """Memory that can be made read-only, and writable again, between two acts."""

    def __init__(self, folder):
        self.folder = folder
        mount('none', folder, 'tmpfs', 0, 'size=64m')

    def set_read_only(self, read_only):
        mount('none', self.folder, 'tmpfs', MS_REMOUNT | (MS_RDONLY if read_only else 0))


class Failing:
    """An ext4 that can be made read-only while a file on it is open for writing, as it makes
    itself after an error: what was not flushed by then is lost."""

    def __init__(self, folder):
        tool = shutil.which('mkfs.ext4', path=os.environ['PATH'] + ':/usr/sbin:/sbin')
        if os.getuid() != 0 or tool is None:
            raise Missing('skipped: this needs to be root, and mkfs.ext4')
        folder.mkdir(exist_ok=True)
        mount('none', folder, 'tmpfs', 0, 'size=256m')
        self.folder, self.image, self.fresh = folder / 'disk', folder / 'image', folder / 'fresh'
        self.folder.mkdir()
        with open(self.fresh, 'wb') as file:
            file.truncate(24 << 20)
        subprocess.run([tool, '-q', '-F', '-J', 'size=4', self.fresh], check=True)
        try:
            os.mknod(folder / 'control', 0o20600, os.makedev(10, 237))
            with open(folder / 'control', 'rb') as control:
                number = fcntl.ioctl(control, LOOP_CTL_GET_FREE)
            self.device = folder / f'loop{number}'
            os.mknod(self.device, 0o60600, os.makedev(7, number))
        except OSError as reason:
            raise Missing(f'skipped: there are no loop devices ({reason})') from None

    def attach(self):
        """The file system in the image, mounted."""
        self.loop = os.open(self.device, os.O_RDWR)
        file = os.open(self.image, os.O_RDWR)
        fcntl.ioctl(self.loop, LOOP_SET_FD, file)
        os.close(file)
        mount(str(self.device), self.folder, 'ext4', 0, 'errors=remount-ro')

    def detach(self):
        unmount(self.folder)
        fcntl.ioctl(self.loop, LOOP_CLR_FD)
        os.close(self.loop)

    def begin(self, content):
        """A new one with what is in the folder CONTENT, all of it flushed."""
        shutil.copyfile(self.fresh, self.image)
        self.attach()
        shutil.copytree(content, self.folder / 'copy')
        os.sync()
        return self.folder / 'copy'

    def abort(self):
        mount('none', self.folder, '', MS_REMOUNT, 'abort')

    def wait_for_stop(self, log, process):
        """Of what strace stops: its number, or None where it came to its end before."""
        for _ in range(6000):
            for line in log.read_text().splitlines() if log.exists() else ():
                if 'stopped by SIGSTOP' in line:
                    return int(line.split()[0])
            if process.poll() is not None:
                return None
            time.sleep(0.005)
        raise OSError('neither stopped nor done')
