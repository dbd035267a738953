/* SPDX-License-Identifier: MIT */
#define G_LOG_DOMAIN "studio-os"
#include "so-draft-checks.h"

#include "so-arming.h"
#include "so-check-async.h"
#include "so-clock.h"

#include <glib/gi18n.h>

struct _SoDraftChecks {
  GtkBox parent_instance;

  GtkWidget *text;         /* borrowed */
  GtkWidget *first;        /* row to go to, or NULL; borrowed */
  GtkWidget *named;        /* "Send As It Is", or NULL; borrowed */
  SoStudio *studio;
  char *draft_id;          /* or NULL */
  guint failed;            /* bits 1 << SoCheck */
  char *words;             /* what a model wrote that stands nowhere, a sentence a line; or NULL */
  guint acknowledged;
  SoArming arming;
  gboolean now_anyway;     /* the owner has pressed the button that does not wait for the morning */
  gboolean point_out;
  GCancellable *checking;  /* or NULL */
  GdkFrameClock *clock;    /* NULL while no paint is waited for */
};

enum { SEND_ANYWAY, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoDraftChecks, so_draft_checks, GTK_TYPE_BOX)

static void
stop_watching (SoDraftChecks *self)
{
  if (self->clock)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static void
on_after_paint (GdkFrameClock *clock, SoDraftChecks *self)
{
  if (!self->arming.painted_at && self->text && gtk_widget_get_mapped (self->text))
    self->arming.painted_at = so_monotonic ();
  stop_watching (self);
}

static void
watch_paint (SoDraftChecks *self)
{
  GdkFrameClock *clock = self->text && self->draft_id ? gtk_widget_get_frame_clock (self->text) : NULL;

  if (!clock || self->clock || !gtk_widget_get_mapped (self->text))
    return;
  self->clock = g_object_ref (clock);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), self);
  gtk_widget_queue_draw (self->text);
}

static void
on_text_mapped (SoDraftChecks *self)
{
  if (!self->arming.painted_at)
    watch_paint (self);
}

static void
on_named_clicked (SoDraftChecks *self)
{
  self->arming.warned_at = so_monotonic ();
  g_signal_emit (self, signals[SEND_ANYWAY], 0);
}

static void
on_now_clicked (SoDraftChecks *self)
{
  self->now_anyway = TRUE;
  on_named_clicked (self);
}

/* Beside "leaves in the morning", where nothing else speaks against it. */
static void
add_now_button (SoDraftChecks *self, GtkWidget *row)
{
  GtkWidget *button = gtk_button_new_with_label (_("Send Now Anyway"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_now_clicked), self);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
make_row (SoCheck check, gboolean open)
{
  SoCheckGravity gravity = so_check_gravity (check);
  const char *sentence = so_check_sentence (check);
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "spacing", 9, "focusable", open, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (!open ? "object-select-symbolic" : gravity == SO_CHECK_WARNS ? "dialog-warning-symbolic"
                                                                                                                : "dialog-error-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "draft-check");
  gtk_widget_add_css_class (icon, !open ? "dim-label" : gravity == SO_CHECK_WARNS ? "warning" : "error");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return row;
}

static void
add_named_button (SoDraftChecks *self, GtkWidget *row)
{
  self->named = gtk_button_new_with_label (_("Send As It Is"));
  gtk_widget_add_css_class (self->named, "destructive-action");
  gtk_widget_set_valign (self->named, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->named, "clicked", G_CALLBACK (on_named_clicked), self);
  gtk_box_append (GTK_BOX (row), self->named);
}

/* Which words of it, below what is wrong with them. */
static void
show_words (SoDraftChecks *self)
{
  GtkWidget *label;

  if (!self->words)
    return;
  label = gtk_label_new (self->words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "draft-check");
  gtk_box_append (GTK_BOX (self), label);
}

/* The gravest come first, as in the enum; what was acknowledged stays in sight. */
static void
show_rows (SoDraftChecks *self)
{
  guint open = so_checks_stopping (self->failed) | (self->failed & ~self->acknowledged);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
  self->first = self->named = NULL;
  self->arming.stops = self->arming.red = self->arming.warns = FALSE;
  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    {
      gboolean is_open = (open & 1u << check) != 0;
      SoCheckGravity gravity = so_check_gravity (check);
      GtkWidget *row;

      if (!(self->failed & 1u << check))
        continue;
      row = make_row (check, is_open);
      gtk_box_append (GTK_BOX (self), row);
      if (!is_open)
        continue;
      self->first = self->first ? self->first : row;
      self->arming.stops |= gravity == SO_CHECK_STOPS;
      self->arming.red |= gravity == SO_CHECK_RED;
      self->arming.warns |= gravity == SO_CHECK_WARNS;
      if (gravity == SO_CHECK_RED && !self->named)
        add_named_button (self, row);
      if (check == SO_CHECK_NIGHT_WAITS && !self->arming.stops && !self->arming.red)
        add_now_button (self, row);
    }
  if (self->named && self->arming.stops)
    gtk_widget_set_visible (self->named, FALSE);
  show_words (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->failed != 0);
}

/* Sees to it that the owner cannot miss it. */
static void
go_to_warning (SoDraftChecks *self)
{
  SoCheck gravest = so_checks_first (so_checks_stopping (self->failed) | (self->failed & ~self->acknowledged));
  GtkWidget *target = self->named && gtk_widget_get_visible (self->named) ? self->named : self->first;

  if (target && gtk_widget_grab_focus (target))
    self->arming.warned_at = so_monotonic ();
  gtk_accessible_announce (GTK_ACCESSIBLE (self), so_check_sentence (gravest), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDraftChecks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  int failed = so_check_finish (result, &words, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* What cannot be read is asked again when it is approved. */
  failed = MAX (failed, 0);
  if (g_set_str (&self->words, words) || !self->arming.known || (guint) failed != self->failed)
    {
      if (failed & ~self->failed)
        self->arming.warned_at = 0;
      self->failed = failed;
      show_rows (self);
    }
  self->arming.known = TRUE;
  if (self->point_out && self->first)
    go_to_warning (self);
  self->point_out = FALSE;
}

static void
start_check (SoDraftChecks *self)
{
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  if (!self->draft_id)
    return;
  self->checking = g_cancellable_new ();
  so_check_async (self->studio, self->draft_id, self->checking, on_checked, g_object_ref (self));
}

static void
so_draft_checks_dispose (GObject *object)
{
  SoDraftChecks *self = SO_DRAFT_CHECKS (object);

  stop_watching (self);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->draft_id, g_free);
  g_clear_pointer (&self->words, g_free);
  self->text = NULL;
  G_OBJECT_CLASS (so_draft_checks_parent_class)->dispose (object);
}

static void
so_draft_checks_class_init (SoDraftChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_draft_checks_dispose;
  signals[SEND_ANYWAY] = g_signal_new ("send-anyway", SO_TYPE_DRAFT_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_draft_checks_init (SoDraftChecks *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "draft-checks");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
so_draft_checks_set_text (SoDraftChecks *self, GtkWidget *text)
{
  g_return_if_fail (SO_IS_DRAFT_CHECKS (self));

  self->text = text;
  g_signal_connect_object (text, "map", G_CALLBACK (on_text_mapped), self, G_CONNECT_SWAPPED);
}

void
so_draft_checks_shown (SoDraftChecks *self)
{
  g_return_if_fail (SO_IS_DRAFT_CHECKS (self));

  stop_watching (self);
  self->arming.changed_at = so_monotonic ();
  self->arming.painted_at = self->arming.warned_at = 0;
  watch_paint (self);
}

void
so_draft_checks_set_draft (SoDraftChecks *self, SoStudio *studio, const SoDraft *draft, gboolean changed)
{
  g_return_if_fail (SO_IS_DRAFT_CHECKS (self));

  g_set_object (&self->studio, studio);
  if (g_set_str (&self->draft_id, draft ? draft->id : NULL) || changed)
    {
      self->failed = 0;
      g_clear_pointer (&self->words, g_free);
      self->now_anyway = FALSE;
      self->arming.known = FALSE;
      show_rows (self);
      so_draft_checks_shown (self);
    }
  self->acknowledged = draft ? so_checks_parse (draft->acknowledged) : 0;
  start_check (self);
}

gboolean
so_draft_checks_ask (SoDraftChecks *self)
{
  static const char *const words[] = {
    [SO_ARMING_GO] = "go", [SO_ARMING_IGNORE] = "too early", [SO_ARMING_WARN] = "warns",
    [SO_ARMING_NAMED] = "named button", [SO_ARMING_STOP] = "stops",
  };
  SoArmingAnswer answer;

  g_return_val_if_fail (SO_IS_DRAFT_CHECKS (self), FALSE);

  /* A held key never gets here: SoKeys keeps it. */
  answer = so_arming_ask (&self->arming, so_monotonic (), FALSE);
  /* "I pressed a and nothing happened": G_MESSAGES_DEBUG=studio-os says why. */
  g_debug ("approval: %s", words[answer]);
  if (answer == SO_ARMING_WARN || answer == SO_ARMING_NAMED || answer == SO_ARMING_STOP)
    go_to_warning (self);
  return answer == SO_ARMING_GO;
}

void
so_draft_checks_point_out (SoDraftChecks *self)
{
  g_return_if_fail (SO_IS_DRAFT_CHECKS (self));

  self->point_out = TRUE;
  start_check (self);
}

char *
so_draft_checks_dup_seen (SoDraftChecks *self)
{
  g_return_val_if_fail (SO_IS_DRAFT_CHECKS (self), NULL);
  return self->arming.warned_at ? so_checks_write ((self->failed & ~so_checks_stopping (self->failed)) | (self->now_anyway ? 1u << SO_CHECK_NIGHT_NOW : 0)) : NULL;
}

gint64
so_draft_checks_get_visible_ms (SoDraftChecks *self)
{
  g_return_val_if_fail (SO_IS_DRAFT_CHECKS (self), 0);
  return so_arming_visible_ms (&self->arming, so_monotonic ());
}
