"""A credential typed in by hand, and files kept with it: steps of the tour."""
import subprocess

from screen import Screen

TEXTS = {'en': ('Sailing licence', 'Lac-Bleu sailing school', 'May 2019', 'Knots, Wind and weather'),
         'fr': ('Permis de voile', 'École de voile du Lac-Bleu', 'mai 2019',
                'Nœuds, Vent et météo'),
         'ar': ('رخصة إبحار', 'مدرسة Lac-Bleu للإبحار', 'مايو 2019', 'العقد، الريح والطقس'),
         'es': ('Licencia de vela', 'Escuela de vela Lac-Bleu', '2019-05',
                'Nudos, Viento y tiempo')}

# Without an index of its parts, as some scanners write them.
PDF = (b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
       b'2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n'
       b'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 4 0 R>>>>'
       b'/Contents 5 0 R>>endobj\n4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n'
       b'5 0 obj<</Length 58>>stream\nBT /F1 28 Tf 60 420 Td (Sailing licence, coastal) Tj ET  '
       b'\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')


def fill(screen, language):
    title, issuer, date, skills = TEXTS[language]
    screen.key('ctrl+shift+n')
    screen.see('Who gave it to you')
    screen.shoot('type-in')
    screen.type(title)
    screen.keyboard.reach(screen.text('Who gave it to you'))
    screen.type(issuer)
    screen.keyboard.reach(screen.text('Received on'))
    screen.type('5/6/2019')
    screen.key('Return')
    screen.shoot('type-in-refused')
    screen.key('ctrl+a')
    screen.type(date)
    screen.keyboard.reach(screen.text('Skills, with commas between them'))
    screen.type(skills)
    screen.shoot('type-in-filled')
    screen.key('Return')
    screen.program.gone(screen.text('Received on'))
    screen.see('The Original')
    screen.shoot('typed-in')


def keep_files(screen, files):
    """The chooser is the desktop's own: files are pasted."""
    for file in files:
        subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'text/uri-list'], check=True,
                       input=file.as_uri() + '\r\n', text=True)
        screen.key('ctrl+shift+v')
        screen.see(file.name)
    screen.keyboard.reach(files[0].name, most=60)
    screen.shoot('attachments')
    menu = screen.text('What can be done with “%s”') % files[0].name
    screen.keyboard.reach(menu, most=60)
    screen.key('space')
    screen.shoot('attachment-menu')
    screen.key('Down', 'Return')
    screen.see('Next page', 'button')
    screen.shoot('preview')
    screen.key('Escape')
    screen.keyboard.reach(files[0].name, most=60)
    screen.key('alt+Down')
    screen.shoot('attachment-moved')
    screen.key('F2')
    screen.see('Name of the file')
    screen.shoot('attachment-rename')
    screen.key('Escape')
    screen.keyboard.reach(files[1].name, most=60)
    screen.key('Delete')
    screen.see('_Undo', 'button')
    screen.shoot('attachment-removed')
    screen.key('ctrl+z')
    screen.see(files[1].name)
    screen.key('ctrl+e')
    screen.see('Who gave it to you')
    screen.shoot('type-in-again')
    screen.key('Escape')


def keep_as_own(screen, files):
    """What holds no credential is offered to be kept."""
    screen.give(*files)
    screen.see('_Done', 'button')
    screen.shoot('keep-offer')
    several = screen.words.__self__.ngettext('_Turn This %u File into One Credential',
                                             '_Turn These %u Files into One Credential',
                                             len(files))
    screen.press(several % len(files), 'button')
    screen.see('The Original')
    screen.shoot('kept')


def visit(build, folder, work, language, options, size):
    """What GTK warned of meanwhile."""
    files = [work / 'scan.pdf', work / 'letter.txt', work / 'photo.png']
    files[0].write_bytes(PDF)
    files[1].write_text('To whom it may concern.\n', encoding='utf-8')
    files[2].write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
    screen = Screen(build, folder / 'by-hand', work / 'by-hand', language, options)
    screen.resize(*size)
    try:
        screen.see('_Continue', 'button')
        screen.make_vault()
        screen.key('Return')
        screen.see('_Add Credentials…', 'button')
        fill(screen, language)
        keep_files(screen, files)
        keep_as_own(screen, files)
    finally:
        screen.close()
    return screen.complaints()
