/* SPDX-License-Identifier: MIT */
#include "so-sms-counter.h"

#include "so-lookup.h"
#include "so-sms-length.h"

#include <glib/gi18n.h>

typedef struct {
  GtkLabel *label;             /* weak */
  GtkTextView *text;           /* borrowed */
  SoComposerContext context;
  gpointer owner;
  char *thread_id;             /* the last one that was asked about */
  gboolean sms;
  guint segments;
} Counter;

static void
counter_free (gpointer data)
{
  Counter *counter = data;

  g_clear_weak_pointer (&counter->label);
  g_free (counter->thread_id);
  g_free (counter);
}

char *
so_sms_counter_words (const char *text, char **spoken)
{
  SoSmsLength length = so_sms_length (text);
  guint each = length.unicode ? 67 : 153, single = length.unicode ? 70 : 160;
  guint room = length.segments > 1 ? length.segments * each : single, used = room - length.left;
  guint n = MAX (length.segments, 1);

  *spoken = g_strdup_printf (ngettext ("%u of %u characters, %u SMS", "%u of %u characters, %u SMS", n), used, room, n);
  /* Translators: characters used and in all; "Unicode": a character is not in the alphabet of SMS, so that fewer fit into one */
  return length.unicode ? g_strdup_printf (ngettext ("%u/%u · %u SMS · Unicode", "%u/%u · %u SMS · Unicode", n), used, room, n)
                        : g_strdup_printf (ngettext ("%u/%u · %u SMS", "%u/%u · %u SMS", n), used, room, n);
}

static gboolean
is_sms (Counter *counter)
{
  SoStudio *studio = NULL;
  const char *thread_id = NULL;
  g_autoptr (SoThread) thread = NULL;

  /* Also what only stands there to be approved is counted. */
  counter->context (counter->owner, &studio, &thread_id);
  if (!studio || !thread_id)
    return FALSE;
  if (!g_set_str (&counter->thread_id, thread_id))
    return counter->sms;
  thread = so_lookup_thread (so_studio_get_store (studio), thread_id);
  return counter->sms = thread && thread->channel == SO_CHANNEL_SMS;
}

static void
count (Counter *counter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (counter->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL, *words = NULL, *spoken = NULL;
  gboolean shown = counter->label && is_sms (counter);
  guint segments;

  if (!counter->label)
    return;
  gtk_widget_set_visible (GTK_WIDGET (counter->label), shown);
  if (!shown)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  words = so_sms_counter_words (text, &spoken);
  gtk_label_set_label (counter->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (counter->label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* Each one more is paid for: that is said, the characters are not. */
  segments = so_sms_length (text).segments;
  if (segments > 1 && segments > counter->segments && gtk_text_view_get_editable (counter->text))
    gtk_accessible_announce (GTK_ACCESSIBLE (counter->label), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  counter->segments = segments;
}

void
so_sms_counter_attach (GtkWidget *beside, GtkTextView *text, SoComposerContext context, gpointer owner)
{
  Counter *counter = g_new0 (Counter, 1);
  GtkWidget *label = gtk_label_new ("");

  g_set_weak_pointer (&counter->label, GTK_LABEL (label));
  counter->text = text;
  counter->context = context;
  counter->owner = owner;
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (beside)), label, gtk_widget_get_prev_sibling (beside));
  g_object_set_data_full (G_OBJECT (gtk_text_view_get_buffer (text)), "so-counter", counter, counter_free);
  g_signal_connect_data (gtk_text_view_get_buffer (text), "changed", G_CALLBACK (count), counter, NULL, G_CONNECT_SWAPPED);
  g_signal_connect_data (text, "notify::editable", G_CALLBACK (count), counter, NULL, G_CONNECT_SWAPPED);
  g_signal_connect_data (text, "map", G_CALLBACK (count), counter, NULL, G_CONNECT_SWAPPED);
}
