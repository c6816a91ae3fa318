#include "app/shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define CONTEXT "shortcut window"

static const CoffretShortcut vault[] = {
  { NC_ ("shortcut window", "Add credentials"), "<Control>n", "win.add", NULL },
  { NC_ ("shortcut window", "Choose files to add"), "<Control>o",
    "win.choose-files check.choose-files", NULL },
  { NC_ ("shortcut window", "Paste a credential"), "<Control>v", "win.paste check.paste", NULL },
  { NC_ ("shortcut window", "Type a credential in"), "<Control><Shift>n", "win.type-in", NULL },
  { NC_ ("shortcut window", "Check a file without adding it"), "<Control>k", "win.check", NULL },
  { NC_ ("shortcut window", "Search"), "<Control>f", "vault.search list.search", NULL },
  { NC_ ("shortcut window", "Keep a search as a compartment"), "<Control>s", "list.keep-search",
    NULL },
  { NC_ ("shortcut window", "As a table, or as a list"), "<Control><Alt>c", "vault.table", NULL },
  { NC_ ("shortcut window", "Make the column wider"), "<Alt><Shift>Right", "table.resize", "1" },
  { NC_ ("shortcut window", "Make the column narrower"), "<Alt><Shift>Left", "table.resize", "-1" },
  { NC_ ("shortcut window", "About me"), "<Control><Alt>m", "vault.about-me", NULL },
  { NC_ ("shortcut window", "Favourites"), "<Control><Alt>f", "vault.show", "'favourites'" },
  { NC_ ("shortcut window", "Needs attention"), "<Control><Alt>a", "vault.show", "'attention'" },
  { NC_ ("shortcut window", "Overview"), "<Control><Alt>o", "vault.show", "'overview'" },
  { NC_ ("shortcut window", "Browse"), "<Control><Alt>b", "vault.show", "'browse'" },
  { NC_ ("shortcut window", "What you shared"), "<Control><Alt>h", "vault.show", "'shared'" },
  { NC_ ("shortcut window", "Learn"), "<Shift>F1", "vault.show", "'learn'" },
  { NC_ ("shortcut window", "Check all again"), "<Control><Shift>i", "vault.verify-all", NULL },
  { NC_ ("shortcut window", "Lock the vault"), "<Control>l", "win.lock", NULL },
  { NC_ ("shortcut window", "Other vaults"), "<Control><Alt>v", "win.vaults", NULL },
  { NULL },
};

static const CoffretShortcut credentials[] = {
  { NC_ ("shortcut window", "Open"), "Return", NULL, NULL },
  { NC_ ("shortcut window", "Back to the list"), "Escape <Alt>Left", "vault.close", NULL },
  { NC_ ("shortcut window", "Original language, and back"), "<Control>t",
    "credential.original-language", NULL },
  { NC_ ("shortcut window", "Favourite, or no more"), "<Control>d",
    "list.favourite credential.favourite", NULL },
  { NC_ ("shortcut window", "Your own translation"), "<Control><Shift>t", "credential.translate",
    NULL },
  { NC_ ("shortcut window", "How we know whether it is genuine"), "<Control>i", "credential.checks",
    NULL },
  { NC_ ("shortcut window", "Change what you typed in"), "<Control>e", "credential.change-own",
    NULL },
  { NC_ ("shortcut window", "Attach a file"), "<Control><Shift>o", "credential.attach", NULL },
  { NC_ ("shortcut window", "Attach what was copied"), "<Control><Shift>v",
    "credential.attach-copied", NULL },
  { NC_ ("shortcut window", "Copy the originals"), "<Control>c", "vault.copy", NULL },
  { NC_ ("shortcut window", "Print"), "<Control>p", "credential.print", NULL },
  { NC_ ("shortcut window", "Menu"), "<Shift>F10 Menu", "list.menu sidebar.menu", NULL },
  { NC_ ("shortcut window", "Move to trash"), "Delete KP_Delete", "list.delete", NULL },
  { NULL },
};

static const CoffretShortcut attachments[] = {
  { NC_ ("shortcut window", "Open the file"), "Return", NULL, NULL },
  { NC_ ("shortcut window", "Rename the file"), "F2", "attachment.key", "'rename'" },
  { NC_ ("shortcut window", "Move the file up"), "<Alt>Up", "attachment.key", "'up'" },
  { NC_ ("shortcut window", "Move the file down"), "<Alt>Down", "attachment.key", "'down'" },
  { NC_ ("shortcut window", "Remove the file"), "Delete KP_Delete", "attachment.key", "'remove'" },
  { NULL },
};

static const CoffretShortcut several[] = {
  { NC_ ("shortcut window", "Select all"), "<Control>a", NULL, NULL },
  { NC_ ("shortcut window", "Select one more, or one less"), "<Control>space", NULL, NULL },
  { NC_ ("shortcut window", "Select up to here"), "<Shift>space", NULL, NULL },
  { NC_ ("shortcut window", "Select none"), "Escape", NULL, NULL },
  { NULL },
};

static const CoffretShortcut sharing[] = {
  { NC_ ("shortcut window", "Share what is shown"), "<Control><Shift>s", "vault.share-shown",
    NULL },
  { NC_ ("shortcut window", "New sharing group"), "<Control><Alt>g", "vault.new-group", NULL },
  { NC_ ("shortcut window", "What they will see"), "<Control><Shift>p", "group.preview", NULL },
  { NC_ ("shortcut window", "Move the credential up"), "<Alt>Up", "members.key", "'up'" },
  { NC_ ("shortcut window", "Move the credential down"), "<Alt>Down", "members.key", "'down'" },
  { NC_ ("shortcut window", "Take out of the group"), "Delete KP_Delete", "members.key", "'take'" },
  { NC_ ("shortcut window", "Menu of the credential"), "<Shift>F10 Menu", "members.key", "'menu'" },
  { NC_ ("shortcut window", "Search what you shared"), "<Control>f", "ledger.search", NULL },
  { NULL },
};

static const CoffretShortcut compartments[] = {
  { NC_ ("shortcut window", "Change name, icon and colour"), "F2", "sidebar.change", NULL },
  { NC_ ("shortcut window", "Group into compartments"), "<Control><Shift>g", "vault.group", NULL },
  { NC_ ("shortcut window", "Move up"), "<Alt>Up", "sidebar.move list.move", "-1" },
  { NC_ ("shortcut window", "Move down"), "<Alt>Down", "sidebar.move list.move", "1" },
  { NC_ ("shortcut window", "Delete the compartment"), "Delete", "sidebar.remove", NULL },
  { NULL },
};

/* In the practice vault. */
static const CoffretShortcut practice[] = {
  { NC_ ("shortcut window", "Choose an invented person"), "<Control><Alt>p", "win.people", NULL },
  { NC_ ("shortcut window", "Next person"), "<Control><Alt>n", "win.next-person", NULL },
  { NC_ ("shortcut window", "Begin again with this person"), "<Control><Alt>r", "win.begin-again",
    NULL },
  { NULL },
};

/* Bound by the panel of the lesson (tutorials/), as long as there is one. */
static const CoffretShortcut lesson[] = {
  { NC_ ("shortcut window", "To the lesson, and back"), "F8", "lesson.turn", NULL },
  { NC_ ("shortcut window", "Next step"), "F9", "lesson.next", NULL },
  { NC_ ("shortcut window", "Step before"), "<Shift>F9", "lesson.back", NULL },
  { NC_ ("shortcut window", "Show me"), "<Control>F9", "lesson.show", NULL },
  { NC_ ("shortcut window", "Go to what the step is about"), "<Alt>F9", "lesson.go", NULL },
  { NC_ ("shortcut window", "Leave the lesson"), "<Control><Shift>F9", "lesson.leave", NULL },
  { NC_ ("shortcut window", "Read aloud, or no more"), "<Alt><Shift>F9", "lesson.aloud", NULL },
  { NC_ ("shortcut window", "Try it in one’s own vault"), "F7", "lesson.own", NULL },
  { NULL },
};

static const CoffretShortcut presenting[] = {
  { NC_ ("shortcut window", "Present, and stop presenting"), "F5", "win.present", NULL },
  { NULL },
};

static const CoffretShortcut general[] = {
  { NC_ ("shortcut window", "Undo"), "<Control>z", "win.undo", NULL },
  { NC_ ("shortcut window", "Redo"), "<Control><Shift>z", "win.redo", NULL },
  { NC_ ("shortcut window", "Next part of the window"), "F6", "vault.next-part", "1" },
  { NC_ ("shortcut window", "Part of the window before"), "<Shift>F6", "vault.next-part", "-1" },
  { NC_ ("shortcut window", "Help with what is on the screen"), "F1", "app.help", NULL },
  { NC_ ("shortcut window", "Preferences"), "<Control>comma", "win.preferences", NULL },
  { NC_ ("shortcut window", "Keyboard shortcuts"), "<Control>question", "app.shortcuts", NULL },
  { NC_ ("shortcut window", "Main menu"), "F10", NULL, NULL },
  { NC_ ("shortcut window", "Close the window"), "<Control>w", "window.close", NULL },
  { NC_ ("shortcut window", "Quit"), "<Control>q", "app.quit", NULL },
  { NULL },
};

static const CoffretShortcutGroup groups[] = {
  { NC_ ("shortcut window", "Vault"), vault },
  { NC_ ("shortcut window", "Credentials"), credentials },
  { NC_ ("shortcut window", "Attachments of a Credential"), attachments },
  { NC_ ("shortcut window", "Several Credentials"), several },
  { NC_ ("shortcut window", "Compartments"), compartments },
  { NC_ ("shortcut window", "Practice Vault"), practice },
  { NC_ ("shortcut window", "Lesson"), lesson },
  { NC_ ("shortcut window", "Sharing"), sharing },
  { NC_ ("shortcut window", "Presenting"), presenting },
  { NC_ ("shortcut window", "General"), general },
  { NULL },
};

/* Keys that are not called what they write. */
static const struct {
  guint key;
  const char *cap;  /* NULL: as it is said */
  const char *word; /* with the context "key" */
} names[] = {
  { GDK_KEY_Return, NULL, NC_ ("key", "Enter") },
  { GDK_KEY_Escape, NULL, NC_ ("key", "Escape") },
  { GDK_KEY_Delete, NULL, NC_ ("key", "Delete") },
  { GDK_KEY_KP_Delete, NULL, NC_ ("key", "Delete") },
  { GDK_KEY_space, NULL, NC_ ("key", "Space") },
  { GDK_KEY_Menu, NULL, NC_ ("key", "Menu") },
  { GDK_KEY_Up, "↑", NC_ ("key", "Up arrow") },
  { GDK_KEY_Down, "↓", NC_ ("key", "Down arrow") },
  { GDK_KEY_Left, "←", NC_ ("key", "Left arrow") },
  { GDK_KEY_Right, "→", NC_ ("key", "Right arrow") },
  { GDK_KEY_comma, ",", NC_ ("key", "Comma") },
  { GDK_KEY_question, "?", NC_ ("key", "Question mark") },
};

static const struct {
  GdkModifierType modifier;
  const char *cap; /* with the context "key" */
  const char *word;
} modifiers[] = {
  { GDK_CONTROL_MASK, NC_ ("key", "Ctrl"), NC_ ("key", "Control") },
  { GDK_ALT_MASK, NC_ ("key", "Alt"), NC_ ("key", "Alt") },
  { GDK_SHIFT_MASK, NC_ ("key", "Shift"), NC_ ("key", "Shift") },
};

const CoffretShortcutGroup *
coffret_shortcuts_get_groups (void)
{
  return groups;
}

const char *
coffret_shortcuts_say (const char *title)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, CONTEXT, title);
}

const char *
coffret_shortcuts_turn (const char *key)
{
  gboolean leftward = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  return leftward && g_str_equal (key, "<Alt>Left") ? "<Alt>Right" : key;
}

/* The keys of every row for ACTION, with the row's target. */
typedef void (*KeyFunc) (gpointer data, const char *action, const char *key, GVariant *target);

static void
each_key (const char *action, KeyFunc func, gpointer data)
{
  guint found = 0;

  for (const CoffretShortcutGroup *group = groups; group->title; group++)
    for (const CoffretShortcut *row = group->shortcuts; row->title; row++) {
      g_auto (GStrv) actions = g_strsplit (row->actions ?: "", " ", -1);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);
      g_autoptr (GVariant) target = NULL;

      if (!g_strv_contains ((const char *const *) actions, action))
        continue;
      if (row->target)
        target = g_variant_parse (NULL, row->target, NULL, NULL, NULL);
      for (guint i = 0; keys[i]; i++, found++)
        func (data, action, coffret_shortcuts_turn (keys[i]), target);
    }
  g_assert (found > 0);
}

static void
bind_key (gpointer klass, const char *action, const char *key, GVariant *target)
{
  g_autoptr (GtkShortcut) shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, target);
  gtk_widget_class_add_shortcut (klass, shortcut);
}

void
coffret_shortcuts_bind (GtkWidgetClass *klass, const char *action)
{
  each_key (action, bind_key, klass);
}

void
coffret_shortcuts_bind_dialogs (void)
{
  static const char *const actions[] = { "win.lock",        "win.present",     "win.people",
                                         "win.next-person", "win.begin-again", "app.quit" };
  gpointer klass = g_type_class_get (ADW_TYPE_DIALOG);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    coffret_shortcuts_bind (klass, actions[i]);
}

static void
collect_key (gpointer data, const char *action, const char *key, GVariant *target)
{
  g_strv_builder_add (data, key);
}

void
coffret_shortcuts_bind_application (GtkApplication *application, const char *action)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) keys = NULL;

  each_key (action, collect_key, builder);
  keys = g_strv_builder_end (builder);
  gtk_application_set_accels_for_action (application, action, (const char *const *) keys);
}

static char *
key_name (guint key, gboolean said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].key == key)
      return g_strdup (names[i].cap && !said
                         ? names[i].cap
                         : g_dpgettext2 (GETTEXT_PACKAGE, "key", names[i].word));
  return gtk_accelerator_get_label (key, 0);
}

static char **
key_names (const char *accelerator, gboolean said)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GdkModifierType state;
  guint key;

  if (!gtk_accelerator_parse (coffret_shortcuts_turn (accelerator), &key, &state))
    g_assert_not_reached ();
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (state & modifiers[i].modifier)
      g_strv_builder_add (builder, g_dpgettext2 (GETTEXT_PACKAGE, "key",
                                                 said ? modifiers[i].word : modifiers[i].cap));
  g_strv_builder_take (builder, key_name (key, said));
  return g_strv_builder_end (builder);
}

char **
coffret_shortcuts_caps (const char *accelerator)
{
  return key_names (accelerator, FALSE);
}

char *
coffret_shortcuts_words (const char *accelerator)
{
  g_auto (GStrv) words = key_names (accelerator, TRUE);

  return g_strjoinv (" ", words);
}

char *
coffret_shortcuts_sentence (const CoffretShortcut *shortcut)
{
  g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);
  g_autofree char *words = coffret_shortcuts_words (keys[0]);

  for (guint i = 1; keys[i]; i++) {
    g_autofree char *before = g_steal_pointer (&words);
    g_autofree char *next = coffret_shortcuts_words (keys[i]);

    if (g_str_equal (before, next))
      words = g_steal_pointer (&before);
    else
      /* Translators: two ways to do the same with the keyboard, such as "Escape or Alt Left
       * arrow" */
      words = g_strdup_printf (_ ("%s or %s"), before, next);
  }
  /* Translators: a row as a screen reader says it: what is done, and by which keys, such as
   * "Undo, Control Z" */
  return g_strdup_printf (_ ("%s, %s"), coffret_shortcuts_say (shortcut->title), words);
}
