/* SPDX-License-Identifier: MIT */
#include "so-inquiry-group.h"

#include "so-do.h"
#include "so-inquiry.h"
#include "so-json.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define QUESTION "so-question"

struct _SoInquiryGroup {
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *more;        /* borrowed, as the rows; NULL: there is only one */
  GPtrArray *rows;             /* those of the group itself */
  GtkWidget *first;            /* the next question */

  SoStudio *studio;
  char *contact_id;
  char *shown;                 /* what the rows show; NULL: they are to be made */
};

G_DEFINE_FINAL_TYPE (SoInquiryGroup, so_inquiry_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_applied (GtkWidget *row, SoInquiryGroup *self)
{
  const SoQualify *question = g_object_get_data (G_OBJECT (row), QUESTION);
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)))), *text = NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  JsonObject *wish;

  if (!*value || !self->contact_id)
    return;
  wish = json_object_new ();
  json_object_set_string_member (wish, "name", question->name);
  json_object_set_string_member (wish, "value", value);
  text = so_json_write_object (wish);
  so_do (GTK_WIDGET (self), self->studio, SO_VERB_FIELD, self->contact_id, text);
  /* What is sensitive is on no list of what can be taken back. */
  if (window && !question->sensitive)
    so_window_add_undo_toast (window, _("Answer kept"));
}

static GtkWidget *
make_row (SoInquiryGroup *self, const SoQualify *question)
{
  GtkWidget *row = adw_entry_row_new ();
  SoQualify *own = g_new0 (SoQualify, 1);

  own->name = g_strdup (question->name);
  own->sensitive = question->sensitive;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_inquiry_label (question));
  gtk_widget_set_tooltip_text (row, so_inquiry_words (question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, so_inquiry_words (question), -1);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), QUESTION, own, (GDestroyNotify) so_qualify_free);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_applied), self, 0);
  return row;
}

static void
add (SoInquiryGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_question (SoInquiryGroup *self, const SoQualify *question)
{
  GtkWidget *row = make_row (self, question);

  if (!self->first)
    {
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), so_inquiry_words (question));
      add (self, self->first = row);
      return;
    }
  if (!self->more)
    {
      self->more = ADW_EXPANDER_ROW (adw_expander_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), _("More Questions"));
      add (self, GTK_WIDGET (self->more));
    }
  adw_expander_row_add_row (self->more, row);
}

static gboolean
has_focus (SoInquiryGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
fill (SoInquiryGroup *self, GPtrArray *answers)
{
  gboolean focused = has_focus (self), open = self->more && adw_expander_row_get_expanded (self->more);

  self->more = NULL;
  self->first = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < answers->len; i++)
    if (!((SoQualified *) answers->pdata[i])->answer)
      add_question (self, ((SoQualified *) answers->pdata[i])->question);
  if (self->more)
    adw_expander_row_set_expanded (self->more, open);
  gtk_widget_set_visible (GTK_WIDGET (self), self->first != NULL);
  if (focused && self->first)
    gtk_widget_grab_focus (self->first);
}

static gboolean
is_lead (const SoContact *contact)
{
  return g_strcmp0 (contact->stage, "CONVERTED") && g_strcmp0 (contact->stage, "LOST");
}

static char *
dup_signature (GPtrArray *answers)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < answers->len; i++)
    {
      const SoQualified *one = answers->pdata[i];

      if (!one->answer)
        g_string_append_printf (all, "%s %s %d\n", one->question->name, so_inquiry_words (one->question), one->question->sensitive);
    }
  return g_string_free_and_steal (all);
}

void
so_inquiry_group_show (SoInquiryGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) answers = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_INQUIRY_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  if (g_set_str (&self->contact_id, contact->id))
    g_clear_pointer (&self->shown, g_free);
  answers = is_lead (contact) ? so_studio_list_answers (studio, contact->id) : g_ptr_array_new ();
  signature = dup_signature (answers);
  if (!g_strcmp0 (signature, self->shown))
    return;
  g_set_str (&self->shown, signature);
  fill (self, answers);
}

static void
so_inquiry_group_dispose (GObject *object)
{
  g_clear_object (&SO_INQUIRY_GROUP (object)->studio);
  G_OBJECT_CLASS (so_inquiry_group_parent_class)->dispose (object);
}

static void
so_inquiry_group_finalize (GObject *object)
{
  SoInquiryGroup *self = SO_INQUIRY_GROUP (object);

  g_free (self->contact_id);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_inquiry_group_parent_class)->finalize (object);
}

static void
so_inquiry_group_class_init (SoInquiryGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_inquiry_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_inquiry_group_finalize;
}

static void
so_inquiry_group_init (SoInquiryGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("To Find Out"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
