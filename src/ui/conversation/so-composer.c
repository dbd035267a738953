/* SPDX-License-Identifier: MIT */
#include "so-composer.h"

#include "so-list-verbs.h"
#include "so-popover.h"
#include "so-template.h"
#include "so-text.h"
#include "so-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNIPPET 80
#define SHOWN 50     /* rows; more are found by typing */

typedef struct {
  GtkTextView *text;
  GtkWidget *parent;
  SoComposerContext context;
  gpointer owner;
} Composer;

/* The open list. */
typedef struct {
  Composer *composer;      /* lives as long as the text */
  GtkListBox *list;
  GtkWidget *nothing;
  GPtrArray *templates;    /* SoReplyTemplate of the rows */
  char typed[2];           /* what opened it */
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_clear_pointer (&choosing->templates, g_ptr_array_unref);
  g_free (choosing);
}

/* From the caret on; then what is not filled in is selected. FALSE where all is. */
static gboolean
select_gap (GtkTextView *text, GtkTextIter *from)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  GtkTextIter start = *from, end;
  g_autofree char *rest = NULL;
  gsize at, length;

  gtk_text_buffer_get_end_iter (buffer, &end);
  rest = gtk_text_buffer_get_text (buffer, from, &end, TRUE);
  if (!so_template_find_missing (rest, &at, &length))
    return FALSE;
  gtk_text_iter_forward_chars (&start, (int) g_utf8_strlen (rest, (gssize) at));
  end = start;
  gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (rest + at, (gssize) length));
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_view_scroll_mark_onscreen (text, gtk_text_buffer_get_insert (buffer));
  return TRUE;
}

static void
insert (Composer *composer, const char *filled)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (composer->text);
  GtkTextIter iter;
  int offset;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&iter);
  gtk_text_buffer_insert (buffer, &iter, filled, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_widget_grab_focus (GTK_WIDGET (composer->text));
  select_gap (composer->text, &iter);
}

static void
take (GtkWidget *widget, guint position)
{
  Choosing *choosing = so_popover_data (widget);
  Composer *composer = choosing->composer;
  SoStudio *studio;
  const char *thread_id;
  g_autoptr (GError) error = NULL;
  g_autofree char *filled = NULL;

  if (position >= choosing->templates->len || !composer->context (composer->owner, &studio, &thread_id))
    return;
  filled = so_studio_fill_template (studio, ((SoReplyTemplate *) g_ptr_array_index (choosing->templates, position))->id, thread_id, NULL, &error);
  so_popover_close (widget);
  if (filled)
    insert (composer, filled);
  else
    so_window_show_error (so_window_of (composer->parent), error);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row)
{
  take (GTK_WIDGET (list), (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
row_of (const SoReplyTemplate *reply)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *name = gtk_label_new (reply->name), *row = gtk_list_box_row_new ();
  g_autofree char *snippet = so_text_snippet (reply->text, SNIPPET);
  GtkWidget *text = gtk_label_new (snippet);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, reply->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, snippet, -1);
  return row;
}

static void
fill_list (Choosing *choosing, const char *query)
{
  SoStudio *studio;
  const char *thread_id;

  gtk_list_box_remove_all (choosing->list);
  g_clear_pointer (&choosing->templates, g_ptr_array_unref);
  if (choosing->composer->context (choosing->composer->owner, &studio, &thread_id))
    choosing->templates = so_studio_list_templates (studio, query);
  if (!choosing->templates)
    choosing->templates = g_ptr_array_new ();
  for (guint i = 0; i < MIN (choosing->templates->len, SHOWN); i++)
    gtk_list_box_append (choosing->list, row_of (g_ptr_array_index (choosing->templates, i)));
  gtk_list_box_select_row (choosing->list, gtk_list_box_get_row_at_index (choosing->list, 0));
  gtk_widget_set_visible (choosing->nothing, choosing->templates->len == 0);
}

static void
on_search_changed (GtkEditable *entry)
{
  Choosing *choosing = so_popover_data (GTK_WIDGET (entry));
  const char *text = gtk_editable_get_text (entry);

  /* The same key again: the character itself was meant. */
  if (!strcmp (text, choosing->typed))
    {
      Composer *composer = choosing->composer;
      char typed[2] = { choosing->typed[0], 0 };

      so_popover_close (GTK_WIDGET (entry));
      insert (composer, typed);
      return;
    }
  fill_list (choosing, text);
}

static void
on_entry_activate (GtkWidget *entry)
{
  Choosing *choosing = so_popover_data (entry);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (choosing->list);

  if (row)
    take (entry, (guint) gtk_list_box_row_get_index (row));
}

static gboolean
on_entry_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *entry)
{
  Choosing *choosing = so_popover_data (entry);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (choosing->list), *next;
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (!step || !row)
    return GDK_EVENT_PROPAGATE;
  next = gtk_list_box_get_row_at_index (choosing->list, gtk_list_box_row_get_index (row) + step);
  if (next)
    {
      gtk_list_box_select_row (choosing->list, next);
      gtk_accessible_announce (GTK_ACCESSIBLE (entry), ((SoReplyTemplate *) g_ptr_array_index (choosing->templates, (guint) gtk_list_box_row_get_index (next)))->name,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  return GDK_EVENT_STOP;
}

static void
point_to_caret (Composer *composer, GtkPopover *popover)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (composer->text);
  GtkTextIter iter;
  GdkRectangle rect;
  graphene_point_t there;
  int x, y;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (composer->text, &iter, &rect);
  gtk_text_view_buffer_to_window_coords (composer->text, GTK_TEXT_WINDOW_WIDGET, rect.x, rect.y, &x, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (composer->text), composer->parent, &GRAPHENE_POINT_INIT ((float) x, (float) y), &there))
    return;
  gtk_popover_set_pointing_to (popover, &(GdkRectangle) { (int) there.x, (int) there.y, 1, rect.height });
}

static void
open_list (Composer *composer, guint keyval)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *entry = gtk_search_entry_new (), *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new (), *nothing = gtk_label_new (_("No template found. Templates stand under Knowledge.")), *popover;
  GtkEventController *keys = gtk_event_controller_key_new ();
  Choosing *choosing = g_new0 (Choosing, 1);

  *choosing = (Choosing) { composer, GTK_LIST_BOX (list), nothing, NULL, { (char) keyval, 0 } };
  popover = so_popover_new (composer->parent, _("Insert a template"), box, choosing, (GDestroyNotify) choosing_free);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (entry), _("Template"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search templates"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Templates"), -1);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (nothing), 30);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), nothing);
  gtk_box_append (GTK_BOX (box), scroller);
  g_signal_connect (entry, "search-changed", G_CALLBACK (on_search_changed), NULL);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate), NULL);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (so_popover_close), entry);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key), entry);
  gtk_widget_add_controller (entry, keys);
  fill_list (choosing, NULL);
  point_to_caret (composer, GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

/* "and/or", "3;" are what they are: only where a word could begin. */
static gboolean
is_at_word_start (GtkTextView *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return !gtk_text_iter_backward_char (&iter) || g_unichar_isspace (gtk_text_iter_get_char (&iter));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Composer *composer)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (composer->text);
  GtkTextIter caret;
  SoStudio *studio;
  const char *thread_id;

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK) || !gtk_text_view_get_editable (composer->text))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Tab && !(modifiers & GDK_SHIFT_MASK))
    {
      /* After what is selected: that one is seen already. */
      if (!gtk_text_buffer_get_selection_bounds (buffer, NULL, &caret))
        gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
      return select_gap (composer->text, &caret);
    }
  if ((keyval != GDK_KEY_semicolon && keyval != GDK_KEY_slash) || !is_at_word_start (composer->text)
      || !composer->context (composer->owner, &studio, &thread_id))
    return GDK_EVENT_PROPAGATE;
  open_list (composer, keyval);
  return GDK_EVENT_STOP;
}

void
so_composer_attach (GtkTextView *text, GtkWidget *parent, SoComposerContext context, gpointer owner)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  Composer *composer = g_new0 (Composer, 1);

  *composer = (Composer) { text, parent, context, owner };
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (on_key_pressed), composer, (GClosureNotify) (GCallback) g_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
}
