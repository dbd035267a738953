/* SPDX-License-Identifier: MIT */
#include "so-message-row.h"

#include "so-age.h"
#include "so-call-card.h"
#include "so-failure-words.h"
#include "so-message.h"
#include "so-message-owner.h"
#include "so-message-text.h"
#include "so-part-view.h"
#include "so-text.h"
#include "so-transcript-view.h"
#include "so-write-down.h"

#include <glib/gi18n.h>

#define MAX_BUBBLE 620
/* On a wide window the two sides do not drift apart. */
#define MAX_COLUMN 860
#define SPACE_SAME 3
#define SPACE_OTHER 10
/* Longer texts are cut: a pasted book must not stop the window. */
#define MAX_CHARS 20000

struct _SoMessageRow {
  GtkWidget parent_instance;

  GtkWidget *day;
  GtkWidget *bubble;       /* vertical box */
  GtkWidget *sender;
  GtkWidget *parts;        /* vertical box, filled anew for each message */
  GtkWidget *meta;
  GtkWidget *spoken;       /* the words of a sound that is here, in @parts; or NULL */

  SoStore *store;
  SoItem *item;
  gulong changed;
  gboolean group, mail;
  int space;               /* above the bubble */
};

G_DEFINE_FINAL_TYPE (SoMessageRow, so_message_row, GTK_TYPE_WIDGET)

static const SoMessage *
message_of (SoItem *item)
{
  return item ? so_item_get_value (item) : NULL;
}

static gboolean
is_end_side (SoMessageRow *self)
{
  const SoMessage *message = message_of (self->item);

  return message && message->outbound;
}

static int
bubble_width (SoMessageRow *self, int width)
{
  const SoMessage *message = message_of (self->item);
  int natural, minimum, most;

  width = MIN (width, MAX_COLUMN);
  most = message && message->system ? width - 24 : MIN (MAX_BUBBLE, width - MAX (24, width / 7));
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, most));
}

static GtkSizeRequestMode
so_message_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
so_message_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  SoMessageRow *self = SO_MESSAGE_ROW (widget);
  int day = 0, bubble = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 480;
      return;
    }
  if (for_size < 0)
    for_size = 480;
  if (gtk_widget_get_visible (self->day))
    gtk_widget_measure (self->day, orientation, for_size, NULL, &day, NULL, NULL);
  gtk_widget_measure (self->bubble, orientation, bubble_width (self, for_size), NULL, &bubble, NULL, NULL);
  *minimum = *natural = day + self->space + bubble;
}

static void
so_message_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SoMessageRow *self = SO_MESSAGE_ROW (widget);
  const SoMessage *message = message_of (self->item);
  gboolean end = is_end_side (self) != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  int column = MIN (width, MAX_COLUMN), start = (width - column) / 2;
  int day = 0, w = bubble_width (self, width), x = end ? start + column - w : start;

  if (message && message->system)
    x = (width - w) / 2;
  if (gtk_widget_get_visible (self->day))
    {
      gtk_widget_measure (self->day, GTK_ORIENTATION_VERTICAL, width, NULL, &day, NULL, NULL);
      gtk_widget_size_allocate (self->day, &(GtkAllocation) { 0, 0, width, day }, -1);
    }
  gtk_widget_size_allocate (self->bubble, &(GtkAllocation) { x, day + self->space, w, height - day - self->space }, -1);
}

static void
clear_parts (SoMessageRow *self)
{
  GtkWidget *child;

  self->spoken = NULL;
  while ((child = gtk_widget_get_first_child (self->parts)))
    gtk_box_remove (GTK_BOX (self->parts), child);
}

/* A text has a menu of its own, for what is selected in it: the same is offered there. */
static void
add_to_menu (SoMessageRow *self, GtkWidget *label, const SoMessage *message)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_("It Is Somebody Else’s…"), NULL);

  g_menu_item_set_action_and_target (item, "read.whose", "s", message->id);
  g_menu_append_item (menu, item);
  gtk_label_set_extra_menu (GTK_LABEL (label), G_MENU_MODEL (menu));
}

static GtkWidget *
text_label (const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = gtk_label_new (NULL);
  gboolean links = so_message_text_has_links (text);

  if (links)
    {
      g_autofree char *markup = so_message_text_to_markup (text);
      gtk_label_set_markup (GTK_LABEL (label), markup);
    }
  else
    {
      gtk_label_set_text (GTK_LABEL (label), text);
    }
  /* An address broken over two lines gets no hyphens that are not in it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* The row takes the focus; a text with links takes it after, so that they can be reached. */
  gtk_widget_set_focusable (label, links);
  if (so_message_text_is_emoji (text))
    gtk_widget_add_css_class (label, "big-emoji");
  return label;
}

static void
on_quote_toggled (GtkToggleButton *button, GtkWidget *quote)
{
  gtk_widget_set_visible (quote, gtk_toggle_button_get_active (button));
}

static void
add_quote (SoMessageRow *self, const char *quoted)
{
  GtkWidget *button = gtk_toggle_button_new_with_label ("…");
  GtkWidget *quote = text_label (quoted);

  gtk_widget_set_tooltip_text (button, _("Show Quoted Text"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show Quoted Text"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "quote-button");
  gtk_widget_add_css_class (quote, "dim-label");
  gtk_widget_set_visible (quote, FALSE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_quote_toggled), quote, 0);
  gtk_box_append (GTK_BOX (self->parts), button);
  gtk_box_append (GTK_BOX (self->parts), quote);
}

static void
add_text (SoMessageRow *self, const char *text)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > MAX_CHARS ? g_utf8_substring (text, 0, MAX_CHARS) : g_strdup (text);
  gsize own = self->mail ? so_message_text_own_length (cut) : strlen (cut);
  g_autofree char *visible = g_strndup (cut, own);
  const SoMessage *message = message_of (self->item);
  GtkWidget *label;

  gtk_box_append (GTK_BOX (self->parts), label = text_label (g_strstrip (visible)));
  if (message && !self->group)
    add_to_menu (self, label, message);
  if (own < strlen (cut))
    add_quote (self, g_strstrip (cut + own));
}

static gboolean
is_unsent (const SoMessage *message)
{
  return !g_strcmp0 (message->state, "unsent");
}

/* What was said in it, also where the sound itself is not kept. */
static void
add_transcript (SoMessageRow *self, const SoMessage *message)
{
  const SoPart *sound = NULL;
  gboolean spoken = FALSE;
  GtkWidget *view;

  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];

      spoken |= part->kind == SO_PART_AUDIO || part->kind == SO_PART_CALL;
      if (part->kind == SO_PART_AUDIO && part->sha256 && !sound)
        sound = part;
    }
  if (!spoken)
    return;
  gtk_box_append (GTK_BOX (self->parts), view = so_transcript_view_new ());
  so_transcript_view_set_message (SO_TRANSCRIPT_VIEW (view), NULL, message->id, sound ? sound->sha256 : NULL);
  self->spoken = sound ? view : NULL;
}

static void
fill_parts (SoMessageRow *self, const SoMessage *message)
{
  clear_parts (self);
  if (is_unsent (message))
    {
      GtkWidget *label = text_label (_("This message was taken back"));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->parts), label);
      return;
    }
  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];
      GtkWidget *card = part->kind == SO_PART_CALL ? so_call_card_new (self->store, message->id) : NULL;

      if (part->kind != SO_PART_TEXT)
        gtk_box_append (GTK_BOX (self->parts), card ? card : so_part_view_new (self->store, part));
      if (part->text && *part->text && so_part_view_has_caption (part))
        add_text (self, part->text);
    }
  if (!gtk_widget_get_first_child (self->parts))
    gtk_box_append (GTK_BOX (self->parts), text_label (message->text));
  add_transcript (self, message);
}

/* What became of an outgoing message, in words: no tick marks to be read with the glasses on. */
static const char *
state_words (const SoMessage *message)
{
  if (message->practice && g_strcmp0 (message->state, "failed"))
    return _("Practice");
  if (!g_strcmp0 (message->state, "read"))
    return _("Read");
  if (!g_strcmp0 (message->state, "delivered"))
    return _("Delivered");
  if (!g_strcmp0 (message->state, "failed"))
    return _("Not sent");
  if (!g_strcmp0 (message->state, "accepted") && !message->imported)
    return _("Sent");
  return NULL;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A voice note has no text, yet it is not nothing: "Voice note PTT-0002.opus". */
static char *
dup_spoken (const SoMessage *message)
{
  g_autoptr (GString) spoken = g_string_new (NULL);

  if (is_unsent (message))
    return g_strdup (_("This message was taken back"));
  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];

      if (part->kind == SO_PART_TEXT)
        continue;
      g_string_append_printf (spoken, "%s%s", spoken->len ? ", " : "", so_part_view_label (part));
      if (part->name && *part->name)
        g_string_append_printf (spoken, " %s", part->name);
    }
  if (*message->text)
    {
      g_autofree char *snippet = so_text_snippet (message->text, 300);

      g_string_append_printf (spoken, "%s%s", spoken->len ? ", " : "", snippet);
    }
  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

static void
name_row (SoMessageRow *self, const SoMessage *message, const char *time)
{
  g_autofree char *snippet = dup_spoken (message);
  g_autofree char *name = NULL;

  if (message->system)
    name = g_strdup (snippet);
  else if (message->outbound)
    name = g_strdup_printf (_("You, %s: %s"), time, snippet);
  else
    name = g_strdup_printf (_("%s, %s: %s"), message->sender, time, snippet);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* "❤️ 👍 · 12:40 · Edited · Read" */
static char *
dup_meta (const SoMessage *message, const char *time)
{
  g_autofree char *reactions = g_strjoinv (" ", message->reactions);
  g_autofree char *failure = so_failure_words (message);
  const char *state = message->outbound ? state_words (message) : NULL;
  GString *meta = g_string_new (reactions);

  if (so_reaction_words (message))
    g_string_append_printf (meta, " %s", so_reaction_words (message));
  g_string_append_printf (meta, "%s%s", meta->len ? " · " : "", time);
  if (message->edited_at)
    g_string_append_printf (meta, " · %s", _("Edited"));
  if (message->segments > 1)
    {
      g_autofree char *segments = g_strdup_printf (ngettext ("%u SMS", "%u SMS", message->segments), message->segments);
      g_string_append_printf (meta, " · %s", segments);
    }
  if (state)
    g_string_append_printf (meta, " · %s", state);
  if (failure)
    g_string_append_printf (meta, ". %s", failure);
  return g_string_free_and_steal (meta);
}

static void
show_message (SoMessageRow *self, const SoMessage *message, const SoMessage *previous)
{
  gboolean new_day = !previous || !so_age_same_day (previous->sent_at, message->sent_at);
  gboolean same = previous && !new_day && previous->outbound == message->outbound && previous->system == message->system &&
                  !g_strcmp0 (previous->sender, message->sender);
  g_autofree char *day = new_day ? so_age_dup_day (message->sent_at) : NULL;
  g_autofree char *time = so_age_dup_time (message->sent_at);
  g_autofree char *meta = dup_meta (message, time);

  gtk_widget_set_visible (self->day, new_day);
  gtk_label_set_label (GTK_LABEL (self->day), day ? day : "");
  gtk_widget_set_visible (self->sender, self->group && !message->outbound && !message->system && !same);
  gtk_label_set_label (GTK_LABEL (self->sender), message->sender);
  gtk_label_set_label (GTK_LABEL (self->meta), meta);
  gtk_widget_set_visible (self->meta, !message->system);
  gtk_widget_set_tooltip_text (self->meta, message->failure);
  set_class (self->meta, "error", !g_strcmp0 (message->state, "failed"));
  set_class (self->bubble, "outbound", message->outbound && !message->system);
  set_class (self->bubble, "inbound", !message->outbound && !message->system);
  set_class (self->bubble, "system", message->system);
  self->space = same ? SPACE_SAME : SPACE_OTHER;
  fill_parts (self, message);
  name_row (self, message, message->edited_at || *message->reactions || message->failure ? meta : time);
}

static void
on_item_changed (SoMessageRow *self)
{
  const SoMessage *message = message_of (self->item);
  gboolean day = gtk_widget_get_visible (self->day), sender = gtk_widget_get_visible (self->sender);
  int space = self->space;

  if (!message)
    return;
  show_message (self, message, NULL);
  /* What depends on the message before stays as it was. */
  gtk_widget_set_visible (self->day, day);
  gtk_widget_set_visible (self->sender, sender);
  self->space = space;
}

static gboolean
copy_text (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoMessageRow *self = SO_MESSAGE_ROW (widget);
  const SoMessage *message = message_of (self->item);
  const char *text = message ? message->text : "";
  g_autofree char *selected = NULL;
  int from, to;

  for (GtkWidget *child = gtk_widget_get_first_child (self->parts); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_label_get_selection_bounds (GTK_LABEL (child), &from, &to))
      text = selected = g_utf8_substring (gtk_label_get_text (GTK_LABEL (child)), from, to);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  return TRUE;
}

/* A group is of everybody in it. */
static gboolean
offer_menu (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoMessageRow *self = SO_MESSAGE_ROW (widget);
  const SoMessage *message = message_of (self->item);
  gboolean write = self->spoken && !so_transcript_view_has_words (SO_TRANSCRIPT_VIEW (self->spoken)) && so_write_down_can (widget);

  if (!message || message->system || (self->group && !write))
    return FALSE;
  so_message_owner_offer (self->bubble, message->id, !self->group, write);
  return TRUE;
}

static void
on_menu_wanted (GtkGesture *gesture, int n, double x, double y, SoMessageRow *self)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  /* A text opens its own menu, in which there is Copy, too. */
  if (!GTK_IS_LABEL (at) || !gtk_label_get_selectable (GTK_LABEL (at)))
    offer_menu (GTK_WIDGET (self), NULL, NULL);
}

static void
on_clicked (GtkGestureClick *gesture, int n, double x, double y, SoMessageRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
so_message_row_dispose (GObject *object)
{
  SoMessageRow *self = SO_MESSAGE_ROW (object);

  g_clear_signal_handler (&self->changed, self->item);
  g_clear_object (&self->item);
  g_clear_object (&self->store);
  g_clear_pointer (&self->day, gtk_widget_unparent);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  G_OBJECT_CLASS (so_message_row_parent_class)->dispose (object);
}

static gboolean
so_message_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SoMessageRow *self = SO_MESSAGE_ROW (widget);

  if (!gtk_widget_get_focus_child (widget) && (!gtk_widget_has_focus (widget) || direction != GTK_DIR_TAB_FORWARD))
    return FALSE;
  /* A selectable label that takes no focus says that it took it: Tab would never leave the row. */
  return gtk_widget_child_focus (self->bubble, direction) && gtk_widget_get_focus_child (widget);
}

static void
so_message_row_class_init (SoMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_message_row_dispose;
  widget_class->get_request_mode = so_message_row_get_request_mode;
  widget_class->measure = so_message_row_measure;
  widget_class->size_allocate = so_message_row_size_allocate;
  widget_class->focus = so_message_row_focus;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_text, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, offer_menu, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, offer_menu, NULL);
  gtk_widget_class_set_css_name (widget_class, "message");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
so_message_row_init (SoMessageRow *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->day = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->day, "day");
  gtk_widget_set_parent (self->day, GTK_WIDGET (self));
  self->bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->bubble, "bubble");
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));
  self->sender = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sender), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->sender), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->sender, "caption-heading");
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->meta = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->meta), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->meta), 1);
  gtk_widget_add_css_class (self->meta, "meta");
  gtk_box_append (GTK_BOX (self->bubble), self->sender);
  gtk_box_append (GTK_BOX (self->bubble), self->parts);
  gtk_box_append (GTK_BOX (self->bubble), self->meta);
  g_signal_connect (click, "pressed", G_CALLBACK (on_clicked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu_wanted), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

GtkWidget *
so_message_row_new (SoStore *store)
{
  SoMessageRow *self = g_object_new (SO_TYPE_MESSAGE_ROW, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

void
so_message_row_bind (SoMessageRow *self, SoItem *item, SoItem *previous, gboolean group, gboolean mail)
{
  const SoMessage *message;

  g_return_if_fail (SO_IS_MESSAGE_ROW (self));

  g_clear_signal_handler (&self->changed, self->item);
  g_set_object (&self->item, item);
  self->group = group;
  self->mail = mail;
  message = message_of (item);
  if (!message)
    return;
  self->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (on_item_changed), self);
  show_message (self, message, message_of (previous));
}
