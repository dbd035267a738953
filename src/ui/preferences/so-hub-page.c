/* SPDX-License-Identifier: MIT */
#include "so-hub-page.h"

#include "so-clock.h"
#include "so-computers-group.h"
#include "so-hand-over-group.h"
#include "so-hub-words.h"
#include "so-list-verbs.h"
#include "so-minute.h"
#include "so-preferences-say.h"
#include "so-share-group.h"

#include <glib/gi18n.h>

#define MOST_ASIDE 20

struct _SoHubPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwPreferencesGroup *join, *state, *doors, *aside, *end;   /* borrowed, as all widgets */
  GtkWidget *url, *code, *pair, *status, *again;
  SoShareGroup *sharing;
  SoHandOverGroup *senders;
  SoComputersGroup *computers;
  GPtrArray *door_rows, *aside_rows;
  char *shown;                   /* the rows that there are */
  GCancellable *pairing;         /* NULL: not under way */
};

G_DEFINE_FINAL_TYPE (SoHubPage, so_hub_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
make_button_row (const char *title, GCallback activated, SoHubPage *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "activated", activated, self, G_CONNECT_SWAPPED);
  return row;
}

/* Showing ---------------------------------------------------------------------------------------- */

static void
on_copy (GtkWidget *row)
{
  SoHubPage *self = SO_HUB_PAGE (gtk_widget_get_ancestor (row, SO_TYPE_HUB_PAGE));

  const char *text = g_object_get_data (G_OBJECT (row), "so-url");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (row), text);
  so_preferences_say (GTK_WIDGET (self), *text == '<' ? _("The line was copied: paste it into your website, before </body>") : _("The address was copied"));
}

static char *
try_job (SoStudio *studio, gpointer data, GError **error)
{
  so_studio_try_hub (studio, data, NULL, error);
  return NULL;
}

/* "https://hub.example.org/hook/whatsapp", when something came by it, and what a test of it said. */
static void
show_door (GtkWidget *row, const char *last)
{
  const char *url = g_object_get_data (G_OBJECT (row), "so-url"), *tried = g_object_get_data (G_OBJECT (row), "so-tried");
  g_autofree char *subtitle = g_strconcat (url, "\n", last, tried ? "\n" : NULL, tried, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static void show (SoHubPage *self);

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  GtkWidget *self = gtk_widget_get_ancestor (row, SO_TYPE_HUB_PAGE);
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error), *words = NULL;

  g_object_set_data (G_OBJECT (row), "so-trying", NULL);
  words = error ? g_strdup (error->message) : g_strdup (_("This address leads to your hub"));
  g_object_set_data_full (G_OBJECT (row), "so-tried", g_strdup (words), g_free);
  if (!self || !SO_HUB_PAGE (self)->studio)
    return;
  show (SO_HUB_PAGE (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (row), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_test (GtkWidget *row)
{
  SoHubPage *self = SO_HUB_PAGE (gtk_widget_get_ancestor (row, SO_TYPE_HUB_PAGE));

  /* Its button stays sensitive, or it would lose the focus. */
  if (g_object_get_data (G_OBJECT (row), "so-trying"))
    return;
  g_object_set_data (G_OBJECT (row), "so-trying", row);
  so_studio_aside_async (self->studio, try_job, g_strdup (g_object_get_data (G_OBJECT (row), "so-name")), g_free, on_tried, g_object_ref (row));
}

/* As its provider would call it: whether it leads to the hub. */
static GtkWidget *
make_test (GtkWidget *row, const char *title)
{
  GtkWidget *test = gtk_button_new_with_mnemonic (_("_Test"));
  /* Translators: %s is "WhatsApp · whatsapp-main" */
  g_autofree char *name = g_strdup_printf (_("Test the address for %s"), title);

  gtk_widget_set_valign (test, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (test, "flat");
  gtk_widget_set_tooltip_text (test, _("Call it as the provider would"));
  /* Its own label would come first. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (test), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (test), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (test, "clicked", G_CALLBACK (on_test), row);
  return test;
}

static GtkWidget *
make_door (const SoHubDoor *door)
{
  g_autofree char *title = so_hub_words_door (door), *name = NULL, *paste = so_hub_words_paste (door);
  GtkWidget *row = make_row (title, paste), *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  /* Translators: %s is "WhatsApp · whatsapp-main" */
  name = g_strdup_printf (*paste == '<' ? _("Copy the line for %s") : _("Copy the address for %s"), title);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "so-url", g_strdup (paste), g_free);
  g_object_set_data_full (G_OBJECT (row), "so-name", g_strdup (door->name), g_free);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (on_copy), row);
  /* No provider calls what a website loads. */
  if (*paste != '<')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_test (row, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  return row;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

/* What is listed, so that rows stay, and with them the focus, while nothing comes or goes. */
static char *
describe (const GPtrArray *doors, const GPtrArray *aside)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < doors->len; i++)
    g_string_append_printf (text, "%s\n", ((SoHubDoor *) doors->pdata[i])->url);
  for (guint i = 0; i < aside->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " %d\n", ((SoHubNews *) aside->pdata[i])->n, ((SoHubNews *) aside->pdata[i])->reason);
  return g_string_free_and_steal (text);
}

static void
make_rows (SoHubPage *self, const GPtrArray *doors, const GPtrArray *aside, gint64 now)
{
  clear_rows (self->doors, self->door_rows);
  clear_rows (self->aside, self->aside_rows);
  for (guint i = 0; i < doors->len; i++)
    add_row (self->doors, self->door_rows, make_door (doors->pdata[i]));
  for (guint i = 0; i < aside->len; i++)
    {
      const SoHubNews *news = aside->pdata[i];
      g_autofree char *title = so_hub_words_news (news, now);

      add_row (self->aside, self->aside_rows, make_row (title, so_hub_aside_sentence (news->reason)));
    }
}

static void
show_lists (SoHubPage *self, gboolean paired, gint64 now)
{
  guint n = 0;
  g_autoptr (GPtrArray) doors = so_studio_list_hub_doors (self->studio), aside = so_studio_list_hub_aside (self->studio, MOST_ASIDE, &n);
  g_autofree char *shown = describe (doors, aside), *words = NULL;

  if (g_strcmp0 (shown, self->shown))
    {
      make_rows (self, doors, aside, now);
      g_set_str (&self->shown, shown);
    }
  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];
      g_autofree char *last = so_hub_words_last (door, now);

      show_door (self->door_rows->pdata[i], last);
    }
  words = g_strdup_printf (g_dngettext (NULL, "%u event could be given to no account. It is kept, and tried again when accounts change.",
                                        "%u events could be given to no account. They are kept, and tried again when accounts change.", n), n);
  adw_preferences_group_set_description (self->aside, words);
  /* Its button goes with the last event. */
  if (!n && gtk_widget_get_focus_child (GTK_WIDGET (self->aside)))
    gtk_widget_grab_focus (self->status);
  gtk_widget_set_visible (GTK_WIDGET (self->aside), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->doors), paired);
  adw_preferences_group_set_description (self->doors, doors->len ? _("Give each of these to its provider, as where messages are to be sent, and the line to your website.")
                                                                 : _("The hub has no address for this studio yet: set one up in its hub.conf."));
}

static void
show (SoHubPage *self)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  gboolean lost = link && link->error && link->error_kind == SO_ERROR_SIGN_IN;
  g_autofree char *words = so_hub_words_state (link, so_now ()), *name = link ? so_hub_words_name (link) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->join), !link || lost);
  gtk_widget_set_visible (GTK_WIDGET (self->state), link != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->end), link != NULL);
  if (link)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->status), words);
      gtk_widget_set_visible (self->again, link->error && !lost);
    }
  if (lost && !*gtk_editable_get_text (GTK_EDITABLE (self->url)))
    gtk_editable_set_text (GTK_EDITABLE (self->url), link->url);
  show_lists (self, link != NULL, so_now ());
}

/* Doing ------------------------------------------------------------------------------------------ */

typedef struct {
  char *url, *code;
  GCancellable *cancellable;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->url);
  g_free (wish->code);
  g_object_unref (wish->cancellable);
  g_free (wish);
}

static char *
pair_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_pair_hub (studio, wish->url, wish->code, NULL, wish->cancellable, error);
  return NULL;
}

static void
on_paired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHubPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  g_clear_object (&self->pairing);
  gtk_widget_set_sensitive (self->pair, TRUE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->studio)
    return;
  if (error)
    {
      so_preferences_say (GTK_WIDGET (self), error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  show (self);
  gtk_widget_grab_focus (self->status);
  so_preferences_say (GTK_WIDGET (self), _("This computer is connected to the hub"));
  so_hand_over_group_offer (self->senders);
}

static void
on_pair (SoHubPage *self)
{
  Wish *wish;

  if (self->pairing)
    return;
  self->pairing = g_cancellable_new ();
  wish = g_new0 (Wish, 1);
  wish->url = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->url)));
  wish->code = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code)));
  wish->cancellable = g_object_ref (self->pairing);
  gtk_widget_set_sensitive (self->pair, FALSE);
  so_studio_aside_async (self->studio, pair_job, wish, wish_free, on_paired, g_object_ref (self));
}

static char *
ask_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);

  /* What is wrong stands with the link, by who reads it. */
  if (link)
    so_studio_ask_hub (studio, NULL);
  return NULL;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHubPage) self = user_data;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, NULL);

  if (self->studio)
    show (self);
}

static void
ask (SoHubPage *self)
{
  so_studio_aside_async (self->studio, ask_job, NULL, NULL, on_asked, g_object_ref (self));
}

static char *
retry_job (SoStudio *studio, gpointer data, GError **error)
{
  SoHubCounts counts = { 0 };

  if (!so_studio_retry_hub (studio, 0, &counts, error))
    return NULL;
  return g_strdup_printf (counts.aside ? g_dngettext (NULL, "%u event has still no account", "%u events have still no account", counts.aside)
                                       : _("All of them are in your Inbox now"), counts.aside);
}

static void
on_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHubPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  show (self);
  if (error || note)
    so_preferences_say (GTK_WIDGET (self), error ? error->message : note);
}

static void
on_retry (SoHubPage *self)
{
  so_studio_aside_async (self->studio, retry_job, NULL, NULL, on_said, g_object_ref (self));
}

static char *
leave_job (SoStudio *studio, gpointer data, GError **error)
{
  char *note = NULL;

  so_studio_leave_hub (studio, &note, error);
  return note;
}

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHubPage) self = user_data;

  if (self->studio && g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "disconnect"))
    so_studio_aside_async (self->studio, leave_job, NULL, NULL, on_said, g_object_ref (self));
}

static void
on_leave (SoHubPage *self)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Disconnect Hub?"), _("What comes in while this computer is off stays at the hub and is not read here any "
                                                                            "more. All messages that are here stay."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "disconnect", _("_Disconnect"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "disconnect", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_agreed, g_object_ref (self));
}

/* Making it -------------------------------------------------------------------------------------- */

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
make_entry (const char *title, SoHubPage *self)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (on_pair), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
add_join (SoHubPage *self)
{
  adw_preferences_group_set_description (self->join, _("A hub is a small program on a computer that is always on. Providers tell it what your customers write, it keeps "
                                                       "that, and hands it to this computer as soon as it is on: nothing is lost. WhatsApp can be received by no other "
                                                       "way. Who runs your hub gives you its address and a code."));
  self->url = make_entry (_("Address of the Hub"), self);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->url), GTK_INPUT_PURPOSE_URL);
  self->code = make_entry (_("Code"), self);
  self->pair = make_button_row (_("_Connect"), G_CALLBACK (on_pair), self);
  adw_preferences_group_add (self->join, self->url);
  adw_preferences_group_add (self->join, self->code);
  adw_preferences_group_add (self->join, self->pair);
}

static void
fill (SoHubPage *self, AdwPreferencesPage *page)
{
  GtkWidget *retry = gtk_button_new_with_mnemonic (_("_Try Again")), *leave;

  self->join = add_group (page, NULL);
  self->state = add_group (page, NULL);
  self->sharing = g_object_new (SO_TYPE_SHARE_GROUP, NULL);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->sharing));
  self->senders = g_object_new (SO_TYPE_HAND_OVER_GROUP, NULL);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->senders));
  self->computers = g_object_new (SO_TYPE_COMPUTERS_GROUP, NULL);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->computers));
  self->doors = add_group (page, _("Addresses for Providers"));
  self->aside = add_group (page, _("Set Aside"));
  self->end = add_group (page, NULL);
  add_join (self);
  self->status = make_row ("", "");
  gtk_widget_set_focusable (self->status, TRUE);
  self->again = gtk_button_new_with_mnemonic (_("_Ask Now"));
  gtk_widget_set_valign (self->again, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->status), self->again);
  adw_preferences_group_add (self->state, self->status);
  gtk_widget_set_valign (retry, GTK_ALIGN_CENTER);
  g_signal_connect_object (retry, "clicked", G_CALLBACK (on_retry), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->aside, retry);
  leave = make_button_row (_("_Disconnect…"), G_CALLBACK (on_leave), self);
  gtk_widget_add_css_class (leave, "destructive-action");
  adw_preferences_group_add (self->end, leave);
}

/* Who leaves does not wait for a hub that does not answer. */
static void
so_hub_page_hidden (AdwNavigationPage *page)
{
  SoHubPage *self = SO_HUB_PAGE (page);

  if (self->pairing)
    g_cancellable_cancel (self->pairing);
}

static void
so_hub_page_dispose (GObject *object)
{
  SoHubPage *self = SO_HUB_PAGE (object);

  so_hub_page_hidden (ADW_NAVIGATION_PAGE (self));
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_hub_page_parent_class)->dispose (object);
}

static void
so_hub_page_finalize (GObject *object)
{
  SoHubPage *self = SO_HUB_PAGE (object);

  g_ptr_array_unref (self->door_rows);
  g_ptr_array_unref (self->aside_rows);
  g_free (self->shown);
  g_clear_object (&self->pairing);
  G_OBJECT_CLASS (so_hub_page_parent_class)->finalize (object);
}

static gboolean
so_hub_page_grab_focus (GtkWidget *widget)
{
  SoHubPage *self = SO_HUB_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->join)) ? self->url : self->status);
}

static void
so_hub_page_class_init (SoHubPageClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = so_hub_page_grab_focus;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = so_hub_page_hidden;
  G_OBJECT_CLASS (klass)->dispose = so_hub_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_hub_page_finalize;
}

static void
so_hub_page_init (SoHubPage *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->door_rows = g_ptr_array_new ();
  self->aside_rows = g_ptr_array_new ();
  fill (self, ADW_PREFERENCES_PAGE (page));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Hub"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

/* Who was quicker than the page slid in types on where she is. */
static void
on_shown (GtkWidget *page)
{
  if (!gtk_widget_get_focus_child (page))
    gtk_widget_grab_focus (page);
}

static void
on_store_changed (SoHubPage *self, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    show (self);
}

static void
on_minute (GtkWidget *widget)
{
  show (SO_HUB_PAGE (widget));
}

GtkWidget *
so_hub_page_new (SoStudio *studio)
{
  SoHubPage *self = g_object_new (SO_TYPE_HUB_PAGE, NULL);

  self->studio = g_object_ref (studio);
  so_share_group_set_studio (self->sharing, studio);
  so_hand_over_group_set_studio (self->senders, studio);
  so_computers_group_set_studio (self->computers, studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "shown", G_CALLBACK (on_shown), NULL);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  show (self);
  ask (self);
  return GTK_WIDGET (self);
}
