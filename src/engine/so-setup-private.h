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
} SoSetupRead;

void so_setup_changed (SoSetupRead *read, const char *part, const char *name, gboolean added);

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
