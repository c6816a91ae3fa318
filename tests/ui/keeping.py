"""Keys, sheet, backup and the way back, in pictures: the recovery story of a tour.

All of it on one desktop, so the second computer is the first one without its keys; then
what the story itself does not ask for.
"""
import samples
import trouble
from machines import (Machine, begin, bring_back, carelessly, go, look_after, open_by_sheet,
                      preferences, renew)


def merge(machine, backup, title):
    """The backup once more, into the vault that it is of."""
    with machine.running('merge') as screen:
        screen.program.see(title)
        screen.give(backup)
        screen.see('Add It to This Vault')
        screen.shoot('merge')
        go(screen, '_Add to This Vault', 'button')
        screen.see('_Close', 'button')
        screen.shoot('merged')
        screen.key('Return')
        screen.program.gone(screen.text('What the Backup Holds'))
        preferences(screen, 'Recovery sheet')
        screen.keyboard.reach(screen.text('Remove the recovery sheet'), most=60)
        screen.key('Return')
        screen.see('Remove the Recovery Sheet?')
        screen.shoot('remove-sheet')
        screen.key('Escape')
        screen.program.gone(screen.text('Remove the Recovery Sheet?'))
        screen.keyboard.reach(screen.text('_Choose a Passphrase…'), key='shift+Tab', most=60)
        screen.key('Return')
        screen.see('New passphrase')
        screen.shoot('choose-passphrase')


def merge_by_words(machine, groups, backup, title):
    """The same backup when the vault has another key: what opened it then opens it."""
    with machine.running('merge-by-words') as screen:
        screen.program.see(title)
        screen.give(backup)
        screen.see('Code of the recovery sheet')
        screen.shoot('merge-words')
        screen.type('not the code')
        screen.key('Return')
        screen.shoot('merge-wrong')
        screen.keyboard.reach(screen.text('Code of the recovery sheet'))
        screen.key('ctrl+a')
        screen.type(carelessly(groups))
        screen.key('Return')
        screen.see('Add It to This Vault')
        screen.shoot('merge-opened')


def vaults(machine, title):
    """What the list of vaults offers for the one that is open."""
    with machine.running('vaults') as screen:
        screen.program.see(title)
        for downs, seen, picture in ((0, 'Rename the Vault', 'vault-rename'),
                                     (1, 'Move the Vault', 'vault-move')):
            screen.key('ctrl+alt+v')
            screen.see('_Add a Vault…')
            screen.keyboard.reach(screen.text('_Add a Vault…'))
            screen.key('shift+Tab', 'space', *['Down'] * downs, 'Return')
            screen.see(seen)
            screen.shoot(picture)
            screen.key('Escape')
            screen.program.gone(screen.text(seen))
            screen.key('Escape')
            screen.program.gone(screen.text('_Add a Vault…'))


def damaged(machine, backup):
    """The vault cannot be read, and there is a backup."""
    trouble.zero(machine.vault / 'vault.db')
    with machine.running('damaged') as screen:
        screen.see('_Bring a Backup Back…', 'button')
        screen.shoot('door')
        screen.give(backup)
        screen.see('What the Backup Holds')
        screen.shoot('restore')


def visit(build, folder, work, language, options, size):
    """What GTK warned of meanwhile."""
    credentials = sorted((work / 'samples').iterdir())[:2]
    title = samples.SAMPLES[0]['name']
    backup = work / 'safe' / 'mine.coffret'
    backup.parent.mkdir()
    first = Machine(build, folder, work / 'kept', language, options, size)
    other = Machine(build, folder, work / 'back', language, options, size)
    groups = begin(first, credentials, work / 'first.pdf')
    groups = look_after(first, groups, work / 'second.pdf', backup)
    merge(first, backup, title)
    new = renew(first, groups, work / 'third.pdf', title)
    merge_by_words(first, groups, backup, title)
    vaults(first, title)
    open_by_sheet(first, groups, new, title)
    bring_back(other, groups, backup, title)
    damaged(other, backup)
    return first.complaints + other.complaints
