/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-thread.h"

G_BEGIN_DECLS

/* A conversation in words for a row. Free with g_free(). */

/* The person; of a conversation that is nobody's "Unknown Caller". Borrowed. */
const char *so_thread_words_person (const SoThread *thread);
/* "PS" of "Priya Sharma". */
char *so_thread_words_initials (const char *name);
/* "WhatsApp · You: See you on Tuesday". */
char *so_thread_words_snippet (const SoThread *thread, gboolean with_channel);
/* The one mark that matters most, translated: "URGENT", "HOT", "DRAFT", "★"; or NULL. */
const char *so_thread_words_mark (const SoThread *thread);
/* Its colour; white can be read on it. */
const char *so_thread_words_mark_colour (const SoThread *thread);
/* For screen readers, the person first: "Priya, WhatsApp, unread, urgent, draft to approve: What is…, 12:40". */
char *so_thread_words_name (const SoThread *thread);

G_END_DECLS
