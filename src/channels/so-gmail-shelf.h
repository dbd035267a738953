/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-mail-spool.h"

G_BEGIN_DECLS

/* Mails with files that were fetched whole and whose files are asked for one by one soon: each mail crosses the net once, however many
 * files it has. They lie on the disk without a name. */
typedef struct _SoGmailShelf SoGmailShelf;

SoGmailShelf *so_gmail_shelf_new (void);
void so_gmail_shelf_free (SoGmailShelf *shelf);

/* Takes @mail. Where there is no room any more, all that nobody asked for goes. */
void so_gmail_shelf_put (SoGmailShelf *shelf, const char *id, SoMailSpool *mail);
/* Always, instead of the one that was held before; takes @mail. Borrowed, until the next is held. */
SoMailSpool *so_gmail_shelf_hold (SoGmailShelf *shelf, const char *id, SoMailSpool *mail);
/* Its last file was asked for. */
void so_gmail_shelf_drop (SoGmailShelf *shelf, const char *id);
/* NULL where it is not here. Borrowed. */
SoMailSpool *so_gmail_shelf_find (SoGmailShelf *shelf, const char *id);

G_END_DECLS
