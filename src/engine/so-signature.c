/* SPDX-License-Identifier: MIT */
#include "so-signature.h"

#include "so-settings.h"
#include "so-threads.h"

char *
so_signature_find (SoDb *db, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, NULL);
  g_autoptr (SoAccount) account = thread && thread->channel == SO_CHANNEL_MAIL && thread->account_id ? so_account_find (db, thread->account_id, NULL) : NULL;
  g_autofree char *signature = account ? so_account_dup_setting (account, "signature") : NULL;

  return signature && *g_strstrip (signature) ? g_steal_pointer (&signature) : NULL;
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
