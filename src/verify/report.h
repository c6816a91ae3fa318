/* report.h: what was found out about one credential: checks, verdict, and on what they rest.
 *
 * Immutable once made, counted, any thread. It can be written as JSON and read back
 * to the same report: so it is kept in the vault and printed by the command line.
 */
#pragma once

#include <glib-object.h>

#include "verify/proof.h"
#include "verify/verdict.h"

G_BEGIN_DECLS

typedef struct {
  char *pointer; /* in the document: "/endorsement/0" */
  char *title;   /* what it is called; nullable */
  struct _CoffretReport *report;
} CoffretReportPart;

typedef struct _CoffretReport {
  gatomicrefcount references;
  CoffretVerdict verdict;
  CoffretCheck checks[COFFRET_N_CHECKS];
  char *proof;            /* of the proof that decided; nullable */
  char *issuer_id;        /* nullable */
  char *issuer_name;      /* what it calls itself; nullable */
  char *vouched_name;     /* what the registry or the owner calls it; nullable */
  CoffretInstant checked; /* by the clock of the grounds */
  GPtrArray *proofs;      /* CoffretProofResult */
  GPtrArray *parts;       /* CoffretReportPart: endorsements and embedded credentials */
  GPtrArray *used;        /* SHA-256 (hex) of all grounds that it rests on */
} CoffretReport;

#define COFFRET_TYPE_REPORT (coffret_report_get_type ())
GType coffret_report_get_type (void);
CoffretReport *coffret_report_new (void);
CoffretReport *coffret_report_ref (CoffretReport *report);
void coffret_report_unref (CoffretReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretReport, coffret_report_unref)

/* A new reference; the canonical texts are left out. */
json_t *coffret_report_to_json (const CoffretReport *report);
/* NULL when JSON is none of this version. */
CoffretReport *coffret_report_from_json (const json_t *json);
/* The verdict as one translated sentence; owned. */
char *coffret_report_sentence (const CoffretReport *report);

G_END_DECLS
