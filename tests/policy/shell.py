"""Shell scripts parse."""
import re
from tree import files, shebang, tool


def check(source, build):
    for path in files(source):
        interpreter = re.search(r'\b(ba|da)?sh\b', shebang(path))
        if path.suffix == '.sh' or interpreter:
            result = tool('bash', '-n', path)
            if result.returncode != 0:
                yield result.stderr.strip().replace(f'{source}/', '')
