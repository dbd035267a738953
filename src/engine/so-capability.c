/* SPDX-License-Identifier: MIT */
#include "so-capability.h"

#include "so-error.h"

#include <string.h>

#define NEVER SO_MAY_NEVER
#define TAP SO_MAY_WITH_A_TAP
#define YES SO_MAY

/* Nothing here books or moves by itself. Only a place that the owner has offered to somebody is theirs with a yes (SO_EFFECT_TAKE_OFFER). */
static const struct {
  const char *nick;
  SoMay may[SO_N_WORDS];     /* stranger, customer, owner */
} table[SO_N_ACTS] = {
  [SO_ACT_PROPOSE_REPLY] = { "propose_reply", { YES, YES, YES } },
  [SO_ACT_ANSWER_FACTS] = { "answer_facts", { YES, YES, YES } },
  [SO_ACT_NOTE_CLAIM] = { "note_claim", { YES, YES, YES } },
  [SO_ACT_PROPOSE_CHANGE] = { "propose_change", { YES, YES, YES } },
  [SO_ACT_SEND] = { "send", { TAP, TAP, YES } },
  [SO_ACT_SEND_TO_OTHER] = { "send_to_other", { NEVER, NEVER, TAP } },
  [SO_ACT_BOOK] = { "book", { TAP, TAP, YES } },
  [SO_ACT_MOVE_OR_CANCEL] = { "move_or_cancel", { NEVER, TAP, YES } },
  [SO_ACT_MONEY] = { "money", { NEVER, NEVER, TAP } },
  [SO_ACT_CHANGE_CONTACT] = { "change_contact", { NEVER, NEVER, TAP } },
  [SO_ACT_TELL_OF_OTHERS] = { "tell_of_others", { NEVER, NEVER, NEVER } },
  [SO_ACT_FETCH] = { "fetch", { NEVER, NEVER, NEVER } },
  [SO_ACT_MEDICAL] = { "medical", { NEVER, NEVER, NEVER } },
  [SO_ACT_CHANGE_RULES] = { "change_rules", { NEVER, NEVER, TAP } },
};

SoMay
so_capability (SoAct act, SoWordsOf words)
{
  return (guint) act < SO_N_ACTS && (guint) words < SO_N_WORDS ? table[act].may[words] : SO_MAY_NEVER;
}

SoMay
so_capability_named (const char *name, SoWordsOf words)
{
  for (SoAct act = 0; name && act < SO_N_ACTS; act++)
    if (!strcmp (name, table[act].nick))
      return so_capability (act, words);
  return SO_MAY_NEVER;
}

const char *
so_act_nick (SoAct act)
{
  return table[act].nick;
}

#define BIT(effect) (1u << SO_EFFECT_##effect)

static const struct {
  const char *nick;
  guint may;                 /* bits */
} origins[SO_N_ORIGINS] = {
  /* Only what the dispatcher has checked once more leaves, whoever wants it. */
  [SO_ORIGIN_KEY] = { "key", BIT (PROPOSE) | BIT (APPROVE) | BIT (NOTE) | BIT (MARK) | BIT (FOLLOW_UP) | BIT (PROPOSE_CHANGE) | BIT (CHANGE) | BIT (OPT_OUT) | BIT (TAKE_OFFER) | BIT (CHANGE_RULES) },
  [SO_ORIGIN_STANDING] = { "standing", BIT (PROPOSE) | BIT (APPROVE) },
  [SO_ORIGIN_CHAIN] = { "chain", BIT (APPROVE) },
  [SO_ORIGIN_RULE] = { "rule", BIT (PROPOSE) | BIT (MARK) | BIT (FOLLOW_UP) },
  [SO_ORIGIN_MODEL] = { "model", BIT (PROPOSE) | BIT (NOTE) | BIT (MARK) | BIT (PROPOSE_CHANGE) },
  [SO_ORIGIN_TEXT] = { "text", BIT (PROPOSE) | BIT (NOTE) | BIT (MARK) | BIT (PROPOSE_CHANGE) | BIT (OPT_OUT) | BIT (TAKE_OFFER) },
  [SO_ORIGIN_JOB] = { "job", BIT (SEND) | BIT (NOTE) | BIT (MARK) | BIT (TELL_OWNER) },
};

gboolean
so_origin_may (SoOrigin origin, SoEffect effect)
{
  return (guint) origin < SO_N_ORIGINS && (guint) effect < SO_N_EFFECTS && (origins[origin].may >> effect & 1);
}

gboolean
so_origin_check (SoOrigin origin, SoEffect effect, GError **error)
{
  return so_origin_may (origin, effect) ||
         so_fail (error, SO_ERROR_REPORT, "Something tried what it may not (%s, %d): nothing was done. Please report it.",
                  (guint) origin < SO_N_ORIGINS ? origins[origin].nick : "?", (int) effect);
}

SoOrigin
so_origin_of_approval (const char *approver, const char *method, gint64 standing_version)
{
  gboolean rule = !g_strcmp0 (method, "rule");

  if (!g_strcmp0 (approver, "owner") && method && *method && !rule)
    return SO_ORIGIN_KEY;
  if (!g_strcmp0 (approver, "chain"))
    return rule && !standing_version ? SO_ORIGIN_CHAIN : SO_N_ORIGINS;
  return !g_strcmp0 (approver, "standing") && rule && standing_version > 0 ? SO_ORIGIN_STANDING : SO_N_ORIGINS;
}
