/* SPDX-License-Identifier: MIT */
#include "so-signature.h"

#include "so-json.h"
#include "so-settings.h"
#include "so-threads.h"

char *
so_signature_find (SoDb *db, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, NULL);
  g_autoptr (SoAccount) account = thread && thread->channel == SO_CHANNEL_MAIL && thread->account_id ? so_account_find (db, thread->account_id, NULL) : NULL;
  g_autoptr (JsonNode) node = account && account->settings ? so_json_parse (account->settings, -1, 0, NULL) : NULL;
  const char *signature = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_string (json_node_get_object (node), "signature") : NULL;
  g_autofree char *bare = signature ? g_strstrip (g_strdup (signature)) : NULL;

  return bare && *bare ? g_steal_pointer (&bare) : NULL;
}

char *
so_signature_append (const char *text, const char *signature)
{
  return signature ? g_strconcat (text, "\n\n-- \n", signature, NULL) : g_strdup (text);
}

char *
so_studio_dup_blank (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *signature = db ? so_signature_find (db, thread_id) : NULL;

  return so_signature_append ("", signature);
}
