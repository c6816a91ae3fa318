"""cppcheck's warnings that are seldom wrong."""
import os
from tree import files, tool

# Left out: what GLib makes untrue (its allocations never fail, its containers take what
# they are given; leaks are found by the sanitizers) and cppcheck's own trouble with macros.
UNTRUE = ['nullPointerOutOfMemory', 'ctunullpointerOutOfMemory', 'memleak',
          'leakNoVarFunctionCall', 'assertWithSideEffect', 'unknownMacro', 'syntaxError',
          'internalAstError', 'normalCheckLevelMaxBranches']
ARGUMENTS = ['--enable=warning,performance,portability', '--std=c11', '--quiet', '--inline-suppr',
             '--library=gtk', '--max-configs=1', '--check-level=normal',
             '--template={file}:{line}: {message} ({id})',
             *(f'--suppress={name}' for name in UNTRUE)]


def check(source, build):
    paths = files(source, '.c', under='src') if (source / 'src').exists() else []
    if not paths:
        return
    # What has not changed since is not looked at again.
    known = build / 'cppcheck'
    if build.is_dir():
        known.mkdir(exist_ok=True)
    remember = [f'--cppcheck-build-dir={known}'] if known.is_dir() else []
    result = tool('cppcheck', *ARGUMENTS, *remember, '-j', str(min(2, os.cpu_count() or 1)),
                  f'-I{source / "src"}', *paths)
    for line in result.stderr.splitlines():
        if line.strip() and not line.startswith('nofile:0'):
            yield line.removeprefix(f'{source}/')
