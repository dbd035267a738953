/* SPDX-License-Identifier: MIT */
#include "so-draft-copies.h"

#include "so-address-list.h"
#include "so-copies.h"

#include <glib/gi18n.h>

struct _SoDraftCopies {
  GtkWidget parent_instance;

  GtkWidget *row;
  GtkEntry *entry;
  GtkLabel *note;
  gboolean dirty;       /* typed or filled in, not taken */
  gboolean filling;     /* by us */
};

G_DEFINE_FINAL_TYPE (SoDraftCopies, so_draft_copies, GTK_TYPE_WIDGET)

static void
on_changed (SoDraftCopies *self)
{
  if (self->filling)
    return;
  self->dirty = TRUE;
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_enter (SoDraftCopies *self)
{
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

static void
so_draft_copies_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_draft_copies_parent_class)->dispose (object);
}

static void
so_draft_copies_class_init (SoDraftCopiesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_draft_copies_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "draftcopies");
}

static void
so_draft_copies_init (SoDraftCopies *self)
{
  GtkWidget *label = gtk_label_new (_("Cc"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_entry_set_has_frame (self->entry, FALSE);
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_EMAIL);
  /* Translators: in the line of a mail's receivers; "bcc:" is typed exactly so */
  gtk_entry_set_placeholder_text (self->entry, _("Who else gets it; after bcc: unseen by the others"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Cc and Bcc"), -1);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_box_append (GTK_BOX (self->row), label);
  gtk_box_append (GTK_BOX (self->row), GTK_WIDGET (self->entry));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->note), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_enter), self);
}

static void
set_line (SoDraftCopies *self, const char *line)
{
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), line))
    return;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), line);
  self->filling = FALSE;
}

static void
set_note (SoDraftCopies *self, const char *note)
{
  gtk_label_set_label (self->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  if (note)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), note, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
so_draft_copies_show (SoDraftCopies *self, const SoDraft *draft, gboolean mail, gboolean editing)
{
  g_autofree char *stored = draft ? so_copies_join (draft->cc, draft->bcc) : NULL;

  if (!self->dirty)
    set_line (self, stored ? stored : "");
  if (!editing)
    set_note (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), mail && (editing || self->dirty || stored));
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editing);
  gtk_widget_set_can_focus (GTK_WIDGET (self->entry), editing);
}

/* Whom the owner had put there already stays. */
static char *
with_typed (SoDraftCopies *self, const char *found)
{
  g_autofree char *cc = NULL, *bcc = NULL, *both = NULL, *wrong = NULL, *all = NULL;
  g_autoptr (GPtrArray) list = NULL;
  char *line;

  so_copies_split (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &cc, &bcc);
  both = g_strjoin (",", found, cc, NULL);
  list = so_address_list_parse (both, &wrong);
  all = list ? so_address_list_write (list) : NULL;
  line = so_copies_join (all ? all : found, bcc);
  return line ? line : g_strdup ("");
}

void
so_draft_copies_fill (SoDraftCopies *self, SoStudio *studio, const char *thread_id)
{
  g_autofree char *list = NULL, *found = so_studio_dup_copies (studio, thread_id, &list), *note = NULL;
  g_autofree char *line = with_typed (self, found);

  set_line (self, line);
  self->dirty = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (list)
    note = g_strdup_printf (_("The mailing list %s is left out: add it if all of it shall read this"), list);
  else if (!*line)
    note = g_strdup (_("Nobody else got this mail"));
  set_note (self, note);
}

char *
so_draft_copies_take (SoDraftCopies *self, gboolean whole)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *cc = NULL, *bcc = NULL, *wrong = NULL, *too = NULL;
  g_autoptr (GPtrArray) first = NULL, second = NULL;

  if (!self->dirty)
    return NULL;
  so_copies_split (line, &cc, &bcc);
  first = so_address_list_parse (cc, &wrong);
  second = so_address_list_parse (bcc, &too);
  if (whole && (!first || !second))
    return NULL;
  self->dirty = FALSE;
  return g_strdup (line);
}

void
so_draft_copies_put_back (SoDraftCopies *self, const char *line)
{
  set_line (self, line);
  self->dirty = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

gboolean
so_draft_copies_is_dirty (SoDraftCopies *self)
{
  return self->dirty;
}

void
so_draft_copies_drop (SoDraftCopies *self)
{
  self->dirty = FALSE;
  set_note (self, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

GtkWidget *
so_draft_copies_get_entry (SoDraftCopies *self)
{
  return GTK_WIDGET (self->entry);
}
