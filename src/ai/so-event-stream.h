/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Events out of bytes that arrive in any pieces: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)
 * or one JSON object a line. A cut character waits for its rest; what the end cuts off is dropped (SSE) or still given (lines). */
typedef enum { SO_FRAMING_SSE, SO_FRAMING_LINES } SoFraming;

/* @event: its name, or "" ; @data: its text, valid UTF-8. FALSE stops the stream. */
typedef gboolean (*SoEventFunc) (const char *event, const char *data, gpointer user_data);

typedef struct _SoEventStream SoEventStream;

SoEventStream *so_event_stream_new (SoFraming framing, SoEventFunc func, gpointer user_data);
void so_event_stream_free (SoEventStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoEventStream, so_event_stream_free)

/* FALSE where @func said so, or one event is over 4 MiB: nothing more is taken then. */
gboolean so_event_stream_feed (SoEventStream *self, const guint8 *bytes, gsize size);
/* The connection ended. */
gboolean so_event_stream_end (SoEventStream *self);

G_END_DECLS
