"""The help, and what one shows to a helper: steps of the tour."""
from screen import Screen


def search(screen, language):
    screen.type({'en': 'paper lost', 'fr': 'papier perdu', 'es': 'papel perdido',
                 'ar': 'ورق ضائع'}[language])
    screen.see('The Recovery Sheet')
    screen.shoot('help-found')
    screen.key('ctrl+a')
    screen.type('zzz')
    screen.see('Show All _Pages', 'button')
    screen.shoot('help-nothing')
    screen.key('Escape')
    screen.see('First Steps')


def pages(screen):
    screen.shoot('help-list')
    screen.keyboard.reach(screen.text('Is It Real?'), most=60)
    screen.key('Return')
    screen.see('What do the signs mean?')
    screen.shoot('help-topic')
    screen.keyboard.reach(screen.text('_Show Me in a Lesson'), 'button', most=40)
    screen.shoot('help-topic-end')
    screen.key('F1')
    screen.see('First Steps')


def lesson(screen):
    """Of the credential that is open, F1 tells what its word means; and a lesson shows it."""
    screen.key('Home', 'Return')
    screen.see('The Original')
    screen.key('F1')
    screen.see('Is It Real?')
    screen.shoot('help-verdict')
    screen.keyboard.reach(screen.text('_Show Me in a Lesson'), 'button', most=40)
    screen.key('Return')
    screen.see('This box says if it is genuine.')
    screen.shoot('help-lesson')


def outline(screen):
    screen.keyboard.reach(screen.text('Get Help from Somebody'), most=60)
    screen.key('Return')
    screen.keyboard.reach(screen.text('_Show the Summary'), 'button', most=20)
    screen.key('Return')
    screen.see('_Copy')
    screen.shoot('help-outline')
    screen.keyboard.reach(screen.text('_Copy'), most=10)
    screen.key('Return')
    screen.see('Copied')
    screen.key('Escape', 'Escape', 'Escape')
    screen.program.gone(screen.text('First Steps'))


def visit(build, folder, work, language, options, size):
    screen = Screen(build, folder, '--practice', language, options)
    screen.resize(*size)
    try:
        screen.see('1', 'list item')
        screen.key('ctrl+n')
        screen.see('Drop Files Here')
        screen.key('F1')
        screen.see('How do I add files?')
        screen.shoot('help-add')
        screen.key('F1')
        screen.see('First Steps')
        search(screen, language)
        pages(screen)
        outline(screen)
        screen.key('Escape')
        screen.program.gone(screen.text('Drop Files Here'))
        lesson(screen)
    finally:
        screen.close()
    return screen.complaints()
