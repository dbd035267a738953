/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-setup-file.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_SETUP_FORMAT "studio-os-setup"
#define SO_SETUP_VERSION 1

/* A file that is read into a studio. */
typedef struct {
  SoStudio *studio;
  SoDb *db;
  GPtrArray *changes;
  GHashTable *known;     /* part → so_setup_known() of it */
} SoSetupRead;

void so_setup_changed (SoSetupRead *read, const char *part, const char *name, gboolean added);

/* What is in a list by what people call it, read once and not with each entry of the file: of three thousand that would be nine million. */
typedef struct {
  char *id;
  char *content;         /* all else of it, to tell whether it is other */
} SoSetupKnown;
/* Names each entry of the list: so_setup_know(). */
typedef gboolean (*SoSetupLearn) (SoSetupRead *read, const char *part, GError **error);
/* NULL: there is none by this name (or @error is set). Borrowed until the next one of that name is known. */
gboolean so_setup_find (SoSetupRead *read, const char *part, const char *key, SoSetupLearn learn, const SoSetupKnown **found, GError **error);
/* @again: instead of one by that name; else the first one stays. Takes @key and @content. */
void so_setup_know (SoSetupRead *read, const char *part, char *key, const char *id, char *content, gboolean again);
/* "name" and "unit" as one; free with g_free(). */
char *so_setup_key (const char *name, const char *more);

/* What Preferences would not take: FALSE with a sentence. */
gboolean so_setup_check_setting (const char *key, const char *value, GError **error);
gboolean so_setup_check_category (const char *category, GError **error);
gboolean so_setup_check_language (const char *language, GError **error);

/* One list of the file: how it is written, and one entry of it stored. */
typedef struct {
  const char *part;
  gboolean (*write) (SoDb *db, JsonArray *array, GError **error);
  gboolean (*read) (SoSetupRead *read, JsonObject *entry, GError **error);
} SoSetupList;
/* In the order in which they are read: what a rule names is there before it. */
const SoSetupList *so_setup_lists (guint *n);

/* The settings that are in the file, sorted by their names, ended by NULL; static. */
const char *const *so_setup_settings (void);
/* TRUE also of the words of each language, and of the time to undo for each channel. */
gboolean so_setup_has_setting (const char *key);

G_END_DECLS
