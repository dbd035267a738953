/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-bell.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What one question to the hub brought. */
typedef struct {
  gboolean paired;       /* FALSE: there is no hub, nothing was asked */
  guint events;          /* new ones */
  guint received;        /* messages in them */
  guint aside;           /* events that nobody could be given */
  gboolean more;         /* there are more: come again at once */
  GHashTable *accounts;  /* ids of those that have files to fetch, or shall look what is new; may be NULL */
} SoHubTurn;
void so_hub_turn_clear (SoHubTurn *turn);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoHubTurn, so_hub_turn_clear)

/**
 * so_hub_intake: asks the hub for one page behind the cursor, and waits up to @wait seconds where there is none; by @bell (NULL: there is
 * none) where that can be heard, and else with the question itself. What the events say, that they were here, and the cursor are one transaction; then the hub is told. So a page that comes twice, or a computer that goes out before
 * the hub was told, does nothing twice. An event that is for nobody here, or cannot be read, is set aside and holds up none behind it.
 *
 * What is wrong stands with the link afterwards, and is returned. Blocking; only the holder of the lease calls this, on any thread.
 */
gboolean so_hub_intake (SoStudio *studio, guint wait, SoHubBell *bell, SoHubTurn *turn, GCancellable *cancellable, GError **error);

/* Those that were set aside once more: all, or only that of the number @only (0: all). *@turn says what came of it; its events are those
 * that are settled now. The same rules. */
gboolean so_hub_intake_again (SoStudio *studio, gint64 only, SoHubTurn *turn, GError **error);

/* A client with this computer's key; *@link is its own. NULL, and no error, where there is no hub. */
SoHubClient *so_hub_intake_open (SoStudio *studio, SoHubLink **link, GCancellable *cancellable, GError **error);

G_END_DECLS
