/* SPDX-License-Identifier: MIT */
#include "so-hub-words.h"

#include "so-age.h"

#include <glib/gi18n.h>
#include <string.h>

char *
so_hub_words_name (const SoHubLink *link)
{
  const char *host = strstr (link->url, "://");

  return g_strdup (host ? host + strlen ("://") : link->url);
}

char *
so_hub_words_state (const SoHubLink *link, gint64 now)
{
  gint64 behind = link ? link->head - link->cursor : 0;
  g_autofree char *age = NULL;

  if (!link)
    return g_strdup (_("Not connected: messages that come while this computer is off may not arrive"));
  if (link->error)
    return g_strdup (link->error);
  if (behind > 0)
    return g_strdup_printf (g_dngettext (NULL, "%d event is still to be read", "%d events are still to be read", (gulong) behind), (int) MIN (behind, G_MAXINT));
  if (!link->heard_at)
    return g_strdup (_("Connected; nothing was heard of it yet"));
  age = so_age_dup_short (link->heard_at, now);
  return g_strdup_printf (_("Connected; all is read. Last heard: %s"), age);
}

static const char *
label_of (const char *provider)
{
  static const struct { const char *provider, *label; } labels[] = {
    { "whatsapp", "WhatsApp" }, { "instagram", "Instagram" }, { "messenger", "Messenger" }, { "twilio", "Twilio" }, { "gmail", "Gmail" },
    { "asana", "Asana" }, { "jira", "Jira" }, { "elevenlabs", "ElevenLabs" }, { "web", N_("Website") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (!strcmp (labels[i].provider, provider))
      return _(labels[i].label);
  return provider;
}

char *
so_hub_words_door (const SoHubDoor *door)
{
  const char *label = label_of (door->provider);

  return g_ascii_strcasecmp (label, door->name) ? g_strdup_printf ("%s · %s", label, door->name) : g_strdup (label);
}

char *
so_hub_words_paste (const SoHubDoor *door)
{
  return strcmp (door->provider, "web") ? g_strdup (door->url) : g_strdup_printf ("<script src=\"%s\" async></script>", door->url);
}

char *
so_hub_words_last (const SoHubDoor *door, gint64 now)
{
  g_autofree char *age = door->last_at ? so_age_dup_short (door->last_at, now) : NULL;

  return age ? g_strdup_printf (_("Last event: %s"), age) : g_strdup (_("Nothing came yet"));
}

char *
so_hub_words_news (const SoHubNews *news, gint64 now)
{
  g_autofree char *age = so_age_dup_short (news->received_at, now);

  /* Translators: the provider, such as WhatsApp, and when */
  return g_strdup_printf (_("%s, %s"), label_of (news->provider), age);
}
