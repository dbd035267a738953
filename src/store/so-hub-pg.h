/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * SoHubPg: a connection to a PostgreSQL server that is made again when it was lost, and never waits for ever.
 *
 * What a server refuses is SO_ERROR_WAIT, whatever it is: for a provider or a computer that asks the hub it is a reason to come again. The words
 * are for who looks after the hub; the password is never in them.
 */
typedef struct _SoHubPg SoHubPg;

/* @where: "postgresql://USER@HOST/DATABASE", without a password, which is @password, or NULL. Does not connect yet.
 * SO_ERROR_CHANGE for an address that is none. */
SoHubPg *so_hub_pg_new (const char *where, const char *password, gboolean read_only, GError **error);
void so_hub_pg_free (SoHubPg *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubPg, so_hub_pg_free)

/* Connects where there is no connection; a moment after that failed, it fails at once. Another number in so_hub_pg_get_serial() each time. */
gboolean so_hub_pg_ready (SoHubPg *self, GError **error);
guint so_hub_pg_get_serial (SoHubPg *self);
/* What is open on the other side ends with it. */
void so_hub_pg_drop (SoHubPg *self);
/* NULL where it was lost. */
PGconn *so_hub_pg_get_conn (SoHubPg *self);

/* Something was sent by hand: from now on its answer can be late. */
void so_hub_pg_sent (SoHubPg *self);
/* The next result of what was sent, also one that tells of a failure; NULL at the end of a statement, or with @error where the connection is lost. */
PGresult *so_hub_pg_next_result (SoHubPg *self, GError **error);
/* The last result of what was sent; NULL if any of it failed. */
PGresult *so_hub_pg_finish (SoHubPg *self, GError **error);
/* Statements without values. */
PGresult *so_hub_pg_exec (SoHubPg *self, const char *sql, GError **error);
/* Says in words why @result is not good; FALSE. */
gboolean so_hub_pg_fail (SoHubPg *self, const PGresult *result, GError **error);
/* The name under which the server knows @sql ("?" for values) with values of these types, which are those of so-db.h, or in capitals arrays of
 * them; borrowed. */
const char *so_hub_pg_prepare (SoHubPg *self, const char *sql, const char *types, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
