/* SPDX-License-Identifier: MIT */
#include "so-db.h"

#include <string.h>

guint
so_changed_bits (const char *table)
{
  static const struct { const char *table; guint bits; } map[] = {
    { "message", SO_CHANGED_MESSAGES }, { "thread", SO_CHANGED_THREADS }, { "contact", SO_CHANGED_CONTACTS },
    { "identity", SO_CHANGED_CONTACTS }, { "draft", SO_CHANGED_DRAFTS }, { "knowledge", SO_CHANGED_KNOWLEDGE },
    { "price", SO_CHANGED_KNOWLEDGE }, { "template", SO_CHANGED_KNOWLEDGE }, { "question", SO_CHANGED_KNOWLEDGE },
    { "account", SO_CHANGED_ACCOUNTS }, { "setting", SO_CHANGED_SETTINGS }, { "standing", SO_CHANGED_SETTINGS },
    { "rule", SO_CHANGED_SETTINGS }, { "rule_use", SO_CHANGED_SETTINGS }, { "sequence", SO_CHANGED_SETTINGS }, { "sequence_run", SO_CHANGED_SETTINGS | SO_CHANGED_THREADS },
    { "reaction", SO_CHANGED_MESSAGES }, { "message_template", SO_CHANGED_ACCOUNTS }, { "sender_choice", SO_CHANGED_THREADS },
    { "consent", SO_CHANGED_CONTACTS | SO_CHANGED_DRAFTS }, { "analysis", SO_CHANGED_CONTACTS }, { "finding", SO_CHANGED_CONTACTS },
    { "task", SO_CHANGED_CONTACTS }, { "stage_move", SO_CHANGED_CONTACTS }, { "trial", SO_CHANGED_CONTACTS }, { "contact_field", SO_CHANGED_CONTACTS },
    { "sync_answer", SO_CHANGED_DRAFTS }, { "sync_heard", SO_CHANGED_DRAFTS }, { "approval", SO_CHANGED_DRAFTS },
    { "alert_mail", SO_CHANGED_SETTINGS | SO_CHANGED_DRAFTS }, { "hub_link", SO_CHANGED_ACCOUNTS }, { "hub_received", SO_CHANGED_ACCOUNTS },
    { "sync_link", SO_CHANGED_SHARING }, { "sync_file", SO_CHANGED_SHARING }, { "sync_notice", SO_CHANGED_SHARING }, { "sync_quarantine", SO_CHANGED_SHARING }, { "computer", SO_CHANGED_SHARING | SO_CHANGED_DRAFTS | SO_CHANGED_ACCOUNTS },
    { "tag", SO_CHANGED_SHARING }, { "part", SO_CHANGED_SHARING }, { "told", SO_CHANGED_SHARING }, { "identity_alias", SO_CHANGED_SHARING },
    { "knowledge_version", SO_CHANGED_SHARING },
    { "contact_note", SO_CHANGED_CONTACTS }, { "contact_file", SO_CHANGED_CONTACTS }, { "household", SO_CHANGED_CONTACTS }, { "household_member", SO_CHANGED_CONTACTS },
    { "field_kind", SO_CHANGED_CONTACTS | SO_CHANGED_SETTINGS }, { "contact_merge", SO_CHANGED_CONTACTS }, { "contact_apart", SO_CHANGED_CONTACTS },
    { "room", SO_CHANGED_SCHEDULE }, { "teacher", SO_CHANGED_SCHEDULE }, { "teacher_day", SO_CHANGED_SCHEDULE }, { "class_kind", SO_CHANGED_SCHEDULE },
    { "term", SO_CHANGED_SCHEDULE }, { "closure", SO_CHANGED_SCHEDULE }, { "series", SO_CHANGED_SCHEDULE }, { "session", SO_CHANGED_SCHEDULE },
    { "booking", SO_CHANGED_SCHEDULE | SO_CHANGED_CONTACTS }, { "credit", SO_CHANGED_SCHEDULE | SO_CHANGED_CONTACTS },
    { "call", SO_CHANGED_CALLS | SO_CHANGED_MESSAGES }, { "recording", SO_CHANGED_CALLS | SO_CHANGED_MESSAGES }, { "transcript", SO_CHANGED_CALLS | SO_CHANGED_MESSAGES },
    { "playback", SO_CHANGED_CALLS }, { "weekly_report", SO_CHANGED_REPORTS },
    { "tagging", SO_CHANGED_CONTACTS | SO_CHANGED_THREADS | SO_CHANGED_MESSAGES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (!strcmp (table, map[i].table))
      return map[i].bits;
  return 0;
}
