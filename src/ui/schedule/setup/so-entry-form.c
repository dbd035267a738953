/* SPDX-License-Identifier: MIT */
#include "so-entry-form.h"

#include "so-entry-guard.h"
#include "so-entry-said.h"
#include "so-json.h"

#include <glib/gi18n.h>

/* A member of the JSON, and the row that says it. */
typedef struct {
  char *name;
  GtkWidget *row;        /* borrowed: the page has it */
  SoEntryRead read;
  SoEntrySaid said;
  char *before;          /* what it said at first, as JSON; NULL: nothing */
} Member;

struct _SoEntryForm {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  SoVerb verb;
  char *id, *said;
  GPtrArray *members;    /* Member */
  gboolean whole;
  AdwToast *note;        /* the newest sentence, or NULL */
  AdwToastOverlay *toasts;       /* borrowed, as all below */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (SoEntryForm, so_entry_form, ADW_TYPE_NAVIGATION_PAGE)

static void
member_free (gpointer data)
{
  Member *member = data;

  g_free (member->name);
  g_free (member->before);
  g_free (member);
}

static char *
write_node (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

static char *
read_member (const Member *member)
{
  g_autoptr (JsonNode) node = member->read (member->row);

  return node ? write_node (node) : NULL;
}

/* @all: also what was not changed. *@changes: how many were. */
static JsonObject *
read_rows (SoEntryForm *self, gboolean all, SoEntrySaid least, guint *changes)
{
  JsonObject *object = json_object_new ();

  *changes = 0;
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = self->members->pdata[i];
      g_autofree char *now = read_member (member);
      gboolean changed = member->said == SO_ENTRY_CHANGED && (all || g_strcmp0 (now, member->before));

      *changes += changed;
      if (now && member->said >= least && (changed || member->said == SO_ENTRY_ALWAYS))
        json_object_set_member (object, member->name, member->read (member->row));
    }
  return object;
}

void
so_entry_form_leave (SoEntryForm *self)
{
  GtkWidget *view, *dialog;

  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);
  so_entry_guard_let_go (self);
  if (view && adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self)))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
  else if (dialog)
    adw_dialog_close (ADW_DIALOG (dialog));
}

void
so_entry_form_say (SoEntryForm *self, const char *sentence)
{
  GtkWidget *label = gtk_label_new (sentence);

  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  /* The whole of it is read, also in a narrow window, and it stays until the next one: nobody reads against a clock. */
  if (self->note)
    adw_toast_dismiss (self->note);
  g_clear_object (&self->note);
  self->note = adw_toast_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  adw_toast_set_custom_title (self->note, label);
  adw_toast_set_timeout (self->note, 0);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->note));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What is under way, until it is done. */
typedef struct {
  SoEntryForm *form;
  SoEntryNote *note;
  char *said;
} Doing;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Doing *doing = user_data;
  g_autoptr (SoEntryForm) self = doing->form;
  g_autofree char *said = doing->said;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = so_studio_do_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (self->save, TRUE);
  if (error)
    so_entry_form_say (self, error->message);
  else
    so_entry_note_done (doing->note, said, answer);
  if (!error)
    so_entry_form_leave (self);
  so_entry_note_free (doing->note);
}

static void
start (SoEntryForm *self, SoVerb verb, const char *argument, const char *said)
{
  Doing *doing = g_new0 (Doing, 1);

  *doing = (Doing) { g_object_ref (self), so_entry_note_new (GTK_WIDGET (self)), g_strdup (said) };
  gtk_widget_set_sensitive (self->save, FALSE);
  so_studio_do_async (self->studio, verb, self->id, argument, NULL, on_done, doing);
}

gboolean
so_entry_form_is_changed (SoEntryForm *self)
{
  guint changes;
  g_autoptr (JsonObject) unused = NULL;

  g_return_val_if_fail (SO_IS_ENTRY_FORM (self), FALSE);

  unused = read_rows (self, FALSE, SO_ENTRY_CHANGED, &changes);
  return changes > 0;
}

void
so_entry_form_save (SoEntryForm *self)
{
  guint changes;
  g_autofree char *json = NULL;

  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  json = so_json_write_object (read_rows (self, self->whole, SO_ENTRY_CHANGED, &changes));
  if (changes)
    start (self, self->verb, json, self->said);
  else
    so_entry_form_leave (self);
}

/* A button that does something else. */
typedef struct {
  SoEntryForm *form;     /* borrowed: the button is on it */
  SoVerb verb;
  char *argument, *said;
} Button;

static void
button_free (gpointer data, GClosure *closure)
{
  Button *button = data;

  g_free (button->argument);
  g_free (button->said);
  g_free (button);
}

static void
on_button (GtkWidget *row, Button *button)
{
  guint unused;
  g_autofree char *json = button->argument ? g_strdup (button->argument) : so_json_write_object (read_rows (button->form, FALSE, SO_ENTRY_ALWAYS, &unused));

  start (button->form, button->verb, json, button->said);
}

static void
so_entry_form_finalize (GObject *object)
{
  SoEntryForm *self = SO_ENTRY_FORM (object);

  g_clear_object (&self->studio);
  g_clear_object (&self->note);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->said);
  G_OBJECT_CLASS (so_entry_form_parent_class)->finalize (object);
}

static void
so_entry_form_class_init (SoEntryFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_entry_form_finalize;
}

static void
so_entry_form_init (SoEntryForm *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *page = adw_preferences_page_new (), *toasts = adw_toast_overlay_new ();

  self->members = g_ptr_array_new_with_free_func (member_free);
  self->page = ADW_PREFERENCES_PAGE (page);
  self->toasts = ADW_TOAST_OVERLAY (toasts);
  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (so_entry_form_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  so_entry_guard_attach (self, ADW_HEADER_BAR (header));
  adw_toast_overlay_set_child (self->toasts, page);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), toasts);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

SoEntryForm *
so_entry_form_new (SoStudio *studio, const char *title, SoVerb verb, const char *id, const char *said)
{
  SoEntryForm *self = g_object_new (SO_TYPE_ENTRY_FORM, "title", title, NULL);

  self->studio = g_object_ref (studio);
  self->verb = verb;
  self->id = g_strdup (id);
  self->said = g_strdup (said);
  return self;
}

AdwPreferencesGroup *
so_entry_form_add_group (SoEntryForm *self, const char *title, const char *description)
{
  g_return_val_if_fail (SO_IS_ENTRY_FORM (self), NULL);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title)
    adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);
  adw_preferences_page_add (self->page, self->group);
  return self->group;
}

void
so_entry_form_add (SoEntryForm *self, GtkWidget *row)
{
  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  if (!self->group)
    so_entry_form_add_group (self, NULL, NULL);
  adw_preferences_group_add (self->group, row);
}

void
so_entry_form_add_member (SoEntryForm *self, const char *name, GtkWidget *row, SoEntryRead read, SoEntrySaid said)
{
  Member *member;

  g_return_if_fail (SO_IS_ENTRY_FORM (self) && name && row && read);

  member = g_new0 (Member, 1);
  *member = (Member) { g_strdup (name), row, read, said, NULL };
  g_ptr_array_add (self->members, member);
}

void
so_entry_form_begin (SoEntryForm *self, gboolean whole)
{
  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  self->whole = whole;
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];

      g_free (member->before);
      member->before = read_member (member);
    }
}

char *
so_entry_form_dup_json (SoEntryForm *self)
{
  guint unused;

  g_return_val_if_fail (SO_IS_ENTRY_FORM (self), NULL);

  return so_json_write_object (read_rows (self, TRUE, SO_ENTRY_CHANGED, &unused));
}

void
so_entry_form_set_id (SoEntryForm *self, const char *id)
{
  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  g_set_str (&self->id, id);
}

GtkWidget *
so_entry_form_add_button (SoEntryForm *self, const char *label, gboolean destructive, SoVerb verb, const char *argument, const char *said)
{
  GtkWidget *row = adw_button_row_new ();
  Button *button;

  g_return_val_if_fail (SO_IS_ENTRY_FORM (self), NULL);

  button = g_new0 (Button, 1);
  *button = (Button) { self, verb, g_strdup (argument), g_strdup (said) };
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  if (destructive)
    gtk_widget_add_css_class (row, "destructive-action");
  g_signal_connect_data (row, "activated", G_CALLBACK (on_button), button, button_free, 0);
  so_entry_form_add (self, row);
  return row;
}

GtkWidget *
so_entry_form_add_way (SoEntryForm *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  so_entry_form_add (self, row);
  return row;
}

void
so_entry_form_push (SoEntryForm *self, AdwNavigationPage *page)
{
  GtkWidget *view;

  g_return_if_fail (SO_IS_ENTRY_FORM (self));

  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  if (view)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  else
    g_object_unref (g_object_ref_sink (page));
}

SoStudio *
so_entry_form_get_studio (SoEntryForm *self)
{
  g_return_val_if_fail (SO_IS_ENTRY_FORM (self), NULL);

  return self->studio;
}
