"""The pictures of sharing: a group for somebody, what they will see, the ways out, what was shared.

On the practice vault, by the keyboard alone.
"""
import time

from screen import Screen

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
    screen.keyboard.reach(screen.text('Message to them'), most=80)
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


def share(screen):
    screen.key('ctrl+shift+s')
    screen.see('What you share')
    screen.shoot('share')
    screen.key('End')
    screen.shoot('share-end')


def visit(build, folder, work, language, options, size):
    screen = Screen(build, folder, '--practice', language, options)
    screen.resize(*size)
    try:
        make_group(screen, language)
        look_at_group(screen, language)
        look_at_preview(screen)
        share(screen)
        screen.key('Escape')
        time.sleep(1)
        screen.key('ctrl+alt+h')
        screen.see('Nothing Shared Yet')
        screen.shoot('nothing-shared')
    finally:
        screen.close()
    return screen.complaints()
