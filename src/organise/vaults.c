#include "organise/vaults.h"

#include <glib/gi18n-lib.h>

#include "organise/backup-places.h"
#include "organise/known-vault.h"
#include "organise/vaults-file.h"
#include "organise/work.h"
#include "vault/moving.h"
#include "vault/site.h"

struct _CoffretVaults {
  GObject parent_instance;
  char *file;
  GPtrArray *vaults; /* CoffretKnownVault's */
};

static GType
get_item_type (GListModel *model)
{
  return COFFRET_TYPE_KNOWN_VAULT;
}

static guint
get_n_items (GListModel *model)
{
  return COFFRET_VAULTS (model)->vaults->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *vaults = COFFRET_VAULTS (model)->vaults;

  return position < vaults->len ? g_object_ref (g_ptr_array_index (vaults, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretVaults,
                               coffret_vaults,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
coffret_vaults_finalize (GObject *object)
{
  CoffretVaults *self = COFFRET_VAULTS (object);

  g_free (self->file);
  g_ptr_array_unref (self->vaults);
  G_OBJECT_CLASS (coffret_vaults_parent_class)->finalize (object);
}

static void
coffret_vaults_class_init (CoffretVaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_vaults_finalize;
}

static void
coffret_vaults_init (CoffretVaults *self)
{
  self->vaults = g_ptr_array_new_with_free_func (g_object_unref);
}

static char *
folder_of (const CoffretVaultsLine *line)
{
  return line->folder != NULL ? g_strdup (line->folder) : coffret_vaults_file_usual_folder ();
}

static const char *
name_of (const CoffretVaultsLine *line)
{
  return line->name != NULL ? line->name : _ ("My Vault");
}

static void
reload (CoffretVaults *self)
{
  g_autoptr (GPtrArray) lines = coffret_vaults_file_read (self->file);
  guint before = self->vaults->len;

  g_ptr_array_set_size (self->vaults, 0);
  for (guint i = 0; i < lines->len; i++) {
    const CoffretVaultsLine *line = g_ptr_array_index (lines, i);
    g_autofree char *folder = folder_of (line);

    g_ptr_array_add (self->vaults, coffret_known_vault_new (name_of (line), folder, i == 0));
  }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->vaults->len);
}

CoffretVaults *
coffret_vaults_new (const char *file)
{
  CoffretVaults *self = g_object_new (COFFRET_TYPE_VAULTS, NULL);

  self->file = file != NULL ? g_strdup (file) : coffret_vaults_file_usual ();
  reload (self);
  return self;
}

char *
coffret_vaults_first_folder (void)
{
  g_autofree char *file = coffret_vaults_file_usual ();
  g_autoptr (GPtrArray) lines = coffret_vaults_file_read (file);

  return folder_of (g_ptr_array_index (lines, 0));
}

CoffretKnownVault *
coffret_vaults_find (CoffretVaults *self, const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  for (guint i = 0; i < self->vaults->len; i++) {
    CoffretKnownVault *known = g_ptr_array_index (self->vaults, i);

    if (g_str_equal (coffret_known_vault_get_folder (known), absolute))
      return known;
  }
  return NULL;
}

typedef struct {
  const char *name;
  const char *folder;
  const char *to; /* another folder */
} Change;

/* The line of that folder; LINES->len: there is none. */
static guint
find_line (GPtrArray *lines, const char *folder)
{
  guint i;

  for (i = 0; i < lines->len; i++) {
    g_autofree char *there = folder_of (g_ptr_array_index (lines, i));

    if (g_str_equal (there, folder))
      break;
  }
  return i;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
set_name (GPtrArray *lines, gpointer data, GError **error)
{
  const Change *change = data;
  g_autofree char *name = g_strstrip (g_utf8_make_valid (change->name, -1));
  guint at = find_line (lines, change->folder);

  if (*name == '\0')
    return refuse (error, _ ("Give the vault a name."));
  if (g_utf8_strlen (name, -1) > COFFRET_VAULTS_LONGEST_NAME)
    return refuse (error, _ ("This name is too long. Please choose a shorter one."));
  for (const char *letter = name; *letter != '\0'; letter = g_utf8_next_char (letter))
    if (!g_unichar_isprint (g_utf8_get_char (letter)))
      return refuse (error, _ ("This name has a letter in it that cannot be shown."));
  for (guint i = 0; i < lines->len; i++)
    if (i != at && g_utf8_collate (name_of (g_ptr_array_index (lines, i)), name) == 0)
      return refuse (error, _ ("Another vault has this name. Please choose a different one."));
  if (at == lines->len && at == COFFRET_VAULTS_MOST)
    return refuse (error, _ ("There are too many vaults in the list. Take one out first."));
  if (at == lines->len)
    g_ptr_array_add (lines, coffret_vaults_line_new (name, change->folder));
  else
    g_set_str (&((CoffretVaultsLine *) g_ptr_array_index (lines, at))->name, name);
  return TRUE;
}

static gboolean
take_out (GPtrArray *lines, gpointer data, GError **error)
{
  const Change *change = data;
  guint at = find_line (lines, change->folder);

  if (at == 0) {
    CoffretVaultsLine *line = g_ptr_array_index (lines, 0);

    g_clear_pointer (&line->name, g_free);
    g_clear_pointer (&line->folder, g_free);
  } else if (at < lines->len)
    g_ptr_array_remove_index (lines, at);
  return TRUE;
}

static gboolean
set_folder (GPtrArray *lines, gpointer data, GError **error)
{
  const Change *change = data;
  guint at = find_line (lines, change->folder);
  guint stale = find_line (lines, change->to);

  if (at < lines->len)
    g_set_str (&((CoffretVaultsLine *) g_ptr_array_index (lines, at))->folder, change->to);
  /* Nothing was there, or it could not have been moved there. */
  if (stale < lines->len && stale != 0 && stale != at)
    g_ptr_array_remove_index (lines, stale);
  return TRUE;
}

static gboolean
make_change (CoffretVaults *self, CoffretVaultsChange func, Change *change, GError **error)
{
  gboolean done = coffret_vaults_file_change (self->file, func, change, error);

  reload (self);
  return done;
}

gboolean
coffret_vaults_add (CoffretVaults *self, const char *name, const char *folder, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  Change change = { .name = name, .folder = absolute };

  return make_change (self, set_name, &change, error);
}

gboolean
coffret_vaults_rename (CoffretVaults *self,
                       CoffretKnownVault *known,
                       const char *name,
                       GError **error)
{
  return coffret_vaults_add (self, name, coffret_known_vault_get_folder (known), error);
}

gboolean
coffret_vaults_forget (CoffretVaults *self, CoffretKnownVault *known, GError **error)
{
  g_autofree char *folder = g_strdup (coffret_known_vault_get_folder (known));
  Change change = { .folder = folder };

  g_return_val_if_fail (!coffret_known_vault_is_first (known), FALSE);
  return make_change (self, take_out, &change, error);
}

/* Of one vault, on a thread of its own. */
typedef struct {
  CoffretVaults *vaults;
  char *file;
  CoffretVault *vault; /* to be moved; NULL: to be removed */
  char *from;
  char *to;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->vaults);
  g_clear_pointer (&act->vault, coffret_vault_unref);
  g_free (act->file);
  g_free (act->from);
  g_free (act->to);
  g_free (act);
}

static gboolean
on_moved (const char *folder, gpointer data, GError **error)
{
  const Act *act = data;
  /* Or back again. */
  Change change = { .folder = g_str_equal (folder, act->from) ? act->to : act->from, .to = folder };

  return coffret_vaults_file_change (act->file, set_folder, &change, error);
}

static DexFuture *
run_act (gpointer data)
{
  Act *act = data;
  Change change = { .folder = act->from };
  GError *error = NULL;
  gboolean done;

  if (act->vault != NULL)
    done = coffret_vault_move (act->vault, act->to, on_moved, act, NULL, &error);
  else
    done = coffret_vault_remove (act->from, &error) &&
           coffret_vaults_file_change (act->file, take_out, &change, &error);
  if (done)
    coffret_backup_places_moved (act->from, act->to);
  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
on_acted (DexFuture *future, gpointer data)
{
  reload (((Act *) data)->vaults);
  return dex_ref (future);
}

static DexFuture *
begin (CoffretVaults *self, CoffretVault *vault, const char *from, const char *to)
{
  Act *act = g_new0 (Act, 1);
  DexFuture *future;

  act->vaults = g_object_ref (self);
  act->file = g_strdup (self->file);
  act->vault = vault != NULL ? coffret_vault_ref (vault) : NULL;
  act->from = g_canonicalize_filename (from, NULL);
  act->to = to != NULL ? g_canonicalize_filename (to, NULL) : NULL;
  future = dex_future_finally (coffret_work_block (run_act, act, NULL), on_acted, act, act_free);
  /* Once begun it is carried through, whoever waits for it. */
  dex_future_disown (dex_ref (future));
  return future;
}

DexFuture *
coffret_vaults_move (CoffretVaults *self, CoffretVault *vault, const char *folder)
{
  return begin (self, vault, coffret_vault_get_folder (vault), folder);
}

DexFuture *
coffret_vaults_remove (CoffretVaults *self, CoffretKnownVault *known)
{
  return begin (self, NULL, coffret_known_vault_get_folder (known), NULL);
}

static DexFuture *
look (gpointer folder)
{
  CoffretSite site = coffret_site_look (folder);

  return dex_future_new_take_boxed (COFFRET_TYPE_SITE, g_boxed_copy (COFFRET_TYPE_SITE, &site));
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_looked (DexFuture *future, gpointer data)
{
  return dex_ref (future);
}

DexFuture *
coffret_vaults_look (const char *folder)
{
  return dex_future_finally (coffret_work_block (look, g_strdup (folder), g_free), on_looked, NULL,
                             NULL);
}

/* FOLDER/NAME, or with the first number behind it that nothing has. */
static char *
unused (const char *folder, const char *name)
{
  for (guint i = 1;; i++) {
    g_autofree char *numbered = g_strdup_printf ("%s %u", name, i);
    g_autofree char *path = g_build_filename (folder, i == 1 ? name : numbered, NULL);

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
}

char *
coffret_vaults_suggest_folder (void)
{
  g_autofree char *all = g_build_filename (g_get_user_data_dir (), "coffret-vaults", NULL);

  return unused (all, "vault");
}

char *
coffret_vaults_place_within (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL ||
      coffret_vault_examine (folder, NULL) != COFFRET_VAULT_ABSENT)
    return g_canonicalize_filename (folder, NULL);
  return unused (folder, "Coffret");
}
