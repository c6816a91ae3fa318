#include "organise/finding.h"

struct _CoffretFinding {
  GObject parent_instance;

  char *file;
  char *place;
  CoffretItem *item;
  CoffretEntry *entry;
  GError *error;
};

G_DEFINE_FINAL_TYPE (CoffretFinding, coffret_finding, G_TYPE_OBJECT)

static void
coffret_finding_finalize (GObject *object)
{
  CoffretFinding *self = COFFRET_FINDING (object);

  g_free (self->file);
  g_free (self->place);
  g_clear_pointer (&self->item, coffret_item_unref);
  g_clear_object (&self->entry);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (coffret_finding_parent_class)->finalize (object);
}

static void
coffret_finding_class_init (CoffretFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_finding_finalize;
}

static void
coffret_finding_init (CoffretFinding *self)
{
}

CoffretFinding *
coffret_finding_new (const char *file, CoffretItem *item, const char *verdict)
{
  CoffretFinding *self = g_object_new (COFFRET_TYPE_FINDING, NULL);
  g_autofree char *name = g_path_get_basename (file);

  self->file = g_strdup (file);
  self->place = g_strdup (item->place);
  if (item->credential != NULL) {
    g_autoptr (CoffretRecord) record = coffret_record_new (item, "", name);

    g_set_str (&record->verdict, verdict);
    /* An item that was only to be looked at has none. */
    if (record->digest == NULL)
      record->digest = g_strdup ("");
    self->item = coffret_item_ref (item);
    self->entry = coffret_entry_new (record);
  } else {
    self->error = g_error_copy (item->error);
  }
  return self;
}

CoffretFinding *
coffret_finding_new_refused (const char *file, const GError *error)
{
  CoffretFinding *self = g_object_new (COFFRET_TYPE_FINDING, NULL);

  self->file = g_strdup (file);
  self->place = g_strdup ("");
  self->error = g_error_copy (error);
  return self;
}

const char *
coffret_finding_get_file (CoffretFinding *self)
{
  return self->file;
}

const char *
coffret_finding_get_place (CoffretFinding *self)
{
  return self->place;
}

const CoffretItem *
coffret_finding_get_item (CoffretFinding *self)
{
  return self->item;
}

CoffretEntry *
coffret_finding_get_entry (CoffretFinding *self)
{
  return self->entry;
}

const GError *
coffret_finding_get_error (CoffretFinding *self)
{
  return self->error;
}
