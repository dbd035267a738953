/* SPDX-License-Identifier: MIT */
#include "so-teachers.h"

#include "so-day.h"
#include "so-entity-rows.h"
#include "so-id.h"

gboolean
so_teacher_day_set (SoDb *db, const char *teacher_id, const char *day, const char *const *spans, const char *note, GError **error)
{
  g_autoptr (SoTeacher) teacher = so_entity_find (db, &so_teacher_entity, teacher_id, error);
  g_autoptr (SoTeacherDay) other = g_new0 (SoTeacherDay, 1);
  g_autofree char *id = NULL;

  if (!teacher)
    return FALSE;
  other->teacher_id = g_strdup (teacher_id);
  other->day = g_strdup (day);
  other->spans = g_strdupv ((GStrv) spans);
  other->note = g_strdup (note);
  if (!so_teacher_day_entity.check (other, error))
    return FALSE;
  id = so_id_derive (teacher_id, day);
  return so_entity_put (db, &so_teacher_day_entity, id, other, error);
}

gboolean
so_teacher_day_clear (SoDb *db, const char *teacher_id, const char *day, GError **error)
{
  g_autofree char *id = so_id_derive (teacher_id, day);

  return so_entity_remove (db, &so_teacher_day_entity, id, error);
}

GPtrArray *
so_teacher_days (SoDb *db, int first, int last, GError **error)
{
  g_autoptr (GPtrArray) all = so_entity_list (db, &so_teacher_day_entity, error);
  GPtrArray *some = all ? g_ptr_array_new_with_free_func ((GDestroyNotify) so_teacher_day_free) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    {
      SoTeacherDay *other = all->pdata[i];
      int day = SO_DAY_NONE;

      if (so_day_parse (other->day, &day) && day >= first && day <= last)
        g_ptr_array_add (some, other);
      else
        so_teacher_day_free (other);
    }
  return some;
}
