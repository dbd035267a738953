/* SPDX-License-Identifier: MIT */
#include "so-approval.h"

#include "so-hash.h"

char *
so_approval_hash (const char *text, const char *const *attachments, const char *recipient, const char *account)
{
  g_autofree char *files = attachments ? g_strjoinv (",", (char **) attachments) : NULL;

  return so_hash_strings (text, files, recipient, account, SO_HASH_END);
}
