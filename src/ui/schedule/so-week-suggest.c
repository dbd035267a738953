/* SPDX-License-Identifier: MIT */
#include "so-week-suggest.h"

struct _SoWeekSuggest {
  GObject parent_instance;

  SoWeekGrid *grid;            /* borrowed */
  char *id;                    /* of the class, or NULL */
  GPtrArray *ghosts;           /* that are shown, or NULL */
  GCancellable *asking;        /* of the one question that counts, or NULL */
};

G_DEFINE_FINAL_TYPE (SoWeekSuggest, so_week_suggest, G_TYPE_OBJECT)

enum { SHOWN, FAILED, CHOSEN, LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
forget (SoWeekSuggest *self)
{
  if (self->asking)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->ghosts, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWeekSuggest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ghosts = so_week_source_suggest_finish (SO_WEEK_SOURCE (source), result, &error);

  /* Of a question that was left: cancelled, or answered in the same moment. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->asking || self->ghosts)
    return;
  g_clear_object (&self->asking);
  if (error)
    {
      forget (self);
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SHOWN], 0, ghosts->len);
  if (!ghosts->len || !self->id)
    {
      forget (self);
      return;
    }
  self->ghosts = g_steal_pointer (&ghosts);
  so_week_grid_set_ghosts (self->grid, self->id, self->ghosts, TRUE);
}

static void
on_ghost (SoWeekSuggest *self, guint at)
{
  if (self->ghosts && at < self->ghosts->len)
    g_signal_emit (self, signals[CHOSEN], 0, self->ghosts->pdata[at]);
}

static void
so_week_suggest_dispose (GObject *object)
{
  forget (SO_WEEK_SUGGEST (object));
  G_OBJECT_CLASS (so_week_suggest_parent_class)->dispose (object);
}

static void
so_week_suggest_class_init (SoWeekSuggestClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_week_suggest_dispose;
  signals[SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_week_suggest_init (SoWeekSuggest *self)
{
}

SoWeekSuggest *
so_week_suggest_new (SoWeekGrid *grid)
{
  SoWeekSuggest *self = g_object_new (SO_TYPE_WEEK_SUGGEST, NULL);

  self->grid = grid;
  g_signal_connect_object (grid, "ghost", G_CALLBACK (on_ghost), self, G_CONNECT_SWAPPED);
  return self;
}

void
so_week_suggest_ask (SoWeekSuggest *self, SoWeekSource *source, const char *id)
{
  g_return_if_fail (SO_IS_WEEK_SUGGEST (self) && id);

  so_week_suggest_leave (self);
  self->id = g_strdup (id);
  self->asking = g_cancellable_new ();
  so_week_source_suggest_async (source, id, self->asking, on_suggested, g_object_ref (self));
}

gboolean
so_week_suggest_leave (SoWeekSuggest *self)
{
  g_return_val_if_fail (SO_IS_WEEK_SUGGEST (self), FALSE);

  if (!self->id)
    return FALSE;
  if (self->ghosts)
    so_week_grid_set_ghosts (self->grid, NULL, NULL, FALSE);
  forget (self);
  g_signal_emit (self, signals[LEFT], 0);
  return TRUE;
}

const char *
so_week_suggest_get_id (SoWeekSuggest *self)
{
  return self->id;
}
