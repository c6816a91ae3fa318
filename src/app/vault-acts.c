#include "app/vault-acts.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/closures.h"
#include "app/compartment-menu.h"
#include "app/dialogs/about-me-dialog.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/details-dialog.h"
#include "app/links.h"
#include "app/mark-acts.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/version-acts.h"
#include "app/when.h"
#include "organise/pieces.h"

static CoffretSession *
session_of (GtkWidget *widget)
{
  return coffret_vault_view_get_session (COFFRET_VAULT_VIEW (widget));
}

static CoffretEntry *
entry_of (GtkWidget *widget, const char *id)
{
  return coffret_library_find (coffret_session_get_library (session_of (widget)), id);
}

static void
then_tell (GtkWidget *widget, DexFuture *future, char *sentence)
{
  coffret_when (future, widget, coffret_tell_done, sentence, g_free);
}

static void
do_open (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_open (COFFRET_VAULT_VIEW (widget), g_variant_get_string (target, NULL));
}

static void
do_close (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_close (COFFRET_VAULT_VIEW (widget));
}

static void
do_search (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_start_search (COFFRET_VAULT_VIEW (widget));
}

static void
do_table (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_turn_table (COFFRET_VAULT_VIEW (widget));
}

static void
do_show (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_show (COFFRET_VAULT_VIEW (widget), g_variant_get_string (target, NULL));
}

static void
do_find (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_find (COFFRET_VAULT_VIEW (widget), g_variant_get_string (target, NULL));
}

static void
do_next_part (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_next_part (COFFRET_VAULT_VIEW (widget), g_variant_get_int32 (target));
}

static void
do_trash (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL;

  if (!entry)
    return;
  entries = coffret_entry_just (entry);
  name = coffret_entry_name (entry);
  coffret_vault_view_close (COFFRET_VAULT_VIEW (widget));
  /* Translators: %s is the title of a credential, last because it may be cut off */
  then_tell (widget, coffret_session_trash (session_of (widget), entries),
             g_strdup_printf (_ ("Moved to the trash: “%s”"), name));
}

static void
do_restore (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL;

  if (!entry)
    return;
  entries = coffret_entry_just (entry);
  name = coffret_entry_name (entry);
  /* Translators: %s is the title of a credential, last because it may be cut off */
  then_tell (widget, coffret_session_restore (session_of (widget), entries),
             g_strdup_printf (_ ("Back in the vault: “%s”"), name));
}

static void
on_emptied (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("The Trash Could Not Be Emptied"), error);
  else
    coffret_tell (owner, _ ("The trash is empty"));
}

static void
on_empty_answered (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  if (g_str_equal (response, "empty"))
    coffret_when (coffret_session_empty_trash (session_of (widget)), widget, on_emptied, NULL,
                  NULL);
}

static void
do_empty_trash (GtkWidget *widget, const char *action, GVariant *target)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Empty the Trash?"),
    _ ("Everything in the trash is deleted for ever, with its original files. This cannot be "
       "undone.")));

  adw_alert_dialog_add_responses (dialog, "keep", _ ("_Keep"), "empty", _ ("_Empty Trash"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "empty", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_empty_answered), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_put_or_take (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSession *session = session_of (widget);
  const char *id;
  const char *place;
  CoffretEntry *entry;
  CoffretCompartment *compartment;
  g_autoptr (GPtrArray) entries = NULL;
  const char *name;

  g_variant_get (target, "(&s&s)", &id, &place);
  entry = entry_of (widget, id);
  compartment = coffret_library_find_compartment (coffret_session_get_library (session), place);
  if (!entry || !compartment)
    return;
  entries = coffret_entry_just (entry);
  name = coffret_compartment_get_name (compartment);
  if (g_str_equal (action, "vault.put"))
    /* Translators: %s is the name of a compartment */
    then_tell (widget, coffret_session_put (session, entries, place),
               g_strdup_printf (_ ("Put in “%s”"), name));
  else
    /* Translators: %s is the name of a compartment */
    then_tell (widget, coffret_session_take (session, entries, place),
               g_strdup_printf (_ ("Taken out of “%s”"), name));
}

/* DATA: id of the credential that is to lie in the new compartment, or NULL. */
static void
on_compartment_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCompartment *compartment;
  CoffretEntry *entry;

  if (error) {
    coffret_tell_error (owner, _ ("The Compartment Could Not Be Made"), error);
    return;
  }
  compartment = COFFRET_COMPARTMENT (g_value_get_object (value));
  entry = data ? entry_of (owner, data) : NULL;
  if (entry) {
    g_autoptr (GPtrArray) entries = coffret_entry_just (entry);

    then_tell (
      owner,
      coffret_session_put (session_of (owner), entries, coffret_compartment_get_id (compartment)),
      /* Translators: %s is the name of a compartment */
      g_strdup_printf (_ ("Put in “%s”"), coffret_compartment_get_name (compartment)));
  } else {
    coffret_vault_view_show_compartment (owner, coffret_compartment_get_id (compartment));
    coffret_vault_view_focus (owner);
  }
}

static void
on_new_confirmed (CoffretCompartmentDialog *dialog, GtkWidget *widget)
{
  coffret_when (coffret_session_add_compartment (
                  session_of (widget), coffret_compartment_dialog_get_name (dialog),
                  coffret_compartment_dialog_get_icon (dialog),
                  coffret_compartment_dialog_get_colour (dialog), NULL),
                widget, on_compartment_made,
                g_strdup (g_object_get_data (G_OBJECT (dialog), "entry")), g_free);
}

static void
do_new (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCompartmentDialog *dialog = coffret_compartment_dialog_new (NULL, NULL, NULL);

  if (target)
    g_object_set_data_full (G_OBJECT (dialog), "entry", g_variant_dup_string (target, NULL),
                            g_free);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_new_confirmed), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_change_confirmed (CoffretCompartmentDialog *dialog, GtkWidget *widget)
{
  CoffretSession *session = session_of (widget);
  CoffretCompartment *compartment = coffret_library_find_compartment (
    coffret_session_get_library (session), g_object_get_data (G_OBJECT (dialog), "compartment"));
  g_autoptr (CoffretCompartmentRow) row = NULL;

  if (!compartment)
    return;
  row = coffret_compartment_row_copy (coffret_compartment_get_row (compartment));
  g_set_str (&row->name, coffret_compartment_dialog_get_name (dialog));
  g_set_str (&row->icon, coffret_compartment_dialog_get_icon (dialog));
  g_set_str (&row->colour, coffret_compartment_dialog_get_colour (dialog));
  g_set_str (&row->rule, coffret_compartment_dialog_get_rule (dialog));
  g_set_str (&row->arrangement, coffret_compartment_dialog_get_arrangement (dialog));
  then_tell (widget, coffret_session_change_compartment (session, row),
             g_strdup (_ ("The compartment is changed")));
}

static void
do_change (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *id = g_variant_get_string (target, NULL);
  CoffretCompartment *compartment =
    coffret_library_find_compartment (coffret_session_get_library (session_of (widget)), id);
  CoffretCompartmentDialog *dialog;

  if (!compartment)
    return;
  dialog = coffret_compartment_dialog_new (coffret_compartment_get_name (compartment),
                                           coffret_compartment_get_row (compartment)->icon,
                                           coffret_compartment_get_row (compartment)->colour);
  coffret_compartment_dialog_set_arrangement (
    dialog, coffret_compartment_get_row (compartment)->arrangement);
  if (coffret_compartment_get_rule (compartment)) {
    g_autofree char *words = coffret_pieces_from_rule (coffret_compartment_get_rule (compartment));

    coffret_compartment_dialog_set_rule (dialog, words);
  }
  g_object_set_data_full (G_OBJECT (dialog), "compartment", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_change_confirmed), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_remove (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSession *session = session_of (widget);
  const char *id = g_variant_get_string (target, NULL);
  CoffretCompartment *compartment =
    coffret_library_find_compartment (coffret_session_get_library (session), id);

  char *sentence;

  if (!compartment)
    return;
  /* Before the act: when it is done at once, the compartment is gone. */
  /* Translators: %s is the name of a compartment */
  sentence = g_strdup_printf (_ ("The compartment “%s” is deleted; what lay in it stays"),
                              coffret_compartment_get_name (compartment));
  then_tell (widget, coffret_session_remove_compartment (session, id), sentence);
}

/* DATA: the id of the compartment that took another place. */
static void
on_moved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretLibrary *library = coffret_session_get_library (session_of (owner));
  CoffretCompartment *compartment = coffret_library_find_compartment (library, data);
  g_autofree char *words = NULL;
  guint total;
  guint rank;

  if (error) {
    coffret_tell_error (owner, _ ("The Compartment Could Not Be Moved"), error);
    return;
  }
  if (!compartment)
    return;
  rank = coffret_compartment_rank (library, compartment, &total);
  /* Translators: after a move: the name of a compartment and its place, as in “Nursing” is now 2 of
   * 4
   */
  words = g_strdup_printf (_ ("“%s” is now %u of %u"), coffret_compartment_get_name (compartment),
                           rank, total);
  coffret_tell_undo (owner, words);
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSession *session = session_of (widget);
  CoffretLibrary *library = coffret_session_get_library (session);
  const char *id;
  int step;
  CoffretCompartment *compartment;
  const char *next;
  g_autofree char *before = NULL;

  g_variant_get (target, "(&si)", &id, &step);
  compartment = coffret_library_find_compartment (library, id);
  next = compartment ? coffret_compartment_neighbour (library, compartment, step) : NULL;
  if (!next) {
    gtk_widget_error_bell (widget);
    return;
  }
  /* Behind the next one is before the one after that, or at the end. */
  if (step > 0)
    next = coffret_compartment_neighbour (library, compartment, step + 1);
  before = g_strdup (next);
  coffret_when (coffret_session_place_compartment (
                  session, id, coffret_compartment_get_row (compartment)->parent, before),
                widget, on_moved, g_strdup (id), g_free);
}

/* A compartment, the one to put it in, and the one to put it before; "" for none. */
static void
do_place (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSession *session = session_of (widget);
  CoffretLibrary *library = coffret_session_get_library (session);
  const char *id;
  const char *parent;
  const char *before;
  CoffretCompartment *compartment;
  CoffretCompartment *into;
  char *sentence = NULL;
  DexFuture *future;

  g_variant_get (target, "(&s&s&s)", &id, &parent, &before);
  compartment = coffret_library_find_compartment (library, id);
  into = *parent ? coffret_library_find_compartment (library, parent) : NULL;
  if (!compartment || (*parent && !into))
    return;
  if (g_strcmp0 (coffret_compartment_get_row (compartment)->parent, into ? parent : NULL) != 0)
    sentence = into ? g_strdup_printf (
                        /* Translators: both %s are names of compartments */
                        _ ("“%s” is now in “%s”"), coffret_compartment_get_name (compartment),
                        coffret_compartment_get_name (into))
                    : g_strdup_printf (
                        /* Translators: %s is the name of a compartment */
                        _ ("“%s” is in no other compartment now"),
                        coffret_compartment_get_name (compartment));
  future =
    coffret_session_place_compartment (session, id, into ? parent : NULL, *before ? before : NULL);
  if (sentence)
    then_tell (widget, future, sentence);
  else
    coffret_when (future, widget, on_moved, g_strdup (id), g_free);
}

static void
on_original_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    coffret_tell_error (widget, _ ("The Original Could Not Be Saved"), error);
    return;
  }
  coffret_tell (widget, _ ("The original is saved"));
  if (gtk_widget_get_root (widget)) {
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    g_ptr_array_add (ids, g_object_get_data (source, "entry"));
    coffret_session_note_saved (session_of (widget), ids);
  }
}

/* DATA: the GFile that was chosen. */
static void
on_original_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("The Original Could Not Be Saved"), error);
  else
    g_file_replace_contents_bytes_async (data, g_value_get_boxed (value), NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_original_saved,
                                         g_object_ref (owner));
}

typedef struct {
  GtkWidget *widget;
  CoffretEntry *entry;
} Save;

static void
on_save_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Save *save = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* A vault that was locked meanwhile is no longer in a window. */
  if (file)
    g_object_set_data_full (G_OBJECT (file), "entry", g_strdup (coffret_entry_get_id (save->entry)),
                            g_free);
  if (file && gtk_widget_get_root (save->widget))
    coffret_when (coffret_session_original (session_of (save->widget), save->entry), save->widget,
                  on_original_read, g_object_ref (file), g_object_unref);
  g_object_unref (save->widget);
  g_object_unref (save->entry);
  g_free (save);
}

static void
on_record_read (gpointer widget, const GValue *value, const GError *error, gpointer data)
{
  CoffretEntry *entry = data;
  const CoffretRecord *record = coffret_entry_get_record (entry);
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  Save *save;

  if (error) {
    coffret_tell_error (widget, _ ("The Original Could Not Be Saved"), error);
    return;
  }
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Save Original"));
  gtk_file_dialog_set_initial_name (dialog, record->file_name);
  save = g_new0 (Save, 1);
  save->widget = g_object_ref (widget);
  save->entry = g_object_ref (entry);
  cancellable = coffret_choose_while_shown (widget);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), cancellable,
                        on_save_chosen, save);
}

static void
do_save_original (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));

  if (entry)
    coffret_when (coffret_session_record (session_of (widget), entry), widget, on_record_read,
                  g_object_ref (entry), g_object_unref);
}

static void
on_details_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("The Details Could Not Be Read"), error);
  else
    adw_dialog_present (coffret_details_dialog_new (g_value_get_boxed (value)), owner);
}

static void
do_details (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));

  if (entry)
    coffret_when (coffret_session_read (session_of (widget), entry), widget, on_details_read, NULL,
                  NULL);
}

static void
do_about_me (GtkWidget *widget, const char *action, GVariant *target)
{
  adw_dialog_present (ADW_DIALOG (coffret_about_me_dialog_new (session_of (widget))), widget);
}

static void
do_verify_all (GtkWidget *widget, const char *action, GVariant *target)
{
  g_object_unref (coffret_session_verify (session_of (widget), NULL));
}

void
coffret_vault_acts_forbid_changes (GtkWidget *widget)
{
  static const char *const acts[] = {
    "vault.trash",
    "vault.restore",
    "vault.empty-trash",
    "vault.favourite",
    "vault.put",
    "vault.take",
    "vault.put-new",
    "vault.new-compartment",
    "vault.change-compartment",
    "vault.remove-compartment",
    "vault.move-compartment",
    "vault.place-compartment",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_action_set_enabled (widget, acts[i], FALSE);
  coffret_version_acts_forbid_changes (widget);
}

static void
do_copy (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_copy (COFFRET_VAULT_VIEW (widget));
}

void
coffret_vault_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "vault.open", "s", do_open);
  gtk_widget_class_install_action (klass, "vault.close", NULL, do_close);
  gtk_widget_class_install_action (klass, "vault.search", NULL, do_search);
  gtk_widget_class_install_action (klass, "vault.table", NULL, do_table);
  gtk_widget_class_install_action (klass, "vault.next-part", "i", do_next_part);
  gtk_widget_class_install_action (klass, "vault.show", "s", do_show);
  gtk_widget_class_install_action (klass, "vault.find", "s", do_find);
  gtk_widget_class_install_action (klass, "vault.trash", "s", do_trash);
  gtk_widget_class_install_action (klass, "vault.restore", "s", do_restore);
  gtk_widget_class_install_action (klass, "vault.empty-trash", NULL, do_empty_trash);
  gtk_widget_class_install_action (klass, "vault.put", "(ss)", do_put_or_take);
  gtk_widget_class_install_action (klass, "vault.take", "(ss)", do_put_or_take);
  gtk_widget_class_install_action (klass, "vault.put-new", "s", do_new);
  gtk_widget_class_install_action (klass, "vault.new-compartment", NULL, do_new);
  gtk_widget_class_install_action (klass, "vault.change-compartment", "s", do_change);
  gtk_widget_class_install_action (klass, "vault.remove-compartment", "s", do_remove);
  gtk_widget_class_install_action (klass, "vault.move-compartment", "(si)", do_move);
  gtk_widget_class_install_action (klass, "vault.place-compartment", "(sss)", do_place);
  gtk_widget_class_install_action (klass, "vault.save-original", "s", do_save_original);
  gtk_widget_class_install_action (klass, "vault.copy", NULL, do_copy);
  gtk_widget_class_install_action (klass, "vault.details", "s", do_details);
  gtk_widget_class_install_action (klass, "vault.about-me", NULL, do_about_me);
  gtk_widget_class_install_action (klass, "vault.verify-all", NULL, do_verify_all);
  coffret_mark_acts_install (klass);
  coffret_version_acts_install (klass);
  coffret_links_install (klass);
  coffret_shortcuts_bind (klass, "vault.search");
  coffret_shortcuts_bind (klass, "vault.table");
  coffret_shortcuts_bind (klass, "vault.copy");
  coffret_shortcuts_bind (klass, "vault.about-me");
  coffret_shortcuts_bind (klass, "vault.verify-all");
  coffret_shortcuts_bind (klass, "vault.next-part");
  coffret_shortcuts_bind (klass, "vault.show");
}
