#include "app/slot.h"

struct _CoffretSlot {
  GObject parent_instance;
  CoffretEntry *entry;
};

G_DEFINE_FINAL_TYPE (CoffretSlot, coffret_slot, G_TYPE_OBJECT)

static void
coffret_slot_finalize (GObject *object)
{
  g_clear_object (&COFFRET_SLOT (object)->entry);
  G_OBJECT_CLASS (coffret_slot_parent_class)->finalize (object);
}

static void
coffret_slot_class_init (CoffretSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_slot_finalize;
}

static void
coffret_slot_init (CoffretSlot *self)
{
}

CoffretSlot *
coffret_slot_new (CoffretEntry *entry)
{
  CoffretSlot *self = g_object_new (COFFRET_TYPE_SLOT, NULL);

  g_set_object (&self->entry, entry);
  return self;
}

CoffretEntry *
coffret_slot_get_entry (CoffretSlot *self)
{
  return self->entry;
}

void
coffret_slot_set_entry (CoffretSlot *self, CoffretEntry *entry)
{
  g_set_object (&self->entry, entry);
}
