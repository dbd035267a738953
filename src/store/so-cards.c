/* SPDX-License-Identifier: MIT */
#include "so-contacts.h"

#include <string.h>

#include "so-batch-changes.h"
#include "so-clock.h"
#include "so-contact-details.h"
#include "so-error.h"
#include "so-field-kinds.h"
#include "so-id.h"
#include "so-people.h"
#include "so-stage.h"
#include "so-tags.h"
#include "so-text.h"

/* One card on its way into the studio. */
typedef struct {
  SoDb *db;
  const SoCard *card;
  const char *country;
  const char *import_id;
  const char *undo;      /* import_id where the person was there before; NULL: they go as a whole when it is taken back */
  char *own;             /* the person whose the card's known address is: further ones come to them */
  char *id;              /* whom they are shown as: everything else comes to these */
} Arrival;

/* The person that a card is about: the first of its identities that is known. */
static char *
person_of_card (SoDb *db, const SoCard *card, const char *country)
{
  g_autoptr (SoIdentity) alias = so_identity_new (SO_IDENTITY_ALIAS, card->name, NULL);
  char *id = NULL;

  for (guint i = 0; !id && i < card->identities->len; i++)
    id = so_people_own (db, g_ptr_array_index (card->identities, i), country);
  return id || card->identities->len ? id : so_people_own (db, alias, NULL);
}

/* Somebody without number or address is the same person only under the same name of the same book. */
static char *
make_person (SoDb *db, const SoCard *card, const char *country, const char *import_id, GError **error)
{
  const SoIdentity *first = card->identities->len ? g_ptr_array_index (card->identities, 0) : NULL;
  g_autoptr (SoIdentity) identity = first ? so_identity_new (first->kind, first->value, *card->name ? card->name : NULL)
                                          : so_identity_new (SO_IDENTITY_ALIAS, card->name, card->name);

  return so_people_find_or_make (db, identity, country, card->source ? card->source : "contacts", import_id, NULL, error);
}

static gboolean
set (Arrival *a, const char *field, const char *value, GError **error)
{
  return so_batch_set (a->db, a->undo, "contact", a->id, field, value, error);
}

/* What the studio knows already stands. */
static gboolean
fill (Arrival *a, const char *field, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM contact WHERE id = ? AND %s IS NULL", field);

  return !value || !so_db_int (a->db, 0, sql, "t", a->id) || set (a, field, value, error);
}

/* "+49 30 123" becomes "Anna"; a name that stands is never replaced. */
static gboolean
fill_name (Arrival *a, gboolean *renamed, GError **error)
{
  g_autofree char *sort = so_text_fold (a->card->name);

  *renamed = *a->card->name && so_db_int (a->db, 0, "SELECT 1 FROM contact WHERE id = ?1 AND name <> ?2 AND EXISTS"
                                          " (SELECT 1 FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND value = contact.name AND kind <> 'alias')",
                                          "tt", a->id, a->card->name);
  return !*renamed || (set (a, "name", a->card->name, error) && set (a, "sort", sort, error));
}

/* Under a name that imports gave them once, or under the field's own. */
static gboolean
has_field (SoDb *db, const char *id, const char *name, const char *label)
{
  g_autofree char *folded = so_text_fold (label);

  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM contact_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name IN (?2, ?3) AND deleted_at IS NULL)"
                    " OR EXISTS (SELECT 1 FROM sensitive_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2)", "ttt", id, name, g_strstrip (folded)) != 0;
}

/* The value stays as it was written, whatever kind the field is of: what an import leaves out nobody finds again. */
static gboolean
fill_field (Arrival *a, const char *label, const char *value, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (label)), *id = NULL;
  g_autoptr (SoFieldKind) kind = NULL;

  if (!*bare || !*value)
    return TRUE;
  if (!(kind = so_field_kind_for_import (a->db, bare, a->import_id, error)))
    return FALSE;
  if (has_field (a->db, a->id, kind->name, bare))
    return TRUE;
  if (kind->sensitive)
    return so_batch_set_sensitive (a->db, a->undo, a->id, kind->name, value, error);
  id = so_id_derive (a->id, kind->name);
  return so_db_run (a->db, error, "INSERT OR IGNORE INTO contact_field (id, contact_id, name, value, created_at, updated_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)", "tttti", id, a->id, kind->name, value, so_now ()) &&
         so_batch_set (a->db, a->undo, "contact_field", id, "value", value, error) &&
         so_batch_set (a->db, a->undo, "contact_field", id, "deleted_at", NULL, error);
}

static gboolean
add_lists (Arrival *a, GError **error)
{
  const SoCard *card = a->card;

  for (guint i = 0; i < card->identities->len; i++)
    if (!so_people_add_identity (a->db, a->own, g_ptr_array_index (card->identities, i), a->country, a->import_id, error))
      return FALSE;
  for (guint i = 0; card->tags && card->tags[i]; i++)
    if (*card->tags[i] && !so_tag_set_from (a->db, "contact", a->id, card->tags[i], TRUE, "import", a->import_id, error))
      return FALSE;
  for (guint i = 0; i + 1 < card->fields->len; i += 2)
    if (!fill_field (a, card->fields->pdata[i], card->fields->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

/* Where somebody new begins on the board. Whom the studio knows stays where they are. */
static gboolean
place (Arrival *a, GError **error)
{
  SoStage stage;

  return !so_stage_parse (a->card->stage, &stage) ||
         so_db_run (a->db, error, "UPDATE contact SET stage = ? WHERE id = ?", "tt", so_stage_nick (stage), a->id);
}

static gboolean
complete (Arrival *a, GError **error)
{
  gboolean renamed = FALSE;

  if (!add_lists (a, error) || !fill (a, "notes", a->card->notes, error) || !fill (a, "birthday", a->card->birthday, error) ||
      !fill (a, "photo", a->card->photo, error) || !fill_name (a, &renamed, error))
    return FALSE;
  return renamed ? so_people_name_changed (a->db, a->id, error) : so_people_index (a->db, a->id, error);
}

gboolean
so_contact_add_card (SoDb *db, const SoCard *card, const char *country, const char *import_id, gboolean *added, GError **error)
{
  g_autofree char *own = person_of_card (db, card, country), *id = NULL;
  Arrival arrival = { db, card, country, import_id };

  *added = FALSE;
  if (!own)
    {
      if (!*card->name && card->identities->len == 0)
        return so_fail (error, SO_ERROR_CHANGE, "The card has neither a name nor a number.");
      *added = TRUE;
      own = make_person (db, card, country, import_id, error);
    }
  arrival.own = own;
  arrival.id = id = own ? so_people_root (db, own) : NULL;
  if (id && import_id && !so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND import_id = ?", "tt", id, import_id))
    arrival.undo = import_id;
  return id && (!*added || place (&arrival, error)) && complete (&arrival, error);
}

GStrv
so_contact_field_names (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT DISTINCT name FROM contact_field WHERE deleted_at IS NULL ORDER BY name", "");
}

SoCard *
so_contact_dup_card (SoDb *db, const SoContact *contact, GError **error)
{
  g_autoptr (SoCard) card = so_card_new (contact->name);
  g_autoptr (GPtrArray) fields = so_contact_fields (db, contact->id, error);

  if (!fields)
    return NULL;
  for (guint i = 0; i < contact->identities->len; i++)
    g_ptr_array_add (card->identities, so_identity_copy (contact->identities->pdata[i]));
  for (guint i = 0; i < fields->len; i++)
    so_card_add_field (card, ((SoContactField *) fields->pdata[i])->name, ((SoContactField *) fields->pdata[i])->value);
  card->notes = g_strdup (contact->notes);
  card->birthday = g_strdup (contact->birthday);
  card->tags = g_strdupv (contact->tags);
  card->stage = g_strdup (contact->stage);
  card->source = g_strdup (contact->source);
  card->source_id = g_strdup (contact->id);
  card->photo = so_db_text (db, "SELECT photo FROM contact WHERE id = ?", "t", contact->id);
  return g_steal_pointer (&card);
}

/* TRUE where the card has a number or address that the person has not. */
static gboolean
has_more_ways (SoDb *db, const char *id, const SoCard *card, const char *country)
{
  for (guint i = 0; i < card->identities->len; i++)
    {
      g_autofree char *whose = so_people_of (db, card->identities->pdata[i], country);
      if (!whose)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_more_words (SoDb *db, const char *id, const SoCard *card)
{
  gboolean more = so_db_int (db, 0, "SELECT (notes IS NULL AND ?2) OR (birthday IS NULL AND ?3) OR (photo IS NULL AND ?4) FROM contact WHERE id = ?1",
                             "tiii", id, (gint64) (card->notes != NULL), (gint64) (card->birthday != NULL), (gint64) (card->photo != NULL)) != 0;

  for (guint i = 0; !more && card->tags && card->tags[i]; i++)
    more = *card->tags[i] && !so_db_int (db, 0, "SELECT 1 FROM tagging g JOIN tag t ON t.id = g.tag_id WHERE g.target_id IN " SO_PERSON_ALL ("?1") " AND t.name = ?2 AND g.deleted_at IS NULL",
                                         "tt", id, card->tags[i]);
  for (guint i = 0; !more && i + 1 < card->fields->len; i += 2)
    {
      g_autofree char *name = so_field_name (db, card->fields->pdata[i]);
      more = *name && !has_field (db, id, name, card->fields->pdata[i]);
    }
  return more;
}

SoCardFate
so_contact_fate_of_card (SoDb *db, const SoCard *card, const char *country, char **person)
{
  g_autofree char *own = person_of_card (db, card, country);
  g_autofree char *id = own ? so_people_root (db, own) : NULL;
  g_autofree char *name = id ? so_db_text (db, "SELECT name FROM contact WHERE id = ?", "t", id) : NULL;

  *person = NULL;
  if (!id)
    return SO_CARD_NEW;
  *person = g_strdup (name);
  if (has_more_ways (db, id, card, country) || has_more_words (db, id, card) ||
      (*card->name && so_db_int (db, 0, "SELECT 1 FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND value = ?2 AND kind <> 'alias'", "tt", id, name)))
    return SO_CARD_COMPLETES;
  return SO_CARD_KNOWN;
}
