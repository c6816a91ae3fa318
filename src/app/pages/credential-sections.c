#include "app/pages/credential-sections.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/late-menu.h"
#include "base/bidi.h"
#include "credential/code.h"
#include "credential/words.h"

static AdwPreferencesGroup *
group_new (const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  return group;
}

static AdwActionRow *
row_new (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ?: "");
  if (subtitle)
    adw_action_row_set_subtitle (row, subtitle);
  return row;
}

/* A group is only added once it has a first row. */
typedef struct {
  GtkBox *box;
  const char *title;
  AdwPreferencesGroup *group;
} Section;

static void
add_row (Section *section, GtkWidget *row)
{
  if (!section->group) {
    section->group = group_new (section->title);
    gtk_box_append (section->box, GTK_WIDGET (section->group));
  }
  adw_preferences_group_add (section->group, row);
}

/* The text can be marked and copied with the pointer. It is no stop of its own for the Tab key:
 * the row is one already, and says both the title and the text. */
static void
skip_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)))
    gtk_widget_set_can_focus (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    skip_text (child);
}

static void
add_property (Section *section, const char *title, const char *value)
{
  AdwActionRow *row;

  if (!value || !*value)
    return;
  row = row_new (title, value);
  adw_action_row_set_subtitle_selectable (row, TRUE);
  skip_text (GTK_WIDGET (row));
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  add_row (section, GTK_WIDGET (row));
}

static void
add_paragraph (Section *section, const char *text)
{
  GtkWidget *label;
  GtkWidget *row;

  if (!text || !*text)
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                        PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", TRUE, "margin-start", 12,
                        "margin-end", 12, "margin-top", 12, "margin-bottom", 12, NULL);
  /* Its menu only has "Copy" and the like, and is no news behind every text. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP);
  row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child",
                      label, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  add_row (section, row);
}

/* ABOUT: what it acts on, for who hears of the button alone. */
static GtkWidget *
button_new (
  const char *icon, const char *label, const char *about, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_link_buttons (AdwActionRow *row, const char *link)
{
  g_autofree char *host = coffret_link_host (link);
  const char *about = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  adw_action_row_add_suffix (
    row, button_new ("edit-copy-symbolic", _ ("Copy Link"), about, "link.copy", link));
  if (host)
    adw_action_row_add_suffix (
      row, button_new ("coffret-external-symbolic", _ ("Open Link…"), about, "link.open", link));
}

static void
add_link (Section *section, const char *title, const char *link)
{
  AdwActionRow *row;

  if (!link || !*link)
    return;
  /* What is only a name for the machine, such as urn:uuid:…, is no link. */
  row = row_new (title, link);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  add_link_buttons (row, link);
  add_row (section, GTK_WIDGET (row));
}

static void
append_says (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("What It Says"), NULL };
  g_autofree char *hours = coffret_hours_words (credential->workload_hours);
  /* The number alone: of "Credits" and "1 credit" a screen reader leaves out the second. */
  g_autofree char *credits =
    credential->credits > 0 ? g_strdup_printf ("%.6g", credential->credits) : NULL;
  g_autofree char *valid_from = coffret_instant_to_date (credential->valid_from);

  add_paragraph (&section, coffret_text_best (credential->description, languages));
  if (credential->holder)
    add_property (&section, _ ("Awarded to"),
                  coffret_text_best (credential->holder->name, languages));
  add_property (&section, _ ("Level"), credential->level);
  add_property (&section, _ ("Workload"), *hours ? hours : credential->workload);
  add_property (&section, _ ("Credits"), credits);
  add_property (&section, _ ("Grade"), credential->grade);
  if (credential->valid_from != credential->awarded)
    add_property (&section, _ ("In force from"), valid_from);
  add_property (&section, _ ("How it was taught"), coffret_text_best (credential->mode, languages));
  add_property (&section, _ ("How it was assessed"),
                coffret_text_best (credential->assessment, languages));
  add_property (&section, _ ("Who watched over the assessment"),
                coffret_text_best (credential->supervision, languages));
  add_property (&section, _ ("What was needed before"),
                coffret_text_best (credential->prerequisites, languages));
  add_property (&section, _ ("How quality is assured"),
                coffret_text_best (credential->quality_assurance, languages));
  add_property (&section, _ ("What it counts towards"),
                coffret_text_best (credential->stackability, languages));
}

static void
append_results (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Results"), NULL };

  for (guint i = 0; i < credential->results->len; i++) {
    const CoffretResult *result = g_ptr_array_index (credential->results, i);
    const char *lines[] = { result->value, result->achieved_level,
                            coffret_result_status_to_label (result->status) };
    g_autofree char *value = coffret_join_lines (lines, G_N_ELEMENTS (lines));
    const char *name = coffret_text_best (result->name, languages);

    add_property (&section, name ?: _ ("Result"), value);
  }
}

static void
append_outcomes (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("What Was Learned"), NULL };

  for (guint i = 0; i < credential->outcomes->len; i++)
    add_paragraph (&section,
                   coffret_text_best (g_ptr_array_index (credential->outcomes, i), languages));
}

static void
append_skills (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Skills"), NULL };

  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);
    const char *name = coffret_text_best (skill->name, languages);
    const char *parts[] = { skill->framework, skill->code };
    g_autofree char *code = coffret_join_parts (parts, G_N_ELEMENTS (parts));
    const char *lines[] = { coffret_text_best (skill->description, languages), code, skill->url };
    g_autofree char *subtitle = coffret_join_lines (lines, G_N_ELEMENTS (lines));
    AdwActionRow *row = row_new (name ?: skill->code ?: _ ("Skill"), subtitle);

    if (skill->url && *skill->url)
      add_link_buttons (row, skill->url);
    add_row (&section, GTK_WIDGET (row));
  }
}

static void
append_criteria (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("What It Takes to Earn It"), NULL };

  add_paragraph (&section, coffret_text_best (credential->criteria, languages));
  add_link (&section, _ ("Criteria on the web"), credential->criteria_url);
}

static void
append_evidence (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Evidence"), NULL };

  for (guint i = 0; i < credential->evidence->len; i++) {
    const CoffretEvidence *evidence = g_ptr_array_index (credential->evidence, i);
    const char *name = coffret_text_best (evidence->name, languages);
    const char *lines[] = { coffret_text_best (evidence->description, languages),
                            coffret_text_best (evidence->narrative, languages), evidence->genre,
                            evidence->audience, evidence->url };
    g_autofree char *subtitle = coffret_join_lines (lines, G_N_ELEMENTS (lines));
    AdwActionRow *row = row_new (name ?: C_ ("one piece of evidence", "Evidence"), subtitle);

    if (evidence->url && *evidence->url)
      add_link_buttons (row, evidence->url);
    add_row (&section, GTK_WIDGET (row));
  }
}

static void
append_endorsements (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Endorsed By"), NULL };

  for (guint i = 0; i < credential->endorsements->len; i++) {
    const CoffretEndorsement *endorsement = g_ptr_array_index (credential->endorsements, i);
    const CoffretProfile *endorser = endorsement->endorser;
    const char *name = endorser ? coffret_text_best (endorser->name, languages) : NULL;
    g_autofree char *date = coffret_instant_to_date (endorsement->made);
    const char *lines[] = { coffret_text_best (endorsement->comment, languages), date };
    g_autofree char *subtitle = coffret_join_lines (lines, G_N_ELEMENTS (lines));

    if (!name && endorser)
      name = endorser->id;
    add_row (&section, GTK_WIDGET (row_new (name ?: _ ("Somebody without a name"), subtitle)));
  }
}

static void
append_issuer (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Issuer"), NULL };
  const CoffretProfile *issuer = credential->issuer;

  if (!issuer)
    return;
  add_property (&section, _ ("Name"), coffret_text_best (issuer->name, languages));
  add_paragraph (&section, coffret_text_best (issuer->description, languages));
  add_link (&section, _ ("Web site"), issuer->url);
  if (issuer->email && *issuer->email) {
    AdwActionRow *row = row_new (_ ("E-mail"), issuer->email);

    gtk_widget_add_css_class (GTK_WIDGET (row), "property");
    adw_action_row_add_suffix (row, button_new ("edit-copy-symbolic", _ ("Copy Address"),
                                                issuer->email, "link.copy", issuer->email));
    add_row (&section, GTK_WIDGET (row));
  }
}

static char *
part_details (const CoffretCredential *part, const char *const *languages)
{
  g_autofree char *details =
    coffret_entry_details (part->issuer ? coffret_text_best (part->issuer->name, languages) : NULL,
                           part->awarded, part->kind);
  g_autofree char *credits = coffret_credits_words (part->credits);
  const char *lines[] = { details, part->grade, credits };

  return coffret_join_lines (lines, G_N_ELEMENTS (lines));
}

static void
append_parts (GtkBox *box, const CoffretCredential *credential, const char *const *languages)
{
  Section section = { box, _ ("Parts"), NULL };

  for (guint i = 0; i < credential->parts->len; i++) {
    const CoffretCredential *part = g_ptr_array_index (credential->parts, i);
    g_autofree char *details = part_details (part, languages);
    const char *issuer = part->issuer ? coffret_text_best (part->issuer->name, languages) : NULL;
    g_autofree char *title =
      coffret_title_words (coffret_text_best (part->title, languages), part->kind, issuer);
    const char *description = coffret_text_best (part->description, languages);

    if (description && *description) {
      GtkWidget *row = adw_expander_row_new ();
      AdwActionRow *inner = row_new (_ ("What it says"), description);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), details);
      gtk_widget_add_css_class (GTK_WIDGET (inner), "property");
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (inner));
      add_row (&section, row);
    } else {
      add_row (&section, GTK_WIDGET (row_new (title, details)));
    }
  }
}

void
coffret_sections_append (GtkBox *box,
                         const CoffretCredential *credential,
                         const char *const *languages)
{
  append_says (box, credential, languages);
  append_results (box, credential, languages);
  append_outcomes (box, credential, languages);
  append_skills (box, credential, languages);
  append_parts (box, credential, languages);
  append_criteria (box, credential, languages);
  append_evidence (box, credential, languages);
  append_endorsements (box, credential, languages);
  append_issuer (box, credential, languages);
}

static GtkWidget *
put_in_button (CoffretEntry *entry, GListModel *compartments)
{
  const char *const *inside = coffret_entry_get_compartments (entry);
  const char *id = coffret_entry_get_id (entry);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuItem) new = g_menu_item_new (_ ("_New Compartment…"), NULL);
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < g_list_model_get_n_items (compartments); i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);
    const char *own = coffret_compartment_get_id (compartment);

    if (!inside || !g_strv_contains (inside, own)) {
      g_auto (GStrv) parts = g_strsplit (coffret_compartment_get_name (compartment), "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "vault.put", "(ss)", id, own);
      g_menu_append_item (others, item);
    }
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  g_menu_item_set_action_and_target (new, "vault.put-new", "s", id);
  g_menu_append_item (last, new);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Put In…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Put In…"), -1);
  coffret_late_menu_set (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* The sharing groups that it is in, each a way there. */
static void
append_groups (AdwPreferencesGroup *group, CoffretEntry *entry, CoffretLibrary *library)
{
  g_autoptr (GPtrArray) groups =
    coffret_groups_list_of (coffret_library_get_groups (library), coffret_entry_get_id (entry));

  for (guint i = 0; i < groups->len; i++) {
    CoffretGroup *sharing = g_ptr_array_index (groups, i);
    AdwActionRow *row = row_new (coffret_group_get_name (sharing), _ ("Sharing group"));

    adw_action_row_add_prefix (row, g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                                  "coffret-share-symbolic", "accessible-role",
                                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
    adw_action_row_add_suffix (row, g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                  "accessible-role",
                                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", coffret_group_get_id (sharing));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "vault.show-group");
    adw_preferences_group_add (group, GTK_WIDGET (row));
  }
}

GtkWidget *
coffret_sections_where (CoffretEntry *entry, CoffretLibrary *library, gboolean changeable)
{
  AdwPreferencesGroup *group = group_new (_ ("Where It Is"));
  const char *const *inside = coffret_entry_get_compartments (entry);
  gboolean any = FALSE;

  for (gsize i = 0; inside && inside[i]; i++) {
    CoffretCompartment *compartment = coffret_library_find_compartment (library, inside[i]);
    AdwActionRow *row;
    GtkWidget *icon;
    GtkWidget *button;
    const char *colour;

    if (!compartment)
      continue;
    any = TRUE;
    row = row_new (coffret_compartment_get_name (compartment), NULL);
    icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", coffret_place_icon (COFFRET_PLACE_COMPARTMENT),
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    colour = coffret_compartment_get_row (compartment)->colour;
    if (colour) {
      g_autofree char *style = g_strconcat ("colour-", colour, NULL);

      gtk_widget_add_css_class (icon, style);
    }
    adw_action_row_add_prefix (row, icon);
    button = button_new ("list-remove-symbolic", _ ("Take Out"),
                         coffret_compartment_get_name (compartment), "vault.take", "");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", coffret_entry_get_id (entry),
                                      inside[i]);
    adw_action_row_add_suffix (row, button);
    adw_preferences_group_add (group, GTK_WIDGET (row));
  }
  if (!any)
    adw_preferences_group_add (
      group, GTK_WIDGET (row_new (_ ("In no compartment"),
                                  _ ("You find it under “All Credentials” and by searching."))));
  append_groups (group, entry, library);
  if (changeable && !coffret_entry_is_trashed (entry))
    adw_preferences_group_set_header_suffix (
      group, put_in_button (entry, coffret_library_get_compartments (library)));
  return GTK_WIDGET (group);
}

static void
add_button_row (AdwPreferencesGroup *group,
                const char *title,
                const char *icon,
                const char *action,
                const char *target)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), icon);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_preferences_group_add (group, row);
}

GtkWidget *
coffret_sections_original (CoffretEntry *entry)
{
  /* Not known where the vault could not be read. */
  const CoffretRecord *record = coffret_entry_get_record (entry);
  const char *name = record ? record->file_name : NULL;
  AdwPreferencesGroup *group = group_new (_ ("The Original"));
  g_autofree char *received = coffret_instant_to_date (coffret_entry_get_received (entry));
  /* Translators: %s is the date on which a file was added to the vault */
  g_autofree char *when = received ? g_strdup_printf (_ ("Added %s"), received) : NULL;
  g_autofree char *place = coffret_place_words (record ? record->place : "");
  const char *lines[] = { place, when };
  g_autofree char *subtitle = coffret_join_lines (lines, G_N_ELEMENTS (lines));

  adw_preferences_group_add (group,
                             GTK_WIDGET (row_new (name ?: _ ("File without a name"), subtitle)));
  add_button_row (group, _ ("_Save Original…"), "document-save-as-symbolic", "vault.save-original",
                  coffret_entry_get_id (entry));
  add_button_row (group, _ ("Show Technical _Details"), "coffret-code-symbolic", "vault.details",
                  coffret_entry_get_id (entry));
  return GTK_WIDGET (group);
}

GtkWidget *
coffret_sections_unreadable (const GError *error)
{
  AdwPreferencesGroup *group = group_new (_ ("What It Says"));

  adw_preferences_group_add (
    group,
    GTK_WIDGET (row_new (_ ("It cannot be read just now. Its original is kept and can be saved."),
                         error ? error->message : NULL)));
  return GTK_WIDGET (group);
}
