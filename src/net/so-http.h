/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_HTTP_MOST_BYTES (8 * 1024 * 1024)
#define SO_HTTP_MOST_SECONDS 60

/* Bytes so far and those announced (0: unknown); on the calling thread. */
typedef void (*SoHttpProgress) (guint64 now, guint64 all, gpointer data);

/* A body that is too large for memory: @before (or NULL), the first @size bytes of the open file @fd, @after (or NULL). */
typedef struct {
  GBytes *before;
  int fd;
  guint64 size;
  GBytes *after;
} SoHttpFile;

/* One request to somebody else's server; borrowed values, zero where nothing is said. */
typedef struct {
  const char *method;          /* NULL: "GET" */
  const char *url;             /* https, or http to this computer */
  const char *authorization;   /* "Bearer …", "Basic …"; a secret, never logged */
  const char *const *headers;  /* name, value, name, value …, NULL; or NULL */
  const char *content_type;    /* of @body */
  GBytes *body;
  const SoHttpFile *file;      /* instead of @body: streamed, with its length announced */
  SoHttpProgress uploaded;     /* of @file, or NULL */
  gpointer data;               /* of @uploaded */
  gsize most_bytes;            /* of the answer, after decompression; 0: SO_HTTP_MOST_BYTES */
  guint most_seconds;          /* from the first byte out to the last one in; 0: SO_HTTP_MOST_SECONDS */
  gboolean public_only;        /* only a server of the public internet (so-public-address.h), looked at when it is connected to: whatever its name says; by a connection of its own. Not through a
                                  proxy that stands in a private network */
  gboolean patient;            /* it may say nothing for as long as that, because it waits for something; else 20 s of silence end it */
} SoHttpRequest;

/* What came back, whatever its status. Free with so_http_response_free(). */
typedef struct {
  guint status;                /* 200 … */
  GBytes *body;
  GHashTable *headers;         /* lower-case name → value; several of one name joined by ", " */
} SoHttpResponse;

void so_http_response_free (SoHttpResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHttpResponse, so_http_response_free)

/* A header by its lower-case name, or NULL. Borrowed. */
const char *so_http_header (const SoHttpResponse *response, const char *name);

/**
 * so_http_send: the only way in which Studio OS talks to a server. Blocking; connections are kept per thread.
 *
 * Follows no redirect (a token must not travel on), sends no cookie, takes TLS 1.2 and newer, stops at @most_bytes and @most_seconds.
 * An answer that was cut off is an error where its length was said; one that ends with its connection cannot be told from a whole
 * one, so who reads it parses it, or knows its size and hash.
 *
 * Returns: the answer of any status; or NULL with SO_ERROR_WAIT where the server could not be reached or did not answer in time,
 *   SO_ERROR_CHANGE where the address or the certificate is wrong, SO_ERROR_GIVE_UP where the answer is too large,
 *   G_IO_ERROR_CANCELLED. *@sent (may be NULL) is TRUE where the server may have got the request.
 */
SoHttpResponse *so_http_send (const SoHttpRequest *request, gboolean *sent, GCancellable *cancellable, GError **error);

/* The same into a file at @path that is new and readable by its owner only: nothing is held in memory, most_bytes is what the file
 * may have. @progress may be NULL. An answer that is
 * not 2xx comes back with its body and leaves no file. */
SoHttpResponse *so_http_download (const SoHttpRequest *request, const char *path, SoHttpProgress progress, gpointer data,
                                  GCancellable *cancellable, GError **error);

/* Bytes of an answer as they come; FALSE with @error set ends it. */
typedef gboolean (*SoHttpTake) (const guint8 *bytes, gsize size, gpointer data, GError **error);

/* The same for an answer that is spoken slowly: most_seconds is how long it may be silent, however long it goes on. What is 2xx goes
 * to @take and leaves no body; every other answer comes back whole. */
SoHttpResponse *so_http_stream (const SoHttpRequest *request, SoHttpTake take, gpointer data, GCancellable *cancellable, GError **error);

/* The body as JSON (so_json_parse()), whatever the content type says; NULL with SO_ERROR_WAIT, since half an answer is somebody's
 * passing trouble. */
JsonNode *so_http_parse (const SoHttpResponse *response, GError **error);

/* A date as headers and Twilio write it ("Sat, 21 Nov 2026 07:37:59 +0000"): ms UTC, or -1. */
gint64 so_http_parse_date (const char *text);

/* TRUE where @url is https, or http to 127.0.0.0/8, ::1 or "localhost". */
gboolean so_http_is_allowed (const char *url);
/* TRUE where @url leads to 127.0.0.0/8, ::1 or "localhost", literally: a name that only resolves to one may tomorrow resolve to another. */
gboolean so_http_is_this_computer (const char *url);

G_END_DECLS
