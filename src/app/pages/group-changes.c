#include "app/pages/group-changes.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/sharing.h"

/* More are only counted. */
#define MOST 8

struct _CoffretGroupChanges {
  AdwPreferencesGroup parent_instance;

  CoffretSession *session;
  CoffretGroup *group;
  GPtrArray *rows;   /* GtkWidget's, borrowed from the group */
  gboolean asking;   /* an answer is on its way */
  gboolean outdated; /* something has changed since it was asked for */
};

G_DEFINE_FINAL_TYPE (CoffretGroupChanges, coffret_group_changes, ADW_TYPE_PREFERENCES_GROUP)

/* The steps there are: what stands on the button, and what it does. */
typedef struct {
  const char *label;
  void (*act) (CoffretGroupChanges *self, const char *credential, const char *other);
} Step;

static void
then_tell (CoffretGroupChanges *self, DexFuture *future, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  coffret_when (future, root ? (gpointer) root : self, coffret_tell_done, g_strdup (sentence),
                g_free);
}

static GPtrArray *
just (CoffretGroupChanges *self, const char *credential)
{
  CoffretEntry *entry =
    coffret_library_find (coffret_session_get_library (self->session), credential);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  if (entry)
    g_ptr_array_add (entries, g_object_ref (entry));
  return entries;
}

static void
take_out (CoffretGroupChanges *self, const char *credential, const char *other)
{
  g_autoptr (GPtrArray) entries = just (self, credential);

  then_tell (
    self,
    coffret_session_take_from_group (self->session, coffret_group_get_id (self->group), entries),
    _ ("It is taken out of the group"));
}

static void
add (CoffretGroupChanges *self, const char *credential, const char *other)
{
  g_autoptr (GPtrArray) entries = just (self, credential);

  then_tell (
    self, coffret_session_add_to_group (self->session, coffret_group_get_id (self->group), entries),
    _ ("It is in the group"));
}

static void
leave_out (CoffretGroupChanges *self, const char *credential, const char *other)
{
  g_autoptr (GPtrArray) entries = just (self, credential);

  then_tell (
    self,
    coffret_session_leave_out_of_group (self->session, coffret_group_get_id (self->group), entries),
    _ ("It stays out of the group"));
}

static void
put_back (CoffretGroupChanges *self, const char *credential, const char *other)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "vault.restore", "s", credential);
}

static void
look (CoffretGroupChanges *self, const char *credential, const char *other)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "vault.open", "s", credential);
}

/* At the place of the old one, with what may be seen of that. */
static void
use_newer (CoffretGroupChanges *self, const char *credential, const char *other)
{
  g_autoptr (CoffretSharingGroup) row =
    coffret_sharing_group_copy (coffret_group_get_row (self->group));
  CoffretSharingMember *member = coffret_sharing_group_find (row, credential);

  if (!member || !other)
    return;
  if (coffret_sharing_group_find (row, other))
    g_ptr_array_remove (row->members, member);
  else
    g_set_str (&member->credential, other);
  then_tell (self, coffret_session_save_group (self->session, row),
             _ ("The newer one is in the group"));
}

static const Step steps[][2] = {
  [COFFRET_CHANGED_DELETED] = { { NULL, NULL }, { NULL, NULL } },
  [COFFRET_CHANGED_TRASHED] = { { N_ ("Put _Back"), put_back }, { NULL, NULL } },
  [COFFRET_CHANGED_REVOKED] = { { N_ ("_Take Out"), take_out }, { NULL, NULL } },
  [COFFRET_CHANGED_SUSPENDED] = { { N_ ("_Take Out"), take_out }, { NULL, NULL } },
  [COFFRET_CHANGED_EXPIRED] = { { N_ ("_Take Out"), take_out }, { NULL, NULL } },
  [COFFRET_CHANGED_DOUBTED] = { { N_ ("_Take Out"), take_out }, { NULL, NULL } },
  [COFFRET_CHANGED_NEWER] = { { N_ ("_Use It"), use_newer }, { NULL, NULL } },
  [COFFRET_CHANGED_CONTENT] = { { NULL, NULL }, { NULL, NULL } },
  [COFFRET_CHANGED_FIELDS] = { { NULL, NULL }, { NULL, NULL } },
  [COFFRET_CHANGED_ADDED] = { { NULL, NULL }, { NULL, NULL } },
  [COFFRET_CHANGED_TAKEN] = { { NULL, NULL }, { NULL, NULL } },
  [COFFRET_CHANGED_FITS] = { { N_ ("_Add"), add }, { N_ ("_Leave Out"), leave_out } },
};

static const char *
icon_of (CoffretChangedKind kind)
{
  switch (kind) {
  case COFFRET_CHANGED_REVOKED:
    return "coffret-revoked-symbolic";
  case COFFRET_CHANGED_SUSPENDED:
    return "coffret-suspended-symbolic";
  case COFFRET_CHANGED_EXPIRED:
    return "coffret-expired-symbolic";
  case COFFRET_CHANGED_DOUBTED:
    return "dialog-warning-symbolic";
  case COFFRET_CHANGED_DELETED:
  case COFFRET_CHANGED_TRASHED:
    return "user-trash-symbolic";
  case COFFRET_CHANGED_FITS:
  case COFFRET_CHANGED_ADDED:
    return "list-add-symbolic";
  case COFFRET_CHANGED_NEWER:
  case COFFRET_CHANGED_CONTENT:
  case COFFRET_CHANGED_FIELDS:
  case COFFRET_CHANGED_TAKEN:
  default:
    return "dialog-information-symbolic";
  }
}

GtkWidget *
coffret_changed_row_new (const CoffretChanged *changed)
{
  g_autofree char *sentence = coffret_changed_to_sentence (changed);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_of (changed->kind),
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (image, changed->kind <= COFFRET_CHANGED_DOUBTED ? "warning" : "dimmed");
  /* Titles come from strangers: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

static void
on_step (GtkButton *button, CoffretGroupChanges *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const Step *step = g_object_get_data (G_OBJECT (button), "step");
  g_autofree char *credential = g_strdup (g_object_get_data (G_OBJECT (row), "credential"));
  g_autofree char *other = g_strdup (g_object_get_data (G_OBJECT (row), "other"));

  step->act (self, credential, other);
}

/* The second step is a sign: in a narrow window the sentence needs the room. */
static GtkWidget *
step_button_new (CoffretGroupChanges *self, const Step *step, const char *title, gboolean sign)
{
  GtkWidget *button = sign ? gtk_button_new_from_icon_name ("window-close-symbolic")
                           : gtk_button_new_with_mnemonic (_ (step->label));
  g_auto (GStrv) parts = g_strsplit (_ (step->label), "_", -1);
  g_autofree char *label = g_strjoinv ("", parts);
  /* Translators: what a button does, then the title of a credential, as in "Leave Out: First aid"
   */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), label, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (sign) {
    gtk_widget_set_tooltip_text (button, label);
    gtk_widget_add_css_class (button, "flat");
  }
  coffret_spoken_set (button, words);
  g_object_set_data (G_OBJECT (button), "step", (gpointer) step);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_step), self, 0);
  return button;
}

static void
on_look (GtkWidget *row, CoffretGroupChanges *self)
{
  g_autofree char *credential = g_strdup (g_object_get_data (G_OBJECT (row), "credential"));

  look (self, credential, NULL);
}

static GtkWidget *
row_new (CoffretGroupChanges *self, const CoffretChanged *changed)
{
  GtkWidget *row = coffret_changed_row_new (changed);

  g_object_set_data_full (G_OBJECT (row), "credential", g_strdup (changed->credential), g_free);
  g_object_set_data_full (G_OBJECT (row), "other", g_strdup (changed->other), g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (steps[0]); i++) {
    const Step *step = &steps[changed->kind][i];

    if (step->label && coffret_session_can_change (self->session))
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 step_button_new (self, step, changed->title, i > 0));
  }
  /* What is still there can be looked at. */
  if (changed->kind != COFFRET_CHANGED_DELETED) {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    g_signal_connect_object (row, "activated", G_CALLBACK (on_look), self, 0);
  }
  return row;
}

static void
add_row (CoffretGroupChanges *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show (CoffretGroupChanges *self, const GPtrArray *changes)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean within = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (changes->len, MOST); i++)
    add_row (self, row_new (self, g_ptr_array_index (changes, i)));
  if (changes->len > MOST) {
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *words =
      /* Translators: below a list of what has changed in a group; %u is a number */
      g_strdup_printf (ngettext ("And %u more", "And %u more", changes->len - MOST),
                       changes->len - MOST);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
    add_row (self, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), changes->len > 0);
  /* What had the focus is gone. */
  if (within &&
      !(changes->len > 0 && gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD)))
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

static void ask (CoffretGroupChanges *self);

static void
on_changes (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretGroupChanges *self = owner;

  self->asking = FALSE;
  if (!self->session)
    return;
  if (!error)
    show (self, g_value_get_boxed (value));
  if (self->outdated)
    ask (self);
}

static void
ask (CoffretGroupChanges *self)
{
  self->outdated = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  coffret_when (coffret_session_group_changes (self->session, coffret_group_get_row (self->group),
                                               coffret_instant_now ()),
                self, on_changes, NULL, NULL);
}

static void
coffret_group_changes_dispose (GObject *object)
{
  CoffretGroupChanges *self = COFFRET_GROUP_CHANGES (object);

  g_clear_object (&self->session);
  g_clear_object (&self->group);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (coffret_group_changes_parent_class)->dispose (object);
}

static void
coffret_group_changes_class_init (CoffretGroupChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_group_changes_dispose;
}

static void
coffret_group_changes_init (CoffretGroupChanges *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Worth a Look"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
coffret_group_changes_set_group (CoffretGroupChanges *self,
                                 CoffretSession *session,
                                 CoffretGroup *group)
{
  CoffretLibrary *library = coffret_session_get_library (session);

  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->group = g_object_ref (group);
  g_signal_connect_object (group, "notify::row", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_groups (library), "shared", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  ask (self);
}
