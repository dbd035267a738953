/* SPDX-License-Identifier: MIT */
#include "so-week-ghosts.h"

#include "so-week-block.h"
#include "so-week-fill.h"

void
so_week_ghosts_clear (SoWeekGhosts *self)
{
  for (guint i = 0; self->blocks && i < self->blocks->len; i++)
    gtk_widget_unparent (self->blocks->pdata[i]);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->of, g_free);
  self->choosing = FALSE;
}

void
so_week_ghosts_fill (SoWeekGhosts *self, GtkWidget *grid, const SoWeek *week, SoWeekLanes lanes, const SoWeekSession *session, GPtrArray *places, gboolean choosing)
{
  g_return_if_fail (!self->blocks && places);

  self->places = g_ptr_array_ref (places);
  self->blocks = g_ptr_array_new ();
  self->of = g_strdup (session->id);
  self->choosing = choosing;
  for (guint i = 0; i < places->len; i++)
    {
      GtkWidget *block = so_week_block_new (SO_WEEK_BLOCK_GHOST);

      so_week_fill_ghost (SO_WEEK_BLOCK (block), week, session->title, places->pdata[i], i + 1, lanes);
      so_week_block_number (SO_WEEK_BLOCK (block), i, places->len);
      gtk_widget_set_can_target (block, choosing);
      gtk_widget_set_focusable (block, choosing);
      gtk_widget_insert_before (block, grid, NULL);
      g_ptr_array_add (self->blocks, block);
    }
}

guint
so_week_ghosts_get_n (const SoWeekGhosts *self)
{
  return self->blocks ? self->blocks->len : 0;
}

const SoWeekPlace *
so_week_ghosts_place (const SoWeekGhosts *self, guint at)
{
  return &((SoWeekGhost *) self->places->pdata[at])->place;
}

guint
so_week_ghosts_at (const SoWeekGhosts *self, GtkWidget *grid, double x, double y)
{
  graphene_rect_t bounds;

  for (guint i = 0; i < so_week_ghosts_get_n (self); i++)
    if (gtk_widget_get_child_visible (self->blocks->pdata[i]) && gtk_widget_compute_bounds (self->blocks->pdata[i], grid, &bounds) &&
        graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
      return i;
  return G_MAXUINT;
}
