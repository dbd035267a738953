/* SPDX-License-Identifier: MIT */
#include "so-knowledge-editor.h"

#include "so-id.h"
#include "so-intent.h"
#include "so-knowledge-verbs.h"
#include "so-settle.h"

#include <glib/gi18n.h>

struct _SoKnowledgeEditor {
  AdwPreferencesPage parent_instance;

  GtkEditable *question;
  GtkTextView *answer;
  AdwComboRow *category;
  AdwSwitchRow *quotable;

  SoKnowledge *entry;    /* as it was set */
  char *own_category;    /* a word of the owner's behind the usual ones, or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoKnowledgeEditor, so_knowledge_editor, ADW_TYPE_PREFERENCES_PAGE)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_changed (SoKnowledgeEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_answer (SoKnowledgeEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->answer);
  GtkTextIter first, last;

  gtk_text_buffer_get_bounds (buffer, &first, &last);
  return gtk_text_buffer_get_text (buffer, &first, &last, FALSE);
}

static const char *
selected_category (SoKnowledgeEditor *self)
{
  guint n, selected = adw_combo_row_get_selected (self->category);
  const SoSubCategory *categories = so_sub_categories (&n);

  return selected < n ? categories[selected].nick : self->own_category;
}

static void
fill_categories (SoKnowledgeEditor *self, const char *chosen)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint n, selected = 0;
  const SoSubCategory *categories = so_sub_categories (&n);
  gboolean known = so_sub_category_find (chosen) != NULL;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (model, _(categories[i].label));
      if (!g_strcmp0 (chosen, categories[i].nick))
        selected = i;
    }
  g_clear_pointer (&self->own_category, g_free);
  if (!known && chosen && *chosen)
    {
      self->own_category = g_strdup (chosen);
      gtk_string_list_append (model, chosen);
      selected = n;
    }
  adw_combo_row_set_model (self->category, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->category, selected);
}

void
so_knowledge_editor_set_entry (SoKnowledgeEditor *self, const SoKnowledge *entry)
{
  g_return_if_fail (SO_IS_KNOWLEDGE_EDITOR (self));

  self->filling = TRUE;
  g_clear_pointer (&self->entry, so_knowledge_free);
  if (entry)
    self->entry = so_knowledge_copy (entry);
  else
    {
      self->entry = g_new0 (SoKnowledge, 1);
      self->entry->id = so_id_new ();
      self->entry->category = g_strdup ("fee_inquiry");
      self->entry->quotable = TRUE;
    }
  gtk_editable_set_text (self->question, self->entry->question ? self->entry->question : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->answer), self->entry->answer ? self->entry->answer : "", -1);
  fill_categories (self, self->entry->category);
  adw_switch_row_set_active (self->quotable, self->entry->quotable);
  adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self));
  self->filling = FALSE;
}

void
so_knowledge_editor_begin (SoKnowledgeEditor *self, const char *category)
{
  g_return_if_fail (SO_IS_KNOWLEDGE_EDITOR (self));

  so_knowledge_editor_set_entry (self, NULL);
  self->filling = TRUE;
  g_set_str (&self->entry->category, so_sub_category_find (category) ? category : "other");
  fill_categories (self, self->entry->category);
  self->filling = FALSE;
}

SoKnowledge *
so_knowledge_editor_dup_entry (SoKnowledgeEditor *self)
{
  SoKnowledge *entry;

  g_return_val_if_fail (SO_IS_KNOWLEDGE_EDITOR (self) && self->entry, NULL);

  entry = so_knowledge_copy (self->entry);
  g_free (entry->answer);
  entry->answer = dup_answer (self);
  g_set_str (&entry->question, gtk_editable_get_text (self->question));
  g_set_str (&entry->category, selected_category (self));
  entry->quotable = adw_switch_row_get_active (self->quotable);
  return entry;
}

void
so_knowledge_editor_mark_saved (SoKnowledgeEditor *self, gboolean saved)
{
  SoKnowledge *now;

  g_return_if_fail (SO_IS_KNOWLEDGE_EDITOR (self) && self->entry);

  now = so_knowledge_editor_dup_entry (self);
  if (!saved)
    g_clear_pointer (&now->question, g_free);
  so_knowledge_free (self->entry);
  self->entry = now;
  on_changed (self);
}

const char *
so_knowledge_editor_get_id (SoKnowledgeEditor *self)
{
  g_return_val_if_fail (SO_IS_KNOWLEDGE_EDITOR (self), NULL);

  return self->entry ? self->entry->id : NULL;
}

static gboolean
differs (const char *a, const char *b)
{
  return g_strcmp0 (a ? a : "", b ? b : "") != 0;
}

gboolean
so_knowledge_editor_is_changed (SoKnowledgeEditor *self)
{
  g_autoptr (SoKnowledge) now = NULL;

  g_return_val_if_fail (SO_IS_KNOWLEDGE_EDITOR (self), FALSE);

  if (!self->entry)
    return FALSE;
  now = so_knowledge_editor_dup_entry (self);
  return differs (now->question, self->entry->question) || differs (now->answer, self->entry->answer) ||
         differs (now->category, self->entry->category) || now->quotable != self->entry->quotable;
}

static gboolean
so_knowledge_editor_grab_focus (GtkWidget *widget)
{
  SoKnowledgeEditor *self = SO_KNOWLEDGE_EDITOR (widget);

  if (*gtk_editable_get_text (self->question))
    return gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  return gtk_widget_grab_focus (GTK_WIDGET (self->question));
}

static void
so_knowledge_editor_dispose (GObject *object)
{
  SoKnowledgeEditor *self = SO_KNOWLEDGE_EDITOR (object);

  self->filling = TRUE;
  g_clear_pointer (&self->entry, so_knowledge_free);
  g_clear_pointer (&self->own_category, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_KNOWLEDGE_EDITOR);
  G_OBJECT_CLASS (so_knowledge_editor_parent_class)->dispose (object);
}

static void
so_knowledge_editor_class_init (SoKnowledgeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_knowledge_editor_dispose;
  widget_class->grab_focus = so_knowledge_editor_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-knowledge-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeEditor, question);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeEditor, answer);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeEditor, category);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeEditor, quotable);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
so_knowledge_editor_init (SoKnowledgeEditor *self)
{
  g_autoptr (GtkExpression) by_text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_expression (self->category, by_text);
  so_settle_attach (GTK_WIDGET (self->answer));
  g_signal_connect_object (gtk_text_view_get_buffer (self->answer), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}
