/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-card.h"
#include "so-import-columns.h"
#include "so-incoming.h"

G_BEGIN_DECLS

/* Reads what other programs let an owner take away. Pure: bytes in, values out. Nothing here
 * knows the database; what is found goes into an SoImportSink. */

typedef enum {
  SO_IMPORT_UNKNOWN,
  SO_IMPORT_WHATSAPP,   /* _chat.txt, or the .zip around it */
  SO_IMPORT_MBOX,
  SO_IMPORT_EML,
  SO_IMPORT_INSTAGRAM,  /* the .zip of "Download your information", its folder, or one message_1.json */
  SO_IMPORT_CSV,        /* contacts */
  SO_IMPORT_VCARD,
  SO_N_IMPORTS,
} SoImportKind;

/* What is read, and what the owner said about it. Strings are borrowed for the time of the call. */
typedef struct {
  const char *path;        /* a file, or a folder for Instagram */
  SoImportKind kind;
  const char *const *me;   /* the owner's own names, addresses, numbers; may be NULL */
  GTimeZone *zone;         /* for sources that write local times; NULL: UTC */
  const char *country;     /* calling code without "+", or NULL */
  guint64 resume_at;       /* a position that message() was given, of an mbox; 0: from the start. The other
                            * kinds start again: their remote ids are the same each time. */
  const char *const *map;  /* of a table: what its columns are, where it is not what their headings say; or NULL */
} SoImportSource;

/**
 * SoImportSink: where an importer puts what it found. A function that returns FALSE sets the error
 * and ends the import; any function may be NULL: then nothing is kept of its kind. All are called
 * on the thread of so_import_run(). Values are borrowed for the time of the call; a message may be
 * kept with so_incoming_ref(), a card is freed afterwards.
 */
typedef struct _SoImportSink SoImportSink;
struct _SoImportSink {
  /* One message, its files already given to file(). Its remote_id and thread_key are never NULL and
   * are the same whenever the same source is read, also for a later, longer export of the chat. In an
   * mbox @position is the byte after it, from which so_import_run() can resume. */
  gboolean (*message) (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error);
  gboolean (*card) (SoImportSink *sink, SoCard *card, GError **error);
  /* Keeps a file and tells its hash and size; called once for a file that several messages name.
   * Not more than @limit bytes are read: a longer file is SO_ERROR_CHANGE. Streams come from the
   * archive or the decoder. An error of the stream itself, or of a file that is too long, costs only
   * that file; any other (the disk is full) ends the import. */
  gboolean (*file) (SoImportSink *sink, GInputStream *stream, guint64 limit, char **sha256, gint64 *size,
                    GCancellable *cancellable, GError **error);
  /* Something was left out: where ("line 17", "message at byte 4096") and why, in plain words. */
  void (*skipped) (SoImportSink *sink, const char *where, const char *why);
  /* Bytes or entries done of all; @total 0 if unknown. */
  void (*progress) (SoImportSink *sink, guint64 done, guint64 total);
  /* The owner is not named among @names: who are the senders of this chat (one where the chat is named after
   * somebody else). Called at most once
   * per chat where the importer could not tell who is "me"; returns the name to take, or NULL for none. */
  const char *(*who_is_me) (SoImportSink *sink, const char *chat, const char *const *names);
};

/* Largest single attachment that is kept; a larger one is skipped with its reason. */
#define SO_IMPORT_MAX_FILE (2ull * 1024 * 1024 * 1024)

/**
 * so_import_detect: what kind of file this is, by its content first and its name second.
 * SO_IMPORT_UNKNOWN with SO_ERROR_CHANGE in plain words where it is none of ours (a web page
 * named .mbox, an empty file, a calendar).
 */
SoImportKind so_import_detect (const char *path, GError **error);

/**
 * so_import_run: reads all of @source into @sink. Blocking; call it on a worker thread. One bad
 * record is skipped with its reason; only what ends the whole import is an error. Cancelling gives
 * G_IO_ERROR_CANCELLED. Memory does not grow with the size of the source.
 */
gboolean so_import_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error);

const char *so_import_kind_nick (SoImportKind kind);
gboolean so_import_kind_parse (const char *nick, SoImportKind *kind);

/* Opens a text for reading, or says in plain words why not: what is in UTF-16, as Excel and Outlook write, is turned into UTF-8 first. @size (may be NULL): bytes. Close with close(). -1 on
 * error. */
int so_import_open_text (const char *path, guint64 *size, GError **error);

G_END_DECLS
