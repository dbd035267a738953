/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* Newest version that this program knows. */
#define SO_SCHEMA_VERSION 22

/**
 * so_schema_upgrade: brings the database to SO_SCHEMA_VERSION: numbered files in sql/, each in one transaction
 * together with its version. Before the first step an existing studio is copied to
 * @backups/before-version-N-TIME.db. A newer database is refused untouched.
 */
gboolean so_schema_upgrade (SoDb *db, const char *backups, GError **error);

G_END_DECLS
