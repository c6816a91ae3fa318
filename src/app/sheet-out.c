#include "app/sheet-out.h"

#include <glib/gi18n-lib.h>

#include "app/save.h"
#include "base/instant.h"

typedef struct {
  GtkWidget *from;
  CoffretSheetOutFunc func;
  CoffretSecret *code;
  gint64 made;
} Out;

static Out *
out_new (GtkWidget *from, CoffretSecret *code, CoffretSheetOutFunc func)
{
  Out *out = g_new0 (Out, 1);

  out->from = g_object_ref (from);
  out->func = func;
  out->code = coffret_secret_ref (code);
  out->made = coffret_instant_now ();
  return out;
}

static void
out_free (gpointer data)
{
  Out *out = data;

  g_object_unref (out->from);
  coffret_secret_unref (out->code);
  g_free (out);
}

static void
tell (Out *out, gboolean done, const GError *error)
{
  if (gtk_widget_get_root (out->from))
    out->func (out->from, done, error);
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Out *out)
{
  const CoffretRecoverySheet sheet = { out->code, out->made };

  coffret_recovery_sheet_draw (&sheet, gtk_print_context_get_cairo_context (context),
                               gtk_print_context_get_width (context),
                               gtk_print_context_get_height (context));
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, Out *out)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  tell (out, result == GTK_PRINT_OPERATION_RESULT_APPLY, error);
}

void
coffret_sheet_print (GtkWidget *from, CoffretSecret *code, CoffretSheetOutFunc func)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Out *out = out_new (from, code, func);

  g_object_set_data_full (G_OBJECT (operation), "out", out, out_free);
  gtk_print_operation_set_job_name (operation, _ ("Recovery Sheet"));
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), out);
  g_signal_connect (operation, "done", G_CALLBACK (on_printed), out);
  g_signal_connect_object (from, "destroy", G_CALLBACK (gtk_print_operation_cancel), operation,
                           G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (from)), NULL);
}

static gboolean
write_sheet (GOutputStream *stream, gpointer data, GError **error)
{
  Out *out = data;
  const CoffretRecoverySheet sheet = { out->code, out->made };
  double width, height;

  coffret_recovery_sheet_paper (&width, &height);
  return coffret_recovery_sheet_write (&sheet, width, height, stream, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  tell (data, saved, error);
}

void
coffret_sheet_save (GtkWidget *from, CoffretSecret *code, CoffretSheetOutFunc func)
{
  g_autofree char *day = coffret_instant_to_date (coffret_instant_now ());
  /* Translators: the name of a file; %s is a date like 2026-11-22 */
  g_autofree char *name = g_strdup_printf (_ ("Coffret recovery sheet %s.pdf"), day);

  coffret_save (from, _ ("Save the Recovery Sheet"), name, write_sheet, on_saved,
                out_new (from, code, func), out_free);
}
