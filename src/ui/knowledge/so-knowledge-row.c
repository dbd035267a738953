/* SPDX-License-Identifier: MIT */
#include "so-knowledge-row.h"

#include "so-text.h"

struct _SoKnowledgeRow {
  GtkWidget parent_instance;

  GtkLabel *question;
  GtkLabel *answer;
};

G_DEFINE_FINAL_TYPE (SoKnowledgeRow, so_knowledge_row, GTK_TYPE_WIDGET)

#define SNIPPET_CHARS 120

void
so_knowledge_row_show (SoKnowledgeRow *self, const SoKnowledge *entry)
{
  g_autofree char *answer = so_text_snippet (entry->answer ? entry->answer : "", SNIPPET_CHARS);

  g_return_if_fail (SO_IS_KNOWLEDGE_ROW (self));

  gtk_label_set_label (self->question, entry->question ? entry->question : "");
  gtk_label_set_label (self->answer, answer);
}

static void
so_knowledge_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_KNOWLEDGE_ROW);
  /* it only lets go of children that have a name */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_knowledge_row_parent_class)->dispose (object);
}

static void
so_knowledge_row_class_init (SoKnowledgeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_knowledge_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-knowledge-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeRow, question);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgeRow, answer);
}

static void
so_knowledge_row_init (SoKnowledgeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
so_knowledge_row_new (void)
{
  return g_object_new (SO_TYPE_KNOWLEDGE_ROW, NULL);
}
