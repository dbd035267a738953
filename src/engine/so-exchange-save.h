/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Writes into the file; what fails with fwrite() shows in ferror() and need not be told. */
typedef gboolean (*SoExchangeWrite) (FILE *file, gpointer data, GError **error);

/* A file that is complete afterwards or as it was: for nobody else to read. SO_ERROR_CHANGE where it cannot be written. */
gboolean so_exchange_save (const char *path, SoExchangeWrite write, gpointer data, GError **error);

G_END_DECLS
