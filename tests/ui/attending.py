"""What needs attention, and credentials that were issued again: steps of the tour."""
import datetime
import json

from screen import Screen
from samples import credential

TITLES = {'en': ('Class G driving licence', 'First aid and CPR', 'Working at heights',
                 'Food handler', 'Data literacy for people who never thought that they would need '
                 'it: reading, questioning and drawing honest charts'),
          'fr': ('Permis de conduire de classe G', 'Secourisme et RCR', 'Travail en hauteur',
                 'Manipulation d’aliments', 'Littératie des données pour qui ne pensait jamais en '
                 'avoir besoin : lire, questionner et dessiner des graphiques honnêtes'),
          'ar': ('رخصة قيادة من الفئة G', 'First aid and CPR', 'العمل في المرتفعات',
                 'تداول الأغذية', 'قراءة البيانات لمن لم يظن يومًا أنه سيحتاج إليها: كيف نقرأ '
                 'الأرقام ونسأل عنها ونرسم رسومًا بيانية صادقة'),
          'es': ('Licencia de conducir clase G', 'Primeros auxilios y RCP', 'Trabajo en altura',
                 'Manipulación de alimentos', 'Uso de datos para quien nunca pensó que lo '
                 'necesitaría: leer, preguntar y dibujar gráficos honestos')}
DAYS = (-40, 4, 20, 63, -400)


def write(folder, language):
    """Some that have expired and some that soon will, and one on which nothing can be found out."""
    folder.mkdir()
    today = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    for number, (title, days) in enumerate(zip(TITLES[language], DAYS), 21):
        until = (today + datetime.timedelta(days=days, hours=2)).strftime('%Y-%m-%dT%H:%M:%SZ')
        sample = credential(number, title, 'Northern Lakes College', '2020-03-08T09:00:00Z',
                            'Certificate', validUntil=until)
        (folder / f'{number}.json').write_text(json.dumps(sample), encoding='utf-8')
    strange = credential(30, 'Basic wiring', 'Maple Trades Academy', '2024-03-08T09:00:00Z',
                         'Certificate')
    strange['proof'] = {'type': 'DataIntegrityProof', 'cryptosuite': 'bbs-2023',
                        'proofPurpose': 'assertionMethod', 'verificationMethod': 'did:web:x#1',
                        'proofValue': 'u2V0'}
    (folder / '30.json').write_text(json.dumps(strange), encoding='utf-8')
    return sorted(folder.iterdir())


def write_again(folder, language):
    """One of them, issued again: with another end, another criterion and a skill more."""
    again = credential(21, TITLES[language][0], 'Northern Lakes College', '2026-03-08T09:00:00Z',
                       'Certificate', validUntil='2031-03-08T09:00:00Z',
                       criteria='A test of sight, and an hour on the road.',
                       alignment=[{'type': ['Alignment'], 'targetName': 'Winter driving',
                                   'targetUrl': 'https://skills.example/winter'}])
    path = folder / '21-again.json'
    path.write_text(json.dumps(again), encoding='utf-8')
    return path


def versions(screen, path, title):
    """It came once more: offered, compared, kept together, and its history."""
    screen.give(path)  # one alone is opened at once
    screen.see('Keep _Together', 'button')
    screen.keyboard.reach(screen.text('_Compare…'), most=80)
    screen.shoot('version-offer')
    screen.key('Return')
    screen.see('What Changed')
    screen.shoot('compare')
    screen.key('Escape')
    screen.program.gone(screen.text('What Changed'))
    screen.key('Escape', 'ctrl+alt+a')
    screen.see('A Newer Version Has Come')
    screen.shoot('attention-version')
    screen.press(screen.words.__self__.pgettext('step', 'Compare…'), 'button')
    screen.see('Keep _Apart', 'button')
    screen.shoot('compare-offer')
    screen.keyboard.reach(screen.text('Keep _Together'), most=80)
    screen.key('Return')
    screen.see('They are kept together')
    screen.shoot('kept-together')
    screen.key('ctrl+f')
    screen.type(title)
    screen.program.see('1', 'list item')
    screen.key('Down', 'Return')
    screen.see('The Original')
    screen.keyboard.reach(screen.text('Join With Another Version…'), most=80)
    screen.shoot('history')
    screen.key('Return')
    screen.see('Search for the other version')
    screen.shoot('join-with')
    screen.key('Escape')


def attention(screen, title, narrow):
    screen.key('ctrl+alt+a')
    screen.see('Expires Within 7 Days')
    screen.shoot('attention')
    screen.keyboard.reach('Basic wiring', most=60)
    screen.shoot('attention-end')
    screen.keyboard.reach(title, 'list item', most=60, key='shift+Tab')
    screen.key('Return')
    screen.see('The Original')
    screen.key('Escape')
    screen.see('Expires Within 7 Days')
    screen.shoot('attention-back')
    if narrow:
        screen.back()
        screen.shoot('attention-sidebar')


def visit(build, folder, work, language, options, size):
    """What GTK warned of meanwhile."""
    files = write(work / 'attending', language)
    screen = Screen(build, folder / 'attention', work / 'attention', language, options)
    screen.resize(*size)
    screen.typed = TITLES[language]
    try:
        screen.see('_Continue', 'button')
        screen.make_vault()
        screen.key('Return')
        screen.see('_Add Credentials…', 'button')
        screen.key('ctrl+alt+a')
        screen.see('All Is Well')
        screen.shoot('all-is-well')
        screen.give(*files)
        screen.see('_Done', 'button')
        screen.press('_Done')
        attention(screen, TITLES[language][1], size[0] < 720)
        versions(screen, write_again(work, language), TITLES[language][0])
    finally:
        screen.close()
    return screen.complaints()
