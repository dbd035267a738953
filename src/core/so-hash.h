/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SHA-256 in lower-case hex of the strings, each closed by a NUL byte so that ("ab","c") and
 * ("a","bc") differ. The list ends with SO_HASH_END; a NULL string counts like an empty one. */
extern const char so_hash_end[];
#define SO_HASH_END so_hash_end
char *so_hash_strings (const char *first, ...);

char *so_hash_bytes (GBytes *bytes);

G_END_DECLS
