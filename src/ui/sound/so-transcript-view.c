/* SPDX-License-Identifier: MIT */
#include "so-transcript-view.h"

#include "so-lookup.h"
#include "so-sound-desk.h"
#include "so-transcribe.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* What is heard is marked no later than this after it began. */
#define TICK_MS 50

struct _SoTranscriptView {
  AdwBin parent_instance;

  GtkLabel *source;
  GtkWidget *copy_button;
  GtkScrolledWindow *scroller;
  GtkListView *list;

  SoStudio *studio;
  SoSoundDesk *desk;          /* while it is seen and there is something to hear */
  char *message_id, *sha256;
  SoTranscript *transcript;   /* NULL: none, or not read yet */
  char *state;                /* how it stands with writing it down, where there is none; or NULL */
  GHashTable *rows;           /* position → the row that shows it now; borrowed */
  GCancellable *reading;
  int heard;                  /* the segment that is marked; -1: none */
  guint tick;
};

G_DEFINE_FINAL_TYPE (SoTranscriptView, so_transcript_view, ADW_TYPE_BIN)

static const SoSegment *
segment_at (SoTranscriptView *self, guint position)
{
  return self->transcript && position < self->transcript->segments->len ? self->transcript->segments->pdata[position] : NULL;
}

static gboolean
has_times (const SoSegment *segment)
{
  return segment->start_ms || segment->end_ms;
}

/* Words ------------------------------------------------------------------------------------------------ */

static const char *
who_words (const char *who)
{
  if (g_str_equal (who, "caller"))
    return _("Caller");
  if (g_str_equal (who, "studio"))
    return _("Studio");
  return g_str_equal (who, "assistant") ? _("Assistant") : who;
}

/* "Ana · 1:12" */
static char *
dup_head (const SoSegment *segment)
{
  g_autofree char *time = has_times (segment) ? g_strdup_printf ("%u:%02u", segment->start_ms / 60000, segment->start_ms / 1000 % 60) : NULL;
  const char *who = who_words (segment->who);

  if (*who && time)
    return g_strdup_printf ("%s · %s", who, time);
  return *who ? g_strdup (who) : g_steal_pointer (&time);
}

/* Who wrote it down is said wherever it is shown. */
static char *
dup_source (const SoTranscript *transcript, const char *host)
{
  switch (transcript->source)
    {
    case SO_TRANSCRIPT_LOCAL:
      return g_strdup (_("Written down by a program on this computer"));
    case SO_TRANSCRIPT_SERVICE:
      /* Translators: %s is the name of a computer on the internet */
      return host && *host ? g_strdup_printf (_("Written down by the service %s, to which the sound was sent"), host) : g_strdup (_("Written down by a service to which the sound was sent"));
    case SO_TRANSCRIPT_PROVIDER:
    case SO_N_TRANSCRIPT_SOURCES:
    default:
      return g_strdup (_("Written down by the telephone service"));
    }
}

/* Rows ------------------------------------------------------------------------------------------------- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_label_new (NULL), *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "caption");
  gtk_widget_add_css_class (head, "numeric");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (row), head);
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (row, "so-spoken");
  gtk_list_item_set_child (item, row);
}

/* Its list item says so to screen readers. */
static void
mark (GtkWidget *row, gboolean heard)
{
  GtkWidget *item = gtk_widget_get_parent (row);

  if (item)
    gtk_accessible_update_state (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_STATE_SELECTED, heard, -1);
  if (heard)
    gtk_widget_add_css_class (row, "heard");
  else
    gtk_widget_remove_css_class (row, "heard");
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, SoTranscriptView *self)
{
  guint position = gtk_list_item_get_position (item);
  const SoSegment *segment = segment_at (self, position);
  GtkWidget *row = gtk_list_item_get_child (item), *head = gtk_widget_get_first_child (row);
  g_autofree char *words = segment ? dup_head (segment) : NULL, *name = NULL;

  if (!segment)
    return;
  gtk_widget_set_visible (head, words != NULL);
  gtk_label_set_label (GTK_LABEL (head), words ? words : "");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), segment->text);
  name = words ? g_strdup_printf ("%s: %s", words, segment->text) : g_strdup (segment->text);
  gtk_list_item_set_accessible_label (item, name);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);
  mark (row, (int) position == self->heard);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, SoTranscriptView *self)
{
  gpointer position = GUINT_TO_POINTER (gtk_list_item_get_position (item));

  mark (gtk_list_item_get_child (item), FALSE);
  if (self->rows && g_hash_table_lookup (self->rows, position) == gtk_list_item_get_child (item))
    g_hash_table_remove (self->rows, position);
}

/* Following the sound ---------------------------------------------------------------------------------- */

static void
set_heard (SoTranscriptView *self, int heard)
{
  GtkWidget *before = self->heard >= 0 ? g_hash_table_lookup (self->rows, GINT_TO_POINTER (self->heard)) : NULL;
  GtkWidget *now = heard >= 0 ? g_hash_table_lookup (self->rows, GINT_TO_POINTER (heard)) : NULL;

  if (heard == self->heard)
    return;
  self->heard = heard;
  if (before)
    mark (before, FALSE);
  if (now)
    mark (now, TRUE);
  if (heard >= 0)
    gtk_list_view_scroll_to (self->list, (guint) heard, GTK_LIST_SCROLL_NONE, NULL);
}

static void
follow (SoTranscriptView *self)
{
  SoSound *sound = self->desk ? so_sound_desk_get_sound (self->desk, self->sha256, NULL) : NULL;
  guint64 frame = sound ? so_sound_desk_get_frame (self->desk, self->sha256) : 0;
  gboolean begun = sound && (frame || so_sound_desk_is_playing (self->desk, self->sha256));

  /* Nothing is marked that nobody listens to. */
  set_heard (self, begun && self->transcript ? so_transcript_at (self->transcript, (guint) (frame * 1000 / sound->rate)) : -1);
}

static gboolean
on_tick (gpointer self)
{
  follow (SO_TRANSCRIPT_VIEW (self));
  return G_SOURCE_CONTINUE;
}

static void
on_changed (SoTranscriptView *self, const char *sha256)
{
  gboolean playing = self->desk && so_sound_desk_is_playing (self->desk, self->sha256);

  follow (self);
  if (playing && !self->tick)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
  else if (!playing)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static void
look (SoTranscriptView *self)
{
  if (self->desk || !self->studio || !self->sha256 || !self->transcript || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->desk = g_object_ref (so_sound_desk_of (self->studio));
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "read", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, self->sha256);
}

static void
look_away (SoTranscriptView *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->desk)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
so_transcript_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_transcript_view_parent_class)->map (widget);
  look (SO_TRANSCRIPT_VIEW (widget));
}

static void
so_transcript_view_unmap (GtkWidget *widget)
{
  look_away (SO_TRANSCRIPT_VIEW (widget));
  GTK_WIDGET_CLASS (so_transcript_view_parent_class)->unmap (widget);
}

/* The sound goes on there, also one that stands still. */
static void
on_activate (SoTranscriptView *self, guint position)
{
  const SoSegment *segment = segment_at (self, position);
  SoSound *sound = self->desk ? so_sound_desk_get_sound (self->desk, self->sha256, NULL) : NULL;

  if (!segment || !sound || !has_times (segment))
    return;
  so_sound_desk_seek (self->desk, self->sha256, ((guint64) segment->start_ms * sound->rate + 999) / 1000);
  if (!so_sound_desk_is_playing (self->desk, self->sha256))
    so_sound_desk_play (self->desk, self->sha256);
}

/* Copying ---------------------------------------------------------------------------------------------- */

static void
on_copy_clicked (SoTranscriptView *self)
{
  g_autofree char *text = self->transcript ? so_transcript_dup_text (self->transcript) : NULL;

  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* Of the row that has the focus. */
static gboolean
key_copy (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoTranscriptView *self = SO_TRANSCRIPT_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gpointer position, row;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->rows);
  while (focus && g_hash_table_iter_next (&iter, &position, &row))
    if (gtk_widget_is_ancestor (row, focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
      {
        const SoSegment *segment = segment_at (self, GPOINTER_TO_UINT (position));

        if (segment)
          gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), segment->text);
        return segment != NULL;
      }
  return FALSE;
}

/* Reading ---------------------------------------------------------------------------------------------- */

typedef struct {
  SoStore *store;
  char *message_id, *host, *state;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->message_id);
  g_free (job->host);
  g_free (job->state);
  g_free (job);
}

static void
read_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SoTranscript *transcript = so_lookup_transcript (job->store, job->message_id, &job->host);

  job->state = transcript ? NULL : so_transcribe_load_state (job->store, job->message_id);
  g_task_return_pointer (task, transcript, (GDestroyNotify) so_transcript_free);
}

static gboolean
is_same (const SoTranscript *a, const SoTranscript *b)
{
  g_autofree char *one = a ? so_transcript_write_segments (a) : NULL, *other = b ? so_transcript_write_segments (b) : NULL;

  return !g_strcmp0 (one, other) && (!a || !b || a->source == b->source);
}

static void
show (SoTranscriptView *self, const char *host)
{
  GtkStringList *texts = gtk_string_list_new (NULL);
  g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (texts)));
  g_autofree char *source = self->transcript ? dup_source (self->transcript, host) : NULL;

  for (guint i = 0; segment_at (self, i); i++)
    gtk_string_list_append (texts, segment_at (self, i)->text);
  gtk_list_view_set_model (self->list, model);
  gtk_label_set_label (self->source, source ? source : self->state ? self->state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), self->transcript != NULL);
  gtk_widget_set_visible (self->copy_button, self->transcript != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->transcript ? self->transcript->segments->len > 0 : self->state != NULL);
  on_changed (self, self->sha256);
}

static void
on_transcript_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SoTranscriptView *self = SO_TRANSCRIPT_VIEW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SoTranscript) transcript = g_task_propagate_pointer (G_TASK (result), &error);

  /* Cancelled: another one is shown by now. */
  if (error)
    return;
  g_clear_object (&self->reading);
  if (is_same (transcript, self->transcript) && !g_strcmp0 (job->state, self->state))
    return;
  g_set_str (&self->state, job->state);
  look_away (self);
  self->heard = -1;
  gtk_list_view_set_model (self->list, NULL);
  g_clear_pointer (&self->transcript, so_transcript_free);
  self->transcript = g_steal_pointer (&transcript);
  show (self, job->host);
  look (self);
}

static void
start_reading (SoTranscriptView *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (!self->message_id || !self->studio)
    return;
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_transcript_read, NULL);
  job = g_new0 (Job, 1);
  job->store = g_object_ref (so_studio_get_store (self->studio));
  job->message_id = g_strdup (self->message_id);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_on_thread);
}

static void
on_store_changed (SoTranscriptView *self, guint what)
{
  if (what & (SO_CHANGED_CALLS | SO_CHANGED_MESSAGES))
    start_reading (self);
}

static void
set_studio (SoTranscriptView *self, SoStudio *studio)
{
  g_set_object (&self->studio, studio);
  if (studio)
    g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  start_reading (self);
}

/* It is not to be seen yet, so it is never mapped by itself. */
static void
so_transcript_view_root (GtkWidget *widget)
{
  SoTranscriptView *self = SO_TRANSCRIPT_VIEW (widget);
  SoWindow *window;

  GTK_WIDGET_CLASS (so_transcript_view_parent_class)->root (widget);
  window = so_window_of (widget);
  if (!self->studio && window)
    set_studio (self, so_window_get_studio (window));
}

static void
forget (SoTranscriptView *self)
{
  look_away (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  if (self->list)
    gtk_list_view_set_model (self->list, NULL);
  self->heard = -1;
  g_clear_pointer (&self->transcript, so_transcript_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_object (&self->studio);
}

/* The object ------------------------------------------------------------------------------------------- */

static void
so_transcript_view_dispose (GObject *object)
{
  SoTranscriptView *self = SO_TRANSCRIPT_VIEW (object);

  forget (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_TRANSCRIPT_VIEW);
  G_OBJECT_CLASS (so_transcript_view_parent_class)->dispose (object);
}

static void
so_transcript_view_finalize (GObject *object)
{
  SoTranscriptView *self = SO_TRANSCRIPT_VIEW (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_free (self->message_id);
  g_free (self->sha256);
  G_OBJECT_CLASS (so_transcript_view_parent_class)->finalize (object);
}

static void
so_transcript_view_class_init (SoTranscriptViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_transcript_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_transcript_view_finalize;
  widget_class->root = so_transcript_view_root;
  widget_class->map = so_transcript_view_map;
  widget_class->unmap = so_transcript_view_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-transcript-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SoTranscriptView, source);
  gtk_widget_class_bind_template_child (widget_class, SoTranscriptView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SoTranscriptView, scroller);
  gtk_widget_class_bind_template_child (widget_class, SoTranscriptView, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, key_copy, NULL);
  gtk_widget_class_set_css_name (widget_class, "transcriptview");
}

static void
so_transcript_view_init (SoTranscriptView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_hash_table_new (NULL, NULL);
  self->heard = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Transcript"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
so_transcript_view_new (void)
{
  return g_object_new (SO_TYPE_TRANSCRIPT_VIEW, NULL);
}

void
so_transcript_view_set_message (SoTranscriptView *self, SoStudio *studio, const char *message_id, const char *sha256)
{
  g_return_if_fail (SO_IS_TRANSCRIPT_VIEW (self));

  if (self->studio == studio && !g_strcmp0 (self->message_id, message_id) && !g_strcmp0 (self->sha256, sha256))
    return;
  if (!studio && gtk_widget_get_root (GTK_WIDGET (self)))
    {
      SoWindow *window = so_window_of (GTK_WIDGET (self));

      studio = window ? so_window_get_studio (window) : NULL;
    }
  forget (self);
  g_set_str (&self->message_id, message_id);
  g_set_str (&self->sha256, sha256);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  set_studio (self, studio);
}

gboolean
so_transcript_view_has_words (SoTranscriptView *self)
{
  g_return_val_if_fail (SO_IS_TRANSCRIPT_VIEW (self), FALSE);

  return self->transcript != NULL;
}
