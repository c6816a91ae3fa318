#!/usr/bin/env python3
"""Every policy must be able to fail: each is shown a small tree that breaks it, and one that does not."""
import importlib
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from tree import Skip

HOUSE = Path(__file__).resolve().parents[2]


class Policies(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.source = Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)

    def write(self, name, content):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding='utf-8')

    def findings(self, policy):
        try:
            return list(importlib.import_module(policy).check(self.source, self.source / 'build'))
        except Skip as reason:
            self.skipTest(str(reason))

    def caught(self, policy, *fragments):
        found = self.findings(policy)
        for fragment in fragments:
            self.assertTrue(any(fragment in finding for finding in found), (fragment, found))
        self.assertEqual(len(found), len(fragments), found)

    def fine(self, policy):
        self.assertEqual(self.findings(policy), [])

    def test_layers(self):
        self.write('src/organise/session.h', '/* Inside the module only. */\n')
        self.write('src/organise/a.c', '#include "vault/vault.h"\n#include "base/json.h"\n'
                   '/* #include "app/window.h" and "SELECT x" in a comment */\n#include <glib.h>\n')
        self.write('src/app/a.c', '#include <adwaita.h>\n#include "organise/view.h"\n')
        self.write('src/main.c', '#include "tutorials/player.h"\n#include "app/application.h"\n')
        self.write('src/vault/a.c', '#include <sqlite3.h>\nconst char *a = "SELECT 1";\n')
        self.fine('layers')
        self.write('src/organise/b.c', '#include "app/window.h"\n#include <gtk/gtk.h>\n'
                   '#include <sqlite3.h>\n#include "../base/json.h"\n'
                   'const char *a = "INSERT INTO a VALUES (1)";\n')
        self.write('src/base/a.c', '#include "vault/vault.h"\n#include <curl/curl.h>\n')
        self.write('src/verify/a.c', '#include <libsecret/secret.h>\n'
                   'void f (void) { coffret_statement_new (d, s, e, ""); }\n')
        self.write('src/app/b.c', '#include "organise/session.h"\n')
        self.write('src/misc/a.c', '')
        self.caught('layers', 'organise/ may not know app/', 'gtk/gtk.h', 'b.c:3', 'relative path',
                    'SQL outside', 'base/ may not know vault/', 'network', 'keyring',
                    'database statement', 'for organise/ alone', 'not a folder')

    def test_sizes(self):
        self.write('src/a.c', '\n' * 1000)
        self.fine('sizes')
        self.write('src/b.c', '\n' * 1001)
        self.write('tests/run', '#!/usr/bin/env python3\n' + '\n' * 1000)
        self.write('src/app/a.blp', '\n' * 301)
        self.write('data/contexts.json', '\n' * 5000)
        self.caught('sizes', 'b.c: 1001', 'tests/run', 'note: src/app/a.blp')

    def test_potfiles(self):
        self.write('po/POTFILES.in', '# listed\nsrc/a.c\nsrc/app/a.blp\ndata/a.desktop.in\n')
        self.write('src/a.c', 'x = _("One");\n')
        self.write('src/b.c', '/* _("not this") */ y = "one_(";\n')
        self.write('src/app/a.blp', 'Label { label: _("One"); }\n')
        self.write('data/a.desktop.in', '[Desktop Entry]\nName=One\n')
        self.fine('potfiles')
        self.write('src/c.c', 'x = ngettext ("%u file", "%u files", n);\n')
        self.write('src/app/b.blp', 'Label { label: C_("verb", "Open"); }\n')
        self.write('data/b.metainfo.xml.in', '<component/>\n')
        self.write('po/POTFILES.in', 'src/a.c\nsrc/b.c\nsrc/app/a.blp\nsrc/gone.c\ndata/a.desktop.in\n')
        self.caught('potfiles', 'src/c.c', 'src/app/b.blp', 'data/b.metainfo', 'src/b.c has no text',
                    'src/gone.c is not there')

    def test_names(self):
        fine = ('<object class="GtkButton"><property name="label">Add</property></object>'
                '<object class="GtkButton"><property name="icon-name">x</property>'
                '<property name="tooltip-text">Add</property></object>'
                '<object class="GtkButton"><property name="child"><object class="GtkLabel">'
                '<property name="label">Add</property></object></property></object>'
                '<object class="GtkLabel"><property name="mnemonic-widget">e</property></object>'
                '<object class="GtkEntry" id="e"/>'
                '<object class="GtkPicture"><property name="accessible-role">presentation</property>'
                '</object><object class="AdwActionRow"><binding name="title"/></object>'
                '<object class="GtkSwitch"><accessibility><property name="label">On</property>'
                '</accessibility></object>'
                '<template class="CoffretRow" parent="AdwBin"/>')
        self.write('build/src/app/fine.ui', f'<interface>{fine}</interface>')
        self.fine('names')
        self.write('build/src/app/bad.ui', '<interface>'
                   '<object class="GtkButton" id="b1"><property name="icon-name">x</property></object>'
                   '<object class="GtkSearchEntry" id="b2"><property name="placeholder-text">Find'
                   '</property></object>'
                   '<object class="GtkPicture" id="b3"><property name="alternative-text">Logo'
                   '</property></object><object class="AdwEntryRow" id="b4"/>'
                   '<object class="GtkListView"><property name="factory">'
                   '<object class="GtkBuilderListItemFactory"><property name="bytes"><![CDATA['
                   '<interface><template class="GtkListItem"/></interface>]]></property></object>'
                   '</property></object></interface>')
        self.caught('names', 'GtkButton b1', 'GtkSearchEntry b2', 'GtkPicture b3', 'AdwEntryRow b4',
                    'GtkListItem')

    def test_versions(self):
        metainfo = '<component><releases><release version="{}"/></releases></component>'
        self.write('meson.build', "project('a', 'c',\n  version: '1.2.0',\n)\n")
        self.write('data/a.metainfo.xml.in.in', metainfo.format('1.2.0'))
        self.fine('versions')
        self.write('data/a.metainfo.xml.in.in', metainfo.format('1.1.0'))
        self.write('NEWS', 'Coffret 1.1.0\n')
        self.caught('versions', 'newest release 1.1.0', 'NEWS')

    def test_formatting(self):
        self.write('.clang-format', (HOUSE / '.clang-format').read_text())
        self.write('src/a.c', 'int\nf (void)\n{\n  return 1;\n}\n')
        self.fine('formatting')
        self.write('src/b.c', 'int f(void) { return 1; }\n')
        self.caught('formatting', 'src/b.c:1')

    def test_lint(self):
        self.write('src/a.c', 'int f (int *a);\nint\nf (int *a)\n{\n  return a ? *a : 0;\n}\n')
        self.fine('lint')
        self.write('src/b.c', 'int g (void);\nint\ng (void)\n{\n  int a[2] = { 0 };\n'
                   '  return a[2];\n}\n')
        self.caught('lint', 'src/b.c:6')

    def test_shell(self):
        self.write('a', '#!/usr/bin/env bash\nif true; then echo a; fi\n')
        self.fine('shell')
        self.write('b.sh', 'if true; then\n')
        self.write('c', '#!/bin/sh\necho "$(\n')
        self.caught('shell', 'b.sh', 'c: ')

    def test_places(self):
        self.write('a.c', 'https://example.org/work/1 shared in ../shared and /home/$USER/\n')
        self.fine('places')
        self.write('b.c', '\nfopen ("/wor' + 'k/main/a")\n')
        self.write('c.sh', 'pip --index-ur' + 'l http://localhost\n')
        self.caught('places', 'b.c:2', 'c.sh:1')

    def french(self, *messages):
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        body = ''.join(f'\nmsgid "{one}"\nmsgstr "{two}"\n' for one, two in messages)
        self.write('po/LINGUAS', 'fr\n')
        self.write('po/POTFILES.in', 'src/a.c\n')
        self.write('po/fr.po', header + body)

    def test_french(self):
        self.write('src/a.c', 'x = _("Open");\ny = _("Close");\n')
        self.french(('Open', 'Ouvrir'), ('Close', 'Fermer'))
        self.fine('french')
        self.french(('Open', 'Ouvrir'))
        self.caught('french', '1 untranslated message. Missing, for one: Close')
        self.french(('Open', 'Ouvrir'), ('Close', 'Fermer'), ('Shut', 'Clore'))
        self.caught('french', '1 are of no use any more, for one: Shut')
        self.french(('Open', 'Ouvrir'))
        self.write('po/LINGUAS', 'fr de\n')
        self.caught('french', '1 untranslated', 'po/de.po: is not there')
        self.french(('Open', 'Ouvrir'), ('Close', 'Fermer'))
        self.write('po/LINGUAS', 'fr pt\n')
        self.write('po/pt.po', (self.source / 'po/fr.po').read_text().split('msgid "Close"')[0])
        self.fine('french')

    def test_translations(self):
        self.write('src/a.c', 'x = _("Open {name}");\ny = _("_Close…");\n')
        self.french(('Open {name}', 'Ouvrir {name}'), ('_Close…', '_Fermer…'))
        self.fine('translations')
        self.french(('Open {name}', 'Ouvrir'), ('_Close…', 'Fermer …'))
        self.caught('translations', 'other values', 'no mnemonic')
        self.french(('Open {name}', 'Ouvrir {name} '), ('_Close…', '_Fermer'))
        self.caught('translations', 'other blanks', '“…” here')
        self.french(('Open {name}', '<b>Ouvrir</b> {name}'))
        self.caught('translations', 'other markup', '1 of 2 messages; 100 % are wanted')
        self.french(('Open {name}', 'Ouvrir {name}'))
        po = self.source / 'po/fr.po'
        po.write_text(po.read_text().replace('msgid "Open', '#, fuzzy\nmsgid "Open'))
        self.caught('translations', 'guessed and not looked at', '0 of 2 messages')

    def arabic(self, *messages):
        self.french(*messages)
        self.write('po/LINGUAS', 'ar\n')
        (self.source / 'po/fr.po').rename(self.source / 'po/ar.po')

    def test_translations_from_right_to_left(self):
        self.write('src/a.c', 'x = _("%s is gone");\ny = _("Type --all.");\n')
        self.arabic(('%s is gone', '\u200f\u2068%s\u2069 ضاع'), ('Type --all.', 'اكتب \u2068--all\u2069.'))
        self.fine('translations')
        self.arabic(('%s is gone', '%s ضاع'), ('Type --all.', 'اكتب --all.'))
        self.caught('translations', "around it: '%s ضاع'", "around it: 'اكتب --all.'")
        self.arabic(('%s is gone', '\u2068%s\u2069 ضاع'), ('Type --all.', 'اكتب \u2068--all\u2069.'))
        self.caught('translations', 'begins with an isolate')

    def test_conformance(self):
        report = (HOUSE / 'ACCESSIBILITY.md').read_text()
        for place in sorted(set(re.findall(r'`((?:src|tests|data|po)/[^`]+)`', report))):
            (self.source / place).mkdir(parents=True, exist_ok=True)
        self.write('ACCESSIBILITY.md', report)
        self.fine('conformance')
        self.write('ACCESSIBILITY.md', report.replace('| 11.2.1.2 ', '| 11.2.1.20 ')
                   .replace('| Supports |', '| Perhaps |', 1).replace('`tests/ui/walk`', '`tests/ui/run`'))
        self.caught('conformance', '11.2.1.20: no such clause', '11.2.1.2: is left out',
                    'Perhaps', '`tests/ui/run` does not exist')

    def test_reached(self):
        self.write('src/app/a.c', 'gtk_widget_class_install_action (klass, "a.one", NULL, do_one);\n'
                   'gtk_widget_class_install_action (klass, "a.two-more", "s", do_two);\n'
                   'static void\nadd (GMenu *menu, const char *act)\n{\n  g_menu_append (menu, "A", '
                   'act);\n}\nstatic void\nf (void)\n{\n  add (menu, "a.two-more");\n}\n')
        self.write('src/app/a.blp', 'Button { action-name: "a.one"; }\n')
        self.fine('reached')
        self.write('src/app/a.blp', 'Button { action-name: "a.none"; focusable: false; }\n'
                   'GestureClick { }\n')
        self.write('src/app/a.c', 'gtk_widget_class_install_action (klass, "a.one", NULL, do_one);\n'
                   'f (gtk_drop_target_new (a, b));\n'
                   'gtk_widget_activate_action (widget, "a.one", NULL);\n')
        self.caught('reached', 'a.one has no key', 'nothing does a.none', 'drop_target is in no',
                    'GestureClick is in no', '1 controls cannot have')

    def test_returned(self):
        self.write('tests/ui/test-return.c', '  { "CoffretADialog", "show all", NULL, NULL },\n'
                   '  { "Sure?", "show all", NULL, NULL },\n')
        self.write('src/app/a.c', 'G_DEFINE_FINAL_TYPE (CoffretADialog, coffret_a_dialog, '
                   'ADW_TYPE_DIALOG)\nadw_alert_dialog_new (_ ("Sure?"), NULL);\n')
        self.fine('returned')
        self.write('src/app/b.c', 'G_DEFINE_FINAL_TYPE (CoffretBDialog,\n  coffret_b_dialog,\n  '
                   'ADW_TYPE_DIALOG)\nadw_alert_dialog_new (\n    _ ("Really?"), NULL);\n')
        self.caught('returned', 'CoffretBDialog is not opened', 'Really? is not opened')
        self.write('tests/ui/test-return.c', ''.join(
            f'  {{ "{name}", "show all", NULL, NULL }},\n'
            for name in ('CoffretADialog', 'Sure?', 'CoffretBDialog', 'Really?')) +
            '  { "own/a", begin_own, own, 4 },\n  { "a-b", begin_b, b, 1 },\n')
        self.write('tests/ui/meson.build', "test('return', args: ['-r', '/return/own'])\n")
        self.caught('returned', 'the part a-b of')

    def test_words(self):
        self.write('src/a.c', 'x = _("The vault of Learner Credential Wallet");\n')
        self.french(('The vault of Learner Credential Wallet',
                     'Le coffre de l’application «\u00a0Learner Credential Wallet\u00a0»'))
        self.fine('words')
        self.write('src/a.c', 'x = _("Your wallet");\n')
        self.french(('Your wallet', "Le portefeuille d'un « ami » : oui"))
        self.caught('words', 'the source: says “wallet”', 'says “portefeuille”',
                    'straight apostrophe', 'guillemets', 'breaking space')

    def tutorial(self, *sentences):
        says = ''.join(f'<say>{sentence}</say>' for sentence in sentences)
        self.write('data/tutorials/a.xml', f'<tutorial id="a"><step id="b">{says}</step></tutorial>')
        for name in ('tutorial.its', 'tutorial.loc', 'help.its', 'help.loc'):
            self.write(f'po/its/coffret-{name}', (HOUSE / f'po/its/coffret-{name}').read_text())

    def help(self, words, *answers):
        says = ''.join(f'<answer>{answer}</answer>' for answer in answers)
        self.write('data/help/a.xml', f'<topic id="a"><words>{words}</words><question id="b">{says}'
                   '</question></topic>')

    def test_readability(self):
        self.tutorial('Press the button.', 'It is green.')
        self.french(('Press the button.', 'Appuyez sur le bouton.'), ('It is green.', 'Il est vert.'))
        self.fine('readability')
        # Words that it is found by may be as many as they want.
        self.help('one two three four five six seven eight nine ten eleven twelve thirteen '
                  'fourteen fifteen sixteen', 'It is green.')
        self.fine('readability')
        self.help('one', 'It is red. It is blue. It is not.')
        self.caught('readability', '3 sentences: \'It is red')
        self.help('one', 'It is green.')
        self.tutorial('Press the button that stands on the right side of the window below the '
                      'second line.', 'Press it. Wait. Go on.',
                      'Authentication necessitates interoperability.', 'Press it; then wait.')
        self.french(('Press it; then wait.', 'Appuyez puis attendez que la page que vous avez '
                     'demandée soit là tout entière et que tout soit lu.'))
        self.caught('readability', '16 words', '3 sentences', 'long words', 'more than one idea',
                    'po/fr.po: 19 words')

    def test_quoted(self):
        self.write('src/a.c', 'x = _("Keep _Apart…");\ny = C_("search key", "type");\n')
        self.tutorial('Press “Keep Apart”.', 'Type “coffretctl show”, or “type”.')
        said = {'Keep _Apart…': '_Garder séparés…',
                'Press “Keep Apart”.': 'Appuyez sur « Garder séparés ».'}

        def write():
            self.french(*said.items())
            self.write('po/POTFILES.in', 'src/a.c\ndata/tutorials/a.xml\n')
        write()
        self.caught('quoted', 'nothing on the screen is called “type”')
        self.tutorial('Press “Keep Apart”.', 'Type “coffretctl show”.')
        write()
        self.fine('quoted')
        said['Press “Keep Apart”.'] = 'Appuyez sur « Séparer ».'
        write()
        self.caught('quoted', 'po/fr.po: “Keep Apart” is “Garder séparés” on the screen')
        self.tutorial('Press “Hold Apart”.')
        write()
        self.caught('quoted', 'nothing on the screen is called “Hold Apart”')

    def test_menus(self):
        self.write('src/a.blp', 'menu one {\n  item {\n    label: _("_Open");\n    action: "a.b";\n  }\n\n'
                   '  item {\n    label: _("_Close");\n    action: "a.c";\n  }\n}\n')
        self.write('src/app/b.c', '  append (menu, _ ("Put _Back"), "vault.restore", id);\n'
                   '  append (menu, way ? _ ("_Mend") : _ ("_Make"), "a.d", id);\n'
                   '  append (menu, _ ("Move to _Bin"), "vault.trash", id);\n')
        self.french(('_Open', '_Ouvrir'), ('_Close', '_Fermer'))
        self.write('po/POTFILES.in', 'src/a.blp\n')
        self.fine('menus')
        self.french(('_Open', '_Ouvrir'), ('_Close', 'Fermer deh_ors'))
        self.write('po/POTFILES.in', 'src/a.blp\n')
        self.caught('menus', "po/fr.po: a.blp: one: one key for '_Ouvrir' and 'Fermer deh_ors'")
        self.french(('_Open', '_Ouvrir'), ('_Close', '_Fermer'))
        self.write('po/POTFILES.in', 'src/a.blp\n')
        self.write('src/app/b.c', '  append (menu, _ ("_Open"), "a.b", id);\n'
                   '  append (menu, way ? _ ("_Mend") : _ ("C_ode"), "a.d", id);\n')
        self.caught('menus', "English: b.c: one key for '_Open' and 'C_ode'")

    def test_helped(self):
        self.help('one', 'It is green.')
        self.write('src/app/a-dialog.c', 'G_DEFINE_FINAL_TYPE (CoffretADialog, coffret_a_dialog, B)\n')
        self.write('src/vault/error.h', 'typedef enum {\n  COFFRET_VAULT_ERROR_ODD,\n  /* C. */\n'
                   '  COFFRET_VAULT_ERROR_BAD, /* D. */\n} CoffretVaultError;\n')
        self.write('src/app/help.c', '{ "CoffretADialog", "a/b" },\n[COFFRET_VAULT_ERROR_ODD] = "a",\n'
                   '[COFFRET_VAULT_ERROR_BAD] = "a/b",\n')
        self.fine('helped')
        self.write('src/app/help.c', '{ "CoffretBDialog", "a/c" },\n[COFFRET_VAULT_ERROR_ODD] = "b",\n')
        self.caught('helped', 'CoffretADialog has no page', 'ERROR_BAD has no page',
                    'there is no “a/c”', 'there is no “b”')

    def test_flatpak(self):
        self.write('meson.build', "application_id = 'a.b.C'\n")
        self.write('src/meson.build', "a = dependency('gtk4')\nb = cc.find_library('sqlcipher')\n")
        sound = {
            'id': 'a.b.C', 'runtime': 'org.gnome.Platform', 'runtime-version': '51',
            'sdk': 'org.gnome.Sdk', 'command': 'coffret', 'finish-args': ['--socket=wayland'],
            'modules': [
                {'name': 'sqlcipher', 'sources': [{
                    'type': 'archive', 'url': 'https://example.org/sqlcipher-4.19.0.tar.gz',
                    'sha256': '0123456789abcdef' * 4}]},
                {'name': 'coffret', 'sources': [{'type': 'dir', 'path': '..'}]}]}
        self.write('flatpak/a.b.C.json', json.dumps(sound))
        self.fine('flatpak')
        wrong = json.loads(json.dumps(sound))
        wrong['runtime-version'] = 'master'
        wrong['finish-args'] += ['--share=network', '--filesystem=home']
        wrong['modules'][0]['sources'][0].update(url='http://example.org/sqlcipher-master.tar.gz',
                                                 sha256='0' * 64)
        wrong['modules'][0]['name'] = 'unused'
        self.write('flatpak/a.b.C.json', json.dumps(wrong))
        self.caught('flatpak', 'runtime-version', '--share=network', '--filesystem=home',
                    'no module brings sqlcipher', 'does not ask for unused', 'named version',
                    'no SHA-256')
        self.write('flatpak/a.b.C.json', json.dumps(sound)[:-1] + ', "id": "a.b.C"}')
        self.caught('flatpak', 'said twice')

    def test_check_reports(self):
        self.write('tests/policy/check', (HOUSE / 'tests/policy/check').read_text())
        for name in ('tree.py', 'sizes.py'):
            self.write(f'tests/policy/{name}', (HOUSE / 'tests/policy' / name).read_text())
        command = [sys.executable, self.source / 'tests/policy/check', self.source / 'build', 'sizes']
        self.assertEqual(subprocess.run(command, capture_output=True).returncode, 0)
        self.write('src/b.c', '\n' * 1001)
        self.assertEqual(subprocess.run(command, capture_output=True).returncode, 1)


if __name__ == '__main__':
    unittest.main()
