#include "app/pages/first-run-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/restore-dialog.h"
#include "app/pills.h"
#include "app/spoken.h"
#include "app/strength.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"

struct _CoffretFirstRunPage {
  AdwBin parent_instance;

  GtkWidget *begin_button;
  AdwBanner *found;
  GtkWidget *new_row;
  AdwBanner *trouble;
  GtkWidget *keyring_group;
  AdwPreferencesGroup *second_group;
  AdwSwitchRow *keyring_row;
  AdwSwitchRow *passphrase_switch;
  GtkWidget *passphrase_group;
  CoffretPassphraseRow *passphrase;
  CoffretPassphraseRow *again;
  GtkLabel *strength;
  GtkLabel *hint;
  GtkWidget *create_button;
  GtkWidget *spinner;
  CoffretDoor *door;
  gboolean no_keyring; /* the passphrase is the only way in */
  gboolean creating;
};

G_DEFINE_FINAL_TYPE (CoffretFirstRunPage, coffret_first_run_page, ADW_TYPE_BIN)

static gboolean
wants_keyring (CoffretFirstRunPage *self)
{
  return !self->no_keyring && adw_switch_row_get_active (self->keyring_row);
}

static gboolean
wants_passphrase (CoffretFirstRunPage *self)
{
  return self->no_keyring || adw_switch_row_get_active (self->passphrase_switch);
}

/* What is still missing, in words; NULL when the vault can be made. */
static const char *
missing (CoffretFirstRunPage *self)
{
  const char *text = gtk_editable_get_text (coffret_passphrase_row_get_editable (self->passphrase));
  const char *again = gtk_editable_get_text (coffret_passphrase_row_get_editable (self->again));

  if (!wants_passphrase (self))
    return wants_keyring (self) ? NULL : _ ("Choose at least one key.");
  if (*text == '\0')
    return _ ("Type a passphrase.");
  if (*again == '\0')
    return _ ("Type the passphrase once more.");
  if (!g_str_equal (text, again))
    return _ ("The two passphrases are not the same.");
  return NULL;
}

static void
update (CoffretFirstRunPage *self)
{
  const char *lacking = missing (self);
  const char *hint = lacking;
  const char *typed =
    gtk_editable_get_text (coffret_passphrase_row_get_editable (self->passphrase));
  const char *strength =
    wants_passphrase (self) ? coffret_strength_say (coffret_strength_of (typed)) : NULL;

  /* Allowed, but not without having been told. */
  if (!hint && !wants_passphrase (self))
    hint = _ ("Until you set a passphrase in the preferences, only this computer’s keyring opens "
              "your vault: if it is lost, so is everything in the vault.");
  gtk_widget_set_visible (self->keyring_group, !self->no_keyring);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_switch), !self->no_keyring);
  adw_preferences_group_set_title (self->second_group,
                                   self->no_keyring ? _ ("Your Key") : _ ("A Second Key"));
  adw_preferences_group_set_description (
    self->second_group,
    self->no_keyring ? _ ("No keyring answers on this computer, which could open your vault by "
                          "itself. So its key is a passphrase: a few words that only you know.")
                     : _ ("Two keys are safer than one: when the keyring is lost, the passphrase "
                          "still opens your vault."));
  gtk_widget_set_visible (self->passphrase_group, wants_passphrase (self));
  gtk_label_set_label (self->strength, strength ?: "");
  gtk_widget_set_visible (GTK_WIDGET (self->strength), strength != NULL && !self->creating);
  gtk_label_set_label (self->hint, hint ?: "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL && !self->creating);
  gtk_widget_set_sensitive (self->create_button, !lacking && !self->creating);
  gtk_widget_set_visible (self->spinner, self->creating);
}

static gboolean
is_keyring_trouble (const GError *error)
{
  return g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_TIMEOUT);
}

static void
on_created (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretFirstRunPage *self = owner;

  self->creating = FALSE;
  if (is_keyring_trouble (error)) {
    adw_banner_set_title (
      self->trouble,
      g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE)
        ? _ ("No keyring answers on this computer. Make the vault with a passphrase.")
        : _ ("The keyring was not unlocked. Try again, or make the vault with a passphrase."));
    adw_banner_set_revealed (self->trouble, TRUE);
    self->no_keyring =
      g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE);
    adw_switch_row_set_active (self->keyring_row, FALSE);
    adw_switch_row_set_active (self->passphrase_switch, TRUE);
    update (self);
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  } else if (error) {
    adw_banner_set_title (self->trouble, error->message);
    adw_banner_set_revealed (self->trouble, TRUE);
  }
  update (self);
}

static void
on_create (CoffretFirstRunPage *self)
{
  g_autoptr (CoffretSecret) secret = NULL;
  CoffretSlotType slots = 0;

  if (self->creating || missing (self))
    return;
  if (wants_keyring (self))
    slots |= COFFRET_SLOT_KEYRING;
  if (wants_passphrase (self)) {
    const char *text =
      gtk_editable_get_text (coffret_passphrase_row_get_editable (self->passphrase));

    slots |= COFFRET_SLOT_PASSPHRASE;
    secret = coffret_secret_new_copy (text, strlen (text));
  }
  self->creating = TRUE;
  adw_banner_set_revealed (self->trouble, FALSE);
  update (self);
  coffret_when (coffret_door_create (self->door, slots, secret), self, on_created, NULL, NULL);
}

static void
on_keyring_found (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretFirstRunPage *self = owner;

  if (error)
    return;
  self->no_keyring = !g_value_get_boolean (value);
  update (self);
}

static void
on_bring_back (CoffretFirstRunPage *self)
{
  coffret_restore_dialog_choose (GTK_WIDGET (self), self->door);
}

static void
on_found (CoffretFirstRunPage *self)
{
  const CoffretBackupInfo *info = coffret_door_get_backup (self->door);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog = info ? coffret_restore_dialog_for (self->door, info->path, &error) : NULL;

  if (dialog)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  else if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("This Backup Cannot Be Used"), error);
}

/* A vault lay here once. */
static void
on_backup_found (CoffretFirstRunPage *self)
{
  const CoffretBackupInfo *info = coffret_door_get_backup (self->door);
  g_autofree char *date = info ? coffret_instant_to_date (info->made) : NULL;
  g_autofree char *text =
    /* Translators: %s is a date, such as 12 May 2026 */
    g_strdup_printf (_ ("A vault was here before; its newest backup is of %s"), date ?: "");

  adw_banner_set_title (self->found, text);
  adw_banner_set_revealed (self->found, info != NULL);
}

/* What a step is about has the focus, rather than the way back. */
static void
on_step (CoffretFirstRunPage *self)
{
  AdwNavigationView *steps = ADW_NAVIGATION_VIEW (adw_bin_get_child (ADW_BIN (self)));
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (steps);
  const char *tag = adw_navigation_page_get_tag (page);

  coffret_pills_wrap (GTK_WIDGET (page));
  if (g_strcmp0 (tag, "welcome") == 0)
    gtk_widget_grab_focus (self->begin_button);
  else if (g_strcmp0 (tag, "vault") == 0)
    gtk_widget_grab_focus (self->new_row);
  else if (self->no_keyring)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->keyring_row));
}

static void
coffret_first_run_page_dispose (GObject *object)
{
  CoffretFirstRunPage *self = COFFRET_FIRST_RUN_PAGE (object);

  g_clear_object (&self->door);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_FIRST_RUN_PAGE);
  G_OBJECT_CLASS (coffret_first_run_page_parent_class)->dispose (object);
}

/* The window gives the focus by itself only when it is shown, and may have been shown before
 * the vault was looked for. */
static void
coffret_first_run_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_first_run_page_parent_class)->map (widget);
  gtk_widget_grab_focus (COFFRET_FIRST_RUN_PAGE (widget)->begin_button);
}

static void
coffret_first_run_page_class_init (CoffretFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_first_run_page_dispose;
  widget_class->map = coffret_first_run_page_map;
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, found);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, new_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, keyring_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, second_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, passphrase_switch);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, again);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, strength);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretFirstRunPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_bring_back);
  gtk_widget_class_bind_template_callback (widget_class, on_found);
}

static void
coffret_first_run_page_init (CoffretFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->passphrase_group));
  update (self);
}

CoffretFirstRunPage *
coffret_first_run_page_new (CoffretDoor *door)
{
  CoffretFirstRunPage *self = g_object_new (COFFRET_TYPE_FIRST_RUN_PAGE, NULL);

  self->door = g_object_ref (door);
  g_signal_connect_object (door, "notify::backup", G_CALLBACK (on_backup_found), self,
                           G_CONNECT_SWAPPED);
  on_backup_found (self);
  coffret_when (coffret_door_find_keyring (), self, on_keyring_found, NULL, NULL);
  return self;
}
