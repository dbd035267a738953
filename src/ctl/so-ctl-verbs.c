/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-copies.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-threads.h"
#include "so-time.h"
#include "so-verb.h"
#include "so-writer.h"

/* Small things done to one conversation. Each answers with the conversation as it is afterwards. */

static gboolean
print_thread_row (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoThread) thread = db ? so_thread_find (db, id, error) : NULL;

  return thread && so_ctl_print (ctl, so_ctl_json_thread (thread));
}

static gboolean
do_to_thread (SoCtl *ctl, SoVerb verb, const char *argument, GError **error)
{
  const char *id = so_ctl_arg (ctl, 0);

  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, verb, id, argument, NULL, error)
         && print_thread_row (ctl, id, error);
}

static gboolean
plain_verb (SoCtl *ctl, SoVerb verb, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_to_thread (ctl, verb, NULL, error);
}

gboolean
so_ctl_done (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_DONE, error);
}

gboolean
so_ctl_reopen (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_REOPEN, error);
}

gboolean
so_ctl_star (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_STAR, error);
}

gboolean
so_ctl_unstar (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_UNSTAR, error);
}

gboolean
so_ctl_mark_read (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_READ, error);
}

gboolean
so_ctl_mark_unread (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_UNREAD, error);
}

gboolean
so_ctl_spam (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_SPAM, error);
}

gboolean
so_ctl_bin (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_BIN, error);
}

gboolean
so_ctl_tag (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_to_thread (ctl, SO_VERB_TAG, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_untag (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_to_thread (ctl, SO_VERB_UNTAG, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_priority (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_to_thread (ctl, SO_VERB_PRIORITY, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_snooze (SoCtl *ctl, GError **error)
{
  g_autofree char *until = NULL, *time = NULL;
  const GOptionEntry entries[] = { { "until", 0, 0, G_OPTION_ARG_STRING, &until }, { NULL } };
  gint64 ms;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!until)
    return so_ctl_misused (error, "--until TIME is missing");
  if (!so_ctl_open (ctl, error))
    return FALSE;
  if (!so_time_parse (until, so_studio_get_zone (ctl->studio), &ms))
    return so_ctl_misused (error, "“%s” is no time such as 2026-11-30T09:00", until);
  time = so_time_format (ms);
  return do_to_thread (ctl, SO_VERB_SNOOZE, time, error);
}

/* Drafts of a conversation -------------------------------------------------------------------------- */

static gboolean
print_draft (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, id, error) : NULL;

  return draft && so_ctl_print (ctl, so_ctl_describe_draft (ctl, db, draft));
}

gboolean
so_ctl_reply (SoCtl *ctl, GError **error)
{
  g_autofree char *text = NULL, *draft = NULL, *copies = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = { { "text", 0, 0, G_OPTION_ARG_STRING, &text }, { "all", 0, 0, G_OPTION_ARG_NONE, &all }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!text)
    return so_ctl_misused (error, "--text T is missing");
  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, SO_VERB_WRITE, so_ctl_arg (ctl, 0), text, &draft, error))
    return FALSE;
  copies = all ? so_studio_dup_copies (ctl->studio, so_ctl_arg (ctl, 0), NULL) : NULL;
  return (!copies || so_studio_do (ctl->studio, SO_VERB_COPIES, draft, copies, NULL, error)) && print_draft (ctl, draft, error);
}

static char *
find_open (SoCtl *ctl, const char *thread_id)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, NULL);
  g_autoptr (SoDraft) draft = db ? so_draft_of_thread (db, thread_id, NULL) : NULL;

  return draft ? g_strdup (draft->id) : NULL;
}

gboolean
so_ctl_propose (SoCtl *ctl, GError **error)
{
  g_autofree char *draft = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error)
      || !so_studio_do (ctl->studio, SO_VERB_PROPOSE, so_ctl_arg (ctl, 0), NULL, &draft, error))
    return FALSE;
  /* Where the rules know an answer, that of a model is more than was needed: the draft says in its detail why there is none. */
  if (!so_writer_write (ctl->studio, so_ctl_arg (ctl, 0), "", NULL, draft ? NULL : error) && !draft)
    return FALSE;
  if (!draft)
    draft = find_open (ctl, so_ctl_arg (ctl, 0));
  if (!draft)
    return so_fail (error, SO_ERROR_CHANGE, "Nothing that the studio knows answers this conversation: write the "
                    "reply yourself, or add it to the knowledge base");
  return print_draft (ctl, draft, error);
}
