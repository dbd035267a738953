/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-inquiry.h"

#include "so-settings.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
so_inquiry_label (const SoQualify *question)
{
  return question->usual ? _(question->label) : question->label;
}

const char *
so_inquiry_words (const SoQualify *question)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i]; i++)
    if (strlen (names[i]) == 2)
      return so_qualify_words (question, names[i]);
  return so_qualify_words (question, NULL);
}

/* Where both are known and differ, it is not for this customer. */
static gboolean
is_readable (const char *words, const char *language)
{
  const char *own = so_words_language (words);

  return !own || !language || !strcmp (own, language);
}

char *
so_inquiry_of_draft (SoDb *db, const char *thread_id, const char *language, gboolean wanted)
{
  g_autofree char *on = so_setting_get (db, SO_SETTING_QUALIFY_DRAFTS);
  g_autoptr (SoQualify) next = wanted || !g_strcmp0 (on, "1") ? so_qualifying_next (db, thread_id, NULL) : NULL;
  const char *words = next ? so_qualify_words (next, language) : NULL;

  return words && (!next->ask || is_readable (words, language)) ? g_strdup (words) : NULL;
}

gboolean
so_inquiry_save (SoDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) questions = *text ? so_qualify_from_json (text, error) : NULL;

  return (!*text || questions) && so_qualifying_save (db, questions, error);
}

gboolean
so_inquiry_make_field (SoDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) questions = so_qualifying_list (db, error);

  for (guint i = 0; questions && i < questions->len; i++)
    if (!strcmp (((SoQualify *) questions->pdata[i])->name, name))
      return so_qualifying_make_field (db, questions->pdata[i], so_inquiry_label (questions->pdata[i]), error);
  return questions != NULL;
}

GPtrArray *
so_studio_list_inquiries (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *all = db ? so_qualifying_list (db, NULL) : NULL;

  return all ? all : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_answers (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *all = db ? so_qualifying_of (db, contact_id, NULL) : NULL;

  return all ? all : g_ptr_array_new ();
}
