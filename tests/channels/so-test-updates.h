/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/* What was told, in one line per update, for comparing: "MESSAGE wamid.A in 1700000000 +491…(Ana) key=491… text:Hello". */
char *so_test_updates (GPtrArray *updates);
GPtrArray *so_test_updates_new (void);

/* Parses @body and compares with @expected. */
void so_test_updates_check (SoChannel *channel, const char *body, const char *expected);

/* Of an account "a" whose "token" is @token; NULL: it has none. */
SoSecrets *so_test_secrets (const char *token);

G_END_DECLS
