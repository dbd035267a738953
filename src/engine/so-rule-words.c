/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-automation.h"

#include "so-channel-kind.h"
#include "so-intent.h"
#include "so-reply-templates.h"
#include "so-sequences.h"
#include "so-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A rule in words, so that the owner reads what she has made. Each part is a whole clause of its own: languages order them differently. */

static void
add (GPtrArray *parts, const char *format, const char *value)
{
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);

  g_ptr_array_add (parts, g_strconcat (around[0], around[1] ? value : NULL, around[1], NULL));
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_(", "), (GStrv) parts->pdata);
}

static const char *
channel_label (const char *nick)
{
  SoChannelKind kind;

  return so_channel_kind_parse (nick, &kind) ? so_channel_kind_label (kind) : nick;
}

static const char *
category_label (const char *nick)
{
  const SoSubCategory *sub = so_sub_category_find (nick);

  return sub ? _(sub->label) : nick;
}

static const char *
stage_label (const char *nick)
{
  SoStage stage;

  return so_stage_parse (nick, &stage) ? _(so_stage_label (stage)) : nick;
}

static char *
describe_if (const SoRuleIf *when)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = when->words ? g_strjoinv (_("” or “"), when->words) : NULL, *score = g_strdup_printf ("%d", when->score_over);

  if (words)
    add (parts, _("it says “%s”"), words);
  if (when->channel)
    add (parts, _("it comes by %s"), channel_label (when->channel));
  if (when->category)
    add (parts, _("it is about %s"), category_label (when->category));
  if (when->sentiment)
    add (parts, _("its tone is %s"), when->sentiment);
  if (when->language)
    add (parts, _("its language is %s"), when->language);
  if (when->stage)
    add (parts, _("the person is at %s"), stage_label (when->stage));
  if (when->tag)
    add (parts, _("the tag “%s” is there"), when->tag);
  if (when->scored)
    add (parts, _("the lead score is above %s"), score);
  if (when->first)
    add (parts, _("it is the first message"), NULL);
  if (when->closed)
    add (parts, _("the studio is closed"), NULL);
  return parts->len ? join (parts) : NULL;
}

static char *
describe_then (SoDb *db, const SoRuleThen *then)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *tags = then->tags ? g_strjoinv (_("” and “"), then->tags) : NULL;
  g_autoptr (SoReplyTemplate) reply = then->template_id ? so_reply_template_find (db, then->template_id, NULL) : NULL;
  g_autoptr (SoSequence) sequence = then->sequence_id ? so_sequence_find (db, then->sequence_id, NULL) : NULL;

  if (tags)
    add (parts, _("tag “%s”"), tags);
  if (then->priority)
    add (parts, strcmp (then->priority, "URGENT") ? _("raise the priority to high") : _("raise the priority to urgent"), NULL);
  if (then->escalate)
    add (parts, _("bring it to you first"), NULL);
  if (then->template_id)
    add (parts, _("propose the template “%s”"), reply ? reply->name : _("removed"));
  if (then->sequence_id)
    add (parts, _("begin the follow-ups “%s”"), sequence ? sequence->name : _("removed"));
  return join (parts);
}

char *
so_rule_describe (SoDb *db, const SoRule *rule)
{
  g_autofree char *when = describe_if (&rule->when), *then = describe_then (db, &rule->then);

  if (!when)
    return g_strdup_printf (_("Every message: %s"), then);
  /* Translators: a rule, "If it says “kids”, it comes by WhatsApp: tag “Kids”". */
  return g_strdup_printf (_("If %s: %s"), when, then);
}
