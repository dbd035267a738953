/* SPDX-License-Identifier: MIT */
#include "so-conversation.h"

#include "so-actions.h"
#include "so-anchored-list.h"
#include "so-clock.h"
#include "so-contact-detail.h"
#include "so-due-words.h"
#include "so-face.h"
#include "so-live-list.h"
#include "so-lookup.h"
#include "so-message-owner.h"
#include "so-message-row.h"
#include "so-minute.h"
#include "so-opt-out-bar.h"
#include "so-play-keys.h"
#include "so-presence-bar.h"
#include "so-suggestion-bar.h"
#include "so-template-picker.h"
#include "so-thread-words.h"
#include "so-verb.h"
#include "so-window-bar.h"

#include <glib/gi18n.h>

/* A conversation that only flew by while the selection moved was not read. */
#define READ_AFTER_MS 700

struct _SoConversation {
  AdwBin parent_instance;

  AdwOverlaySplitView *split;
  GtkBox *edge;            /* what stands before all else in the header, also where there is little room */
  GtkBox *start;
  AdwAvatar *face;             /* shown only where there is a photo */
  AdwWindowTitle *title;
  GtkWidget *details_button, *more_button, *done_button;
  AdwBanner *banner;
  SoOptOutBar *opt_out;
  GtkStack *states;
  GtkScrolledWindow *scroller;
  SoPresenceBar *presence;
  SoWindowBar *bar;
  SoSuggestionBar *suggestion;
  SoDraftCard *card;
  AdwToolbarView *details;
  SoAnchoredList *list;
  GtkStack *beside;          /* NULL until details were shown: the person, or nobody */
  SoContactDetail *detail;
  GtkWidget *nobody;

  SoStudio *studio;
  SoThread *thread;         /* as it was when it was opened, or NULL */
  SoLiveList *messages;
  char *wanted_message;     /* to be scrolled to once it is there */
  guint reading;            /* timer to READ_AFTER_MS */
  gulong store_changed;
};

enum { PROP_0, PROP_HAS_THREAD, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { APPROVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoConversation, so_conversation, ADW_TYPE_BIN)

static GtkWidget *
make_row (gpointer user_data)
{
  SoConversation *self = user_data;

  return so_message_row_new (so_studio_get_store (self->studio));
}

static void
bind_row (GtkWidget *row, gpointer item, gpointer previous, gpointer user_data)
{
  SoConversation *self = user_data;

  so_message_row_bind (SO_MESSAGE_ROW (row), item, previous, self->thread && self->thread->group,
                       self->thread && self->thread->channel == SO_CHANNEL_MAIL);
}

static gboolean
on_seen (gpointer user_data)
{
  SoConversation *self = user_data;
  g_autoptr (SoThread) now = NULL;

  self->reading = 0;
  if (!self->thread || !gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return G_SOURCE_REMOVE;
  now = so_lookup_thread (so_studio_get_store (self->studio), self->thread->id);
  if (now && now->unread)
    so_studio_do_async (self->studio, SO_VERB_READ, self->thread->id, NULL, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
start_reading (SoConversation *self)
{
  g_clear_handle_id (&self->reading, g_source_remove);
  if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    self->reading = g_timeout_add (READ_AFTER_MS, on_seen, self);
}

static void
go_to_wanted (SoConversation *self)
{
  guint position;

  if (!self->wanted_message || !self->messages)
    return;
  position = so_live_list_find (self->messages, self->wanted_message);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  so_anchored_list_scroll_to (self->list, position, TRUE);
  g_clear_pointer (&self->wanted_message, g_free);
}

static void
on_messages_changed (SoConversation *self, guint position, guint removed, guint added)
{
  go_to_wanted (self);
  /* What arrives under the eyes of the owner is read too. */
  if (added && so_anchored_list_is_at_end (self->list))
    start_reading (self);
}

/* "WhatsApp · window closes in 3 h 12 · Subject": the subject is what may be cut off. */
static char *
dup_subtitle (const SoThread *thread, SoDueTone *tone)
{
  g_autofree char *window = so_due_words_window (thread, so_now (), tone);
  g_autoptr (GString) subtitle = g_string_new (_(so_channel_kind_label (thread->channel)));

  if (window)
    g_string_append_printf (subtitle, " · %s", window);
  if (thread->title && *thread->title)
    g_string_append_printf (subtitle, " · %s", thread->title);
  return g_string_free_and_steal (g_steal_pointer (&subtitle));
}

static void
show_header (SoConversation *self)
{
  const SoThread *thread = self->thread;
  SoDueTone tone = SO_DUE_CALM;
  g_autofree char *subtitle = thread ? dup_subtitle (thread, &tone) : NULL;

  adw_window_title_set_title (self->title, thread ? so_thread_words_person (thread) : "");
  adw_window_title_set_subtitle (self->title, subtitle ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->face), thread && !thread->group && thread->contact_photo);
  adw_avatar_set_text (self->face, thread ? so_thread_words_person (thread) : "");
  so_face_set_avatar (self->face, self->studio, thread && !thread->group ? thread->contact_photo : NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), tone == SO_DUE_SOON ? "due-late" : "due-soon");
  if (tone == SO_DUE_CALM)
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "due-late");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->title), tone == SO_DUE_SOON ? "due-soon" : "due-late");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Messages"), -1);
  so_window_bar_show (self->bar, self->studio, thread);
}

static void
on_minute (GtkWidget *self)
{
  show_header (SO_CONVERSATION (self));
}

static void
show_banner (SoConversation *self)
{
  const SoThread *thread = self->thread;
  gboolean away = thread && thread->channel != SO_CHANNEL_LOOPBACK && !so_studio_is_demo (self->studio) &&
                  !so_lookup_is_answerable (so_studio_get_store (self->studio), thread);
  g_autofree char *text = NULL;

  if (away)
    {
      if (thread->channel == SO_CHANNEL_CALL)
        text = g_strdup (_("A call is not answered in writing. To write to them, add a number or an address, or connect a channel that reaches them."));
      else if (so_lookup_is_connected (so_studio_get_store (self->studio), thread->channel))
        text = g_strdup (_("This conversation is from a file. Until its customer writes again, replies here are practice and stay on this computer."));
      else
        text = g_strdup_printf (_("%s is not connected. Replies here are practice and stay on this computer."),
                                _(so_channel_kind_label (thread->channel)));
      adw_banner_set_title (self->banner, text);
    }
  adw_banner_set_revealed (self->banner, away);
}

static void
make_details (SoConversation *self)
{
  self->beside = GTK_STACK (gtk_stack_new ());
  self->detail = g_object_new (SO_TYPE_CONTACT_DETAIL, NULL);
  self->nobody = so_message_owner_nobody_new ();
  so_contact_detail_set_studio (self->detail, self->studio);
  gtk_stack_add_child (self->beside, GTK_WIDGET (self->detail));
  gtk_stack_add_child (self->beside, self->nobody);
  adw_toolbar_view_set_content (self->details, GTK_WIDGET (self->beside));
}

/* Read only while it is shown. */
static void
show_details (SoConversation *self)
{
  if (!self->thread || !adw_overlay_split_view_get_show_sidebar (self->split))
    return;
  if (!self->beside)
    make_details (self);
  so_contact_detail_set_conversation (self->detail, self->thread->contact_id, self->thread->id);
  so_message_owner_nobody_show (self->nobody, self->thread);
  gtk_stack_set_visible_child (self->beside, self->thread->contact_id ? GTK_WIDGET (self->detail) : self->nobody);
}

static void
on_store_changed (SoStore *store, guint what, SoConversation *self)
{
  g_autofree char *before = self->thread ? g_strdup (self->thread->contact_id) : NULL;
  SoThread *thread;

  if (!self->thread || !(what & (SO_CHANGED_THREADS | SO_CHANGED_CONTACTS | SO_CHANGED_ACCOUNTS)))
    return;
  thread = so_lookup_thread (store, self->thread->id);
  if (!thread)
    return;
  so_thread_free (self->thread);
  self->thread = thread;
  show_header (self);
  if (g_strcmp0 (before, thread->contact_id))
    show_details (self);
  if (what & SO_CHANGED_ACCOUNTS)
    show_banner (self);
  so_opt_out_bar_set_thread (self->opt_out, self->studio, self->thread);
}

static void
on_approved (SoConversation *self, const char *thread_id)
{
  g_signal_emit (self, signals[APPROVED], 0, thread_id);
}

static void
on_left (SoConversation *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_draft_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *id;
    void (*run) (SoDraftCard *card);
  } runs[] = {
    { "draft.approve", so_draft_card_approve }, { "draft.send", so_draft_card_send },
    { "draft.edit", so_draft_card_edit },       { "draft.reply", so_draft_card_reply },
    { "draft.discard", so_draft_card_discard }, { "draft.redo", so_draft_card_redo },
    { "draft.why", so_draft_card_why },       { "draft.reply-all", so_draft_card_reply_all },
  };
  SoConversation *self = SO_CONVERSATION (widget);

  /* Nothing is decided about what cannot be seen. */
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->card)) && g_str_equal (action, runs[i].id))
      runs[i].run (self->card);
}

static void
on_change_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *id;
    SoVerb verb;
    const char *argument;
  } changes[] = {
    { "draft.previous-version", SO_VERB_VERSION, "previous" }, { "draft.next-version", SO_VERB_VERSION, "next" },
    { "draft.shorter", SO_VERB_REDO, "shorter" },              { "draft.warmer", SO_VERB_REDO, "warmer" },
    { "draft.offer", SO_VERB_REDO, "with offer" },          { "draft.question", SO_VERB_REDO, "with question" },
  };
  SoConversation *self = SO_CONVERSATION (widget);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->card)) && g_str_equal (action, changes[i].id))
      so_draft_card_change (self->card, changes[i].verb, changes[i].argument);
}

/* Also while she writes: what she has written is kept as a version. */
static void
on_template (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);

  if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->card)))
    {
      so_draft_card_leave (self->card);
      so_template_picker_open (widget, self->studio, self->thread->id);
    }
}

static void
on_sender (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);

  if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->card)))
    so_window_bar_choose_sender (self->bar);
}

static void
on_way (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);

  if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->card)))
    so_draft_card_way (self->card, g_str_equal (action, "draft.way-next") ? "next" : "previous");
}

static void
on_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_anchored_list_page (SO_CONVERSATION (widget)->list, g_str_equal (action, "read.page-up") ? -1 : 1);
}

static void
on_suggested (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);

  if (self->thread && gtk_widget_get_mapped (GTK_WIDGET (self->suggestion)))
    so_suggestion_bar_do (self->suggestion);
}

static void
on_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwOverlaySplitView *split = SO_CONVERSATION (widget)->split;

  adw_overlay_split_view_set_show_sidebar (split, !adw_overlay_split_view_get_show_sidebar (split));
}

static void
on_analysis (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);

  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  if (self->thread && self->detail)
    so_contact_detail_focus_insight (self->detail);
}

/* Of the whole conversation it is asked by its first message. */
static void
on_whose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoConversation *self = SO_CONVERSATION (widget);
  g_autoptr (SoItem) first = self->messages ? g_list_model_get_item (G_LIST_MODEL (self->messages), 0) : NULL;
  const char *id = g_variant_get_string (parameter, NULL);

  if (!*id && first)
    id = ((const SoMessage *) so_item_get_value (first))->id;
  if (self->thread && *id)
    so_message_owner_ask (widget, self->studio, self->thread, id);
}

/* What another computer is writing is neither changed nor sent from here, by no button and no key. */
static void
on_held (SoConversation *self)
{
  static const char *const changing[] = { "draft.approve", "draft.send", "draft.edit", "draft.reply", "draft.reply-all", "draft.discard", "draft.redo", "draft.sender", "draft.way-next",
                                          "draft.way-previous", "draft.suggested", "draft.template", "draft.previous-version", "draft.next-version", "draft.shorter",
                                          "draft.warmer", "draft.offer", "draft.question" };

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], !so_presence_bar_get_held (self->presence));
}

/* The newest message, from which the keys of the draft work too. */
static gboolean
so_conversation_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_CONVERSATION (widget)->list));
}

static void
so_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, SO_CONVERSATION (object)->thread != NULL);
}

static void
so_conversation_dispose (GObject *object)
{
  SoConversation *self = SO_CONVERSATION (object);

  if (self->studio)
    so_conversation_set_thread (self, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_CONVERSATION);
  G_OBJECT_CLASS (so_conversation_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "draft.approve", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.send", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.edit", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.reply", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.reply-all", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.discard", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.redo", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.why", NULL, on_draft_action);
  gtk_widget_class_install_action (widget_class, "draft.sender", NULL, on_sender);
  gtk_widget_class_install_action (widget_class, "draft.way-next", NULL, on_way);
  gtk_widget_class_install_action (widget_class, "draft.way-previous", NULL, on_way);
  gtk_widget_class_install_action (widget_class, "draft.suggested", NULL, on_suggested);
  gtk_widget_class_install_action (widget_class, "draft.template", NULL, on_template);
  gtk_widget_class_install_action (widget_class, "draft.previous-version", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "draft.next-version", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "draft.shorter", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "draft.warmer", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "draft.offer", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "draft.question", NULL, on_change_action);
  gtk_widget_class_install_action (widget_class, "read.page-down", NULL, on_page);
  gtk_widget_class_install_action (widget_class, "read.page-up", NULL, on_page);
  so_play_keys_install (widget_class);
  gtk_widget_class_install_action (widget_class, "read.details", NULL, on_details);
  gtk_widget_class_install_action (widget_class, "read.analysis", NULL, on_analysis);
  gtk_widget_class_install_action (widget_class, "read.whose", "s", on_whose);
}

static void
so_conversation_class_init (SoConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = so_conversation_dispose;
  object_class->get_property = so_conversation_get_property;
  widget_class->grab_focus = so_conversation_grab_focus;
  props[PROP_HAS_THREAD] = g_param_spec_boolean ("has-thread", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[APPROVED] = g_signal_new ("approved", SO_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (SO_TYPE_DRAFT_CARD);
  g_type_ensure (SO_TYPE_OPT_OUT_BAR);
  g_type_ensure (SO_TYPE_PRESENCE_BAR);
  g_type_ensure (SO_TYPE_SUGGESTION_BAR);
  g_type_ensure (SO_TYPE_WINDOW_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, SoConversation, split);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, edge);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, start);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, face);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, title);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, details_button);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, more_button);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, done_button);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, banner);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, opt_out);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, states);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, scroller);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, presence);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, bar);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, suggestion);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, card);
  gtk_widget_class_bind_template_child (widget_class, SoConversation, details);
  install_actions (widget_class);
}

static void
so_conversation_init (SoConversation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_action_describe (self->details_button, "read.details");
  so_action_describe (self->done_button, "thread.done");
  self->list = so_anchored_list_new ();
  so_anchored_list_set_rows (self->list, make_row, bind_row, self);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
  g_signal_connect_swapped (self->list, "map", G_CALLBACK (start_reading), self);
  g_signal_connect_swapped (self->card, "approved", G_CALLBACK (on_approved), self);
  g_signal_connect_swapped (self->card, "left", G_CALLBACK (on_left), self);
  so_presence_bar_set_card (self->presence, self->card);
  g_signal_connect_swapped (self->presence, "notify::held", G_CALLBACK (on_held), self);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  g_signal_connect_swapped (self->split, "notify::show-sidebar", G_CALLBACK (show_details), self);
}

GtkWidget *
so_conversation_new (void)
{
  return g_object_new (SO_TYPE_CONVERSATION, NULL);
}

static void
forget_thread (SoConversation *self)
{
  g_clear_handle_id (&self->reading, g_source_remove);
  if (self->messages)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  if (self->store_changed)
    g_clear_signal_handler (&self->store_changed, so_studio_get_store (self->studio));
  if (self->list)
    so_anchored_list_set_model (self->list, NULL);
  g_clear_object (&self->messages);
  g_clear_pointer (&self->thread, so_thread_free);
}

void
so_conversation_set_thread (SoConversation *self, SoStudio *studio, const char *thread_id, const char *message_id)
{
  SoStore *store = studio ? so_studio_get_store (studio) : NULL;

  g_return_if_fail (SO_IS_CONVERSATION (self));

  if (!g_set_str (&self->wanted_message, message_id) && self->thread && !g_strcmp0 (self->thread->id, thread_id))
    return;
  if (!self->thread || g_strcmp0 (self->thread->id, thread_id))
    {
      forget_thread (self);
      g_set_object (&self->studio, studio);
      self->thread = store && thread_id ? so_lookup_thread (store, thread_id) : NULL;
      so_draft_card_set_thread (self->card, self->thread ? studio : NULL, self->thread ? self->thread->id : NULL,
                                self->thread ? so_thread_words_person (self->thread) : NULL);
      if (self->thread)
        {
          self->messages = so_live_list_new_messages (store, self->thread->id, NULL);
          g_signal_connect_swapped (self->messages, "items-changed", G_CALLBACK (on_messages_changed), self);
          self->store_changed = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
          so_anchored_list_set_model (self->list, G_LIST_MODEL (self->messages));
        }
      gtk_widget_set_sensitive (self->done_button, self->thread != NULL);
      gtk_stack_set_visible_child_name (self->states, self->thread ? "messages" : "none");
      gtk_widget_set_visible (GTK_WIDGET (self->card), self->thread != NULL);
      show_header (self);
      show_banner (self);
      so_suggestion_bar_set_thread (self->suggestion, self->thread ? studio : NULL, self->thread ? self->thread->id : NULL);
      so_opt_out_bar_set_thread (self->opt_out, self->studio, self->thread);
      so_presence_bar_set_thread (self->presence, self->thread ? studio : NULL, self->thread ? self->thread->id : NULL);
      show_details (self);
      start_reading (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_THREAD]);
    }
  go_to_wanted (self);
}

const char *
so_conversation_get_thread_id (SoConversation *self)
{
  g_return_val_if_fail (SO_IS_CONVERSATION (self), NULL);
  return self->thread ? self->thread->id : NULL;
}

SoDraftCard *
so_conversation_get_card (SoConversation *self)
{
  return self->card;
}

void
so_conversation_add_to_header (SoConversation *self, GtkWidget *widget, gboolean always)
{
  g_return_if_fail (SO_IS_CONVERSATION (self));

  gtk_box_append (always ? self->edge : self->start, widget);
  if (always)
    gtk_widget_set_visible (GTK_WIDGET (self->edge), TRUE);
}

void
so_conversation_add_panes (SoConversation *self, GPtrArray *panes)
{
  g_return_if_fail (SO_IS_CONVERSATION (self));

  g_ptr_array_add (panes, self->list);
  g_ptr_array_add (panes, self->card);
  if (adw_overlay_split_view_get_show_sidebar (self->split))
    g_ptr_array_add (panes, self->details);
}

GtkWidget *
so_conversation_get_more_button (SoConversation *self)
{
  return self->more_button;
}

void
so_conversation_slide (SoConversation *self)
{
  GtkWidget *states = GTK_WIDGET (self->states);
  gboolean again = gtk_widget_has_css_class (states, "slide-a");

  g_return_if_fail (SO_IS_CONVERSATION (self));
  /* The same class twice would not start it anew. */
  gtk_widget_remove_css_class (states, again ? "slide-a" : "slide-b");
  gtk_widget_add_css_class (states, again ? "slide-b" : "slide-a");
}
