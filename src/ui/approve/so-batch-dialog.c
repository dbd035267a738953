/* SPDX-License-Identifier: MIT */
#include "so-batch-dialog.h"

#include "so-channel-kind.h"
#include "so-check-async.h"
#include "so-hub-verbs.h"
#include "so-list-verbs.h"
#include "so-lookup.h"
#include "so-member-verbs.h"
#include "so-presence-words.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* How long (ms) the hub may take to say who writes. Without it nothing is closed. */
#define PATIENCE_MS 3000

struct _SoBatchDialog {
  AdwDialog parent_instance;

  SoStudio *studio;
  GtkWidget *sent, *left_out;   /* groups */
  GtkWidget *error, *button;
  GString *ids;                 /* of the drafts, with spaces */
  guint n;                      /* of them */
  guint waiting;                /* checks on their way, and the hub */
  GStrv threads;                /* NULL: they are being checked */
  GPtrArray *here;              /* SoHubHere, of all computers; NULL: not known */
  guint patience;               /* timer */
  gboolean busy;
  GCancellable *cancellable;
};

enum { APPROVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoBatchDialog, so_batch_dialog, ADW_TYPE_DIALOG)

typedef struct {
  SoBatchDialog *dialog;
  SoDraft *draft;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->dialog);
  so_draft_free (look->draft);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
show_button (SoBatchDialog *self)
{
  g_autofree char *label = g_strdup_printf (ngettext ("_Send %u Message", "_Send %u Messages", self->n), self->n);

  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_widget_set_sensitive (self->button, self->n && !self->waiting && !self->busy);
}

static char *
dup_first_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", 2);

  return g_strdup (lines[0] ? lines[0] : "");
}

static void
add_row (GtkWidget *group, const char *name, const char *channel, const char *line, const char *check, gboolean good)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (good ? "object-select-symbolic" : "dialog-warning-symbolic");
  g_autofree char *subtitle = g_strdup_printf ("%s · %s\n%s", channel, line, check);
  g_autofree char *label = g_strdup_printf ("%s, %s: %s. %s", name, channel, line, check);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (icon, good ? "success" : "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  /* A row is called by its title alone, unless that relation goes. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_visible (group, TRUE);
}

static void
add_draft (SoBatchDialog *self, const SoDraft *draft, const char *why_not)
{
  g_autofree char *line = dup_first_line (draft->text);
  SoChannelKind kind;
  const char *channel = so_channel_kind_parse (draft->channel, &kind) ? _(so_channel_kind_label (kind)) : draft->channel;

  if (!why_not && self->n >= SO_BATCH_MOST)
    why_not = _("At most 25 at once: this one comes next time");
  add_row (why_not ? self->left_out : self->sent, draft->contact_name, channel, line,
           why_not ? why_not : _("Nothing speaks against it"), !why_not);
  if (why_not)
    return;
  g_string_append_printf (self->ids, "%s%s", self->ids->len ? " " : "", draft->id);
  self->n++;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  SoBatchDialog *self = look->dialog;
  int failed = so_check_finish (result, NULL, &error);
  guint open = failed < 0 ? 0 : so_checks_stopping (failed) | (failed & ~so_checks_parse (look->draft->acknowledged));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->waiting--;
  add_draft (self, look->draft, error ? error->message : open ? so_check_sentence (so_checks_first (open)) : NULL);
  show_button (self);
  if (!self->waiting && self->n)
    gtk_widget_grab_focus (self->button);
}

/* What is being written on another computer is decided there. Takes @draft. */
static void
leave_to (SoBatchDialog *self, SoDraft *draft, const SoHubHere *editor)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *words = so_presence_words (others, editor);

  add_draft (self, draft, words);
  so_draft_free (draft);
}

static void
add_thread (SoBatchDialog *self, const char *thread_id)
{
  SoStore *store = so_studio_get_store (self->studio);
  SoDraft *draft = so_lookup_draft_of_thread (store, thread_id);
  g_autoptr (SoThread) thread = draft ? NULL : so_lookup_thread (store, thread_id);
  const SoHubHere *editor;
  Look *look;

  if (thread)
    add_row (self->left_out, thread->contact_name, _(so_channel_kind_label (thread->channel)), "…", _("There is no draft"), FALSE);
  if (!draft)
    return;
  editor = so_hub_here_find_editor (self->here, thread_id, draft->id);
  if (editor)
    return leave_to (self, draft, editor);
  look = g_new0 (Look, 1);
  look->dialog = g_object_ref (self);
  look->draft = draft;
  self->waiting++;
  so_check_async (self->studio, draft->id, self->cancellable, on_checked, look);
}

static void
add_threads (SoBatchDialog *self)
{
  g_auto (GStrv) threads = g_steal_pointer (&self->threads);

  g_clear_handle_id (&self->patience, g_source_remove);
  for (guint i = 0; threads && threads[i]; i++)
    add_thread (self, threads[i]);
  self->waiting--;
  show_button (self);
}

/* Who is where --------------------------------------------------------------------------------- */

typedef struct {
  SoBatchDialog *dialog;
  GPtrArray *here;              /* SoHubHere */
} Asked;

static char *
list_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) here = so_studio_list_here (studio, NULL, error);

  g_ptr_array_extend_and_steal (data, here ? g_steal_pointer (&here) : g_ptr_array_new ());
  return NULL;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (SoBatchDialog) self = asked->dialog;
  g_autoptr (GPtrArray) here = asked->here;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, NULL);

  /* Too late, or nobody looks any more. */
  if (!self->threads || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->here = g_steal_pointer (&here);
  add_threads (self);
}

static gboolean
on_patience (gpointer data)
{
  SoBatchDialog *self = data;

  self->patience = 0;
  add_threads (self);
  return G_SOURCE_REMOVE;
}

/* The window knows it only of what is looked at: it is asked anew. */
static void
ask_who_writes (SoBatchDialog *self)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  Asked *asked;

  self->waiting++;
  if (!link)
    return add_threads (self);
  asked = g_new0 (Asked, 1);
  asked->dialog = g_object_ref (self);
  asked->here = g_ptr_array_new_with_free_func (so_hub_here_free);
  self->patience = g_timeout_add (PATIENCE_MS, on_patience, self);
  so_studio_aside_async (self->studio, list_job, g_ptr_array_ref (asked->here), (GDestroyNotify) g_ptr_array_unref, on_listed, asked);
}

/* Approving -------------------------------------------------------------------------------------- */

static void
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoBatchDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  self->busy = FALSE;
  if (error)
    {
      gtk_label_set_label (GTK_LABEL (self->error), error->message);
      gtk_widget_set_visible (self->error, TRUE);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      show_button (self);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[APPROVED], 0);
}

static void
confirm (SoBatchDialog *self)
{
  if (!gtk_widget_get_sensitive (self->button))
    return;
  self->busy = TRUE;
  show_button (self);
  so_studio_do_async (self->studio, SO_VERB_APPROVE_BATCH, self->ids->str, NULL, NULL, on_approved, g_object_ref (self));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoBatchDialog *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || !(modifiers & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  confirm (self);
  return GDK_EVENT_STOP;
}

static void
so_batch_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (SO_BATCH_DIALOG (dialog)->cancellable);
  g_clear_handle_id (&SO_BATCH_DIALOG (dialog)->patience, g_source_remove);
}

static void
so_batch_dialog_dispose (GObject *object)
{
  SoBatchDialog *self = SO_BATCH_DIALOG (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->threads, g_strfreev);
  g_clear_pointer (&self->here, g_ptr_array_unref);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  if (self->ids)
    g_string_free (g_steal_pointer (&self->ids), TRUE);
  G_OBJECT_CLASS (so_batch_dialog_parent_class)->dispose (object);
}

static void
so_batch_dialog_class_init (SoBatchDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_batch_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = so_batch_dialog_closed;
  signals[APPROVED] = g_signal_new ("approved", SO_TYPE_BATCH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_set_visible (group, FALSE);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
so_batch_dialog_init (SoBatchDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *page = adw_preferences_page_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->ids = g_string_new (NULL);
  self->sent = make_group (ADW_PREFERENCES_PAGE (page), _("Will Be Sent"));
  self->left_out = make_group (ADW_PREFERENCES_PAGE (page), _("Left Out"));
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_tooltip_text (self->button, _("Send (Ctrl+Enter)"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (confirm), self);
  gtk_widget_add_css_class (bar, "batch-bar");
  gtk_box_append (GTK_BOX (bar), self->error);
  gtk_box_append (GTK_BOX (bar), self->button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_dialog_set_title (ADW_DIALOG (self), _("Approve Together"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

AdwDialog *
so_batch_dialog_new (SoStudio *studio, const char *const *thread_ids)
{
  SoBatchDialog *self = g_object_new (SO_TYPE_BATCH_DIALOG, NULL);

  self->studio = g_object_ref (studio);
  self->threads = g_strdupv ((char **) thread_ids);
  ask_who_writes (self);
  show_button (self);
  return ADW_DIALOG (self);
}
