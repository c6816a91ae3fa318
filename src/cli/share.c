#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/find.h"
#include "cli/output.h"
#include "cli/sharing.h"
#include "share/ledger.h"
#include "share/noting.h"
#include "share/packing.h"

/* What was asked for, on its way. */
typedef struct {
  const CoffretOptions *options;
  CoffretSession *session;
  const CoffretExporter *exporter;
  CoffretPack *pack;
  CoffretSealed *sealed;
  CoffretExport *made;
  CoffretExportChoice choice;
} Sharing;

static void
sharing_clear (Sharing *sharing)
{
  coffret_pack_unref (sharing->pack);
  coffret_sealed_unref (sharing->sealed);
  g_clear_pointer (&sharing->made, coffret_export_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sharing, sharing_clear)

static CoffretExit
say (const char *sentence)
{
  coffret_output_error (sentence);
  return COFFRET_EXIT_NOT_DONE;
}

static gboolean
is_offered (const CoffretExporter *exporter)
{
  return exporter->product != COFFRET_PRODUCT_LETTER;
}

static void
list_ways (gboolean json)
{
  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    const CoffretExporter *exporter = coffret_exporters[i];
    g_autofree char *line = NULL;

    if (!is_offered (exporter))
      continue;
    if (json) {
      coffret_output_json (json_pack ("{s:s, s:s, s:s, s:b, s:b}", "as", exporter->id, "label",
                                      g_dgettext (GETTEXT_PACKAGE, exporter->label), "remark",
                                      g_dgettext (GETTEXT_PACKAGE, exporter->remark), "checkable",
                                      exporter->checkable, "one", exporter->one));
      continue;
    }
    line =
      g_strdup_printf ("%-14s %s", exporter->id, g_dgettext (GETTEXT_PACKAGE, exporter->remark));
    coffret_output_line (line);
  }
}

static CoffretExit
pack (Sharing *sharing, CoffretGroup *group)
{
  const char *locales = g_getenv ("COFFRET_LOCALEDIR");
  g_autoptr (CoffretPacker) packer =
    coffret_packer_new (sharing->session, locales != NULL ? locales : LOCALEDIR);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!coffret_enter_await (
        coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), NULL),
        &value, &error)) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  sharing->pack = g_value_dup_boxed (&value);
  for (guint i = 0; i < sharing->pack->left_behind->len; i++) {
    const CoffretLeftBehind *left = g_ptr_array_index (sharing->pack->left_behind, i);
    g_autofree char *sentence =
      /* Translators: the first %s is the title of a credential, the second a sentence: why. */
      g_strdup_printf (_ ("“%s” is not shared. %s"), left->title, left->reason);

    coffret_output_error (sentence);
  }
  return coffret_pack_refuse (sharing->pack) != NULL ? say (coffret_pack_refuse (sharing->pack))
                                                     : COFFRET_EXIT_DONE;
}

/* Nothing of the others is in what leaves then. */
static void
take_part (Sharing *sharing, guint index)
{
  CoffretPack *part = coffret_pack_new_part (sharing->pack, index);

  coffret_pack_unref (sharing->pack);
  sharing->pack = part;
  sharing->choice.only = 0;
}

/* Which of them a way for one is asked of. */
static CoffretExit
choose (Sharing *sharing)
{
  const char *only = sharing->options->only;
  CoffretEntry *entry;

  sharing->choice = coffret_export_choice_default;
  if (!sharing->exporter->one)
    return only == NULL ? COFFRET_EXIT_DONE
                        : say (_ ("This way takes all of them. Leave --only out."));
  if (only == NULL && sharing->pack->items->len == 1) {
    sharing->choice.only = 0;
    return COFFRET_EXIT_DONE;
  }
  if (only == NULL)
    return say (_ ("This way takes one credential. Say which, with --only."));
  entry = coffret_find_entry (coffret_session_get_library (sharing->session), only);
  if (entry == NULL)
    return COFFRET_EXIT_NOT_DONE;
  for (guint i = 0; i < sharing->pack->items->len; i++) {
    const CoffretPackItem *item = g_ptr_array_index (sharing->pack->items, i);

    if (g_str_equal (item->credential, coffret_entry_get_id (entry))) {
      take_part (sharing, i);
      return COFFRET_EXIT_DONE;
    }
  }
  return say (_ ("This credential is not in the sharing group."));
}

static CoffretExit
make (Sharing *sharing)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (GError) error = NULL;

  sharing->sealed = coffret_sealed_new (sharing->pack->parcel, contexts, &error);
  if (sharing->sealed != NULL)
    sharing->made =
      coffret_exporter_make (sharing->exporter, sharing->sealed, &sharing->choice, NULL, &error);
  return sharing->made != NULL ? COFFRET_EXIT_DONE : say (error->message);
}

/* What the ledger says now. */
static void
tell (const Sharing *sharing, const CoffretShareRow *row)
{
  g_autofree char *shown = coffret_ledger_fields (coffret_share_row_shown (row));
  g_autofree char *hidden = coffret_ledger_fields (coffret_share_row_hidden (row));
  g_autoptr (GString) sentence = g_string_new (NULL);
  guint count = row->items->len;

  if (sharing->options->json) {
    json_t *told = coffret_sharing_row_to_json (row);

    json_object_set_new (told, "file", coffret_output_string (sharing->options->out));
    coffret_output_json (told);
    return;
  }
  g_string_printf (sentence,
                   /* Translators: %1$u is a number, %2$s as what: "Web Page". */
                   ngettext ("%1$u credential was shared (%2$s), and noted in the vault.",
                             "%1$u credentials were shared (%2$s), and noted in the vault.", count),
                   count, coffret_ledger_kind (row->kind));
  coffret_output_error (sentence->str);
  if (*shown != '\0') {
    /* Translators: %s is a list of what is shown, such as "Title and kind, Issuer". */
    g_string_printf (sentence, _ ("Shown: %s"), shown);
    coffret_output_error (sentence->str);
  }
  if (*hidden != '\0') {
    /* Translators: %s is a list of what is hidden, such as "Grade and results, Hours". */
    g_string_printf (sentence, _ ("Hidden: %s"), hidden);
    coffret_output_error (sentence->str);
  }
}

/* First the file, which may fail, then the ledger, without which the file goes again. */
static CoffretExit
give (Sharing *sharing)
{
  const char *out = sharing->options->out;
  g_autoptr (GBytes) bytes = coffret_noting_bytes (sharing->made);
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) row = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  CoffretExit status;

  if (out != NULL && !coffret_sharing_write (out, bytes, &status))
    return status;
  if (!coffret_enter_await (coffret_noting_share (sharing->session, sharing->pack,
                                                  sharing->exporter, sharing->choice.only,
                                                  sharing->made),
                            &value, &error)) {
    if (out != NULL)
      remove (out);
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  if (out == NULL && !sharing->options->json)
    coffret_output_lines (g_bytes_get_data (bytes, NULL), 0);
  if (!coffret_enter_await (
        coffret_session_find_share (sharing->session, g_value_get_string (&value)), &row, &error))
    return say (error->message);
  tell (sharing, g_value_get_boxed (&row));
  return COFFRET_EXIT_DONE;
}

static CoffretExit
share (CoffretSession *session, const CoffretOptions *options, const CoffretExporter *exporter)
{
  g_auto (Sharing) sharing = { .options = options, .session = session, .exporter = exporter };
  CoffretGroup *group =
    coffret_find_group (coffret_session_get_library (session), options->arguments[0]);
  CoffretExit status;

  if (group == NULL)
    return COFFRET_EXIT_NOT_DONE;
  status = pack (&sharing, group);
  if (status == COFFRET_EXIT_DONE)
    status = choose (&sharing);
  if (status == COFFRET_EXIT_DONE)
    status = make (&sharing);
  return status == COFFRET_EXIT_DONE ? give (&sharing) : status;
}

CoffretExit
coffret_command_share (const CoffretOptions *options)
{
  const CoffretExporter *exporter =
    options->as != NULL ? coffret_exporter_find (options->as) : NULL;
  CoffretSession *session;
  CoffretExit status;

  if (options->as == NULL && options->arguments[0] == NULL) {
    list_ways (options->json);
    return COFFRET_EXIT_DONE;
  }
  if (exporter == NULL || !is_offered (exporter)) {
    coffret_output_error (
      _ ("Say as what, with --as. “coffretctl share” alone lists what there is."));
    return COFFRET_EXIT_USAGE;
  }
  if (options->arguments[0] == NULL || options->arguments[1] != NULL) {
    coffret_output_error (_ ("Say which one sharing group, by its name."));
    return COFFRET_EXIT_USAGE;
  }
  if (exporter->product == COFFRET_PRODUCT_FILE && options->out == NULL) {
    coffret_output_error (_ ("Say where to write it, with --out."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  status = share (session, options, exporter);
  coffret_leave (session);
  return status;
}
