"""Interface files: every control has a name that a screen reader can say.

Looks at the compiled files, since Blueprint adds what it leaves out. What is
named in code or at run time is the business of the tests that walk the program.
Facts of GTK 4.18: placeholder text and a picture's alternative text are no
names; a tooltip is; a list item needs an accessible label.
"""
import xml.etree.ElementTree as ElementTree

BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'GtkLinkButton', 'GtkCheckButton',
           'AdwSplitButton', 'AdwToggle'}
ROWS = {'AdwActionRow', 'AdwSwitchRow', 'AdwComboRow', 'AdwEntryRow', 'AdwPasswordEntryRow',
        'AdwSpinRow', 'AdwExpanderRow', 'AdwButtonRow', 'AdwPreferencesRow'}
FIELDS = {'GtkEntry', 'GtkSearchEntry', 'GtkPasswordEntry', 'GtkText', 'GtkTextView',
          'GtkSpinButton', 'GtkDropDown', 'GtkScale', 'GtkSwitch', 'GtkProgressBar',
          'GtkLevelBar', 'GtkColorDialogButton', 'GtkFontDialogButton'}
PICTURES = {'GtkPicture', 'GtkImage'}
TEXTS = {'GtkLabel', 'AdwButtonContent', 'GtkInscription'}
TARGETS = {'mnemonic-widget', 'activatable-widget', 'labelled-by'}


def properties(element):
    """The properties that ELEMENT sets or binds, with their text ('' for a binding)."""
    return {child.get('name').replace('_', '-'): (child.text or '').strip()
            for child in element if child.tag in ('property', 'binding') and child.get('name')}


def is_set(element, *names):
    bound = {child.get('name').replace('_', '-') for child in element
             if child.get('name') and (child.tag == 'binding' or child.get('bind-source'))}
    known = properties(element)
    return any(name in bound or known.get(name) for name in names)


def said(element):
    """Whether ELEMENT's own <accessibility> names it."""
    return any(child.get('name', '').replace('_', '-') in ('label', 'labelled-by')
               for block in element.findall('accessibility') for child in block)


def has_text(element):
    return any(child is not element and child.get('class') in TEXTS and
               is_set(child, 'label', 'text') for child in element.iter('object'))


def silent(element):
    # Blueprint writes GtkAccessibleRole as numbers.
    return properties(element).get('accessible-role') in ('presentation', '43', 'none', '40')


def problem(kind, element):
    """What keeps ELEMENT, an object of class KIND, from having a name; '' for nothing."""
    if said(element) or silent(element):
        return ''
    if kind in BUTTONS and not is_set(element, 'label', 'tooltip-text', 'tooltip-markup') \
            and not has_text(element):
        return 'has neither label nor tooltip'
    if kind in ROWS and not is_set(element, 'title', 'tooltip-text'):
        return 'has no title'
    if kind in FIELDS and not is_set(element, 'tooltip-text'):
        return 'is not labelled (placeholder text is no name)'
    if kind in PICTURES and not is_set(element, 'tooltip-text'):
        return 'needs a label, or the role "presentation"'
    if kind == 'GtkListItem' and not is_set(element, 'accessible-label'):
        return 'needs an accessible label'
    return ''


def targets(root):
    return {(child.text or '').strip() for child in root.iter()
            if (child.get('name') or '').replace('_', '-') in TARGETS}


def unnamed(root, inside_named=False):
    """(class, id, problem) for every control below ROOT that nothing names."""
    known = targets(root)

    def walk(element, inside):
        for child in element:
            kind, within = None, inside
            if child.tag in ('object', 'template'):
                # A template of GTK's own class (a list item), or one that names its parent.
                kind = child.get('class') if child.tag == 'object' or \
                    child.get('parent') is None else child.get('parent')
                wrong = '' if child.get('id') in known and child.get('id') else problem(kind, child)
                # A picture inside a named control is part of it.
                if wrong and not (kind in PICTURES and inside):
                    yield kind, child.get('id') or '', wrong
                within = inside or (kind in BUTTONS | ROWS)
            inner = child.text or ''
            if child.tag == 'property' and child.get('name') == 'bytes' and '<interface' in inner:
                yield from walk(ElementTree.fromstring(inner.strip()), inside)
            yield from walk(child, within)

    yield from walk(root, inside_named)


def check(source, build):
    for path in sorted(build.rglob('*.ui')) if build.is_dir() else []:
        if 'meson-private' in path.parts:
            continue
        for kind, name, wrong in unnamed(ElementTree.parse(path).getroot()):
            yield f'{path.relative_to(build)}: {kind} {name or "(no id)"} {wrong}'
