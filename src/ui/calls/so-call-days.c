/* SPDX-License-Identifier: MIT */
#include "so-call-days.h"

#include "so-age.h"
#include "so-call-entry.h"
#include "so-item.h"

struct _SoCallDays {
  GObject parent_instance;

  GListModel *calls;
  GArray *found;         /* Section: since the list was another one */
};

typedef struct {
  guint start, end;
} Section;

static void model_init (GListModelInterface *iface);
static void sections_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoCallDays, so_call_days, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, sections_init))

static GType
get_item_type (GListModel *model)
{
  return SO_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (SO_CALL_DAYS (model)->calls);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (SO_CALL_DAYS (model)->calls, position);
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gint64
time_at (SoCallDays *self, guint position)
{
  g_autoptr (SoItem) item = g_list_model_get_item (self->calls, position);
  const SoCallEntry *entry = item ? so_item_get_value (item) : NULL;

  return entry ? entry->call->started_at : 0;
}

/* The first place of @low to @high that is of another day than @time (@same), or of the same one: from there on all are. */
static guint
search (SoCallDays *self, guint low, guint high, gint64 time, gboolean same)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (so_age_same_day (time_at (self, middle), time) == same)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static Section
find_section (SoCallDays *self, guint position, guint n)
{
  gint64 time = time_at (self, position);
  guint step = 1, low = position, high = position;

  /* Days are short: in steps that double to somewhere beyond it, and then between. */
  while (low > 0 && so_age_same_day (time_at (self, low - MIN (step, low)), time))
    {
      low -= MIN (step, low);
      step *= 2;
    }
  low = low ? search (self, low - MIN (step, low), low, time, TRUE) : 0;
  step = 1;
  while (high + step < n && so_age_same_day (time_at (self, high + step), time))
    {
      high += step;
      step *= 2;
    }
  return (Section) { low, search (self, high + 1, MIN (high + step, n), time, FALSE) };
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  SoCallDays *self = SO_CALL_DAYS (model);
  guint n = g_list_model_get_n_items (self->calls);
  Section section = { n, G_MAXUINT };

  for (guint i = 0; i < self->found->len; i++)
    {
      const Section *known = &g_array_index (self->found, Section, i);

      if (position >= known->start && position < known->end)
        {
          *start = known->start, *end = known->end;
          return;
        }
    }
  if (position < n)
    {
      section = find_section (self, position, n);
      g_array_append_val (self->found, section);
    }
  *start = section.start;
  *end = section.end;
}

static void
sections_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
on_items_changed (SoCallDays *self, guint position, guint removed, guint added)
{
  g_array_set_size (self->found, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
so_call_days_dispose (GObject *object)
{
  SoCallDays *self = SO_CALL_DAYS (object);

  if (self->calls)
    g_signal_handlers_disconnect_by_data (self->calls, self);
  g_clear_object (&self->calls);
  G_OBJECT_CLASS (so_call_days_parent_class)->dispose (object);
}

static void
so_call_days_finalize (GObject *object)
{
  g_array_unref (SO_CALL_DAYS (object)->found);
  G_OBJECT_CLASS (so_call_days_parent_class)->finalize (object);
}

static void
so_call_days_class_init (SoCallDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_call_days_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_call_days_finalize;
}

static void
so_call_days_init (SoCallDays *self)
{
  self->found = g_array_new (FALSE, FALSE, sizeof (Section));
}

SoCallDays *
so_call_days_new (GListModel *calls)
{
  SoCallDays *self = g_object_new (SO_TYPE_CALL_DAYS, NULL);

  self->calls = g_object_ref (calls);
  g_signal_connect_swapped (calls, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}
