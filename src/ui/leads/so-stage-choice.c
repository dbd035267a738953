/* SPDX-License-Identifier: MIT */
#include "so-stage-choice.h"

#include "so-choice-popover.h"
#include "so-lost-reason.h"
#include "so-popover.h"

#include <glib/gi18n.h>

#define LONGEST_REASON 200
#define OWN_WORDS (SO_N_LOST_REASONS + 1)

/* What is asked, from the first popover to the last. */
#define SO_TYPE_ASKING (so_asking_get_type ())
G_DECLARE_FINAL_TYPE (SoAsking, so_asking, SO, ASKING, GObject)

struct _SoAsking {
  GObject parent_instance;
  GtkWidget *parent;
  SoStageChosen chosen;
  GObject *owner;
};

G_DEFINE_FINAL_TYPE (SoAsking, so_asking, G_TYPE_OBJECT)

static void
so_asking_finalize (GObject *object)
{
  g_object_unref (SO_ASKING (object)->parent);
  g_object_unref (SO_ASKING (object)->owner);
  G_OBJECT_CLASS (so_asking_parent_class)->finalize (object);
}

static void
so_asking_class_init (SoAskingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_asking_finalize;
}

static void
so_asking_init (SoAsking *self)
{
}

static SoAsking *
asking_new (GtkWidget *parent, SoStageChosen chosen, gpointer owner)
{
  SoAsking *self = g_object_new (SO_TYPE_ASKING, NULL);

  self->parent = g_object_ref (parent);
  self->chosen = chosen;
  self->owner = g_object_ref (owner);
  return self;
}

static void
on_words_entered (GtkEditable *entry)
{
  SoAsking *self = so_popover_data (GTK_WIDGET (entry));
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (SoAsking) kept = g_object_ref (self);

  if (!*words)
    return;
  so_popover_close (GTK_WIDGET (entry));
  self->chosen (SO_STAGE_LOST, words, self->owner);
}

static void
ask_words (SoAsking *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *title = gtk_label_new (_("Why Lost?")), *entry = gtk_entry_new ();
  GtkWidget *popover = so_popover_new (self->parent, _("Why Lost?"), box, g_object_ref (self), g_object_unref);

  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (title, "popover-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_entry_set_max_length (GTK_ENTRY (entry), LONGEST_REASON);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why this person is lost, in your own words"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), entry);
  g_signal_connect (entry, "activate", G_CALLBACK (on_words_entered), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

static void
on_reason_chosen (guint number, gpointer asking)
{
  SoAsking *self = asking;

  if (number == OWN_WORDS)
    ask_words (self);
  else
    self->chosen (SO_STAGE_LOST, so_lost_reason_nick (number - 1), self->owner);
}

static void
ask_reason (SoAsking *self)
{
  const char *labels[OWN_WORDS + 1] = { NULL };

  for (guint i = 0; i < SO_N_LOST_REASONS; i++)
    labels[i] = _(so_lost_reason_label (i));
  labels[OWN_WORDS - 1] = _("In Your Own Words…");
  so_choice_popover_present (self->parent, _("Why Lost?"), labels, 0, on_reason_chosen, self);
}

static void
on_stage_chosen (guint number, gpointer asking)
{
  SoAsking *self = asking;
  SoStage stage = number - 1;

  if (stage == SO_STAGE_LOST)
    ask_reason (self);
  else
    self->chosen (stage, NULL, self->owner);
}

void
so_stage_choice_present (GtkWidget *parent, int current, SoStageChosen chosen, gpointer owner)
{
  g_autoptr (SoAsking) asking = asking_new (parent, chosen, owner);
  const char *labels[SO_N_STAGES + 1] = { NULL };

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    labels[i] = _(so_stage_label (i));
  so_choice_popover_present (parent, _("Stage"), labels, (guint) (current + 1), on_stage_chosen, asking);
}

void
so_stage_choice_present_reasons (GtkWidget *parent, SoStageChosen chosen, gpointer owner)
{
  g_autoptr (SoAsking) asking = asking_new (parent, chosen, owner);

  ask_reason (asking);
}

char *
so_stage_choice_dup_argument (SoStage stage, const char *reason)
{
  return g_strconcat (so_stage_nick (stage), reason ? " " : NULL, reason, NULL);
}
