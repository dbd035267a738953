/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a short answer to a question says. Pure. */
typedef enum { SO_SAYS_NEITHER, SO_SAYS_YES, SO_SAYS_NO } SoYesNo;

/* Only where every word of @text (may be NULL) is one of agreeing, or of refusing, or polite: "Yes please!", "Nein danke". "Yes, but later" and "no problem" say neither. */
SoYesNo so_yes_no (const char *text);

G_END_DECLS
