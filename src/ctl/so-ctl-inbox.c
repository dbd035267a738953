/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <stdio.h>

#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-field-kinds.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-exchange-people.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-search.h"
#include "so-text.h"
#include "so-suggest.h"
#include "so-threads.h"
#include "so-time.h"
#include "so-verb.h"

/* The part of @numbers that follows the row @after (0: from the start), at most @limit (0: all). */
static gboolean
cut_page (GArray *numbers, gint64 after, int limit, GError **error)
{
  guint from = 0;

  if (limit < 0)
    return so_ctl_misused (error, "--limit is a number from 1");
  while (after && from < numbers->len && g_array_index (numbers, gint64, from) != after)
    from++;
  if (after && from == numbers->len)
    return so_fail (error, SO_ERROR_CHANGE, "What --after names is not in this list: begin again without it");
  if (after)
    g_array_remove_range (numbers, 0, from + 1);
  if (limit && (guint) limit < numbers->len)
    g_array_set_size (numbers, (guint) limit);
  return TRUE;
}

/* People ----------------------------------------------------------------------------------------- */

static gboolean
export_people (SoCtl *ctl, const char *query, const char *path, GError **error)
{
  JsonObject *object;
  guint count;

  if (!so_ctl_open (ctl, error) || !so_exchange_people_save (ctl->studio, query, path, &count, so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "file", path);
  json_object_set_int_member (object, "contacts", count);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_contacts (SoCtl *ctl, GError **error)
{
  g_autofree char *query = NULL, *after = NULL, *export = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { "after", 0, 0, G_OPTION_ARG_STRING, &after },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { "export", 0, 0, G_OPTION_ARG_FILENAME, &export }, { NULL },
  };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoContact) last = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name identities stage tags last_message_at id");

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (export)
    return export_people (ctl, query, export, error);
  if (!(db = so_ctl_read (ctl, error)))
    return FALSE;
  if (after && !(last = so_contact_find (db, after, error)))
    return FALSE;
  if (!(numbers = so_contact_numbers (db, query, error)) || !cut_page (numbers, last ? last->n : 0, limit, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoContact) contact = so_contact_load (db, g_array_index (numbers, gint64, i), error);
      if (!contact)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_contact (contact));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* They are here alone, and so is who asks. */
static gboolean
add_sensitive (SoDb *db, const char *contact_id, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) kinds = so_field_kind_list (db, error);
  JsonObject *values;

  if (!kinds)
    return FALSE;
  values = json_object_new ();
  for (guint i = 0; i < kinds->len; i++)
    {
      const SoFieldKind *kind = kinds->pdata[i];
      g_autofree char *value = kind->sensitive ? so_field_get_sensitive (db, contact_id, kind->name) : NULL;

      if (value)
        json_object_set_string_member (values, kind->name, value);
    }
  json_object_set_object_member (object, "sensitive", values);
  return TRUE;
}

gboolean
so_ctl_contact (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (JsonObject) own = json_object_new ();
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  contact = so_contact_find (db, so_ctl_arg (ctl, 0), error);
  fields = contact ? so_contact_fields (db, contact->id, error) : NULL;
  if (!fields)
    return FALSE;
  object = so_ctl_json_contact (contact);
  for (guint i = 0; i < fields->len; i++)
    so_ctl_json_set (own, ((SoContactField *) g_ptr_array_index (fields, i))->name, ((SoContactField *) g_ptr_array_index (fields, i))->value);
  json_object_set_object_member (object, "fields", json_object_ref (own));
  if (!add_sensitive (db, contact->id, object, error))
    return json_object_unref (object), FALSE;
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_stage (SoCtl *ctl, GError **error)
{
  const char *id;
  g_autofree char *where = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;

  if (!so_ctl_parse (ctl, NULL, 2, 3, error) || !so_ctl_open (ctl, error))
    return FALSE;
  id = so_ctl_arg (ctl, 0);
  where = g_strconcat (so_ctl_arg (ctl, 1), ctl->args[2] ? " " : NULL, ctl->args[2] ? so_ctl_arg (ctl, 2) : NULL, NULL);
  if (!so_studio_do (ctl->studio, SO_VERB_STAGE, id, where, NULL, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  contact = so_contact_find (db, id, error);
  return contact && so_ctl_print (ctl, so_ctl_json_contact (contact));
}

/* Conversations ---------------------------------------------------------------------------------- */

static gboolean
parse_filter (const char *split, const char *channel, const char *order, SoThreadFilter *filter, GError **error)
{
  SoChannelKind kind;

  if (split && !so_split_parse (split, &filter->split))
    return so_ctl_misused (error, "There is no split “%s”: to-approve, urgent, hot, unread, waiting, snoozed, all, "
                           "starred, done, spam or bin", split);
  if (channel && !so_channel_kind_parse (channel, &kind))
    return so_ctl_misused (error, "There is no channel “%s”", channel);
  if (order && !so_thread_order_parse (order, &filter->order))
    return so_ctl_misused (error, "There is no order “%s”: newest, due or channel", order);
  filter->channel = channel ? (int) kind : -1;
  return TRUE;
}

static gboolean
list_threads (SoCtl *ctl, SoDb *db, const SoThreadFilter *filter, const char *after, int limit, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "last_message_at contact channel state unread id snippet");
  g_autoptr (SoThread) last = after ? so_thread_find (db, after, error) : NULL;
  g_autoptr (GArray) numbers = NULL;

  if (after && !last)
    return FALSE;
  numbers = so_thread_numbers (db, filter, after ? 0 : (guint) MAX (limit, 0), error);
  if (!numbers || !cut_page (numbers, last ? last->n : 0, limit, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoThread) thread = so_thread_load (db, g_array_index (numbers, gint64, i), error);
      if (!thread)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_thread (thread));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_threads (SoCtl *ctl, GError **error)
{
  g_autofree char *split = NULL, *channel = NULL, *contact = NULL, *after = NULL, *order = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "split", 0, 0, G_OPTION_ARG_STRING, &split }, { "channel", 0, 0, G_OPTION_ARG_STRING, &channel },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &contact }, { "after", 0, 0, G_OPTION_ARG_STRING, &after },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { "order", 0, 0, G_OPTION_ARG_STRING, &order }, { NULL },
  };
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !parse_filter (split, channel, order, &filter, error)
      || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  if (contact)
    {
      g_autoptr (SoContact) found = so_contact_find (db, contact, error);
      if (!found)
        return FALSE;
    }
  filter.contact_id = contact;
  return list_threads (ctl, db, &filter, after, limit, error);
}

static void
print_indented (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      /* What a terminal would obey is not printed. */
      for (char *p = lines[i]; *p; p++)
        if (g_ascii_iscntrl (*p) && *p != '\t')
          *p = ' ';
      printf ("    %s\n", lines[i]);
    }
}

static void
print_message (const SoMessage *message)
{
  g_autofree char *when = so_time_format (message->sent_at);
  g_autofree char *sender = so_text_snippet (message->sender, 60);

  printf ("%s  %s%s\n", when, message->outbound ? "→ " : "", sender);
  if (*message->text)
    print_indented (message->text);
  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];
      g_autofree char *name = part->name ? so_text_snippet (part->name, 80) : NULL;
      if (part->kind != SO_PART_TEXT)
        printf ("    [%s]%s%s\n", so_part_kind_nick (part->kind), name ? " " : "", name ? name : "");
    }
}

/* Null where nothing waits, or nobody understood it. */
static void
set_suggestion (SoCtl *ctl, JsonObject *object, const char *thread_id)
{
  g_autoptr (SoSuggestion) suggestion = so_ctl_open (ctl, NULL) ? so_studio_suggest (ctl->studio, thread_id) : NULL;
  JsonObject *value;

  json_object_set_null_member (object, "suggestion");
  if (!suggestion)
    return;
  value = json_object_new ();
  json_object_set_string_member (value, "text", suggestion->text);
  json_object_set_string_member (value, "by", suggestion->by_model ? "model" : "rules");
  json_object_set_string_member (value, "do", so_deed_nick (suggestion->deed));
  json_object_set_object_member (object, "suggestion", value);
}

static gboolean
print_thread (SoCtl *ctl, SoDb *db, SoThread *thread, GPtrArray *messages, SoDraft *draft)
{
  JsonObject *object = so_ctl_json_thread (thread);
  JsonArray *array = json_array_new ();

  if (!ctl->json)
    {
      json_object_unref (object);
      json_array_unref (array);
      printf ("%s · %s%s%s\n\n", thread->contact_name, so_channel_kind_nick (thread->channel),
              thread->title ? " · " : "", thread->title ? thread->title : "");
      g_ptr_array_foreach (messages, (GFunc) (void (*) (void)) print_message, NULL);
      if (draft)
        {
          printf ("\nDraft %s (%s)\n", draft->id, so_draft_state_nick (draft->state));
          print_indented (draft->text);
        }
      return TRUE;
    }
  for (guint i = 0; i < messages->len; i++)
    json_array_add_object_element (array, so_ctl_json_message (messages->pdata[i]));
  json_object_set_array_member (object, "messages", array);
  if (draft)
    json_object_set_object_member (object, "draft", so_ctl_describe_draft (ctl, db, draft));
  else
    json_object_set_null_member (object, "draft");
  set_suggestion (ctl, object, thread->id);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_thread (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_free);
  g_autoptr (GError) wrong = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  if (!(thread = so_thread_find (db, so_ctl_arg (ctl, 0), error))
      || !(numbers = so_message_numbers (db, thread->id, NULL, error)))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      SoMessage *message = so_message_load (db, g_array_index (numbers, gint64, i), error);
      if (!message)
        return FALSE;
      g_ptr_array_add (messages, message);
    }
  draft = so_draft_of_thread (db, thread->id, &wrong);
  if (wrong)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  return print_thread (ctl, db, thread, messages, draft);
}

/* Search ----------------------------------------------------------------------------------------- */

gboolean
so_ctl_search (SoCtl *ctl, GError **error)
{
  int limit = 50;
  const GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { NULL } };
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "when kind contact channel id snippet");
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *query = NULL;

  if (!so_ctl_parse (ctl, entries, 1, G_MAXUINT, error))
    return FALSE;
  if (limit < 1)
    return so_ctl_misused (error, "--limit is a number from 1");
  for (guint i = 0; ctl->args[i]; i++)
    so_ctl_arg (ctl, i);
  query = g_strjoinv (" ", ctl->args);
  if (!(db = so_ctl_read (ctl, error))
      || !(hits = so_search (db, query, (guint) limit, so_studio_get_zone (ctl->studio), error)))
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    so_ctl_list_add (list, so_ctl_json_hit (hits->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}
