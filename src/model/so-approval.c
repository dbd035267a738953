/* SPDX-License-Identifier: MIT */
#include "so-approval.h"

#include "so-hash.h"

char *
so_approval_hash (const SoApprovalParts *parts)
{
  g_autofree char *files = parts->files ? g_strjoinv (",", (char **) parts->files) : NULL;

  /* What waits since before there were copies keeps its number. */
  if (parts->cc || parts->bcc)
    return so_hash_strings (parts->text, files, parts->template, parts->recipient, parts->account, parts->cc, parts->bcc, SO_HASH_END);
  return so_hash_strings (parts->text, files, parts->template, parts->recipient, parts->account, SO_HASH_END);
}
