/* SPDX-License-Identifier: MIT */
#include "so-message.h"

void
so_message_free (SoMessage *message)
{
  if (!message)
    return;
  g_free (message->id);
  g_free (message->thread_id);
  g_free (message->contact_id);
  g_free (message->remote_id);
  g_free (message->sender);
  g_free (message->text);
  g_free (message->state);
  g_free (message->failure);
  g_strfreev (message->reactions);
  g_free (message->intent);
  g_free (message->sub_category);
  g_free (message->priority);
  g_free (message->sentiment);
  g_free (message->entities);
  g_free (message->action);
  g_strfreev (message->tags);
  g_free (message->draft_id);
  g_clear_pointer (&message->parts, g_ptr_array_unref);
  g_free (message);
}
