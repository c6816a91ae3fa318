"""Tasks of every day, for tasks.py: to keep what is on paper, to look round, and to share."""

WORDS = {'en': {'title': 'Sailing licence', 'issuer': 'Harbour school', 'date': 'May 2019',
                'group': 'Harbour, June', 'who': 'The Harbour', 'filter': 'type:badge'},
         'fr': {'title': 'Permis de voile', 'issuer': 'Ateliers du port', 'date': 'mai 2019',
                'group': 'Le port, juin', 'who': 'Le Port', 'filter': 'type:badge'}}


def type_it_in(task):
    """What is on paper only, with one slip that is told and mended."""
    words = WORDS[task.language]
    task.wait_for_rows()
    task.press('ctrl+shift+n')
    task.see('Who gave it to you')
    task.type(words['title'])
    task.reach('Who gave it to you', 'text', 'entry')
    task.type(words['issuer'])
    task.reach('Received on', 'text', 'entry')
    task.type('5/6/2019')
    task.press('Return', 'ctrl+a')
    task.type(words['date'])
    task.press('Return')
    task.see('The Original')


def look_round(task):
    """A filter, the list as a table, what needs attention, the overview as bars and as a table."""
    task.wait_for_rows()
    task.press('ctrl+f')
    task.type(WORDS[task.language]['filter'])
    task.press('Escape', 'ctrl+alt+c')
    task.press('Down', 'Right', 'Right', 'ctrl+alt+c')
    task.press('ctrl+alt+a')
    task.press('Tab', 'Tab', 'Tab')
    task.press('ctrl+alt+o')
    task.reach('As a _Table', 'toggle button', 'button')
    task.press('space', 'Tab', 'Down', 'Down')


def share_with_somebody(task):
    """All that is shown, to an employer: what they will see, then as words for a CV."""
    words = WORDS[task.language]
    task.wait_for_rows()
    task.press('ctrl+shift+s')
    task.see('With Somebody New')
    task.press('Return')
    task.see('Name of the group')
    task.press('ctrl+a')
    task.type(words['group'])
    task.reach('Their name, as they will read it', 'text', 'entry')
    task.type(words['who'])
    task.press('Return')
    task.see('What They Read')
    task.press('ctrl+shift+p')
    task.see('How it goes along')
    task.press('Tab', 'Tab', 'Tab', 'Tab', 'Escape')
    task.press('ctrl+shift+s')
    task.see('What you share')
    task.reach('Text for a CV: List', key='Tab', most=60)
    task.press('Return')
    task.press('ctrl+alt+h')
    task.program.see(words['who'], 'list item', patience=30)
    task.reach(words['who'], 'list item')
    task.press('Return')
    task.listen()
