/* SPDX-License-Identifier: MIT */
#include "so-advice-group.h"

#include "so-advice-row.h"

#include <glib/gi18n.h>

struct _SoAdviceGroup {
  AdwPreferencesGroup parent_instance;

  gboolean with_leads;
  GPtrArray *rows;       /* borrowed */
  GPtrArray *advices;    /* SoAdvice, of the rows */
  char *shown;           /* what they show */
};

G_DEFINE_FINAL_TYPE (SoAdviceGroup, so_advice_group, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (SoAdviceGroup *self, const SoAdvice *advice)
{
  GtkWidget *row = so_advice_row_new (advice);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (GPtrArray *advices)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < advices->len; i++)
    {
      const SoAdvice *advice = advices->pdata[i];

      g_string_append_printf (all, "%s\n%s\n%s\n", advice->title, advice->detail ? advice->detail : "", advice->target ? advice->target : "");
    }
  return g_string_free_and_steal (all);
}

void
so_advice_group_show (SoAdviceGroup *self, const SoOverview *overview)
{
  g_autoptr (GPtrArray) advices = so_advice_list (overview);
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_ADVICE_GROUP (self));

  for (guint i = advices->len; !self->with_leads && i-- > 0;)
    if (((const SoAdvice *) advices->pdata[i])->kind == SO_ADVICE_HOT_LEADS)
      g_ptr_array_remove_index (advices, i);
  signature = dup_signature (advices);
  /* The focus may be on one of them. */
  if (!g_set_str (&self->shown, signature))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->advices, g_ptr_array_unref);
  self->advices = g_steal_pointer (&advices);
  for (guint i = 0; i < self->advices->len; i++)
    add_row (self, self->advices->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->advices->len > 0);
}

static void
so_advice_group_finalize (GObject *object)
{
  SoAdviceGroup *self = SO_ADVICE_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->advices, g_ptr_array_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (so_advice_group_parent_class)->finalize (object);
}

static void
so_advice_group_class_init (SoAdviceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_advice_group_finalize;
}

static void
so_advice_group_init (SoAdviceGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What the Numbers Suggest"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

SoAdviceGroup *
so_advice_group_new (gboolean with_leads)
{
  SoAdviceGroup *self = g_object_new (SO_TYPE_ADVICE_GROUP, NULL);

  self->with_leads = with_leads;
  return self;
}
