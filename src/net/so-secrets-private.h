/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-secrets.h"

G_BEGIN_DECLS

/* A reference to @functions with their data, which @free_data frees with the last one. */
SoSecrets *so_secrets_new (const SoSecrets *functions, GDestroyNotify free_data);

G_END_DECLS
