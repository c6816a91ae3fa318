/* output.h: what goes to the terminal, or to the program that asked.
 *
 * Nothing that a stranger wrote can steer a terminal: control characters and those that
 * turn the direction of a line are taken out of sentences and escaped in JSON.
 * Everything is flushed line by line.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* One object on one line; takes it. */
void coffret_output_json (json_t *object);
/* The same in two steps: that line, owned, and printing it. */
char *coffret_output_dump (json_t *object);
void coffret_output_dumped (const char *line);
/* A sentence, to the standard output. */
void coffret_output_line (const char *text);
/* The same for a text that may have several lines, each set in by INDENT. */
void coffret_output_lines (const char *text, guint indent);
/* A sentence, to the standard error. */
void coffret_output_error (const char *text);

/* json null for NULL. */
json_t *coffret_output_string (const char *text);
/* The word for a verdict (nullable: not checked yet) by its id; translated. */
const char *coffret_output_verdict (const char *id);

G_END_DECLS
