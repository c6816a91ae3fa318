#include "app/widgets/parcel-view.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/focus.h"
#include "app/private.h"
#include "app/spoken.h"
#include "share/ledger.h"

/* So many credentials at first, and so many more when they are asked for. */
#define STEP 25

struct _CoffretParcelView {
  AdwBin parent_instance;

  GtkBox *box;
  GtkWidget *more; /* NULL: all are there */
  CoffretPack *pack;
  guint shown; /* credentials that are there */
};

G_DEFINE_FINAL_TYPE (CoffretParcelView, coffret_parcel_view, ADW_TYPE_BIN)

const char *
coffret_parcel_view_how (const CoffretDisclosure *disclosure)
{
  switch (disclosure->kind) {
  case COFFRET_DISCLOSURE_ORIGINAL:
    return disclosure->has_proof ? _ ("Whole, with its issuer’s proof")
                                 : _ ("Whole; it has no proof that could be checked");
  case COFFRET_DISCLOSURE_SELECTION:
    return _ ("A part of it, and its issuer’s proof still holds");
  case COFFRET_DISCLOSURE_SUMMARY:
  default:
    return _ ("A summary: your word, not its issuer’s");
  }
}

static GtkWidget *
row_new (const char *icon, const char *style, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  const char *texts[] = { title, subtitle };
  g_autoptr (GString) words = g_string_new (NULL);

  /* Names come from strangers: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon != NULL) {
    GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

    gtk_widget_add_css_class (image, style);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? ". " : "", texts[i]);
  coffret_spoken_set (row, words->str);
  return row;
}

static AdwPreferencesGroup *
append_group (CoffretParcelView *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *safe = g_markup_escape_text (title, -1);
  g_autofree char *soft = g_markup_escape_text (description != NULL ? description : "", -1);

  adw_preferences_group_set_title (group, safe);
  if (*soft != '\0')
    adw_preferences_group_set_description (group, soft);
  gtk_box_append (self->box, GTK_WIDGET (group));
  return group;
}

/* Of how many credentials FIELD can be seen. */
static guint
count_shown (const CoffretParcel *parcel, CoffretField field)
{
  guint count = 0;

  for (guint i = 0; i < parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (parcel->disclosures, i);

    count += (disclosure->shown & COFFRET_FIELDS (field)) != 0;
  }
  return count;
}

static void
add_sensitive (GPtrArray *rows, const CoffretParcel *parcel)
{
  CoffretFields shown = coffret_parcel_shown (parcel);

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *title = NULL;
    g_autofree char *count = NULL;

    if (!coffret_field_is_sensitive (field) || !(shown & COFFRET_FIELDS (field)))
      continue;
    /* Translators: %s is something that credentials tell, such as "Date of birth" */
    title = g_strdup_printf (_ ("They will see: %s"), coffret_field_to_label (field));
    count = coffret_count_words (count_shown (parcel, field), FALSE);
    g_ptr_array_add (rows, row_new ("dialog-warning-symbolic", "warning", title, count));
  }
}

static gboolean
is_same_repeat (const CoffretRepeat *one, const CoffretRepeat *other)
{
  return one->hidden == other->hidden && one->shown == other->shown &&
         g_str_equal (one->value, other->value);
}

/* Whether the repeat at INDEX was told of already. */
static gboolean
is_told (const GPtrArray *repeats, guint index)
{
  for (guint i = 0; i < index; i++)
    if (is_same_repeat (g_ptr_array_index (repeats, i), g_ptr_array_index (repeats, index)))
      return TRUE;
  return FALSE;
}

static void
add_repeats (GPtrArray *rows, const CoffretParcel *parcel)
{
  for (guint i = 0; i < parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (parcel->disclosures, i);

    for (guint j = 0; j < disclosure->repeats->len; j++) {
      const CoffretRepeat *repeat = g_ptr_array_index (disclosure->repeats, j);
      g_autofree char *title = g_strdup_printf (
        /* Translators: %s is a text that the owner hides, such as a grade */
        _ ("“%s” is hidden, and yet they will read it"), repeat->value);
      /* Translators: what is hidden ("Grade and results"), where it stands all the same
       * ("Description"), and the title of the credential */
      g_autofree char *subtitle = g_strdup_printf (
        _ ("You hide “%1$s”, but “%2$s” of “%3$s” says it too. Hide that as well, if it matters."),
        coffret_field_to_label (repeat->hidden), coffret_field_to_label (repeat->shown),
        disclosure->title);

      if (!is_told (disclosure->repeats, j))
        g_ptr_array_add (rows, row_new ("dialog-warning-symbolic", "warning", title, subtitle));
    }
  }
}

static void
add_left_behind (GPtrArray *rows, const CoffretPack *pack)
{
  for (guint i = 0; i < pack->left_behind->len; i++) {
    const CoffretLeftBehind *left = g_ptr_array_index (pack->left_behind, i);
    /* Translators: %s is the title of a credential */
    g_autofree char *title = g_strdup_printf (_ ("Does not go along: “%s”"), left->title);

    g_ptr_array_add (rows, row_new ("dialog-information-symbolic", "warning", title, left->reason));
  }
}

static void
add_kinds (GPtrArray *rows, const CoffretParcel *parcel)
{
  guint summaries = coffret_parcel_count (parcel, COFFRET_DISCLOSURE_SUMMARY);
  g_autofree char *title = NULL;

  if (summaries == 0)
    return;
  /* Translators: %u is a number */
  title = g_strdup_printf (
    ngettext ("%u becomes a summary of yours", "%u become summaries of yours", summaries),
    summaries);
  g_ptr_array_add (
    rows, row_new (
            "coffret-unsigned-symbolic", "dimmed", title,
            _ ("To hide a part of a credential breaks its issuer’s proof. The summary says that it "
               "is your word. Below, each of them can be shown whole instead.")));
}

/* What its owner should know before it leaves; nothing, where there is nothing. */
static void
append_before (CoffretParcelView *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  AdwPreferencesGroup *group;

  add_sensitive (rows, self->pack->parcel);
  add_repeats (rows, self->pack->parcel);
  add_left_behind (rows, self->pack);
  add_kinds (rows, self->pack->parcel);
  if (rows->len == 0)
    return;
  group = append_group (self, _ ("Before It Leaves"), NULL);
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (rows, i));
}

/* NULL: there is nothing to tell. */
static GtkWidget *
add_property (AdwPreferencesGroup *group, const char *name, const char *text)
{
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return NULL;
  row = row_new (NULL, NULL, name, text);
  words = g_strdup_printf (_ ("%1$s: %2$s"), name, text);
  coffret_spoken_set (row, words);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
  return row;
}

/* The words of the page that leaves. */
static void
append_cover (CoffretParcelView *self)
{
  const CoffretParcel *parcel = self->pack->parcel;
  const CoffretWording *wording = parcel->wording;
  g_autofree char *title = coffret_parcel_title (parcel);
  g_autofree char *made = coffret_wording_date (wording, parcel->made);
  g_autofree char *until = coffret_wording_date (wording, parcel->until);
  AdwPreferencesGroup *group = append_group (
    self, title,
    parcel->practice
      ? coffret_wording_get (wording, N_ ("For practice only: these people are invented."))
      : NULL);
  GtkWidget *contact;

  add_property (group, coffret_wording_get (wording, N_ ("Message")), parcel->message);
  add_property (group, coffret_wording_get (wording, N_ ("For")), parcel->recipient);
  contact = add_property (group, coffret_wording_get (wording, N_ ("Contact")), parcel->contact);
  if (contact)
    coffret_private_mark (contact);
  add_property (group, coffret_wording_get (wording, N_ ("Shared on")), made);
  add_property (group, coffret_wording_get (wording, N_ ("Meant to be used until")), until);
}

static void
append_part (GString *words, const char *between, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? between : "", part);
}

static char *
line_words (const CoffretShownLine *line)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (line->name != NULL && line->text != NULL) {
    /* Translators: what a credential tells, such as "Kind", then what it says of it */
    g_autofree char *named = g_strdup_printf (_ ("%s: %s"), line->name, line->text);

    append_part (words, "", named);
  } else {
    append_part (words, "", line->name);
    append_part (words, "", line->text);
  }
  append_part (words, "\n", line->detail);
  append_part (words, "\n", line->link);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The heading of the credential has these. */
static gboolean
is_in_heading (const CoffretDisclosure *disclosure, const CoffretShownLine *line)
{
  return line->name == NULL && line->detail == NULL && line->link == NULL &&
         ((line->field == COFFRET_FIELD_TITLE && g_strcmp0 (line->text, disclosure->title) == 0) ||
          (line->field == COFFRET_FIELD_ISSUER && g_strcmp0 (line->text, disclosure->issuer) == 0));
}

/* A row for each field that can be seen. */
static void
add_lines (AdwPreferencesGroup *group,
           const CoffretDisclosure *disclosure,
           const CoffretWording *wording)
{
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (wording);

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autoptr (GString) words = g_string_new (NULL);
    gboolean any = FALSE;

    for (guint i = 0; i < disclosure->lines->len; i++) {
      const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);
      g_autofree char *text = line->field == field ? line_words (line) : NULL;

      any |= text != NULL;
      if (text != NULL && !is_in_heading (disclosure, line))
        append_part (words, "\n", text);
    }
    if (words->len > 0) {
      GtkWidget *row =
        add_property (group, coffret_field_to_label_in (field, catalogue), words->str);

      if (coffret_field_is_sensitive (field))
        coffret_private_mark (row);
    } else if (!any && (disclosure->shown & COFFRET_FIELDS (field)) &&
               disclosure->kind != COFFRET_DISCLOSURE_SUMMARY)
      add_property (group, coffret_field_to_label_in (field, catalogue),
                    _ ("As it is in the original"));
  }
}

static void
on_whole (GtkButton *button, CoffretParcelView *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "credential"));

  g_signal_emit_by_name (self, "whole", id);
}

static GtkWidget *
how_row_new (CoffretParcelView *self, const CoffretDisclosure *disclosure, guint index)
{
  gboolean summary = disclosure->kind == COFFRET_DISCLOSURE_SUMMARY;
  const CoffretPackItem *item = g_ptr_array_index (self->pack->items, index);
  gboolean proof = disclosure->has_proof;
  GtkWidget *row = row_new (proof ? "coffret-signed-symbolic" : "coffret-unsigned-symbolic",
                            proof ? "accent" : "dimmed", _ ("How it goes along"),
                            coffret_parcel_view_how (disclosure));

  if (summary && g_strcmp0 (item->verdict, "unsigned") != 0) {
    GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Show _Whole"));
    g_autofree char *words =
      /* Translators: %s is the title of a credential */
      g_strdup_printf (_ ("Show everything in “%s”, so that it can be checked"), disclosure->title);

    gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (button, _ ("Show everything in it, so that it can be checked"));
    coffret_spoken_set (button, words);
    g_object_set_data_full (G_OBJECT (button), "credential", g_strdup (item->credential), g_free);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_whole), self, 0);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  }
  return row;
}

static void
append_disclosure (CoffretParcelView *self, guint index)
{
  const CoffretDisclosure *disclosure = g_ptr_array_index (self->pack->parcel->disclosures, index);
  AdwPreferencesGroup *group = append_group (self, disclosure->title, disclosure->issuer);

  add_lines (group, disclosure, self->pack->parcel->wording);
  adw_preferences_group_add (group, how_row_new (self, disclosure, index));
  if (disclosure->hidden != 0) {
    g_autofree char *hidden = coffret_ledger_fields (disclosure->hidden);
    GtkWidget *row =
      row_new ("view-conceal-symbolic", "dimmed", _ ("Stays hidden from them"), hidden);

    gtk_widget_add_css_class (row, "hidden-row");
    adw_preferences_group_add (group, row);
  }
}

static void fill (CoffretParcelView *self, guint count);

/* The focus goes to the first of those that come. */
static void
on_more (AdwButtonRow *row, CoffretParcelView *self)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *before = gtk_widget_get_prev_sibling (group);

  fill (self, self->shown + STEP);
  gtk_widget_child_focus (gtk_widget_get_next_sibling (before), GTK_DIR_TAB_FORWARD);
}

/* Up to COUNT credentials in all. */
static void
fill (CoffretParcelView *self, guint count)
{
  guint total = self->pack->parcel->disclosures->len;
  AdwPreferencesGroup *group;
  GtkWidget *row;

  if (self->more != NULL)
    gtk_box_remove (self->box, self->more);
  self->more = NULL;
  for (; self->shown < MIN (count, total); self->shown++)
    append_disclosure (self, self->shown);
  if (self->shown == total)
    return;
  group = append_group (self, "", NULL);
  row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Show More"));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_more), self, 0);
  adw_preferences_group_add (group, row);
  self->more = GTK_WIDGET (group);
}

static void
coffret_parcel_view_dispose (GObject *object)
{
  CoffretParcelView *self = COFFRET_PARCEL_VIEW (object);

  g_clear_pointer (&self->pack, coffret_pack_unref);
  G_OBJECT_CLASS (coffret_parcel_view_parent_class)->dispose (object);
}

static void
coffret_parcel_view_class_init (CoffretParcelViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_parcel_view_dispose;
  g_signal_new ("whole", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
coffret_parcel_view_init (CoffretParcelView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  g_object_set (self->box, "margin-start", 16, "margin-end", 16, "margin-top", 12, "margin-bottom",
                36, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

CoffretParcelView *
coffret_parcel_view_new (void)
{
  return g_object_new (COFFRET_TYPE_PARCEL_VIEW, NULL);
}

/* The place of CHILD among its siblings. */
static guint
place_of (GtkWidget *child)
{
  guint place = 0;

  while ((child = gtk_widget_get_prev_sibling (child)) != NULL)
    place++;
  return place;
}

void
coffret_parcel_view_set_pack (CoffretParcelView *self, CoffretPack *pack)
{
  guint shown = MAX (self->shown, STEP);
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean within = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->box));
  GtkWidget *group = within ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_GROUP) : NULL;
  guint place = group != NULL ? place_of (group) : 0;
  GtkWidget *child;

  coffret_pack_ref (pack);
  g_clear_pointer (&self->pack, coffret_pack_unref);
  self->pack = pack;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  self->more = NULL;
  self->shown = 0;
  append_before (self);
  append_cover (self);
  fill (self, shown);
  if (!within)
    return;
  child = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (; place > 0 && gtk_widget_get_next_sibling (child) != NULL; place--)
    child = gtk_widget_get_next_sibling (child);
  gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}
