#include "app/print.h"

#include <glib/gi18n-lib.h>

#include "app/people.h"
#include "app/print-layout.h"
#include "app/tell.h"

typedef struct {
  CoffretEntry *entry;
  CoffretCredential *credential;
  CoffretReport *report; /* NULL: none yet */
  char **languages;
  gboolean note;
  const char *mark;           /* nullable */
  CoffretPrintLayout *layout; /* NULL before and after */
} Print;

static void
print_free (Print *print)
{
  g_object_unref (print->entry);
  coffret_credential_unref (print->credential);
  g_clear_pointer (&print->report, coffret_report_unref);
  g_strfreev (print->languages);
  g_clear_pointer (&print->layout, coffret_print_layout_free);
  g_free (print);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  PangoContext *pango = gtk_print_context_create_pango_context (context);
  g_autoptr (GPtrArray) blocks =
    coffret_print_text_new (print->entry, print->credential, print->report,
                            (const char *const *) print->languages, print->note, print->mark);

  g_clear_pointer (&print->layout, coffret_print_layout_free);
  print->layout = coffret_print_layout_new (
    blocks, pango, gtk_print_context_get_width (context), gtk_print_context_get_height (context),
    gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  g_object_unref (pango);
}

/* Asked for until it is done, in idle turns: one that lists its evidence by the thousand would hold
 * the window. */
static gboolean
on_paginate (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  if (!coffret_print_layout_continue (print->layout))
    return FALSE;
  gtk_print_operation_set_n_pages (operation,
                                   (int) coffret_print_layout_count_pages (print->layout));
  return TRUE;
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  coffret_print_layout_draw (print->layout, gtk_print_context_get_cairo_context (context),
                             (guint) page);
}

static void
on_end (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  g_clear_pointer (&print->layout, coffret_print_layout_free);
}

/* Where there is a note: what is the holder's own is not for everybody. */
static GtkWidget *
on_create_widget (GtkPrintOperation *operation, Print *print)
{
  const char *note = coffret_entry_get_note (print->entry);
  GtkWidget *check;

  if (!note || !*note)
    return NULL;
  check = gtk_check_button_new_with_mnemonic (_ ("Print my _note too"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), print->note);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_margin_top (check, 12);
  gtk_widget_set_margin_bottom (check, 12);
  gtk_widget_set_margin_start (check, 12);
  gtk_widget_set_margin_end (check, 12);
  return check;
}

static void
on_apply_widget (GtkPrintOperation *operation, GtkWidget *check, Print *print)
{
  print->note = gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *from)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  coffret_tell_error (from, _ ("That Could Not Be Printed"), error);
}

GtkPrintOperation *
coffret_print_new (CoffretEntry *entry,
                   CoffretCredential *credential,
                   CoffretReport *report,
                   const char *const *languages,
                   gboolean note,
                   const char *mark)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);

  print->entry = g_object_ref (entry);
  print->credential = coffret_credential_ref (credential);
  print->report = report ? coffret_report_ref (report) : NULL;
  print->languages = g_strdupv ((char **) languages);
  print->note = note;
  print->mark = mark;
  g_object_set_data_full (G_OBJECT (operation), "print", print, (GDestroyNotify) print_free);
  gtk_print_operation_set_job_name (operation, _ ("Credential"));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_custom_tab_label (operation, _ ("Content"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), print);
  g_signal_connect (operation, "paginate", G_CALLBACK (on_paginate), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), print);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (on_create_widget), print);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (on_apply_widget), print);
  return operation;
}

void
coffret_print (GtkWidget *from,
               CoffretEntry *entry,
               CoffretCredential *credential,
               CoffretReport *report,
               const char *const *languages)
{
  g_autoptr (GtkPrintOperation) operation =
    coffret_print_new (entry, credential, report, languages, FALSE, coffret_people_mark (from));
  g_autoptr (GError) error = NULL;

  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), from, 0);
  g_signal_connect_object (from, "destroy", G_CALLBACK (gtk_print_operation_cancel), operation,
                           G_CONNECT_SWAPPED);
  /* What went wrong is told when it is done. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (from)), NULL);
}
