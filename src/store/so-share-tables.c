/* SPDX-License-Identifier: MIT */
#include "so-share-tables.h"

#include <string.h>

static const SoShareTable all[] = {
  { "setting", "updated_at", TRUE, { { "key", "key", TRUE }, { "value", "value deleted_at" } } },
  { "contact", "sort updated_at", FALSE,
    { { "row", "source created_at", TRUE }, { "name", "name" }, { "stage", "stage lost_reason" }, { "notes", "notes" },
      { "about", "birthday only_me sensitive" }, { "opinion", "opinion opinion_why", TRUE }, { "merged", "merged_into" }, { "alive", "deleted_at import_id" },
      { "first", "first_touch referred_by", FALSE, 19 }, { "photo", "photo", TRUE, 19 } } },
  { "identity", NULL, FALSE,
    { { "row", "kind created_at", TRUE }, { "whose", "contact_id" }, { "value", "value normal" }, { "name", "name", TRUE }, { "alive", "deleted_at import_id" } } },
  { "identity_alias", NULL, FALSE, { { "row", "identity_id created_at", TRUE }, { "value", "value deleted_at", TRUE } } },
  { "contact_field", "updated_at", TRUE, { { "row", "contact_id name created_at", TRUE }, { "value", "value deleted_at" } } },
  { "thread", NULL, FALSE,
    { { "row", "channel is_group created_at", TRUE }, { "key", "remote_key account_id", TRUE }, { "whose", "contact_id", TRUE }, { "title", "title", TRUE },
      { "state", "state snoozed_until" }, { "starred", "starred" }, { "read", "read_at", TRUE }, { "alive", "deleted_at import_id", TRUE },
      { "waits", "waiting_since", TRUE } } },
  { "message", NULL, FALSE,
    { { "row", "direction is_system sent_at practice account_id draft_id created_at", TRUE }, { "where", "thread_id contact_id identity_id", TRUE },
      { "words", "sender text edited_at", TRUE }, { "remote", "remote_id", TRUE }, { "state", "state failure segments", TRUE },
      { "reading", "intent sub_category priority sentiment confidence entities language", TRUE }, { "refined", "refined", TRUE },
      { "alive", "deleted_at import_id", TRUE } } },
  { "part", NULL, FALSE, { { "row", "message_id position", TRUE }, { "what", "kind mime name text", TRUE }, { "file", "sha256 size remote", TRUE } } },
  { "told", NULL, FALSE, { { "words", "text edited_at unsent_at", TRUE }, { "delivery", "delivery failure segments", TRUE } } },
  { "reaction", NULL, TRUE, { { "row", "message_id", TRUE }, { "emoji", "emoji contact_id at", TRUE } } },
  { "tag", NULL, TRUE, { { "row", "created_at", TRUE }, { "name", "name category" }, { "looks", "color icon" }, { "alive", "deleted_at" } } },
  { "tagging", "updated_at", TRUE, { { "row", "tag_id target_kind target_id", TRUE }, { "on", "deleted_at source confidence import_id" } } },
  { "knowledge", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "category question answer language quotable version" }, { "alive", "deleted_at" } } },
  { "knowledge_version", NULL, FALSE, { { "row", "knowledge_id question answer created_at", TRUE } } },
  { "price", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "price", "name amount currency unit version" }, { "alive", "deleted_at" } } },
  { "template", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "name category text language version" }, { "alive", "deleted_at" } } },
  { "question", NULL, FALSE, { { "row", "message_id thread_id asked_at created_at", TRUE }, { "text", "text deleted_at", TRUE }, { "state", "state knowledge_id" } } },
  { "rule", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "rule", "name definition version" }, { "enabled", "enabled" }, { "alive", "deleted_at" } } },
  { "rule_use", NULL, FALSE, { { "row", "rule_id version message_id at", TRUE } } },
  { "sequence", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "name steps version" }, { "alive", "deleted_at" } } },
  { "task", "updated_at", FALSE,
    { { "row", "contact_id thread_id finding_id created_at", TRUE }, { "title", "title" }, { "due", "due_at" }, { "done", "done_at" }, { "alive", "deleted_at" } } },
  { "erasure", NULL, FALSE, { { "row", "created_at", TRUE } }, 18 },
  { "account", NULL, FALSE,
    { { "row", "channel transport created_at", TRUE }, { "name", "name address" }, { "settings", "settings" }, { "home", "home" }, { "paused", "paused" },
      { "alive", "deleted_at" } }, 18 },
  { "draft", "attempts acknowledged", FALSE,
    { { "row", "thread_id contact_id reply_to standing_id created_at", TRUE }, { "words", "text template cc bcc via account_id" },
      { "made", "proposed origin sources hint edit_distance", TRUE },
      { "state", "state reason detail not_before basis_at held_since batch_id home updated_at" }, { "claim", "claim", TRUE }, { "alive", "deleted_at", TRUE } }, 18 },
  { "draft_version", NULL, FALSE, { { "row", "draft_id origin created_at", TRUE }, { "text", "text", TRUE } }, 18 },
  { "draft_file", NULL, FALSE, { { "row", "draft_id position sha256 mime size created_at", TRUE }, { "name", "name deleted_at", TRUE } }, 18 },
  { "approval", NULL, FALSE,
    { { "row", "draft_id hash account approver method approved_at app_version visible_ms standing_id standing_version", TRUE },
      { "whom", "recipient warnings", TRUE } }, 18 },
  { "contact_merge", NULL, FALSE, { { "row", "survivor_id merged_id fields created_at", TRUE }, { "undone", "undone_at" } }, 19 },
  { "contact_apart", NULL, TRUE, { { "row", "a_id b_id created_at", TRUE }, { "alive", "deleted_at" } }, 19 },
  { "household", NULL, FALSE, { { "row", "created_at", TRUE }, { "name", "name" }, { "alive", "deleted_at" } }, 19 },
  { "household_member", NULL, TRUE, { { "row", "household_id contact_id created_at", TRUE }, { "role", "role receives deleted_at" } }, 19 },
  { "field_kind", NULL, TRUE, { { "row", "name created_at", TRUE }, { "words", "label kind choices position sensitive deleted_at" } }, 19 },
  { "contact_note", "updated_at", FALSE, { { "row", "contact_id author created_at", TRUE }, { "text", "text" }, { "alive", "deleted_at" } }, 19 },
  { "contact_file", NULL, FALSE, { { "row", "contact_id sha256 mime size created_at", TRUE }, { "name", "name deleted_at" } }, 19 },
  { "saved_filter", NULL, FALSE, { { "row", "created_at", TRUE }, { "words", "name query position" }, { "alive", "deleted_at" } }, 19 },
  { "stage_move", NULL, FALSE, { { "row", "contact_id from_stage to_stage reason actor created_at", TRUE }, { "alive", "deleted_at", TRUE } }, 19 },
  { "trial", "updated_at", FALSE,
    { { "row", "contact_id created_at", TRUE }, { "when", "title starts_at" }, { "state", "state converted_at" }, { "note", "note" }, { "alive", "deleted_at" } }, 19 },
  { "room", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "name capacity features turnover position" }, { "alive", "deleted_at" } }, 20 },
  { "teacher", "updated_at", FALSE,
    { { "row", "created_at", TRUE }, { "words", "name contact_id styles position" }, { "hours", "week max_day max_week max_run min_break" }, { "alive", "deleted_at" } }, 20 },
  { "teacher_day", "updated_at", TRUE, { { "row", "teacher_id day created_at", TRUE }, { "hours", "spans note deleted_at" } }, 20 },
  { "class_kind", "updated_at", FALSE,
    { { "row", "created_at", TRUE }, { "words", "name style level position" }, { "size", "minutes least most" },
      { "wishes", "features teachers groups sessions day_gap same_teacher preferred" }, { "policy", "policy" }, { "alive", "deleted_at" }, { "price", "price", FALSE, 22 } }, 20 },
  { "term", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "name first_day last_day skips" }, { "alive", "deleted_at" } }, 20 },
  { "closure", "updated_at", FALSE, { { "row", "created_at", TRUE }, { "words", "label from_at to_at classes rooms" }, { "alive", "deleted_at" } }, 20 },
  { "series", "updated_at", FALSE,
    { { "row", "root created_at", TRUE }, { "what", "class_id term_id" }, { "days", "first rule" }, { "part", "from_day until_day" },
      { "when", "shift start minutes room_id teacher_id" }, { "pinned", "pinned" }, { "uid", "uid", TRUE }, { "alive", "deleted_at" } }, 20 },
  { "session", "updated_at", TRUE,
    { { "row", "root original created_at", TRUE }, { "state", "state note" }, { "when", "day start minutes room_id teacher_id" } }, 20 },
  { "booking", "updated_at", FALSE,
    { { "row", "root original contact_id kind created_at", TRUE }, { "state", "state place offered_until credit" }, { "chain", "chain" }, { "owed", "owed waived_at waived_for" },
      { "trial", "trial_id", TRUE }, { "alive", "deleted_at" }, { "amount", "amount", TRUE, 22 } }, 20 },
  { "credit", NULL, FALSE, { { "row", "contact_id amount why booking_id takes_back expires_on created_at", TRUE }, { "note", "note", TRUE } }, 20 },
  { "call", "updated_at", FALSE,
    { { "row", "provider created_at", TRUE }, { "remote", "remote_id account_id message_id", TRUE }, { "who", "outbound number name line", TRUE },
      { "facts", "started_at ended_at seconds talk signs state after_hours", TRUE }, { "consent", "consent", TRUE }, { "reading", "intent outcome summary satisfaction satisfaction_why guessed", TRUE },
      { "booking", "booking_id" }, { "alive", "deleted_at", TRUE } }, 21 },
  { "recording", NULL, FALSE, { { "row", "message_id account_id created_at", TRUE }, { "what", "remote seconds channels part_id", TRUE }, { "alive", "deleted_at", TRUE } }, 21 },
  { "transcript", "updated_at", FALSE, { { "row", "message_id source created_at", TRUE }, { "words", "remote_id host language segments", TRUE }, { "alive", "deleted_at", TRUE } }, 21 },
  { "consent", NULL, FALSE, { { "row", "identity_id channel purpose state how word message_id at created_at", TRUE }, { "note", "note" } } },
  { "sender_choice", "updated_at", TRUE, { { "row", "contact_id channel", TRUE }, { "choice", "account_id instead_of deleted_at" } } },
};

const SoShareTable *so_share_tables = all;
guint so_share_n_tables = G_N_ELEMENTS (all);

static gboolean
is_known (guint since, guint schema, const char *const *hidden, const char *table, const char *group)
{
  g_autofree char *name = group ? g_strconcat (table, ".", group, NULL) : g_strdup (table);

  return (!schema || since <= schema) && !(hidden && g_strv_contains (hidden, name));
}

static SoShareTable
without (const SoShareTable *table, guint schema, const char *const *hidden)
{
  SoShareTable known = *table;
  guint n = 0;

  for (const SoShareGroup *group = table->groups; group->name; group++)
    if (is_known (group->since, schema, hidden, table->name, group->name))
      known.groups[n++] = *group;
  known.groups[n] = (SoShareGroup) { 0 };
  return known;
}

/* Lists stay: others keep what they worked out of them. */
void
so_share_tables_pretend (guint schema, const char *const *hidden)
{
  static GHashTable *lists;
  g_autofree char *key = g_strdup_printf ("%u %p", schema, (gpointer) hidden);
  GArray *list = NULL;

  lists = lists ? lists : g_hash_table_new (g_str_hash, g_str_equal);
  list = schema || hidden ? g_hash_table_lookup (lists, key) : NULL;
  if (!list && (schema || hidden))
    {
      list = g_array_new (FALSE, FALSE, sizeof (SoShareTable));
      g_hash_table_insert (lists, g_steal_pointer (&key), list);
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        if (is_known (all[i].since, schema, hidden, all[i].name, NULL))
          {
            SoShareTable known = without (&all[i], schema, hidden);

            g_array_append_val (list, known);
          }
    }
  so_share_tables = list ? (const SoShareTable *) (gpointer) list->data : all;
  so_share_n_tables = list ? list->len : G_N_ELEMENTS (all);
}

const SoShareTable *
so_share_table_find (const char *name)
{
  for (guint i = 0; i < so_share_n_tables; i++)
    if (!strcmp (so_share_tables[i].name, name))
      return &so_share_tables[i];
  return NULL;
}

const SoShareGroup *
so_share_group_find (const SoShareTable *table, const char *name)
{
  for (const SoShareGroup *group = table->groups; group->name; group++)
    if (!strcmp (group->name, name))
      return group;
  return NULL;
}

char *
so_share_json_of (const char *columns, const char *prefix)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);
  g_autoptr (GString) sql = g_string_new ("json_object(");

  for (guint i = 0; names[i]; i++)
    g_string_append_printf (sql, "%s'%s', %s%s", i ? ", " : "", names[i], prefix, names[i]);
  g_string_append_c (sql, ')');
  return g_string_free_and_steal (g_steal_pointer (&sql));
}
