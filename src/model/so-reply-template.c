/* SPDX-License-Identifier: MIT */
#include "so-reply-template.h"

SoReplyTemplate *
so_reply_template_copy (const SoReplyTemplate *reply)
{
  SoReplyTemplate *copy = g_memdup2 (reply, sizeof *reply);

  copy->id = g_strdup (reply->id);
  copy->name = g_strdup (reply->name);
  copy->category = g_strdup (reply->category);
  copy->text = g_strdup (reply->text);
  copy->language = g_strdup (reply->language);
  return copy;
}

void
so_reply_template_free (SoReplyTemplate *reply)
{
  if (!reply)
    return;
  g_free (reply->id);
  g_free (reply->name);
  g_free (reply->category);
  g_free (reply->text);
  g_free (reply->language);
  g_free (reply);
}
