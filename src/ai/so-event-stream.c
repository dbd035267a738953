/* SPDX-License-Identifier: MIT */
#include "so-event-stream.h"

#include "so-text.h"

#include <string.h>

#define MOST_BYTES (4 * 1024 * 1024)

struct _SoEventStream {
  SoFraming framing;
  SoEventFunc func;
  gpointer user_data;
  GString *line;           /* not ended yet */
  GString *event, *data;   /* of the event that is being read */
  gboolean has_data, after_cr, stopped, began;
};

SoEventStream *
so_event_stream_new (SoFraming framing, SoEventFunc func, gpointer user_data)
{
  SoEventStream *self = g_new0 (SoEventStream, 1);

  self->framing = framing;
  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->event = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

void
so_event_stream_free (SoEventStream *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->event, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static gboolean
give (SoEventStream *self, const char *event, GString *data)
{
  g_autofree char *clean = so_text_clean (data->str, (gssize) data->len);

  self->stopped = !self->func (event, clean, self->user_data);
  return !self->stopped;
}

static gboolean
dispatch (SoEventStream *self)
{
  gboolean goes_on = !self->has_data || give (self, self->event->str, self->data);

  g_string_truncate (self->event, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
  return goes_on;
}

static void
take_field (SoEventStream *self)
{
  const char *colon = memchr (self->line->str, ':', self->line->len);
  gsize name = colon ? (gsize) (colon - self->line->str) : self->line->len;
  const char *value = colon ? colon + 1 : "";

  if (*value == ' ')
    value++;
  if (name == 4 && !strncmp (self->line->str, "data", 4))
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append (self->data, value);
      self->has_data = TRUE;
    }
  else if (name == 5 && !strncmp (self->line->str, "event", 5))
    {
      g_string_assign (self->event, value);
    }
}

static gboolean
end_line (SoEventStream *self)
{
  gboolean goes_on = TRUE;

  if (self->framing == SO_FRAMING_LINES)
    goes_on = strspn (self->line->str, " \t") == self->line->len || give (self, "", self->line);
  else if (!self->line->len)
    goes_on = dispatch (self);
  else
    take_field (self);
  g_string_truncate (self->line, 0);
  return goes_on;
}

static gboolean
take_byte (SoEventStream *self, char c)
{
  gboolean second_half = self->after_cr && c == '\n';

  self->after_cr = c == '\r';
  if (second_half)
    return TRUE;
  if (c == '\n' || c == '\r')
    return end_line (self);
  /* NUL would cut a line short for whoever reads it as text. */
  g_string_append_c (self->line, c ? c : ' ');
  if (!self->began && self->line->len == 3)
    {
      self->began = TRUE;
      if (!strcmp (self->line->str, "\357\273\277"))
        g_string_truncate (self->line, 0);
    }
  return self->line->len + self->data->len <= MOST_BYTES;
}

gboolean
so_event_stream_feed (SoEventStream *self, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size && !self->stopped; i++)
    if (!take_byte (self, (char) bytes[i]))
      self->stopped = TRUE;
  return !self->stopped;
}

gboolean
so_event_stream_end (SoEventStream *self)
{
  /* An event without its empty line may have lost its other half. */
  return self->stopped || self->framing == SO_FRAMING_SSE || !self->line->len || end_line (self);
}
