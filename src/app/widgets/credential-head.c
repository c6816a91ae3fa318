#include "app/widgets/credential-head.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/widgets/credential-picture.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"
#include "credential/words.h"

struct _CoffretCredentialHead {
  GtkBox parent_instance;

  GtkWidget *lead;
  CoffretCredentialPicture *picture;
  GtkLabel *heading;
  GtkLabel *issuer_title; /* while the holder has one of their own */
  GtkLabel *issuer;
  GtkLabel *dates;
  GtkLabel *nature;
  CoffretVerdictBadge *badge;
  GtkLabel *verdict_sentence;

  CoffretEntry *entry;
  CoffretCredential *credential; /* NULL until it is known */
  char **languages;              /* NULL: the reader's */
  gboolean loaded;               /* the picture comes from the vault */
  char *words;
};

G_DEFINE_FINAL_TYPE (CoffretCredentialHead, coffret_credential_head, GTK_TYPE_BOX)

enum {
  PROP_WORDS = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ?: "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

/* In the order in which it stands there. */
static void
update_words (CoffretCredentialHead *self)
{
  GtkLabel *const lines[] = {
    self->heading, self->issuer_title, self->issuer,
    self->dates,   self->nature,       self->verdict_sentence,
  };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (*gtk_label_get_label (lines[i]) != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? ". " : "",
                              gtk_label_get_label (lines[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lead), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->str, -1);
  if (g_set_str (&self->words, words->str))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

/* The holder's title stays; the issuer's is in the chosen language. */
static char *
title_words (CoffretCredentialHead *self)
{
  const char *const *languages = (const char *const *) self->languages;
  const CoffretCredential *credential = self->credential;
  const char *issuer;

  if (!languages || !credential || coffret_entry_get_own_title (self->entry))
    return coffret_entry_name (self->entry);
  issuer = credential->issuer ? coffret_text_best (credential->issuer->name, languages) : NULL;
  return coffret_title_words (coffret_text_best (credential->title, languages), credential->kind,
                              issuer);
}

static void
on_title_changed (CoffretCredentialHead *self)
{
  g_autofree char *title = title_words (self);
  const char *issued = coffret_entry_get_issuer_title (self->entry);
  /* Translators: %s is the title that the issuer gave a credential */
  g_autofree char *also = coffret_entry_get_own_title (self->entry) && *issued
                            ? g_strdup_printf (_ ("Its issuer calls it “%s”"), issued)
                            : NULL;

  show_line (self->heading, title);
  show_line (self->issuer_title, also);
  update_words (self);
}

/* The holder's dates say that they are, and what the issuer's are. */
static void
on_dates_changed (CoffretCredentialHead *self)
{
  const CoffretLayer *layer = coffret_entry_get_layer (self->entry);
  g_autofree char *dates = coffret_dates_words (coffret_entry_get_awarded (self->entry),
                                                coffret_entry_get_expires (self->entry));
  g_autofree char *issued = coffret_dates_words (coffret_entry_get_issuer_awarded (self->entry),
                                                 coffret_entry_get_issuer_expires (self->entry));
  g_autofree char *both = NULL;

  if (layer && (layer->awarded != COFFRET_INSTANT_NONE || layer->expires != COFFRET_INSTANT_NONE))
    both = *issued
             /* Translators: both %s are dates, such as "Awarded 12 May 2026 · valid for ever" */
             ? g_strdup_printf (_ ("%s (your own dates; the issuer says: %s)"), dates, issued)
             /* Translators: %s are dates, such as "Awarded 12 May 2026 · valid for ever" */
             : g_strdup_printf (_ ("%s (your own dates; the issuer gives none)"), dates);
  show_line (self->dates, both ?: dates);
  update_words (self);
}

/* What its holder typed in: there is nobody to sign it. */
static gboolean
is_own (CoffretCredentialHead *self)
{
  return self->entry && coffret_entry_is_own (self->entry);
}

static const char *
own_sentence (void)
{
  return _ (
    "This is your own entry: you typed it in, so nothing in it can be checked. Attach a scan "
    "or a letter to show what it is from.");
}

static void
on_verdict_changed (CoffretCredentialHead *self)
{
  const char *verdict = coffret_entry_get_verdict (self->entry);

  coffret_verdict_badge_set_verdict (self->badge, verdict);
  /* What is only looked at is not kept, which the sentence of a credential in the vault says. */
  gtk_label_set_label (self->verdict_sentence,
                       is_own (self) ? own_sentence ()
                       : verdict || self->loaded
                         ? coffret_verdict_sentence (verdict)
                         : _ ("Coffret has not looked yet whether it is genuine."));
  update_words (self);
}

static void
coffret_credential_head_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WORDS)
    g_value_set_string (value, COFFRET_CREDENTIAL_HEAD (object)->words);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_credential_head_dispose (GObject *object)
{
  CoffretCredentialHead *self = COFFRET_CREDENTIAL_HEAD (object);

  g_clear_object (&self->entry);
  g_clear_pointer (&self->credential, coffret_credential_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CREDENTIAL_HEAD);
  G_OBJECT_CLASS (coffret_credential_head_parent_class)->dispose (object);
}

static void
coffret_credential_head_finalize (GObject *object)
{
  g_free (COFFRET_CREDENTIAL_HEAD (object)->words);
  g_strfreev (COFFRET_CREDENTIAL_HEAD (object)->languages);
  G_OBJECT_CLASS (coffret_credential_head_parent_class)->finalize (object);
}

static void
coffret_credential_head_class_init (CoffretCredentialHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_credential_head_get_property;
  object_class->dispose = coffret_credential_head_dispose;
  object_class->finalize = coffret_credential_head_finalize;
  properties[PROP_WORDS] = g_param_spec_string (
    "words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (COFFRET_TYPE_CREDENTIAL_PICTURE);
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/widgets/credential-head.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, lead);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, heading);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, issuer_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, issuer);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, dates);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, nature);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, badge);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialHead, verdict_sentence);
}

static void
coffret_credential_head_init (CoffretCredentialHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_credential_head_set_entry (CoffretCredentialHead *self,
                                   CoffretEntry *entry,
                                   CoffretPictureLoader *loader)
{
  CoffretKind kind = coffret_entry_get_kind (entry);

  g_return_if_fail (!self->entry);
  self->entry = g_object_ref (entry);
  self->loaded = loader != NULL;
  show_line (self->issuer, coffret_entry_get_issuer (entry));
  show_line (self->nature, kind == COFFRET_KIND_OTHER ? NULL : coffret_kind_to_label (kind));
  on_dates_changed (self);
  on_title_changed (self);
  on_verdict_changed (self);
  coffret_credential_picture_set_entry (self->picture, entry, loader);
  coffret_credential_picture_load (self->picture);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (on_title_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::own-title", G_CALLBACK (on_title_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::layer", G_CALLBACK (on_dates_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::verdict", G_CALLBACK (on_verdict_changed), self,
                           G_CONNECT_SWAPPED);
}

void
coffret_credential_head_set_item (CoffretCredentialHead *self, const CoffretItem *item)
{
  CoffretKind kind = item->credential->kind;
  const char *label = kind == COFFRET_KIND_OTHER ? "" : coffret_kind_to_label (kind);
  g_autofree char *hours = coffret_hours_words (item->credential->workload_hours);
  g_autofree char *nature =
    *label && *hours ? g_strdup_printf ("%s · %s", label, hours) : g_strconcat (label, hours, NULL);

  self->credential = coffret_credential_ref (item->credential);
  show_line (self->nature, nature);
  update_words (self);
  if (!self->loaded)
    coffret_credential_picture_set_item (self->picture, item);
}

void
coffret_credential_head_set_report (CoffretCredentialHead *self, const CoffretReport *report)
{
  g_autofree char *sentence = coffret_report_sentence (report);

  coffret_verdict_badge_set_verdict (self->badge, coffret_verdict_to_id (report->verdict));
  gtk_label_set_label (self->verdict_sentence, is_own (self) ? own_sentence () : sentence);
  update_words (self);
}

void
coffret_credential_head_set_languages (CoffretCredentialHead *self, const char *const *languages)
{
  g_return_if_fail (self->credential);
  g_strfreev (self->languages);
  self->languages = g_strdupv ((char **) languages);
  if (self->credential->issuer)
    show_line (self->issuer, coffret_text_best (self->credential->issuer->name, languages));
  on_title_changed (self);
}

gboolean
coffret_credential_head_take_focus (CoffretCredentialHead *self)
{
  return gtk_widget_grab_focus (self->lead);
}

const char *
coffret_credential_head_get_title (CoffretCredentialHead *self)
{
  return gtk_label_get_label (self->heading);
}

const char *
coffret_credential_head_get_words (CoffretCredentialHead *self)
{
  return self->words;
}
