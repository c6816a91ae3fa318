#include "app/dialogs/sheet-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/pills.h"
#include "app/scan.h"
#include "app/sheet-out.h"
#include "app/spoken.h"
#include "app/strength.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"
#include "organise/ways.h"
#include "vault/recovery-code.h"

struct _CoffretSheetDialog {
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  AdwNavigationPage *words_page;
  AdwPreferencesGroup *renew_group;
  GtkWidget *words_group;
  CoffretPassphraseRow *passphrase;
  CoffretPassphraseRow *again;
  GtkLabel *words_hint;
  GtkWidget *words_button;
  AdwNavigationPage *keep_page;
  GtkWidget *print_button;
  GtkWidget *save_button;
  GtkLabel *kept_hint;
  GtkWidget *next_button;
  AdwNavigationPage *check_page;
  AdwPreferencesGroup *check_group;
  AdwEntryRow *first;
  AdwEntryRow *second;
  GtkWidget *scan_row;
  GtkLabel *check_hint;
  GtkWidget *check_button;
  GtkWidget *spinner;

  CoffretDoor *door;
  CoffretSecret *code;
  guint groups[2]; /* the ones that are asked for */
  gboolean renew;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (CoffretSheetDialog, coffret_sheet_dialog, ADW_TYPE_DIALOG)

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (COFFRET_IS_PASSPHRASE_ROW (row)
                                  ? coffret_passphrase_row_get_editable (row)
                                  : GTK_EDITABLE (row));
}

static void
say (GtkLabel *hint, const char *text, gboolean wrong)
{
  gtk_label_set_label (hint, text ? text : "");
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (hint), "error");
  if (wrong && text) {
    gtk_accessible_announce (GTK_ACCESSIBLE (hint), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    coffret_focus_show (GTK_WIDGET (hint));
  }
}

static gboolean
asks_for_words (CoffretSheetDialog *self)
{
  return self->renew && (coffret_door_get_slots (self->door) & COFFRET_SLOT_PASSPHRASE) != 0;
}

static const char *
missing_words (CoffretSheetDialog *self)
{
  if (!asks_for_words (self))
    return NULL;
  if (*text_of (self->passphrase) == '\0')
    return _ ("Type a passphrase.");
  if (*text_of (self->again) == '\0')
    return _ ("Type the passphrase once more.");
  if (!g_str_equal (text_of (self->passphrase), text_of (self->again)))
    return _ ("The two passphrases are not the same.");
  return NULL;
}

static void
on_words_changed (CoffretSheetDialog *self)
{
  const char *hint, *strength;
  g_autofree char *both = NULL;

  if (!self->door)
    return;
  hint = missing_words (self);
  strength = coffret_strength_say (coffret_strength_of (text_of (self->passphrase)));
  both = g_strjoin (" ", strength ?: hint, strength ? hint : NULL, NULL);
  say (self->words_hint, both, FALSE);
  gtk_widget_set_sensitive (self->words_button, !hint);
}

static void
on_words_done (CoffretSheetDialog *self)
{
  if (!missing_words (self))
    adw_navigation_view_push_by_tag (self->pages, "keep");
}

static void
on_out (GtkWidget *owner, gboolean out, const GError *error)
{
  CoffretSheetDialog *self = COFFRET_SHEET_DIALOG (owner);

  if (!self->kept_hint)
    return;
  if (error) {
    say (self->kept_hint, error->message, TRUE);
    return;
  }
  if (!out)
    return;
  say (self->kept_hint, _ ("Take the sheet in your hand: two groups from it are asked for next."),
       FALSE);
  gtk_widget_set_sensitive (self->next_button, TRUE);
  gtk_widget_remove_css_class (self->print_button, "suggested-action");
  gtk_widget_add_css_class (self->next_button, "suggested-action");
  gtk_widget_grab_focus (self->next_button);
  coffret_focus_show (self->next_button);
}

static void
on_print (CoffretSheetDialog *self)
{
  coffret_sheet_print (GTK_WIDGET (self), self->code, on_out);
}

static void
on_save (CoffretSheetDialog *self)
{
  coffret_sheet_save (GTK_WIDGET (self), self->code, on_out);
}

static void
on_next (CoffretSheetDialog *self)
{
  adw_navigation_view_push_by_tag (self->pages, "check");
}

static void
update_check (CoffretSheetDialog *self)
{
  gboolean any = *text_of (self->first) != '\0' || *text_of (self->second) != '\0';

  gtk_widget_set_visible (self->spinner, self->working);
  gtk_widget_set_sensitive (self->check_button, any && !self->working);
  gtk_widget_set_sensitive (self->scan_row, !self->working);
  gtk_editable_set_editable (GTK_EDITABLE (self->first), !self->working);
  gtk_editable_set_editable (GTK_EDITABLE (self->second), !self->working);
  adw_navigation_page_set_can_pop (self->check_page, !self->working);
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->working);
}

static void
on_check_changed (CoffretSheetDialog *self)
{
  if (!self->door)
    return;
  say (self->check_hint, NULL, FALSE);
  update_check (self);
}

static void
on_done (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretSheetDialog *self = owner;

  if (!self->check_hint)
    return;
  self->working = FALSE;
  update_check (self);
  if (error) {
    say (self->check_hint, error->message, TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->first));
    return;
  }
  g_signal_emit_by_name (self, "saved");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
use_sheet (CoffretSheetDialog *self)
{
  g_autoptr (CoffretSecret) passphrase = NULL;
  CoffretSlotType slots = COFFRET_SLOT_RECOVERY;
  DexFuture *future;

  if (asks_for_words (self)) {
    const char *text = text_of (self->passphrase);
    passphrase = coffret_secret_new_copy (text, strlen (text));
    slots |= COFFRET_SLOT_PASSPHRASE;
  }
  slots |= coffret_door_get_slots (self->door) & COFFRET_SLOT_KEYRING;
  self->working = TRUE;
  say (self->check_hint,
       self->renew ? _ ("Everything in your vault is written anew. This can take a while.")
                   : _ ("The new key is being made."),
       FALSE);
  update_check (self);
  future = self->renew ? coffret_ways_renew (self->door, slots, passphrase, self->code)
                       : coffret_door_add_slot (self->door, COFFRET_SLOT_RECOVERY, self->code);
  coffret_when (future, self, on_done, NULL, NULL);
}

/* Whether TEXT is the whole code of this sheet, typed or pasted. */
static gboolean
is_code (CoffretSheetDialog *self, const char *text)
{
  g_autoptr (CoffretSecret) code = coffret_recovery_code_parse (text, strlen (text), NULL, NULL);

  return code && coffret_secret_equal (code, self->code);
}

static void
on_check (CoffretSheetDialog *self)
{
  AdwEntryRow *const rows[] = { self->first, self->second };

  if (self->working)
    return;
  if (is_code (self, text_of (self->first)) || is_code (self, text_of (self->second))) {
    use_sheet (self);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *text = text_of (rows[i]);
    if (!coffret_recovery_code_group_is (self->code, self->groups[i], text, strlen (text))) {
      g_autofree char *hint = g_strdup_printf (
        /* Translators: %u is the number of a group of letters and digits on the recovery sheet */
        _ ("Group %u on the sheet is another. Compare it once more."), self->groups[i]);
      say (self->check_hint, hint, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
      return;
    }
  }
  use_sheet (self);
}

static void
on_scanned (GtkWidget *owner, const char *text, const GError *error)
{
  CoffretSheetDialog *self = COFFRET_SHEET_DIALOG (owner);

  if (!self->check_hint || self->working)
    return;
  if (text && is_code (self, text))
    use_sheet (self);
  else if (text)
    say (self->check_hint, _ ("This picture shows another recovery sheet."), TRUE);
  else if (error)
    say (self->check_hint, error->message, TRUE);
}

static void
on_scan (CoffretSheetDialog *self)
{
  coffret_scan (GTK_WIDGET (self), on_scanned);
}

static void
focus_page (CoffretSheetDialog *self)
{
  const char *tag = adw_navigation_view_get_visible_page_tag (self->pages);

  if (!tag)
    return;
  if (g_str_equal (tag, "words"))
    coffret_focus_once_risen (asks_for_words (self) ? GTK_WIDGET (self->passphrase)
                                                    : self->words_button);
  else if (g_str_equal (tag, "keep"))
    coffret_focus_once_risen (self->print_button);
  else
    coffret_focus_once_risen (GTK_WIDGET (self->first));
}

static void
on_pushed (CoffretSheetDialog *self)
{
  focus_page (self);
}

static void
on_popped (CoffretSheetDialog *self)
{
  focus_page (self);
}

static void
coffret_sheet_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_sheet_dialog_parent_class)->map (widget);
  focus_page (COFFRET_SHEET_DIALOG (widget));
}

static void
coffret_sheet_dialog_dispose (GObject *object)
{
  CoffretSheetDialog *self = COFFRET_SHEET_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SHEET_DIALOG);
  g_clear_object (&self->door);
  g_clear_pointer (&self->code, coffret_secret_unref);
  G_OBJECT_CLASS (coffret_sheet_dialog_parent_class)->dispose (object);
}

static void
coffret_sheet_dialog_class_init (CoffretSheetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_sheet_dialog_dispose;
  widget_class->map = coffret_sheet_dialog_map;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/sheet-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CoffretSheetDialog, name)
  BIND (pages);
  BIND (words_page);
  BIND (renew_group);
  BIND (words_group);
  BIND (check_group);
  BIND (passphrase);
  BIND (again);
  BIND (words_hint);
  BIND (words_button);
  BIND (keep_page);
  BIND (print_button);
  BIND (save_button);
  BIND (kept_hint);
  BIND (next_button);
  BIND (check_page);
  BIND (first);
  BIND (second);
  BIND (scan_row);
  BIND (check_hint);
  BIND (check_button);
  BIND (spinner);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_words_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_words_done);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_check_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
  gtk_widget_class_bind_template_callback (widget_class, on_scan);
  gtk_widget_class_bind_template_callback (widget_class, on_pushed);
  gtk_widget_class_bind_template_callback (widget_class, on_popped);
}

static void
coffret_sheet_dialog_init (CoffretSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self->words_page));
  coffret_pills_wrap (GTK_WIDGET (self->keep_page));
  coffret_pills_wrap (GTK_WIDGET (self->check_page));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->words_group));
  coffret_spoken_name_rows (self->check_group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_group_get_description (self->renew_group), -1);
}

static void
name_group (AdwEntryRow *row, guint group)
{
  /* Translators: %u is the number of a group of letters and digits on the recovery sheet */
  g_autofree char *title = g_strdup_printf (_ ("Group %u"), group);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

CoffretSheetDialog *
coffret_sheet_dialog_new (CoffretDoor *door, gboolean renew)
{
  CoffretSheetDialog *self = g_object_new (COFFRET_TYPE_SHEET_DIALOG, NULL);
  const char *first[] = { renew ? "words" : "keep" };

  self->door = g_object_ref (door);
  self->renew = renew;
  self->code = coffret_recovery_code_new ();
  /* One of each line of the sheet. */
  self->groups[0] = (guint) g_random_int_range (1, COFFRET_RECOVERY_CODE_GROUPS / 2 + 1);
  self->groups[1] = (guint) g_random_int_range (COFFRET_RECOVERY_CODE_GROUPS / 2 + 1,
                                                COFFRET_RECOVERY_CODE_GROUPS + 1);
  name_group (self->first, self->groups[0]);
  name_group (self->second, self->groups[1]);
  adw_navigation_view_replace_with_tags (self->pages, first, G_N_ELEMENTS (first));
  gtk_widget_set_visible (self->words_group, asks_for_words (self));
  on_words_changed (self);
  return self;
}
