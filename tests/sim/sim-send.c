/* SPDX-License-Identifier: MIT */
/* What is written and sent on desktops: drafts of the products, claimed at the hub before each leaves (so-share-claim.h), and a provider that nobody
 * always hears of. */
#include "sim.h"

#include <string.h>

#include "so-clock.h"
#include "so-drafts.h"
#include "so-settings.h"
#include "so-share-claim.h"

#define UNDO_MS 8000

void
sim_send_open (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];
  SoAccount account = { .channel = SO_CHANNEL_WHATSAPP, .name = (char *) "Office", .transport = (char *) "whatsapp" };
  g_autofree char *id = NULL;

  desk->device = d;
  g_assert_true (sim_desk_begin (sim, d));
  g_assert_true (so_db_run (desk->db, NULL, "INSERT INTO hub_link (n, url, hub, device, name, epoch, paired_at) VALUES (1, '', '', ?, '', '', 1)", "t", sim_devices[d]));
  id = so_account_add (desk->db, &account, NULL);
  g_assert_nonnull (id);
  g_assert_true (so_share_claim_begin (desk->db, NULL) && sim_desk_end (sim, d, TRUE));
}

static char *
any_draft (Sim *sim, SoDb *db, const char *where)
{
  g_autofree char *count = g_strconcat ("SELECT count(*) FROM draft WHERE ", where, NULL), *pick = g_strconcat ("SELECT id FROM draft WHERE ", where, " ORDER BY id LIMIT 1 OFFSET ?", NULL);
  gint64 n = so_db_int (db, 0, count, "");

  return n ? so_db_text (db, pick, "i", (gint64) sim_below (sim, (guint) n)) : NULL;
}

static gboolean
write_draft (Sim *sim, SoDb *db, GPtrArray *made)
{
  g_autofree char *thread = sim_any_id (sim, db, "thread"), *account = sim_any_id (sim, db, "account");
  SoDraftNew values = { .thread_id = thread, .text = "Hello", .origin = "owner", .account_id = account };
  char *id = thread && account ? so_draft_add (db, &values, NULL) : NULL;

  if (!id)
    return TRUE;
  g_ptr_array_add (made, g_strdup ("draft"));
  g_ptr_array_add (made, id);
  return TRUE;
}

static gboolean
was_taken (Sim *sim, const char *draft)
{
  return g_hash_table_lookup (sim->sent, draft) != NULL;
}

/* Who is told of a doubt looks into the conversation, and lets it be where it is there. */
static gboolean
approve (Sim *sim, SoDb *db)
{
  g_autofree char *id = any_draft (sim, db, "state IN ('proposed', 'edited')"), *reason = id ? so_db_text (db, "SELECT reason FROM draft WHERE id = ?", "t", id) : NULL;
  SoApprovalNote note = { .method = "key" };

  if (!id)
    return TRUE;
  if (!g_strcmp0 (reason, "claim_doubt") && was_taken (sim, id))
    return so_draft_step (db, id, SO_DRAFT_EVENT_DISCARD, NULL, NULL, NULL);
  return so_draft_approve (db, id, &note, so_now () + UNDO_MS, NULL);
}

static gboolean
edit (Sim *sim, SoDb *db)
{
  g_autofree char *id = any_draft (sim, db, "state IN ('proposed', 'edited') AND reason IS NOT 'claim_doubt'"), *text = g_strdup_printf ("words %u", sim_below (sim, 1000));

  return !id || (so_draft_set_text (db, id, text, NULL) && so_draft_step (db, id, SO_DRAFT_EVENT_LEAVE, NULL, NULL, NULL));
}

static gboolean
step_any (Sim *sim, SoDb *db, const char *where, SoDraftEvent event)
{
  g_autofree char *id = any_draft (sim, db, where);

  return !id || so_draft_step (db, id, event, NULL, NULL, NULL);
}

/* The keys of an account are put into this computer. */
static gboolean
take_over (Sim *sim, SoDb *db)
{
  g_autofree char *id = sim_any_id (sim, db, "account");

  return !id || so_db_run (db, NULL, "UPDATE account SET home = (SELECT device FROM hub_link) WHERE id = ?", "t", id);
}

gboolean
sim_send_act (Sim *sim, SoDb *db, GPtrArray *made)
{
  switch (sim_below (sim, 12))
    {
    case 0: case 1: case 2:
      return write_draft (sim, db, made);
    case 3: case 4: case 5: case 6:
      return approve (sim, db);
    case 7: case 8:
      return edit (sim, db);
    case 9:
      return step_any (sim, db, "state = 'queued'", SO_DRAFT_EVENT_UNDO);
    case 10:
      return step_any (sim, db, "state IN ('proposed', 'edited')", SO_DRAFT_EVENT_DISCARD);
    default:
      return take_over (sim, db);
    }
}

void
sim_send_begin_run (Sim *sim, guint d)
{
  guint unknown;

  if (sim_desk_begin (sim, d))
    sim_desk_end (sim, d, so_draft_recover (sim->desks[d].db, &unknown, NULL, NULL) && so_share_claim_renew (sim->desks[d].db, NULL));
}

/* What was sent or not is asked of the provider, where it knows. */
static void
prove (Sim *sim, guint d)
{
  SoDb *db = sim->desks[d].db;
  g_autofree char *id = any_draft (sim, db, "state = 'unknown' AND " SO_DRAFT_IS_HERE), *attempt = NULL;
  gboolean taken = id && was_taken (sim, id);

  if (!id || (!sim->calm && sim_chance (sim, 500)) || !sim_desk_begin (sim, d))
    return;
  attempt = so_draft_last_attempt (db, id, NULL);
  sim_desk_end (sim, d, attempt && so_draft_finish (db, id, attempt, taken ? SO_DRAFT_EVENT_ACCEPTED : SO_DRAFT_EVENT_REFUSED, NULL, taken ? NULL : "not_sent", NULL, NULL));
}

static void
finish (Sim *sim, guint d, const char *draft, const char *attempt, SoDraftEvent outcome)
{
  if (sim_desk_begin (sim, d) && !sim_desk_end (sim, d, so_draft_finish (sim->desks[d].db, draft, attempt, outcome, NULL, NULL, NULL, NULL)))
    sim_fail (sim, "what became of draft %s cannot be written", draft);
}

/* It may end at each step: then the next run finds it as it was left. */
static void
call_provider (Sim *sim, guint d, const char *draft, const char *attempt)
{
  gboolean odd = !sim->calm && sim_chance (sim, sim->faults.provider);

  sim_note (sim, "desktop %u sends draft %s", d, draft);
  if (odd && sim_chance (sim, 300))
    return sim_send_begin_run (sim, d);
  if (odd && sim_chance (sim, 300))
    return finish (sim, d, draft, attempt, sim_chance (sim, 500) ? SO_DRAFT_EVENT_RETRY : SO_DRAFT_EVENT_REFUSED);
  sim_provider_takes (sim, draft);
  if (odd && sim_chance (sim, 500))
    return sim_send_begin_run (sim, d);
  finish (sim, d, draft, attempt, odd ? SO_DRAFT_EVENT_LOST : SO_DRAFT_EVENT_ACCEPTED);
}

/* As so-dispatch-claim.c does it: what is not what was approved goes back. */
static void
send_next (Sim *sim, guint d)
{
  SoDb *db = sim->desks[d].db;
  g_autofree char *attempt = NULL;
  g_autoptr (SoDraft) draft = NULL;
  gboolean approved;

  if (!sim_desk_begin (sim, d))
    return;
  draft = so_draft_claim (db, so_now (), NULL, &attempt, NULL);
  approved = draft && so_draft_verify_approval (db, draft->id, NULL);
  if (!sim_desk_end (sim, d, approved))
    {
      if (draft && sim_desk_begin (sim, d))
        sim_desk_end (sim, d, so_draft_step (db, draft->id, SO_DRAFT_EVENT_UNDO, "changed", NULL, NULL));
      return;
    }
  call_provider (sim, d, draft->id, attempt);
}

void
sim_send_work (Sim *sim, guint d)
{
  prove (sim, d);
  send_next (sim, d);
}

/* What is said to be sent was; and what was is nowhere to be sent again. */
void
sim_send_check (Sim *sim, guint d)
{
  g_auto (GStrv) rows = so_db_texts (sim->desks[d].db, NULL, "SELECT id || ' ' || state FROM draft", "");

  for (guint i = 0; rows && rows[i]; i++)
    {
      g_auto (GStrv) row = g_strsplit (rows[i], " ", 2);

      if (!strcmp (row[1], "accepted") && !was_taken (sim, row[0]))
        sim_fail (sim, "draft %s is said to be sent", row[0]);
    }
}
