/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTestBulk: a server on 127.0.0.1 for what is large: it counts the bytes of requests and forgets them, and answers out of files. So the
 * memory that a test measures is not the server's.
 */
typedef struct _SoTestBulk SoTestBulk;

SoTestBulk *so_test_bulk_new (void);
void so_test_bulk_free (SoTestBulk *bulk);
/* "http://127.0.0.1:PORT" */
const char *so_test_bulk_get_base (SoTestBulk *bulk);

/* A request whose first line contains @what is answered with 200 and @body, or with the file at @path; the first that fits. */
void so_test_bulk_answer (SoTestBulk *bulk, const char *what, const char *body);
void so_test_bulk_answer_file (SoTestBulk *bulk, const char *what, const char *path);

/* Bytes of bodies, and requests, that contained @what. A body that is not as long as was announced counts as nothing. */
guint64 so_test_bulk_bytes (SoTestBulk *bulk, const char *what);
guint so_test_bulk_requests (SoTestBulk *bulk, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTestBulk, so_test_bulk_free)

G_END_DECLS
