/* make.h: files for tests to read, made in the test: whole ones and hostile ones. */
#pragma once

#include "credential/reader.h"

G_BEGIN_DECLS

/* One credential of each sort, about invented people. */
extern const char make_ob3[];
extern const char make_ob2[];

GByteArray *make_png_start (void);
void make_png_chunk (GByteArray *png, const char *type, const void *data, gsize length);
/* TYPE is "iTXt", "iTXt-z" (compressed), "zTXt" or "tEXt". */
void make_png_text (GByteArray *png, const char *type, const char *keyword, const char *text);
/* Takes PNG. */
GBytes *make_png_end (GByteArray *png);
GBytes *make_png (const char *type, const char *keyword, const char *text);

/* A compact JWS with a signature of no worth. */
char *make_token (const char *header, const char *payload);
char *make_base64url (const char *text);
/* The digest of a disclosure, as it stands in "_sd". */
char *make_digest (const char *disclosure);

typedef struct _MakeZip MakeZip;
MakeZip *make_zip_start (void);
void make_zip_add (MakeZip *zip, const char *name, const void *data, gsize length);
void make_zip_add_text (MakeZip *zip, const char *name, const char *text);
void make_zip_add_folder (MakeZip *zip, const char *name);
GBytes *make_zip_end (MakeZip *zip);

/* The items of TEXT or BYTES, which must be readable. */
GPtrArray *make_items (GBytes *bytes);
GPtrArray *make_items_of_text (const char *text);
/* The one refusal in BYTES, whether of the file or of its only member. */
GError *make_refusal (GBytes *bytes, gint64 *offset);
GError *make_refusal_of_text (const char *text, gint64 *offset);
/* BYTES holds COUNT items, and the first is a credential with the content that TEXT has bare. */
void make_assert_same (GBytes *bytes, guint count, const char *text);

/* Reads BYTES cut at every length and with every byte changed in two ways. Each must come
 * back read or refused; with WHOLE no change may leave a credential readable. */
void make_assert_sturdy (GBytes *bytes, gsize from, gboolean whole);

G_END_DECLS
