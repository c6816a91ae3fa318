"""cppcheck's warnings that are seldom wrong."""
import os
from tree import files, tool

# Macros of GLib that cppcheck would otherwise take for unknown code.
ARGUMENTS = ['--enable=warning,performance,portability', '--std=c11', '--quiet',
             '--inline-suppr', '--library=gtk', '--max-configs=1', '--check-level=normal',
             '--suppress=unknownMacro', '--suppress=syntaxError', '--suppress=normalCheckLevelMaxBranches',
             '--template={file}:{line}: {message} ({id})']


def check(source, build):
    paths = files(source, '.c', under='src') if (source / 'src').exists() else []
    if not paths:
        return
    result = tool('cppcheck', *ARGUMENTS, '-j', str(min(2, os.cpu_count() or 1)),
                  f'-I{source / "src"}', *paths)
    for line in result.stderr.splitlines():
        if line.strip() and not line.startswith('nofile:0'):
            yield line.removeprefix(f'{source}/')
