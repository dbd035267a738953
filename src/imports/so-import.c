/* SPDX-License-Identifier: MIT */
#include "so-import.h"

#include "so-error.h"

SoImportKind
so_import_detect (const char *path, GError **error)
{
  so_fail (error, SO_ERROR_CHANGE, "Unknown file");
  return SO_IMPORT_UNKNOWN;
}
