/* SPDX-License-Identifier: MIT */
#include "so-facts-view.h"

#include "so-actions.h"
#include "so-fact-dialog.h"
#include "so-focus.h"
#include "so-list-verbs.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-money.h"
#include "so-sidebar-button.h"
#include "so-text.h"

#include <glib/gi18n.h>

#define SNIPPET 160

struct _SoFactsView {
  AdwBin parent_instance;

  SoFactsKind kind;
  SoWindow *window;              /* not owned: it owns us */
  SoStudio *studio;
  SoLiveList *rows;
  GtkSingleSelection *selection;
  GtkStack *stack;
  GtkListView *list;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (SoFactsView, so_facts_view, ADW_TYPE_BIN)

static const struct {
  const char *search, *empty, *description, *add;
} words[SO_N_FACTS] = {
  [SO_FACTS_PRICES] = { N_("Search prices"), N_("No Prices Yet"), N_("Drafts quote prices from here, as they are at that moment."), N_("_Add a Price") },
  [SO_FACTS_TEMPLATES] = { N_("Search templates"), N_("No Templates Yet"),
                           N_("What you write often, with {variables}. While you write, “;” inserts one."), N_("_Add a Template") },
  [SO_FACTS_QUESTIONS] = { N_("Search questions"), N_("No Open Questions"),
                           N_("What customers ask and nothing here answers is listed here. An answer makes an entry of it."), NULL },
};

/* Rows --------------------------------------------------------------------------------------------- */

static char *
dup_title (SoFactsView *self, gpointer value)
{
  const SoPrice *price = value;
  const SoQuestion *question = value;

  if (self->kind == SO_FACTS_QUESTIONS)
    return so_text_snippet (question->text, SNIPPET);
  return g_strdup (self->kind == SO_FACTS_PRICES ? price->name : ((SoReplyTemplate *) value)->name);
}

static char *
dup_subtitle (SoFactsView *self, gpointer value)
{
  if (self->kind == SO_FACTS_PRICES)
    {
      const SoPrice *price = value;
      g_autofree char *amount = so_money_format (price->amount, price->currency, NULL);

      return g_strconcat (amount, price->unit ? " " : NULL, price->unit, NULL);
    }
  if (self->kind == SO_FACTS_TEMPLATES)
    return so_text_snippet (((SoReplyTemplate *) value)->text, SNIPPET);
  return g_strdup (((SoQuestion *) value)->contact_name);
}

static void
show_item (SoFactsView *self, GtkListItem *item)
{
  gpointer value = so_item_get_value (gtk_list_item_get_item (item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *name = dup_title (self, value), *more = dup_subtitle (self, value);

  gtk_label_set_label (GTK_LABEL (title), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), more);
  gtk_list_item_set_accessible_label (item, name ? name : "");
  gtk_list_item_set_accessible_description (item, more ? more : "");
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, SoFactsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *title = gtk_label_new (NULL), *more = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (more), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (title), self->kind == SO_FACTS_QUESTIONS);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (more, "caption");
  gtk_widget_add_css_class (more, "dim-label");
  gtk_widget_set_margin_top (title, 6);
  gtk_widget_set_margin_bottom (more, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_item_set_child (item, box);
}

static void
on_item_changed (SoItem *value, GtkListItem *item)
{
  show_item (g_object_get_data (G_OBJECT (item), "so-view"), item);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, SoFactsView *self)
{
  g_object_set_data (G_OBJECT (item), "so-view", self);
  show_item (self, item);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (on_item_changed), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, SoFactsView *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_item_changed, item);
}

/* What the owner does ------------------------------------------------------------------------------ */

static void
open_value (SoFactsView *self, gpointer value)
{
  if (self->kind == SO_FACTS_PRICES)
    so_fact_dialog_price (self->window, value);
  else if (self->kind == SO_FACTS_TEMPLATES)
    so_fact_dialog_template (self->window, value);
  else if (value)
    so_fact_dialog_question (self->window, value);
}

static void
on_row_activated (GtkListView *list, guint position, SoFactsView *self)
{
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (item)
    open_value (self, so_item_get_value (item));
}

static void
on_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_value (SO_FACTS_VIEW (widget), NULL);
}

typedef struct {
  SoFactsKind kind;
  char *id;
} Removal;

static void
removal_free (Removal *removal)
{
  g_free (removal->id);
  g_free (removal);
}

static char *
take_away (SoStudio *studio, gpointer data, GError **error)
{
  const Removal *removal = data;
  gboolean done = removal->kind == SO_FACTS_PRICES ? so_studio_delete_price (studio, removal->id, error)
                  : removal->kind == SO_FACTS_TEMPLATES ? so_studio_delete_template (studio, removal->id, error)
                                                        : so_studio_dismiss_question (studio, removal->id, error);

  return done ? g_strdup (removal->id) : NULL;
}

static void
on_taken_away (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFactsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  if (!id)
    so_window_show_error (self->window, error);
  else
    so_window_add_undo_toast (self->window, self->kind == SO_FACTS_QUESTIONS ? _("Question dismissed") : _("Removed"));
}

static void
on_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoFactsView *self = SO_FACTS_VIEW (widget);
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);
  Removal *removal;
  gpointer value;

  if (!item)
    return;
  value = so_item_get_value (item);
  removal = g_new0 (Removal, 1);
  removal->kind = self->kind;
  removal->id = g_strdup (self->kind == SO_FACTS_PRICES ? ((SoPrice *) value)->id
                          : self->kind == SO_FACTS_TEMPLATES ? ((SoReplyTemplate *) value)->id : ((SoQuestion *) value)->id);
  so_studio_job_async (self->studio, take_away, removal, (GDestroyNotify) removal_free, NULL, on_taken_away, g_object_ref (self));
}

static void
update (SoFactsView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "knowledge.delete", any);
  if (any)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!so_live_list_get_loading (self->rows))
    gtk_stack_set_visible_child_name (self->stack, *gtk_editable_get_text (self->entry) ? "none" : "empty");
}

static void
on_search_changed (SoFactsView *self)
{
  so_live_list_set_query (self->rows, gtk_editable_get_text (self->entry));
  update (self);
}

static void
on_stop_search (SoFactsView *self)
{
  gtk_editable_set_text (self->entry, "");
  so_focus_list (self->list);
}

gboolean
so_facts_view_go_back (SoFactsView *self)
{
  if (!*gtk_editable_get_text (self->entry))
    return FALSE;
  on_stop_search (self);
  return TRUE;
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
add_status (SoFactsView *self, const char *name, const char *icon, const char *title, const char *description, const char *button)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  if (button)
    {
      GtkWidget *add = gtk_button_new_with_mnemonic (button);

      gtk_widget_set_halign (add, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (add, "pill");
      gtk_widget_add_css_class (add, "suggested-action");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "knowledge.add");
      adw_status_page_set_child (ADW_STATUS_PAGE (page), add);
    }
  gtk_stack_add_named (self->stack, page, name);
}

static GtkWidget *
make_header (SoFactsView *self, GtkWidget *switcher)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), g_object_new (SO_TYPE_SIDEBAR_BUTTON, NULL));
  return header;
}

static void
add_button (GtkWidget *box, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  so_action_describe (button, action);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
}

/* Beside the search: a header bar of 360 px has no room for them. */
static void
add_buttons (SoFactsView *self, GtkWidget *box)
{
  GtkWidget *dismiss;

  if (self->kind != SO_FACTS_QUESTIONS)
    {
      add_button (box, "list-add-symbolic", "knowledge.add");
      add_button (box, "user-trash-symbolic", "knowledge.delete");
      return;
    }
  add_button (box, "object-select-symbolic", "knowledge.delete");
  dismiss = gtk_widget_get_last_child (box);
  gtk_widget_set_tooltip_text (dismiss, _("Dismiss the Question (Ctrl+D)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dismiss), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Dismiss the Question"), -1);
}

static GtkWidget *
make_list (SoFactsView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *list, *clamp = adw_clamp_scrollable_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  self->list = GTK_LIST_VIEW (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Knowledge"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (on_row_activated), self);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 720);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
make_search (SoFactsView *self)
{
  GtkWidget *entry = gtk_search_entry_new (), *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = GTK_EDITABLE (entry);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  so_keys_let_search (GTK_EDITABLE (entry));
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (entry), _(words[self->kind].search));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(words[self->kind].search), -1);
  g_signal_connect_swapped (entry, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (on_stop_search), self);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (box), entry);
  add_buttons (self, box);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_widget_set_margin_start (clamp, 9);
  gtk_widget_set_margin_end (clamp, 9);
  gtk_widget_set_margin_bottom (clamp, 6);
  return clamp;
}

static gboolean
so_facts_view_grab_focus (GtkWidget *widget)
{
  SoFactsView *self = SO_FACTS_VIEW (widget);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

  return gtk_widget_grab_focus (any ? GTK_WIDGET (self->list) : GTK_WIDGET (self->entry));
}

static void
so_facts_view_dispose (GObject *object)
{
  SoFactsView *self = SO_FACTS_VIEW (object);

  if (self->rows)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  if (self->entry)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  self->entry = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_facts_view_parent_class)->dispose (object);
}

static void
so_facts_view_class_init (SoFactsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_facts_view_dispose;
  widget_class->grab_focus = so_facts_view_grab_focus;
  gtk_widget_class_install_action (widget_class, "knowledge.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "knowledge.delete", NULL, on_delete);
}

static void
so_facts_view_init (SoFactsView *self)
{
}

GtkWidget *
so_facts_view_new (SoWindow *window, SoFactsKind kind, GtkWidget *switcher)
{
  SoLiveList *(*const news[]) (SoStore *, const char *) = {
    [SO_FACTS_PRICES] = so_live_list_new_prices, [SO_FACTS_TEMPLATES] = so_live_list_new_templates, [SO_FACTS_QUESTIONS] = so_live_list_new_questions,
  };
  SoFactsView *self = g_object_new (SO_TYPE_FACTS_VIEW, NULL);
  GtkWidget *view = adw_toolbar_view_new ();

  self->kind = kind;
  self->window = window;
  self->studio = g_object_ref (so_window_get_studio (window));
  self->rows = news[kind] (so_studio_get_store (self->studio), NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_header (self, switcher));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_search (self));
  gtk_stack_add_named (self->stack, make_list (self), "list");
  add_status (self, "empty", kind == SO_FACTS_QUESTIONS ? "object-select-symbolic" : "accessories-dictionary-symbolic", _(words[kind].empty),
              _(words[kind].description), words[kind].add ? _(words[kind].add) : NULL);
  add_status (self, "none", "system-search-symbolic", _("Nothing Found"), _("Try fewer letters."), NULL);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), view);
  if (kind == SO_FACTS_QUESTIONS)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "knowledge.add", FALSE);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

GListModel *
so_facts_view_get_model (SoFactsView *self)
{
  return G_LIST_MODEL (self->rows);
}

guint
so_facts_view_get_n_items (SoFactsView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

GtkWidget *
so_facts_view_get_list (SoFactsView *self)
{
  return GTK_WIDGET (self->list);
}
