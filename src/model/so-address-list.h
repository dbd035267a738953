/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-identity.h"

G_BEGIN_DECLS

/* To whom else a mail goes, as one line that a person can read and change: "Ana <ana@example.org>, ben@example.org". */

/* More is a newsletter, which is not what an answer is for. */
#define SO_ADDRESS_LIST_MOST 50

/* What a mail server takes: "a@bücher.example" → "a@xn--bcher-kva.example"; NULL for what is no address. Free with g_free(). */
char *so_address_to_wire (const char *text);

/* The same mailbox: "Ana+lists@Example.org" is ana@example.org, and Gmail reads no dots. Free with g_free(); NULL for what is no address. */
char *so_address_key (const char *address);

/* SoIdentity values (e-mail), each mailbox once; empty for NULL and "". NULL where something is no address: *@wrong (yours) is what;
 * NULL there: they are too many. */
GPtrArray *so_address_list_parse (const char *line, char **wrong);
/* NULL for an empty list. Free with g_free(). */
char *so_address_list_write (const GPtrArray *list);
/* TRUE where the mailbox of @address is in @list. */
gboolean so_address_list_has (const GPtrArray *list, const char *address);

/* One line for both: "ana@example.org, ben@example.org bcc: cleo@example.org". Both halves are yours, NULL where empty. */
void so_copies_split (const char *line, char **cc, char **bcc);
/* And back; NULL for neither. Free with g_free(). */
char *so_copies_join (const char *cc, const char *bcc);

G_END_DECLS
