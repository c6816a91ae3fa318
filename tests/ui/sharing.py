"""The pictures of sharing: a group for somebody, what they will see, the ways out, what was shared.

On the practice vault, then on a vault with many credentials that asks for
its passphrase before anything leaves.
"""
import json

import samples
from screen import PASSPHRASE, Screen

NAMES = {'en': ['City hospital, June', 'City hospital', 'I would be glad to tell you more.'],
         'fr': ['Hôpital, juin', 'Hôpital de la Ville', 'Je vous en dirai plus avec plaisir.'],
         'ar': ['المستشفى، يونيو', 'مستشفى المدينة', 'يسعدني أن أخبركم بالمزيد.'],
         'es': ['Hospital, junio', 'Hospital de la ciudad', 'Con gusto le cuento más.']}


def make_group(screen, language):
    """Of all credentials there are, for an employer."""
    screen.program.see('Wound care, level 2' if language == 'en' else '', 'list item')
    screen.key('ctrl+a')
    screen.key('ctrl+shift+s')
    screen.see('With Somebody New')
    screen.shoot('with-whom')
    screen.key('Return')
    screen.see('Name of the group')
    screen.key('ctrl+a')
    screen.type(NAMES[language][0])
    screen.keyboard.reach(screen.text('Their name, as they will read it'))
    screen.type(NAMES[language][1])
    screen.shoot('what-may-they-see')
    screen.key('Return')
    screen.see('What They Read')
    screen.see('What they can check')
    screen.shoot('group')


def look_at_group(screen, language):
    screen.keyboard.reach(screen.text('What can be done with “%s”').split('%s')[0], most=60)
    screen.shoot('group-members')
    screen.keyboard.reach(screen.text('_Change…'), most=200)
    screen.shoot('group-fields')
    screen.key('Return')
    screen.see('Who You Are')
    screen.shoot('fields')
    screen.key('Escape')
    screen.keyboard.reach(screen.text('Message to them'), 'text', 'entry', most=80)
    screen.type(NAMES[language][2])
    screen.shoot('group-words')


def look_at_preview(screen):
    screen.key('ctrl+shift+p')
    screen.see('How it goes along')
    screen.shoot('preview')
    for _ in range(12):
        screen.key('Tab')
    screen.shoot('preview-further')
    screen.key('Escape')


def choose_who(screen, name):
    screen.press('Add credentials to this group', 'button')
    screen.see('Search credentials to add')
    screen.shoot(name)
    screen.key('Escape')
    screen.program.gone(screen.text('Search credentials to add'))


def reach_way(screen, way):
    screen.keyboard.reach(screen.text(way), 'list item', most=40)


def open_ways(screen):
    screen.key('ctrl+shift+s')
    screen.see('What you share')


def share(screen):
    open_ways(screen)
    screen.shoot('share')
    reach_way(screen, 'For Learner Credential Wallet')
    screen.shoot('share-end')
    screen.key('Escape')
    open_ways(screen)
    reach_way(screen, 'E-Mail')
    screen.key('Return')
    screen.see('Attach the File Yourself')
    screen.shoot('share-letter')
    screen.key('Escape', 'Escape')
    screen.program.gone(screen.text('What you share'))


def only_one(screen):
    """As a code on the whole screen, for there is room for one."""
    open_ways(screen)
    screen.keyboard.reach(screen.text('What you share'))
    screen.key('space', 'End', 'Return')
    screen.program.see(screen.text('Show the code on the whole screen'), 'button')
    screen.shoot('share-one')
    screen.press('Show the code on the whole screen', 'button')
    screen.see('Hold the camera of the other device in front of this code.')
    screen.shoot('code')
    screen.key('Escape')


def as_text(screen):
    open_ways(screen)
    reach_way(screen, 'Text for a CV: List')
    screen.key('Return')
    screen.see('Show', 'button')
    screen.shoot('copied')


def what_was_shared(screen, language):
    screen.key('ctrl+alt+h')
    screen.program.see(NAMES[language][1], 'list item')
    screen.shoot('ledger')
    screen.keyboard.reach(NAMES[language][1], 'list item')
    screen.key('Return')
    screen.see('_Show It Again')
    screen.shoot('ledger-line')

    screen.key('Escape')
    screen.program.gone(screen.text('_Show It Again'))
    screen.key('Down', 'Return')  # the one before: the code
    screen.see('Look at It as _They Do')
    screen.keyboard.reach(screen.text('Look at It as _They Do'))
    screen.key('Return')
    screen.see('What Is in It')
    screen.shoot('received')
    screen.key('Escape', 'Escape')


def for_nobody_yet(screen):
    screen.key('ctrl+alt+g')
    screen.see('With Somebody New')
    screen.key('Return')
    screen.see('Name of the group')
    screen.key('Return')
    screen.see('What They Read')
    screen.shoot('empty-group')
    choose_who(screen, 'picker')


def on_practice(build, folder, language, options, size):
    screen = Screen(build, folder, '--practice', language, options)
    screen.resize(*size)
    try:
        make_group(screen, language)
        choose_who(screen, 'picker-nothing')
        look_at_group(screen, language)
        look_at_preview(screen)
        share(screen)
        only_one(screen)
        as_text(screen)
        what_was_shared(screen, language)
        for_nobody_yet(screen)
    finally:
        screen.close()
    return screen.complaints()


def many(folder):
    """Sixty files, with titles as long as they come."""
    folder.mkdir()
    for number in range(60):
        like = samples.SAMPLES[number % len(samples.SAMPLES)]
        (folder / f'{number:02d}.json').write_text(json.dumps(samples.credential(
            100 + number, f'{like["name"]}, part {number + 1}', like['issuer']['name'],
            like['validFrom'], 'Course')), encoding='utf-8')
    return sorted(folder.iterdir())


def ask_again(screen):
    screen.key('ctrl+comma')
    screen.see('Less _motion')
    screen.press('Vault', 'page tab', 'tab', 'toggle button', 'button')
    screen.see('Folder of the vault')
    screen.keyboard.reach(screen.text('Ask for your passphrase before you share'), most=60)
    screen.key('space')
    screen.shoot('ask-when')
    screen.key('Down', 'Return')
    screen.shoot('ask-every-time')
    screen.key('Escape')
    screen.program.gone(screen.text('Folder of the vault'))


def with_many(build, folder, work, language, options, size):
    screen = Screen(build, folder, work / 'many-vault', language, options)
    screen.resize(*size)
    try:
        screen.make_vault()
        screen.key('Return')
        screen.see('_Add Credentials…', 'button')
        screen.give(*many(work / 'many'))
        screen.press('_Done', 'button')
        screen.program.gone(screen.text('_Done'), 'button')
        screen.program.see(', part ', 'list item')
        ask_again(screen)
        screen.key('ctrl+a')
        screen.key('ctrl+shift+s')
        screen.see('With Somebody New')
        screen.key('Return')
        screen.see('Name of the group')
        screen.key('Return')
        screen.see('What They Read')
        screen.shoot('many')
        screen.keyboard.reach(screen.text('Show _More'), most=200)
        screen.shoot('many-further')
        screen.key('ctrl+shift+p')
        screen.see('How it goes along')
        screen.shoot('many-preview')
        screen.key('Escape')
        open_ways(screen)
        reach_way(screen, 'Text for a CV: List')
        screen.key('Return')
        screen.program.see('', 'password text')
        screen.shoot('ask')
        screen.type(PASSPHRASE)
        screen.key('Return')
        screen.see('Show', 'button')
        screen.shoot('asked')
    finally:
        screen.close()
    return screen.complaints()


def visit(build, folder, work, language, options, size):
    return (on_practice(build, folder, language, options, size)
            + with_many(build, folder / 'many', work, language, options, size))
