/* SPDX-License-Identifier: MIT */
#include "so-week-hints.h"

struct _SoWeekHints {
  GObject parent_instance;

  SoWeekGrid *grid;            /* borrowed */
  char *id;                    /* of the class, or NULL */
  GCancellable *asking;        /* of the question for it */
};

G_DEFINE_FINAL_TYPE (SoWeekHints, so_week_hints, G_TYPE_OBJECT)

typedef struct {
  SoWeekHints *hints;
  GCancellable *asking;
} Asked;

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (SoWeekHints) self = asked->hints;
  g_autoptr (GCancellable) asking = asked->asking;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ghosts = so_week_source_suggest_finish (SO_WEEK_SOURCE (source), result, &error);

  if (self->asking != asking)
    return;
  if (ghosts)
    so_week_grid_set_ghosts (self->grid, self->id, ghosts, FALSE);
  else
    g_debug ("No places to hint at: %s", error->message);
}

void
so_week_hints_ask (SoWeekHints *self, SoWeekSource *source, const char *id)
{
  Asked *asked;

  g_return_if_fail (SO_IS_WEEK_HINTS (self) && id);

  if (!g_strcmp0 (self->id, id))
    return;
  so_week_hints_leave (self);
  self->id = g_strdup (id);
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  *asked = (Asked) { g_object_ref (self), g_object_ref (self->asking) };
  so_week_source_suggest_async (source, id, self->asking, on_suggested, asked);
}

void
so_week_hints_leave (SoWeekHints *self)
{
  g_return_if_fail (SO_IS_WEEK_HINTS (self));

  if (!self->id)
    return;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->id, g_free);
  so_week_grid_set_ghosts (self->grid, NULL, NULL, FALSE);
}

static void
so_week_hints_dispose (GObject *object)
{
  SoWeekHints *self = SO_WEEK_HINTS (object);

  if (self->asking)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (so_week_hints_parent_class)->dispose (object);
}

static void
so_week_hints_class_init (SoWeekHintsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_week_hints_dispose;
}

static void
so_week_hints_init (SoWeekHints *self)
{
}

SoWeekHints *
so_week_hints_new (SoWeekGrid *grid)
{
  SoWeekHints *self = g_object_new (SO_TYPE_WEEK_HINTS, NULL);

  self->grid = grid;
  return self;
}
