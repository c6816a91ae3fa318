#include "app/pages/ledger-page.h"

#include <glib/gi18n-lib.h>

#include "app/audiences.h"
#include "app/closures.h"
#include "app/dialogs/share-record-dialog.h"
#include "app/focus.h"
#include "app/people.h"
#include "app/pills.h"
#include "app/save.h"
#include "app/shortcuts.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/shares.h"
#include "share/ledger.h"

/* So many rows at first, and so many more when they are asked for. */
#define STEP 50

struct _CoffretLedgerPage {
  CoffretSidePage parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  AdwBanner *group_banner;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more_button;

  CoffretSession *session;
  GPtrArray *shares; /* CoffretShareRow; NULL: not yet */
  char *group;       /* only of this one; NULL: of all */
  char *wanted;      /* a line that is to be opened, or NULL */
  guint shown;       /* rows at most */
  guint question;    /* the number of the last one: older answers are of no use */
};

G_DEFINE_FINAL_TYPE (CoffretLedgerPage, coffret_ledger_page, COFFRET_TYPE_SIDE_PAGE)

static const char *
get_words (CoffretLedgerPage *self)
{
  return gtk_editable_get_text (self->search_entry);
}

static GtkWidget *
row_new (CoffretShareRow *share)
{
  GtkWidget *row = adw_action_row_new ();
  const char *with = share->recipient ? share->recipient : share->name;
  g_autofree char *line = coffret_share_record_line (share);
  g_autofree char *words = g_strdup_printf ("%s. %s", with, line);

  /* Names may be anything: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), with);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (
    ADW_ACTION_ROW (row),
    g_object_new (GTK_TYPE_IMAGE, "icon-name",
                  coffret_audience_icon (coffret_audience_from_id (share->audience)),
                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  coffret_spoken_set (row, words);
  return row;
}

static void
open_share (CoffretLedgerPage *self, CoffretShareRow *share)
{
  adw_dialog_present (ADW_DIALOG (coffret_share_record_dialog_new (self->session, share)),
                      GTK_WIDGET (self));
}

static void
on_row_activated (CoffretLedgerPage *self, GtkListBoxRow *row)
{
  open_share (self, g_ptr_array_index (self->shares, gtk_list_box_row_get_index (row)));
}

static void
fill (CoffretLedgerPage *self, guint count)
{
  guint there = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) there))
    there++;
  self->shown = MAX (count, STEP);
  for (; there < MIN (self->shown, self->shares->len); there++)
    gtk_list_box_append (self->list, row_new (g_ptr_array_index (self->shares, there)));
  gtk_widget_set_visible (self->more_button, self->shown < self->shares->len);
}

/* The focus goes to the first of those that come. */
static void
on_more (CoffretLedgerPage *self)
{
  guint before = self->shown;

  fill (self, before + STEP);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) before)));
}

static void
open_wanted (CoffretLedgerPage *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  for (guint i = 0; wanted && i < self->shares->len; i++) {
    CoffretShareRow *share = g_ptr_array_index (self->shares, i);

    if (g_str_equal (share->id, wanted)) {
      open_share (self, share);
      return;
    }
  }
}

static void
show (CoffretLedgerPage *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean within = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  const char *page = self->shares->len > 0 ? "list" : *get_words (self) ? "nothing" : "empty";

  gtk_list_box_remove_all (self->list);
  fill (self, self->shown);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.save", self->shares->len > 0);
  if (within)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  open_wanted (self);
}

static void
on_listed (gpointer owner, const GValue *value, const GError *error, gpointer question)
{
  CoffretLedgerPage *self = owner;

  if (error || GPOINTER_TO_UINT (question) != self->question || !self->session)
    return;
  g_clear_pointer (&self->shares, g_ptr_array_unref);
  self->shares = g_value_dup_boxed (value);
  show (self);
}

static void
ask (CoffretLedgerPage *self)
{
  const char *words = get_words (self);

  coffret_when (coffret_session_list_shares (self->session, self->group, *words ? words : NULL,
                                             coffret_ledger_kind),
                self, on_listed, GUINT_TO_POINTER (++self->question), NULL);
}

static void
on_search_changed (CoffretLedgerPage *self)
{
  if (self->session)
    ask (self);
}

static void
on_search_mode (CoffretLedgerPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar) && self->session && *get_words (self))
    gtk_editable_set_text (self->search_entry, "");
}

static void
on_clear (CoffretLedgerPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
on_show_all (CoffretLedgerPage *self)
{
  coffret_ledger_page_show (self, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
do_search (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretLedgerPage *self = COFFRET_LEDGER_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  coffret_focus_tell (GTK_WIDGET (self->search_entry));
}

typedef struct {
  GPtrArray *shares;
  const char *mark; /* nullable */
} Out;

static void
out_free (gpointer data)
{
  Out *out = data;

  g_ptr_array_unref (out->shares);
  g_free (out);
}

static gboolean
write_table (GOutputStream *stream, gpointer data, GError **error)
{
  const Out *out = data;
  g_autoptr (GBytes) table = coffret_ledger_to_csv (out->shares, out->mark);
  gsize length;
  const void *bytes = g_bytes_get_data (table, &length);

  return g_output_stream_write_all (stream, bytes, length, NULL, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (from, _ ("The List Could Not Be Saved"), error);
  else if (saved)
    coffret_tell (from, _ ("The list is saved"));
}

static void
do_save (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretLedgerPage *self = COFFRET_LEDGER_PAGE (widget);
  /* Translators: the name of a file, before its ending */
  g_autofree char *name = g_strconcat (_ ("what I shared"), ".csv", NULL);

  Out *out;

  if (!self->shares)
    return;
  out = g_new (Out, 1);
  out->shares = g_ptr_array_ref (self->shares);
  out->mark = coffret_people_mark (widget);
  coffret_save (widget, _ ("Save the List"), name, write_table, on_saved, out, out_free);
}

static void
coffret_ledger_page_dispose (GObject *object)
{
  CoffretLedgerPage *self = COFFRET_LEDGER_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LEDGER_PAGE);
  g_clear_pointer (&self->shares, g_ptr_array_unref);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (coffret_ledger_page_parent_class)->dispose (object);
}

static void
coffret_ledger_page_class_init (CoffretLedgerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_ledger_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, group_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretLedgerPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_install_action (widget_class, "ledger.search", NULL, do_search);
  gtk_widget_class_install_action (widget_class, "ledger.save", NULL, do_save);
  coffret_shortcuts_bind (widget_class, "ledger.search");
}

static void
coffret_ledger_page_init (CoffretLedgerPage *self)
{
  self->shown = STEP;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  coffret_pills_wrap (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.save", FALSE);
}

CoffretLedgerPage *
coffret_ledger_page_new (CoffretSession *session)
{
  CoffretLedgerPage *self = g_object_new (COFFRET_TYPE_LEDGER_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (coffret_library_get_groups (coffret_session_get_library (session)),
                           "shared", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

void
coffret_ledger_page_show (CoffretLedgerPage *self, const char *group, const char *share)
{
  CoffretGroups *groups = coffret_library_get_groups (coffret_session_get_library (self->session));
  CoffretGroup *found = group ? coffret_groups_find (groups, group) : NULL;

  g_set_str (&self->group, group);
  g_set_str (&self->wanted, share);
  if (found) {
    /* Translators: %s is the name of a sharing group */
    g_autofree char *words =
      g_strdup_printf (_ ("Only what was shared with “%s”."), coffret_group_get_name (found));

    adw_banner_set_title (self->group_banner, words);
  }
  adw_banner_set_revealed (self->group_banner, found != NULL);
  ask (self);
}
