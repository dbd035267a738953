/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-model.h"
#include "so-reply-facts.h"

G_BEGIN_DECLS

/* Asks the model that writes answers for one, from @facts alone: for a draft (so-writer.h), and for a question that the owner tries out
 * (so-sandbox.h). @before: the text that is to be changed, or NULL. @piece hears it grow; NULL: nobody looks on. What it wrote, without the marks
 * that some put around it; free with g_free(). Blocking; worker threads only.
 * SO_ERROR_WAIT where another time may work, SO_ERROR_GIVE_UP where it will not say it. */
char *so_writer_ask (SoStudio *studio, const SoReplyFacts *facts, const char *before, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error);

#define SO_WRITER_AGENT "smart_reply"

G_END_DECLS
