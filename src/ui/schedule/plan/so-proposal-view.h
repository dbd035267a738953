/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-proposal.h"

G_BEGIN_DECLS

/* A proposal as a page of rows: what changes, what has no place and why, @how it is applied (nullable: a group), what it is worth. Borrows nothing of @proposal afterwards. */
GtkWidget *so_proposal_view_new (const SoProposal *proposal, AdwPreferencesGroup *how);

G_END_DECLS
