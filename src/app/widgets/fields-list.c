#include "app/widgets/fields-list.h"

#include <glib/gi18n-lib.h>

struct _CoffretFieldsList {
  AdwBin parent_instance;

  AdwSwitchRow *rows[COFFRET_N_FIELDS];
  GtkWidget *groups[5];
  CoffretFields possible;
  CoffretFields usual;
  gboolean compares; /* with what is usual */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CoffretFieldsList, coffret_fields_list, ADW_TYPE_BIN)

static const struct {
  const char *title;
  CoffretFields fields;
} parts[] = {
  { N_ ("What It Is"),
    COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_ISSUER) |
      COFFRET_FIELDS (COFFRET_FIELD_AWARDED) | COFFRET_FIELDS (COFFRET_FIELD_EXPIRES) |
      COFFRET_FIELDS (COFFRET_FIELD_DESCRIPTION) | COFFRET_FIELDS (COFFRET_FIELD_IMAGE) },
  { N_ ("What You Can Do"),
    COFFRET_FIELDS (COFFRET_FIELD_SKILLS) | COFFRET_FIELDS (COFFRET_FIELD_OUTCOMES) |
      COFFRET_FIELDS (COFFRET_FIELD_CRITERIA) | COFFRET_FIELDS (COFFRET_FIELD_LEVEL) |
      COFFRET_FIELDS (COFFRET_FIELD_COURSE) | COFFRET_FIELDS (COFFRET_FIELD_EVIDENCE) |
      COFFRET_FIELDS (COFFRET_FIELD_ENDORSEMENTS) },
  { N_ ("How You Did"),
    COFFRET_FIELDS (COFFRET_FIELD_GRADE) | COFFRET_FIELDS (COFFRET_FIELD_HOURS) |
      COFFRET_FIELDS (COFFRET_FIELD_CREDITS) | COFFRET_FIELDS (COFFRET_FIELD_PARTS) },
  { N_ ("Who You Are"),
    COFFRET_FIELDS (COFFRET_FIELD_HOLDER) | COFFRET_FIELDS (COFFRET_FIELD_CONTACT) |
      COFFRET_FIELDS (COFFRET_FIELD_BIRTH) | COFFRET_FIELDS (COFFRET_FIELD_NUMBER) },
  { N_ ("The Rest"), COFFRET_FIELDS (COFFRET_FIELD_OTHER) },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == 5);

/* In words a title has no room for; NULL: the title says it. */
static const char *
explain (CoffretField field)
{
  switch (field) {
  case COFFRET_FIELD_HOLDER:
    return _ ("Your name in the credential, and what ties it to you");
  case COFFRET_FIELD_EVIDENCE:
    return _ ("What shows your work: texts, links, files");
  case COFFRET_FIELD_PARTS:
    return _ ("What a transcript lists, line by line");
  case COFFRET_FIELD_OTHER:
    return _ ("What issuers have added in words that Coffret does not know");
  default:
    return NULL;
  }
}

/* The words under a switch: what it is, that it is sensitive, that it is otherwise here. */
static void
update_row (CoffretFieldsList *self, CoffretField field)
{
  AdwSwitchRow *row = self->rows[field];
  gboolean usual = (self->usual & COFFRET_FIELDS (field)) != 0;
  const char *sentences[] = {
    explain (field),
    coffret_field_is_sensitive (field) ? _ ("Sensitive: think before you show it") : NULL,
    self->compares && adw_switch_row_get_active (row) != usual
      ? usual ? _ ("Hidden here only") : _ ("Shown here only")
      : NULL,
  };
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i])
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", sentences[i]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words->str);
}

static void
on_active (CoffretFieldsList *self)
{
  if (self->filling)
    return;
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    update_row (self, field);
  g_signal_emit_by_name (self, "changed");
}

static AdwSwitchRow *
row_new (CoffretFieldsList *self, CoffretField field)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *name = g_strconcat ("field-", coffret_field_to_id (field), NULL);

  /* Lessons point at it. */
  gtk_widget_set_name (row, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), coffret_field_to_label (field));
  if (coffret_field_is_sensitive (field)) {
    GtkWidget *sign = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

    gtk_widget_add_css_class (sign, "warning");
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  }
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_active), self, G_CONNECT_SWAPPED);
  return ADW_SWITCH_ROW (row);
}

static void
coffret_fields_list_class_init (CoffretFieldsListClass *klass)
{
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
coffret_fields_list_init (CoffretFieldsList *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));

  self->possible = COFFRET_FIELDS_ALL;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    self->groups[i] = adw_preferences_group_new ();
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->groups[i]), _ (parts[i].title));
    for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
      if (parts[i].fields & COFFRET_FIELDS (field)) {
        self->rows[field] = row_new (self, field);
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[i]),
                                   GTK_WIDGET (self->rows[field]));
        update_row (self, field);
      }
    gtk_box_append (box, self->groups[i]);
  }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

CoffretFieldsList *
coffret_fields_list_new (void)
{
  return g_object_new (COFFRET_TYPE_FIELDS_LIST, NULL);
}

void
coffret_fields_list_set_fields (CoffretFieldsList *self, CoffretFields fields)
{
  self->filling = TRUE;
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    adw_switch_row_set_active (self->rows[field], (fields & COFFRET_FIELDS (field)) != 0);
    update_row (self, field);
  }
  self->filling = FALSE;
}

CoffretFields
coffret_fields_list_get_fields (CoffretFieldsList *self)
{
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (adw_switch_row_get_active (self->rows[field]))
      fields |= COFFRET_FIELDS (field);
  return fields;
}

void
coffret_fields_list_set_possible (CoffretFieldsList *self, CoffretFields fields)
{
  self->possible = fields;
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    gtk_widget_set_visible (GTK_WIDGET (self->rows[field]), (fields & COFFRET_FIELDS (field)) != 0);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (self->groups[i], (fields & parts[i].fields) != 0);
}

void
coffret_fields_list_set_usual (CoffretFieldsList *self, CoffretFields fields)
{
  self->usual = fields;
  self->compares = TRUE;
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    update_row (self, field);
}
