"""The recovery story for the ear: a sheet and a backup on one computer, and on another the vault
brought back from them."""
import machines
import samples
from live import wait

# The platform's own window for saving a file is not ours to hear.
CHOSEN = '[chooses where to save it]'


def choose(task, title, path):
    """What is said from the moment on that the program has the keyboard again."""
    while not task.lines[-1].startswith('['):
        task.lines.pop()
    task.lines.append(CHOSEN)
    machines.choose(task.screen, title, path)
    start = len(task.lines)
    task.listen()
    own = [number for number, line in enumerate(task.lines[start:], start) if 'Coffret' in line]
    if own:
        del task.lines[start:own[-1]]


def keep_a_sheet(task):
    """The sheet that is asked for before the second credential, and then a backup."""
    pdf = task.work / 'sheet.pdf'
    task.wait_for_rows()
    task.press('ctrl+n')
    task.see('One More Key First?')
    task.press('Return')
    task.see('_Save as PDF…', 'button')
    task.reach('_Save as PDF…', 'button')
    task.press('Return')
    choose(task, 'Save the Recovery Sheet', pdf)
    groups = machines.code_on(pdf)
    task.press('Return')
    numbers = machines.asked_groups(task.screen)
    task.listen()
    task.type('zzzzz')
    task.press('Return')
    for number in numbers:
        task.reach(task.screen.words('Group %u').replace('%u', str(number)), 'text')
        task.press('ctrl+a')
        task.type(groups[number - 1].lower())
    task.press('Return')
    task.program.gone(task.text('Check the Sheet'))
    task.listen()


def bring_it_back(task):
    """Another computer: nothing but the backup and what is on the sheet."""
    task.press('Return')
    task.see('_Bring a vault back')
    task.reach('_Bring a vault back', key='Down')
    task.lines.append('[opens the backup in the file manager]')
    task.screen.give(task.work / 'kept.coffret')
    task.see('What the Backup Holds')
    task.reach('Code of the recovery sheet', 'password text')
    code = (task.work / 'code').read_text(encoding='utf-8').split()
    task.type(machines.carelessly(code[:-1]))
    task.press('Return')
    task.type(machines.carelessly(code[-1:]))
    task.press('Return')
    task.see('_Show My Vault', 'button')
    task.press('Return')
    task.wait_for_rows()


def make_vaults(build, language, work):
    """The vault "one" with the keyring alone, "sheet" with a sheet, and the backup of that."""
    files = sorted((work / 'samples').glob('[1-8]-*.json'))
    vault = work / 'vault'
    machine = machines.Machine(build, work / 'making', vault, language)
    title = samples.SAMPLES[0]['name']
    with machine.running('one') as screen:
        machines.make_by_keyring(screen, files[0])
    yield 'one'
    with machine.running('sheet') as screen:
        screen.program.see(title)
        screen.key('ctrl+n')
        screen.see('One More Key First?')
        screen.key('Return')
        code = machines.keep_sheet(screen, work / 'kept.pdf')
        machines.paste_code(screen, code)
        machines.closed(screen, 'Check the Sheet')
        screen.key('Escape')
        machines.preferences(screen, 'Recovery sheet')
        machines.go(screen, '_Back Up Now…', most=60)
        machines.choose(screen, 'Back Up the Vault', work / 'kept.coffret')
        # What says so may have gone again.
        wait('the backup', (work / 'kept.coffret').exists)
    (work / 'code').write_text(' '.join(code), encoding='utf-8')
    yield 'sheet'
