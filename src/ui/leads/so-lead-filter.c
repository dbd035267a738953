/* SPDX-License-Identifier: MIT */
#include "so-lead-filter.h"

#include "so-clock.h"
#include "so-lead-words.h"
#include "so-lookup.h"

#include <glib/gi18n.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

enum { SOURCE, TEMPERATURE, TAG, DAYS, N_CHOICES };

struct _SoLeadChoice {
  GObject parent_instance;

  GtkMenuButton *button;     /* borrowed: it has our actions */
  SoStore *store;
  GSimpleActionGroup *actions;
  char *chosen[N_CHOICES];   /* "" for all */
};

G_DEFINE_FINAL_TYPE (SoLeadChoice, so_lead_choice, G_TYPE_OBJECT)

static guint changed;

static const char *const names[N_CHOICES] = { "source", "temperature", "tag", "days" };

static const struct { const char *nick, *label; } temperatures[] = { { "HOT", NC_("lead", "Hot") }, { "WARM", NC_("lead", "Warm") }, { "COLD", NC_("lead", "Cold") } };

static char *
dup_label (int which, const char *value)
{
  guint n = (guint) g_ascii_strtoull (value, NULL, 10);

  if (which == DAYS)
    return g_strdup_printf (ngettext ("%u day or longer", "%u days or longer", n), n);
  for (guint i = 0; which == TEMPERATURE && i < G_N_ELEMENTS (temperatures); i++)
    if (g_str_equal (temperatures[i].nick, value))
      return g_strdup (g_dpgettext2 (NULL, "lead", temperatures[i].label));
  return g_strdup (which == SOURCE ? so_lead_words_source (value) : value);
}

static void
add_item (GMenu *menu, int which, const char *value, const char *label)
{
  g_autofree char *action = g_strconcat ("board.", names[which], NULL);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static void
add_choice (GMenu *menu, int which, const char *title, const char *all, const char *const *values)
{
  g_autoptr (GMenu) choices = g_menu_new ();

  add_item (choices, which, "", all);
  for (guint i = 0; values && values[i]; i++)
    {
      g_autofree char *label = dup_label (which, values[i]);
      add_item (choices, which, values[i], label);
    }
  g_menu_append_section (menu, title, G_MENU_MODEL (choices));
}

static GMenuModel *
make_menu (SoLeadChoice *self)
{
  const char *heat[G_N_ELEMENTS (temperatures) + 1] = { NULL }, *long_ago[] = { "3", "7", "14", "30", NULL };
  g_auto (GStrv) sources = so_lookup_lead_sources (self->store), tags = so_lookup_tags (self->store);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    heat[i] = temperatures[i].nick;
  add_choice (menu, SOURCE, _("Source"), _("All Sources"), (const char *const *) sources);
  add_choice (menu, TEMPERATURE, _("Temperature"), _("Hot or Cold"), heat);
  add_choice (menu, TAG, _("Tag"), _("Whatever Tag"), (const char *const *) tags);
  add_choice (menu, DAYS, _("In Their Stage"), _("However Long"), long_ago);
  g_menu_prepend (menu, _("Show _All"), "board.all");
  return G_MENU_MODEL (menu);
}

static void
on_open (GtkMenuButton *button, gpointer self)
{
  g_autoptr (GMenuModel) menu = make_menu (self);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
show_states (SoLeadChoice *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), g_variant_new_string (self->chosen[i]));
}

static void
on_chosen (GSimpleAction *action, GVariant *value, SoLeadChoice *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    if (g_str_equal (names[i], g_action_get_name (G_ACTION (action))))
      g_set_str (&self->chosen[i], g_variant_get_string (value, NULL));
  show_states (self);
  g_signal_emit (self, changed, 0);
}

static void
on_all (SoLeadChoice *self)
{
  so_lead_choice_reset (self);
}

static void
so_lead_choice_dispose (GObject *object)
{
  SoLeadChoice *self = SO_LEAD_CHOICE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->actions);
  for (int i = 0; i < N_CHOICES; i++)
    g_clear_pointer (&self->chosen[i], g_free);
  G_OBJECT_CLASS (so_lead_choice_parent_class)->dispose (object);
}

static void
so_lead_choice_class_init (SoLeadChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_lead_choice_dispose;
  changed = g_signal_new ("changed", SO_TYPE_LEAD_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_lead_choice_init (SoLeadChoice *self)
{
  g_autoptr (GSimpleAction) all = g_simple_action_new ("all", NULL);

  self->actions = g_simple_action_group_new ();
  for (int i = 0; i < N_CHOICES; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (names[i], G_VARIANT_TYPE_STRING, g_variant_new_string (""));

      self->chosen[i] = g_strdup ("");
      g_signal_connect_object (action, "activate", G_CALLBACK (on_chosen), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_signal_connect_object (all, "activate", G_CALLBACK (on_all), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (all));
}

SoLeadChoice *
so_lead_choice_new (GtkMenuButton *button, SoStore *store)
{
  SoLeadChoice *self = g_object_new (SO_TYPE_LEAD_CHOICE, NULL);

  self->button = button;
  self->store = g_object_ref (store);
  gtk_widget_insert_action_group (GTK_WIDGET (button), "board", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_create_popup_func (button, on_open, self, NULL);
  return self;
}

void
so_lead_choice_get (SoLeadChoice *self, SoLeadFilter *filter)
{
  gint64 n = g_ascii_strtoll (self->chosen[DAYS], NULL, 10);

  filter->source = *self->chosen[SOURCE] ? self->chosen[SOURCE] : NULL;
  filter->temperature = *self->chosen[TEMPERATURE] ? self->chosen[TEMPERATURE] : NULL;
  filter->tag = *self->chosen[TAG] ? self->chosen[TAG] : NULL;
  filter->before = n ? so_now () - n * DAY : 0;
}

void
so_lead_choice_reset (SoLeadChoice *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    g_set_str (&self->chosen[i], "");
  show_states (self);
  g_signal_emit (self, changed, 0);
}

char *
so_lead_choice_dup_words (SoLeadChoice *self)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < N_CHOICES; i++)
    if (*self->chosen[i])
      {
        g_autofree char *label = dup_label (i, self->chosen[i]);
        g_string_append_printf (text, "%s%s", text->len ? " · " : "", label);
      }
  return g_string_free (text, !text->len);
}
