"""Every act can be done by the keyboard alone, and every key, item and button has an act.

An act that is installed has a key (src/app/shortcuts.c), an item of a menu or a control that the
Tab key comes to; what is neither written in Blueprint nor given to a menu or a control where it is
named stands in BY_HAND, with the way that was looked at. Every gesture stands in TWINS, with the
acts that do the same without it, and whatever cannot have the focus in PASSED.
"""
import re
from tree import code, files

NAME = r'[a-z]+\.[a-z]+(?:-[a-z]+)*'
INSTALLED = re.compile(rf'class_install_(?:property_)?action\s*\(\s*\w+,\s*"({NAME})"|'
                       rf'\{{ "({NAME})", (?:NULL|"[^"]*"), do_\w+')
OF_APPLICATION = re.compile(r'\{ \.name = "([a-z-]+)", \.activate')
SHORTCUT = re.compile(rf'NC_ \("shortcut window", "[^"]*"\),\s*"[^"]*",\s*"([^"]+)"')
BLUEPRINT = re.compile(rf'\baction(?:-name)?: (?:"({NAME})|"action\(({NAME})\))')
FUNCTION = re.compile(r'^(\w+) \(([^;{}]*?)\)\n\{\n(.*?)^\}', re.M | re.S)
# What puts an act into a menu, or onto a control that the Tab key comes to.
GIVES = {'g_menu_append', 'g_menu_item_set_action_and_target',
         'g_menu_item_set_action_and_target_value', 'gtk_actionable_set_action_name'}
# What is named here becomes the act of a row, which is named there.
ROWS = {'src/app/figures.c': 'src/app/widgets/figure-row.c',
        'src/app/attention-text.c': 'src/app/widgets/matter-row.c'}
# The toolkit's own.
STOCK = {'window.close', 'navigation.push', 'navigation.pop'}
# Where the way is a control of another kind, or the act is none of a person's.
BY_HAND = {
    'add.join-versions': 'the buttons of an outcome (widgets/outcome-row.c)',
    'add.keep-apart': 'the buttons of an outcome (widgets/outcome-row.c)',
    'app.attention': 'the notice of the desktop; in the window vault.show, which has a key',
    'app.language': 'the row for the language, in the preferences (language-row.c)',
    'app.open-vault': 'the rows of the dialog for vaults (dialogs/vaults-dialog.c)',
    'app.person': 'the rows of the dialog for people, and win.next-person, which has a key',
    'app.repeat': 'none of a person’s: the program tells itself (application.c)',
    'vault.show-share': 'the page of what was shared, which has a key (vault.show)',
    'vault.add-members': 'members.add, a button',
    'vault.share-search': 'vault.share-shown, a key and a button',
    'vault.keep-search': 'list.keep-search, a key and a button',
    'win.keep-received': 'the button of what was received (dialogs/received-dialog.c)',
}
GESTURE = re.compile(r'\bgtk_((?:gesture_\w+|drag_source|drop_target|drop_target_async|'
                     r'event_controller_(?:motion|scroll|legacy)|drop_controller_motion))_new\b')
BLUEPRINT_GESTURE = re.compile(r'\b(Gesture\w+|DragSource|DropTarget\w*|DropControllerMotion|'
                               r'EventController(?:Motion|Scroll|Legacy))\s*\w*\s*\{')
# (file, gesture): what it does, and the acts that do it without a pointer.
CREDENTIAL_MENU = ('the menu of a credential', ['list.menu'])
PLACE_MENU = ('the menu of a compartment or a group', ['sidebar.menu'])
FILES_IN = ('files are added', ['win.add', 'win.choose-files', 'win.choose-folder', 'win.paste'])
CREDENTIALS_OUT = ('credentials are put, taken, shared or thrown away; files leave as copies',
                   ['vault.put', 'several.put', 'vault.share', 'several.share', 'list.delete',
                    'list.move', 'vault.copy', 'several.export-folder'])
TWINS = {
    ('src/app/arrange.c', 'drop_target'): ('a credential is moved in its compartment',
                                           ['list.move']),
    ('src/app/dialogs/add-dialog.c', 'drop_target'): FILES_IN,
    ('src/app/dialogs/check-dialog.c', 'drop_target'): (
        'a file is checked', ['check.choose-files', 'check.paste']),
    ('src/app/lock-watch/idle-source.c', 'event_controller_legacy'): (
        'somebody is there: keys are heard as well', []),
    ('src/app/pages/attachments-section.c', 'drop_target'): (
        'files are attached', ['credential.attach', 'credential.attach-copied']),
    ('src/app/pages/group-members.c', 'drag_source'): ('another place', ['members.key']),
    ('src/app/pages/group-members.c', 'drop_target'): ('another place', ['members.key']),
    ('src/app/pages/group-members.c', 'gesture_click'): ('the menu', ['members.key']),
    ('src/app/pages/group-members.c', 'gesture_long_press'): ('the menu', ['members.key']),
    # A click also chooses one more, or one less: the space bar does.
    ('src/app/pages/list-rows.c', 'gesture_click'): CREDENTIAL_MENU,
    ('src/app/pages/list-rows.c', 'gesture_long_press'): CREDENTIAL_MENU,
    ('src/app/pages/list-rows.c', 'drag_source'): CREDENTIALS_OUT,
    ('src/app/pages/list-table.c', 'gesture_click'): CREDENTIAL_MENU,
    ('src/app/pages/list-table.c', 'gesture_long_press'): CREDENTIAL_MENU,
    ('src/app/pages/list-table.c', 'drag_source'): CREDENTIALS_OUT,
    ('src/app/pages/sidebar-groups.c', 'gesture_click'): PLACE_MENU,
    ('src/app/pages/sidebar-groups.c', 'gesture_long_press'): PLACE_MENU,
    ('src/app/pages/sidebar-groups.c', 'drop_target'): (
        'credentials come into a group', ['members.add', 'vault.share', 'several.share']),
    ('src/app/pages/sidebar-page.c', 'gesture_click'): PLACE_MENU,
    ('src/app/pages/sidebar-page.c', 'gesture_long_press'): PLACE_MENU,
    ('src/app/pages/sidebar-page.c', 'drag_source'): (
        'a compartment goes elsewhere', ['sidebar.move', 'vault.place-compartment']),
    ('src/app/pages/sidebar-page.c', 'drop_target'): (
        'credentials come into a compartment or the trash; a compartment comes',
        ['vault.put', 'several.put', 'list.delete', 'sidebar.move', 'vault.place-compartment']),
    ('src/app/vault-view.c', 'drop_target'): FILES_IN,
}


# What the Tab key passes by, where that is not a list or a scrolled part without rows.
UNFOCUSED = re.compile(r'\b(?:focusable|can-focus): false|"(?:focusable|can-focus)", FALSE|'
                       r'gtk_widget_set_(?:can_focus|focusable) \([^()]*, FALSE\)')
PASSED = {
    'src/app/dialogs/add-dialog.blp': (2, 'scrolled parts'),
    'src/app/dialogs/members-dialog.c': (1, 'shows what Enter on the row chooses'),
    'src/app/dialogs/own-dialog.blp': (1, 'a row around a text field'),
    'src/app/pages/credential-sections.c': (2, 'words of a row that is a stop, and a row of words'),
    'src/app/pages/group-page.blp': (2, 'rows around text fields'),
    'src/app/pages/list-cell.c': (1, 'shows what the space bar chooses'),
    'src/app/pages/sidebar-page.blp': (4, 'lists, whose rows are the stops'),
    'src/app/pages/yours-section.blp': (1, 'a row around a text field'),
    'src/app/presenter.c': (1, 'shows which keys are pressed'),
    'src/app/widgets/credential-row.blp': (2, 'what Enter and the space bar do on the row'),
    'src/app/widgets/passphrase-row.blp': (1, 'a row around a text field'),
    'src/app/widgets/tags-row.blp': (1, 'a row around a text field and buttons'),
    'src/app/window.c': (1, 'all of the vault, while the window is being presented'),
    'src/tutorials/lesson-panel.blp': (1, 'a scrolled part around words that are a stop'),
}


def literals(source):
    """(string, names of the calls around it) for each string literal of C SOURCE."""
    stack, word, position = [], '', 0
    while position < len(source):
        character = source[position]
        if character in '"\'':
            end = position + 1
            while end < len(source) and source[end] not in (character, '\n'):
                end += 2 if source[end] == '\\' else 1
            if character == '"':
                yield source[position + 1:end], stack
            position = end
        elif character.isalnum() or character == '_':
            end = position
            while end < len(source) and (source[end].isalnum() or source[end] == '_'):
                end += 1
            word, position = source[position:end], end - 1
        elif character in '({':
            stack = stack + [word if character == '(' else '{']
            word = ''
        elif character in ')}':
            stack, word = stack[:-1], ''
        elif not character.isspace():
            word = ''
        position += 1


def givers(source):
    """GIVES, and the functions of SOURCE that pass one of their words on to one of those."""
    known = set(GIVES)
    bodies = [(name, re.findall(r'const char \*(\w+)', words), body)
              for name, words, body in FUNCTION.findall(source)]
    while True:
        more = {name for name, words, body in bodies for call in known
                for given in re.findall(rf'\b{call} \(([^;]*);', body)
                if any(re.search(rf'\b{word}\b', given) for word in words)}
        if more <= known:
            return known
        known |= more


def ways_of(source, path):
    """Names of the acts that C file PATH gives to a menu or a control."""
    content = code(path)
    given = givers(content)
    row = str(path.relative_to(source)) in ROWS
    return {literal for literal, calls in literals(content)
            if re.fullmatch(NAME, literal) and (row or given & set(calls))}


def check(source, build):
    installed, named = {}, {}
    for path in files(source, '.c', '.blp', under='src'):
        place, content = str(path.relative_to(source)), code(path)
        if path.suffix == '.blp':
            ways = {one or other for one, other in BLUEPRINT.findall(content)}
        else:
            for one, other in INSTALLED.findall(content):
                installed.setdefault(one or other, place)
            for name in OF_APPLICATION.findall(content):
                installed.setdefault(f'app.{name}', place)
            ways = {name for row in SHORTCUT.findall(content) for name in row.split()}
            ways |= ways_of(source, path)
        for name in ways:
            named.setdefault(name, place)
        passed = len(UNFOCUSED.findall(content))
        if passed > PASSED.get(place, (0, ''))[0]:
            yield f'{place}: {passed} controls cannot have the focus: what does the same?'
        gestures = (BLUEPRINT_GESTURE if path.suffix == '.blp' else GESTURE).findall(content)
        for gesture in sorted(set(gestures)):
            if (place, gesture) not in TWINS:
                yield f'{place}: {gesture} is in no list of twins for the keyboard'
    for name, place in sorted(installed.items()):
        if name not in named and name not in BY_HAND:
            yield f'{place}: {name} has no key, no item of a menu and no control'
        if name in named and name in BY_HAND:
            yield f'{named[name]}: {name} needs no line in BY_HAND any more'
    for name, place in sorted(named.items()):
        if name not in installed and name not in STOCK:
            yield f'{place}: nothing does {name}'
    for (place, gesture), (what, acts) in TWINS.items():
        for act in acts:
            if (source / place).exists() and act not in named:
                yield f'{place}: {gesture}: {act} is not within reach ({what})'
