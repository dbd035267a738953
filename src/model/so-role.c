/* SPDX-License-Identifier: MIT */
#include "so-role.h"

#include <string.h>

#include "so-id.h"
#include "so-json.h"

#define N_(text) text

/* @who: as a sentence begins. */
static const struct { const char *nick, *label, *who; } roles[SO_N_ROLES] = {
  [SO_ROLE_OWNER] = { "owner", N_("Owner"), "An owner" },
  [SO_ROLE_MANAGER] = { "manager", N_("Manager"), "A manager" },
  [SO_ROLE_FRONT_DESK] = { "front-desk", N_("Front Desk"), "The front desk" },
  [SO_ROLE_TEACHER] = { "teacher", N_("Teacher"), "A teacher" },
};

#define OWNER (1 << SO_ROLE_OWNER)
#define LEAD (OWNER | 1 << SO_ROLE_MANAGER)
#define DAY (LEAD | 1 << SO_ROLE_FRONT_DESK)
#define ALL (DAY | 1 << SO_ROLE_TEACHER)

/* Who may change what. The first line holds that fits: a group of NULL fits every one, "" is a new row. @when: only where the value says so
 * ("group.column=value", or "column=value" where the group itself is said), or the row is of this name ("@name").
 *
 * What comes in is taken in by whichever computer is on, and what the program works out is worked out by all of them: so new people,
 * conversations and messages, delivery and readings are everybody's. Whoever may change a group of a table may make its rows: a group without a
 * row would hang in the air. */
static const struct { const char *table, *group; guint who; const char *what, *when; } changes[] = {
  { "contact", "", ALL },
  { "contact", "notes", ALL },
  { "contact", "opinion", ALL },
  { "contact", NULL, DAY, "people" },
  { "contact_field", NULL, ALL },
  { "contact_merge", NULL, DAY, "who is whom" },
  { "contact_apart", NULL, DAY, "who is whom" },
  { "household", NULL, DAY, "households" },
  { "household_member", NULL, DAY, "households" },
  { "field_kind", NULL, LEAD, "custom fields" },
  { "contact_note", NULL, ALL },
  { "contact_file", NULL, ALL },
  { "saved_filter", NULL, DAY, "filters" },
  { "stage_move", NULL, DAY, "the board" },
  { "trial", "", ALL },
  { "trial", "state", ALL },                           /* the teacher calls the roll */
  { "trial", NULL, DAY, "trials" },
  { "room", NULL, LEAD, "rooms" },
  { "teacher", NULL, LEAD, "teachers" },
  { "teacher_day", NULL, DAY, "when teachers are there" },
  { "class_kind", NULL, LEAD, "classes" },
  { "term", NULL, LEAD, "terms" },
  { "closure", NULL, DAY, "the schedule" },
  { "series", NULL, DAY, "the schedule" },
  { "session", NULL, DAY, "the schedule" },
  { "booking", "", ALL },
  { "booking", "state", ALL },                         /* the roll, and what follows from it */
  { "booking", NULL, DAY, "bookings" },
  { "credit", "", ALL, NULL, "row.why=used" },
  { "credit", "", ALL, NULL, "row.why=returned" },
  { "credit", "", ALL, NULL, "row.why=undone" },
  { "credit", NULL, DAY, "credits" },
  { "identity", "", ALL },
  { "identity", "name", ALL },
  { "identity", NULL, DAY, "addresses" },
  { "identity_alias", NULL, ALL },
  { "tag", NULL, ALL },
  { "tagging", NULL, ALL },
  { "task", "", ALL },
  { "task", "done", ALL },
  { "task", NULL, DAY, "tasks" },

  { "thread", "", ALL },
  { "thread", "key", ALL },
  { "thread", "title", ALL },
  { "thread", "read", ALL },
  { "thread", "waits", ALL },
  { "thread", "state", ALL, NULL, "state=open" },   /* an answer came in, and nobody else's computer was on */
  { "thread", NULL, DAY, "conversations" },
  { "message", "where", DAY, "whose a message is" },
  { "message", "alive", DAY, "messages" },
  { "message", NULL, ALL },
  { "part", NULL, ALL },
  { "told", NULL, ALL },
  { "reaction", NULL, ALL },
  { "call", "booking", DAY, "which booking a call led to" },
  { "call", NULL, ALL },
  { "recording", NULL, ALL },
  { "transcript", NULL, ALL },
  { "weekly_report", NULL, ALL },                       /* made by whichever computer is on */
  { "question", "", ALL },
  { "question", "text", ALL },
  { "question", NULL, DAY, "open questions" },

  { "consent", "", ALL, NULL, "row.state=withdrawn row.how=word" },   /* STOP holds, whoever's computer takes it in */
  { "consent", NULL, DAY, "consents" },
  { "sender_choice", NULL, DAY, "by which account people are written to" },
  { "draft", "", ALL, NULL, "state.state=proposed" },   /* the program proposes, wherever the question came in */
  { "draft", NULL, DAY, "drafts" },
  { "draft_version", NULL, DAY, "drafts" },
  { "draft_file", NULL, DAY, "drafts" },
  { "approval", "", ALL },                              /* a record that is kept for ever, also of what was refused: a draft leaves by its state */
  { "approval", NULL, DAY, "approvals" },
  { "knowledge", NULL, DAY, "knowledge" },
  { "knowledge_version", NULL, DAY, "knowledge" },
  { "template", NULL, DAY, "templates" },
  { "rule_use", NULL, ALL },

  { "setting", NULL, ALL, NULL, "@lead.rescore" },  /* how far the program is with its sums */
  { "setting", NULL, LEAD, "settings" },
  { "price", NULL, LEAD, "prices" },
  { "rule", NULL, LEAD, "rules" },
  { "sequence", NULL, LEAD, "follow-ups" },
  { "account", NULL, LEAD, "accounts" },
  { "erasure", NULL, DAY, "whether people are erased" },

  { "!", "approve", DAY, "approvals" },
  { "!", "claim", DAY, "what is sent" },
  { "!", "seat", ALL },
};

/* What is removed for good is nowhere afterwards. */
#define REMOVE DAY

static const struct { guint who; const char *what; } rights[] = {
  [SO_RIGHT_COMPUTERS] = { LEAD, "let computers in or shut them out" },
  [SO_RIGHT_HAND_OVER] = { OWNER, "hand accounts over to the hub or take them back" },
  [SO_RIGHT_CONNECT] = { LEAD, "connect providers" },
  [SO_RIGHT_SEND] = { DAY, "send messages" },
  [SO_RIGHT_REMOVE] = { REMOVE, "remove files for good" },
};

const char *
so_role_nick (SoRole role)
{
  return roles[role].nick;
}

const char *
so_role_label (SoRole role)
{
  return roles[role].label;
}

gboolean
so_role_parse (const char *nick, SoRole *role)
{
  for (*role = 0; *role < SO_N_ROLES; (*role)++)
    if (!g_strcmp0 (nick, roles[*role].nick))
      return TRUE;
  *role = SO_ROLE_TEACHER;
  return FALSE;
}

gboolean
so_role_may (SoRole role, SoRight right)
{
  return (rights[right].who >> role & 1) != 0;
}

gboolean
so_role_may_manage (SoRole role, SoRole other)
{
  return role == SO_ROLE_OWNER || (so_role_may (role, SO_RIGHT_COMPUTERS) && other > role);
}

char *
so_role_refuse (SoRole role, SoRight right)
{
  return so_role_may (role, right) ? NULL : g_strdup_printf ("%s may not %s.", roles[role].who, rights[right].what);
}

/* "row.state=withdrawn" */
static gboolean
says (JsonObject *val, const char *condition)
{
  g_auto (GStrv) sides = g_strsplit (condition, "=", 2), path = g_strsplit (sides[0], ".", 2);
  JsonObject *object = path[1] && val ? so_json_object (val, path[0]) : val;

  return object && !g_strcmp0 (so_json_string (object, path[1] ? path[1] : path[0]), sides[1]);
}

static gboolean
applies (const char *when, const char *table, const char *pk, const char *val)
{
  g_auto (GStrv) conditions = when && *when != '@' ? g_strsplit (when, " ", -1) : NULL;
  g_autofree char *id = when && *when == '@' ? so_id_derive (table, when + 1) : NULL;
  g_autoptr (JsonNode) node = conditions && val ? so_json_parse (val, -1, 0, NULL) : NULL;

  for (guint i = 0; conditions && conditions[i]; i++)
    if (!says (node ? so_json_root (node) : NULL, conditions[i]))
      return FALSE;
  return !id || !strcmp (id, pk);
}

static gboolean
fits (guint i, const char *table, const char *pk, const char *group, const char *val)
{
  return !strcmp (changes[i].table, table) && (!changes[i].group || !strcmp (changes[i].group, group)) && applies (changes[i].when, table, pk, val);
}

char *
so_role_refuse_change (SoRole role, const char *table, const char *pk, const char *group, const char *val)
{
  guint i = 0;

  if (role == SO_ROLE_OWNER)
    return NULL;
  while (i < G_N_ELEMENTS (changes) && !fits (i, table, pk, group, val))
    i++;
  if (!((i < G_N_ELEMENTS (changes) ? changes[i].who : LEAD) >> role & 1))
    return i < G_N_ELEMENTS (changes) ? g_strdup_printf ("%s may not change %s.", roles[role].who, changes[i].what)
                                      : g_strdup_printf ("%s may not change “%s”, which this hub does not know.", roles[role].who, *table == '!' ? group : table);
  return strcmp (group, "!") || (REMOVE >> role & 1) ? NULL : g_strdup_printf ("%s may not remove anything for good.", roles[role].who);
}

gboolean
so_role_lifts (SoRole role, const char *why, const char *table, const char *pk, const char *group, const char *val)
{
  g_autofree char *still = so_role_refuse_change (role, table, pk, group, val);

  for (guint other = 0; !still && other < SO_N_ROLES; other++)
    {
      g_autofree char *then = so_role_refuse_change (other, table, pk, group, val);

      if (then && !strcmp (then, why))
        return TRUE;
    }
  return FALSE;
}
