/* proposing.h: pathways that a credential itself tells of.
 *
 * A Comprehensive Learner Record says how what it holds belongs together (CLR 2.0, "association"):
 * that one achievement is part or child of another, or its parent, and what precedes what. "These n
 * build that" is a pathway: where two or more build something, it is proposed, in the order in
 * which they follow one another. It is the owner who makes it one. Pure; bounded as pathways are
 * (pathway.h), and what is not as it should be is left out.
 */
#pragma once

#include "credential/credential.h"
#include "organise/pathway.h"

G_BEGIN_DECLS

/* So many are proposed of one credential. */
#define COFFRET_PROPOSALS_MOST 8

/* CoffretPathwayPlan's, owned. CREDENTIAL: what the owner has as ID; each step that it holds is
 * done by it, the others by what has their title. */
GPtrArray *coffret_pathways_propose (const CoffretCredential *credential, const char *id);

G_END_DECLS
