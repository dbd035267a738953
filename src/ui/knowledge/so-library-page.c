/* SPDX-License-Identifier: MIT */
#include "so-library-page.h"

#include "so-facts-view.h"
#include "so-knowledge-page.h"
#include "so-page.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_VIEWS (1 + SO_N_FACTS)

struct _SoLibraryPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *views[N_VIEWS];       /* answers first */
  GListModel *lists[N_VIEWS];      /* borrowed from the views */
  GtkWidget *switchers[N_VIEWS];
  GtkStringList *titles;           /* "Prices · 11", shown by every switcher */
  guint current;
  gboolean filling;
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoLibraryPage, so_library_page, ADW_TYPE_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static const char *const actions[N_VIEWS] = { "knowledge.answers", "knowledge.prices", "knowledge.templates", "knowledge.questions" };
static const char *const names[N_VIEWS] = { N_("Answers"), N_("Prices"), N_("Templates"), N_("Unanswered") };

static void
show_view (SoLibraryPage *self, guint view, gboolean focus)
{
  self->current = view;
  self->filling = TRUE;
  for (guint i = 0; i < N_VIEWS; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->switchers[i]), view);
  self->filling = FALSE;
  gtk_stack_set_visible_child (self->stack, self->views[view]);
  if (focus)
    gtk_widget_grab_focus (self->views[view]);
}

static void
on_switched (GtkDropDown *switcher, GParamSpec *pspec, SoLibraryPage *self)
{
  guint selected = gtk_drop_down_get_selected (switcher);

  if (!self->filling && selected < N_VIEWS)
    show_view (self, selected, TRUE);
}

/* Splicing would move the selection: each switcher is told again which one is shown. */
static void
update_titles (SoLibraryPage *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_VIEWS; i++)
    {
      guint n = g_list_model_get_n_items (self->lists[i]);
      /* Translators: the name of a list and how many rows it has: "Prices · 11" */
      g_autofree char *title = n ? g_strdup_printf (_("%s · %u"), _(names[i]), n) : g_strdup (_(names[i]));
      const char *old = gtk_string_list_get_string (self->titles, i);

      if (g_strcmp0 (old, title))
        gtk_string_list_splice (self->titles, i, old ? 1 : 0, (const char *const[]) { title, NULL });
    }
  for (guint i = 0; i < N_VIEWS; i++)
    if (self->switchers[i])
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->switchers[i]), self->current);
  self->filling = FALSE;
}

static void
on_view_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (guint i = 0; i < N_VIEWS; i++)
    if (g_str_equal (action, actions[i]))
      show_view (SO_LIBRARY_PAGE (widget), i, TRUE);
}

static SoScope
so_library_page_get_scope (SoPage *page)
{
  return SO_SCOPE_KNOWLEDGE;
}

static GtkWidget *
so_library_page_get_target (SoPage *page)
{
  SoLibraryPage *self = SO_LIBRARY_PAGE (page);

  return self->views[self->current];
}

static gboolean
so_library_page_go_back (SoPage *page)
{
  SoLibraryPage *self = SO_LIBRARY_PAGE (page);

  return self->current ? so_facts_view_go_back (SO_FACTS_VIEW (self->views[self->current])) : so_page_go_back (self->views[0]);
}

static GPtrArray *
so_library_page_dup_panes (SoPage *page)
{
  SoLibraryPage *self = SO_LIBRARY_PAGE (page);
  GPtrArray *panes;

  if (!self->current)
    return so_page_dup_panes (self->views[0]);
  panes = g_ptr_array_new ();
  g_ptr_array_add (panes, so_facts_view_get_list (SO_FACTS_VIEW (self->views[self->current])));
  return panes;
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_library_page_get_scope;
  iface->get_target = so_library_page_get_target;
  iface->go_back = so_library_page_go_back;
  iface->dup_panes = so_library_page_dup_panes;
}

static gboolean
so_library_page_grab_focus (GtkWidget *widget)
{
  SoLibraryPage *self = SO_LIBRARY_PAGE (widget);

  return gtk_widget_grab_focus (self->views[self->current]);
}

static void
so_library_page_dispose (GObject *object)
{
  SoLibraryPage *self = SO_LIBRARY_PAGE (object);

  for (guint i = 0; i < N_VIEWS; i++)
    if (self->lists[i])
      g_signal_handlers_disconnect_by_data (self->lists[i], self);
  memset (self->lists, 0, sizeof self->lists);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->titles);
  G_OBJECT_CLASS (so_library_page_parent_class)->dispose (object);
}

static void
so_library_page_class_init (SoLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_library_page_dispose;
  widget_class->grab_focus = so_library_page_grab_focus;
  for (guint i = 0; i < N_VIEWS; i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, on_view_action);
}

static void
so_library_page_init (SoLibraryPage *self)
{
  self->titles = gtk_string_list_new (NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static GtkWidget *
switcher_new (SoLibraryPage *self)
{
  GtkWidget *switcher = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->titles)), NULL);

  gtk_widget_add_css_class (switcher, "flat");
  gtk_widget_set_tooltip_text (switcher, _("What is listed (Alt+1 to Alt+4)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (switcher), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is listed"), -1);
  g_signal_connect_object (switcher, "notify::selected", G_CALLBACK (on_switched), self, 0);
  return switcher;
}

GtkWidget *
so_library_page_new (SoWindow *window)
{
  SoLibraryPage *self = g_object_new (SO_TYPE_LIBRARY_PAGE, NULL);

  self->filling = TRUE;
  for (guint i = 0; i < N_VIEWS; i++)
    {
      self->switchers[i] = switcher_new (self);
      self->views[i] = i ? so_facts_view_new (window, (SoFactsKind) (i - 1), self->switchers[i]) : so_knowledge_page_new (window, self->switchers[i]);
      self->lists[i] = i ? so_facts_view_get_model (SO_FACTS_VIEW (self->views[i])) : so_knowledge_page_get_model (SO_KNOWLEDGE_PAGE (self->views[i]));
      gtk_stack_add_child (self->stack, self->views[i]);
      g_signal_connect_object (self->lists[i], "items-changed", G_CALLBACK (update_titles), self, G_CONNECT_SWAPPED);
    }
  update_titles (self);
  show_view (self, 0, FALSE);
  return GTK_WIDGET (self);
}

void
so_library_page_begin_entry (SoLibraryPage *self, const char *category)
{
  g_return_if_fail (SO_IS_LIBRARY_PAGE (self));

  show_view (self, 0, FALSE);
  so_knowledge_page_begin (SO_KNOWLEDGE_PAGE (self->views[0]), category);
}

void
so_library_page_show_entry (SoLibraryPage *self, const char *id)
{
  g_return_if_fail (SO_IS_LIBRARY_PAGE (self));

  show_view (self, 0, FALSE);
  so_knowledge_page_show_entry (SO_KNOWLEDGE_PAGE (self->views[0]), id);
}
