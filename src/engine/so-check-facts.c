/* SPDX-License-Identifier: MIT */
#include "so-check-facts.h"

#include "so-clock.h"
#include "so-consents.h"
#include "so-copies.h"
#include "so-dispatch.h"
#include "so-draft-guard.h"
#include "so-draft-facts.h"
#include "so-error.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-message-template-verbs.h"
#include "so-outlet.h"
#include "so-place.h"
#include "so-quiet.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-share-files.h"
#include "so-signature.h"
#include "so-standing.h"
#include "so-threads.h"
#include "so-ways.h"
#include "so-words.h"

#include <string.h>

#define DUPLICATE_MS (12 * 60 * 60 * G_GINT64_CONSTANT (1000))

GStrv
so_check_link_hosts (const char *text)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("(?:https?://(?:[^\\s/@]*@)?|\\bwww\\.)([\\p{L}\\p{N}.-]+)|(?<![@\\p{L}\\p{N}.-])([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,24})/",
                                            G_REGEX_CASELESS, 0, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *full = g_match_info_fetch (match, 1), *bare = g_match_info_fetch (match, 2);
      g_autofree char *lower = g_utf8_strdown (*full ? full : bare, -1);

      g_strv_builder_add (hosts, g_str_has_prefix (lower, "www.") ? lower + 4 : lower);
    }
  return g_strv_builder_end (hosts);
}

/* "salsa.example" allows "shop.salsa.example" too. */
static gboolean
is_under (const char *host, const char *allowed)
{
  const char *rest = g_str_has_suffix (host, allowed) ? host + strlen (host) - strlen (allowed) : NULL;

  return *allowed && rest && (rest == host || rest[-1] == '.');
}

static gboolean
stands_in (const char *host, const char *text)
{
  g_auto (GStrv) hosts = text ? so_check_link_hosts (text) : NULL;

  return hosts && g_strv_contains ((const char *const *) hosts, host);
}

/* The owner's mail domain, what she put on the list (SO_SETTING_LINKS), what her own answers link to. */
static gboolean
is_known_host (SoDb *db, const char *host, const char *sources_text)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_auto (GStrv) allowed = so_setting_get_words (db, SO_SETTING_LINKS);
  const char *at = profile && profile->email ? strchr (profile->email, '@') : NULL;

  for (guint i = 0; allowed && allowed[i]; i++)
    if (is_under (host, allowed[i]))
      return TRUE;
  return (at && is_under (host, at + 1)) || stands_in (host, sources_text);
}

/* Reads the rows that a draft was made from: whether one was changed since, and what they say. */
static gboolean
read_sources (SoDb *db, const SoDraft *draft, GString *text)
{
  g_autoptr (JsonNode) node = draft->sources ? so_json_parse (draft->sources, -1, 0, NULL) : NULL;
  JsonArray *sources = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean changed = FALSE;

  for (guint i = 0; sources && i < json_array_get_length (sources); i++)
    {
      JsonObject *source = so_json_element (sources, i);
      const char *kind = source ? so_json_string (source, "kind") : NULL, *id = source ? so_json_string (source, "id") : NULL;
      gint64 version = source ? so_json_int (source, "version") : 0, now = version && id ? so_source_version (db, kind, id) : 0;
      g_autoptr (SoKnowledge) entry = !g_strcmp0 (kind, "knowledge") && id ? so_knowledge_find (db, id, NULL) : NULL;

      if (now && now != version)
        changed = TRUE;
      if (entry)
        g_string_append_printf (text, "%s\n", entry->answer);
    }
  return changed;
}

static gboolean
has_unknown_link (SoDb *db, const SoDraft *draft, const char *sources_text)
{
  g_auto (GStrv) hosts = so_check_link_hosts (draft->text);

  for (guint i = 0; hosts[i]; i++)
    if (!is_known_host (db, hosts[i], sources_text))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_other (SoDb *db, const char *word, const SoProfile *profile, const char *contact_id)
{
  gboolean mail = strchr (word, '@') != NULL;
  g_autoptr (SoIdentity) identity = so_identity_new (mail ? SO_IDENTITY_EMAIL : SO_IDENTITY_PHONE, word, NULL);
  const char *own = profile ? mail ? profile->email : profile->phone : NULL;
  g_autofree char *normal = so_identity_normalise (identity->kind, word, profile ? profile->country : NULL);
  g_autofree char *ours = own ? so_identity_normalise (identity->kind, own, profile->country) : NULL;

  return normal && g_strcmp0 (normal, ours) && so_identity_is_of_other (db, identity, profile ? profile->country : NULL, contact_id);
}

/* "+49 151 2345678" or "ana@example.org" of somebody else in the studio; the studio's own are nobody's secret. */
static gboolean
names_other_person (SoDb *db, const SoDraft *draft)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}|\\+?\\(?\\p{Nd}[\\p{Nd} ()./-]{6,20}\\p{Nd}", 0, 0, NULL));
  for (g_regex_match (regex, draft->text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      if (is_of_other (db, word, profile, draft->contact_id))
        return TRUE;
    }
  return FALSE;
}

/* The language of what the customer wrote last, against the draft's. What says nothing clear differs from nothing. */
static gboolean
is_other_language (SoDb *db, const SoDraft *draft)
{
  g_autoptr (SoMessage) asked = draft->reply_to ? so_message_find (db, draft->reply_to, NULL) : NULL;
  const char *theirs = asked ? so_words_language (asked->text) : NULL, *ours = so_words_language (draft->text);

  return theirs && ours && strcmp (theirs, ours) != 0;
}

/* What is quoted below is not what the owner says. */
gboolean
so_check_names_file (const char *text)
{
  static GRegex *regex;
  static const char words[] = "^(?!>).*\\b(attached|attachments?|enclosed|angehängt\\w*|beigefügt\\w*|im anhang|in der anlage|anbei|adjunt[oa]s?|"
                              "ci-joint\\w*|pi[eè]ces? jointes?|em anexo|anexad[oa]s?|en annexe)\\b";

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (words, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0, NULL));
  return g_regex_match (regex, text, 0, NULL);
}

static gboolean
read_files (SoStudio *studio, SoDb *db, const SoDraft *draft, SoCheckFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) files = so_draft_files (db, draft->id, error);

  for (guint i = 0; files && i < files->len; i++)
    {
      const SoDraftFile *file = g_ptr_array_index (files, i);
      g_autofree char *path = so_store_file_path (so_studio_get_store (studio), file->sha256);
      SoShareFileState state;

      facts->file_bytes += file->size;
      if (path && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      if (so_share_file_find (db, file->sha256, &state) && state != SO_SHARE_FILE_GONE)
        facts->file_away = TRUE;
      else
        facts->file_gone = TRUE;
    }
  return files != NULL;
}

static gboolean
read_approval (SoDb *db, const SoDraft *draft, SoCheckFacts *facts, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *warnings = NULL;
  gint64 at = so_draft_approved_at (db, draft->id, &warnings);

  facts->approved = TRUE;
  facts->waiting_since = MAX (at, draft->not_before);
  facts->automatic = draft->standing_id || !so_draft_is_by_person (db, draft->id);
  facts->now_anyway = (so_checks_parse (warnings) & 1u << SO_CHECK_NIGHT_NOW) != 0;
  facts->approval_valid = so_draft_verify_approval (db, draft->id, &failed);
  if (!failed || g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gint64
so_check_quiet_ends (SoStudio *studio, SoDb *db, const SoDraft *draft, gint64 now)
{
  g_autoptr (SoIdentity) recipient = so_way_recipient (db, draft, NULL);
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *setting = so_setting_get (db, SO_SETTING_QUIET), *number = NULL;
  g_autoptr (GPtrArray) zones = NULL;
  SoQuiet quiet;

  if (recipient && recipient->kind == SO_IDENTITY_PHONE)
    number = so_identity_normalise (recipient->kind, recipient->value, profile ? profile->country : NULL);
  zones = so_quiet_zones (number, profile ? profile->country : NULL, so_studio_get_zone (studio));
  so_quiet_parse (setting, &quiet);
  return so_quiet_ends (&quiet, now, zones);
}

/* Said for this number, or for the channel at it: that nothing is known is no yes. */
static gboolean
wants_advertising (SoDb *db, const SoIdentity *recipient, const char *contact_id)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *identity = contact_id ? so_consent_identity (db, contact_id, recipient->value, profile ? profile->country : NULL) : NULL;

  return identity && so_consent_state (db, identity, SO_PURPOSE_MARKETING, so_channel_kind_nick (SO_CHANNEL_SMS)) == SO_CONSENT_GIVEN;
}

static void
read_people (SoDb *db, const SoDraft *draft, SoCheckFacts *facts)
{
  g_autoptr (SoIdentity) recipient = so_way_recipient (db, draft, NULL);
  SoCopiesFacts copies;

  /* Nobody is written to by telephone. */
  facts->no_recipient = !recipient || facts->channel == SO_CHANNEL_CALL;
  facts->opted_out = recipient && (so_consent_blocks (db, recipient, draft->contact_id, facts->channel) ||
                                   (facts->advertising && so_consent_blocks_advertising (db, draft->contact_id)));
  facts->wants_advertising = recipient && facts->advertising && wants_advertising (db, recipient, draft->contact_id);
  so_copies_judge (db, draft, &copies);
  facts->copies = copies.any;
  facts->copy_to_list = copies.list;
  facts->copy_opted_out = copies.opted_out;
  facts->other_person = names_other_person (db, draft);
  facts->answered = so_draft_was_answered (db, draft->id);
  facts->duplicate = draft->contact_id && so_draft_is_duplicate (db, draft, facts->now - DUPLICATE_MS);
}

static char *
dup_transport (SoDb *db, const SoDraft *draft, gboolean demo)
{
  g_autoptr (SoAccount) account = draft->account_id ? so_account_find (db, draft->account_id, NULL) : NULL;

  return g_strdup (so_outlet_transport (demo, account));
}

/* What the guard says of a model's words goes where the same of the owner's would. */
static void
read_guard (SoStudio *studio, SoDb *db, const SoDraft *draft, SoCheckFacts *facts)
{
  g_autoptr (GPtrArray) findings = so_draft_guard (studio, db, draft);

  for (guint i = 0; i < findings->len; i++)
    switch (((SoGuardFinding *) g_ptr_array_index (findings, i))->kind)
      {
      case SO_GUARD_HIDDEN:
      case SO_GUARD_MARKUP: facts->hidden = TRUE; break;
      case SO_GUARD_PLACEHOLDER: facts->unfilled = TRUE; break;
      case SO_GUARD_LINK: facts->unknown_link = TRUE; break;
      case SO_GUARD_PERSON: facts->other_person = TRUE; break;
      case SO_GUARD_NUMBER:
      case SO_GUARD_FACT:
      case SO_GUARD_IDENTITY: facts->unproven = TRUE; break;
      case SO_GUARD_LANGUAGE: facts->other_language = TRUE; break;
      case SO_GUARD_EMPTY:
      case SO_GUARD_LENGTH:
      case SO_N_GUARDS: break;
      }
}

gboolean
so_check_facts_run (SoStudio *studio, SoDb *db, const SoDraft *draft, const char *transport, gboolean approved,
                    guint *failed, GError **error)
{
  gboolean demo = so_studio_is_demo (studio);
  g_autofree char *own = transport ? NULL : dup_transport (db, draft, demo), *signature = NULL;
  g_autoptr (GString) sources = g_string_new (NULL);
  SoCheckFacts facts = { .text = draft->text, .now = so_now (), .basis_at = draft->basis_at, .demo = demo, .transport = transport ? transport : own,
                         .has_template = draft->template != NULL, .advertising = !g_strcmp0 (draft->origin, "sequence") || !g_strcmp0 (draft->origin, "trial"),
                         .now_anyway = (so_checks_parse (draft->acknowledged) & 1u << SO_CHECK_NIGHT_NOW) != 0 };

  if (!so_channel_kind_parse (draft->channel, &facts.channel))
    facts.channel = SO_CHANNEL_MAIL;
  facts.newest_inbound_at = so_dispatch_newest_inbound (db, draft->thread_id, error);
  if (facts.newest_inbound_at < 0 || !read_files (studio, db, draft, &facts, error) || (approved && !read_approval (db, draft, &facts, error)))
    return FALSE;
  facts.heard_at = draft->account_id ? so_sender_heard_at (db, so_draft_get_way (draft), draft->account_id) : facts.newest_inbound_at;
  facts.by_other = facts.heard_at != facts.newest_inbound_at;
  facts.template_gone = draft->template && !so_message_template_is_usable (db, draft->account_id, draft->template);
  facts.unconfirmed_copy = approved && !so_place_is_confirmed (so_studio_get_store (studio), db);
  facts.quiet_hours = so_check_quiet_ends (studio, db, draft, facts.now) != 0;
  facts.facts_changed = read_sources (db, draft, sources);
  signature = so_signature_find (db, so_draft_get_way (draft));
  if (signature)
    g_string_append_printf (sources, "%s\n", signature);
  facts.unknown_link = has_unknown_link (db, draft, sources->str);
  facts.other_language = is_other_language (db, draft);
  facts.names_file = so_check_names_file (draft->text);
  read_people (db, draft, &facts);
  read_guard (studio, db, draft, &facts);
  *failed = so_checks_run (&facts);
  return TRUE;
}

guint
so_studio_check_draft (SoStudio *studio, const char *draft_id, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDraft) draft = NULL;
  guint failed = 0;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && draft_id, 0);

  db = so_store_read (so_studio_get_store (studio), error);
  draft = db ? so_draft_find (db, draft_id, error) : NULL;
  if (draft && !so_check_facts_run (studio, db, draft, NULL, FALSE, &failed, error))
    return 0;
  return failed;
}
