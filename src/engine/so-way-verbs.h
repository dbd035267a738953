/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* SO_VERB_WAY: a draft leaves by another channel, number or address of the same person (so-ways.h). The argument is "next", "previous", or a
 * channel ("mail"), of which the first is taken; the result says to where: "Mail, ana@example.org". */
gboolean so_way_verb (SoVerbCall *call, GError **error);

G_END_DECLS
