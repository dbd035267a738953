/* SPDX-License-Identifier: MIT */
#include "so-contact-detail.h"

#include "so-age.h"
#include "so-booking-group.h"
#include "so-clock.h"
#include "so-consent-group.h"
#include "so-contact-data-group.h"
#include "so-contact-row.h"
#include "so-do.h"
#include "so-face.h"
#include "so-facts.h"
#include "so-field-group.h"
#include "so-file-group.h"
#include "so-follow-up-group.h"
#include "so-household-group.h"
#include "so-identity-group.h"
#include "so-inquiry-group.h"
#include "so-insight-group.h"
#include "so-insight-words.h"
#include "so-live-list.h"
#include "so-merged-group.h"
#include "so-note-group.h"
#include "so-person-facts.h"
#include "so-referral-group.h"
#include "so-score-group.h"
#include "so-task-group.h"
#include "so-trial-group.h"
#include "so-settle.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoContactDetail {
  AdwPreferencesPage parent_instance;

  AdwAvatar *avatar;
  GtkLabel *title;
  GtkLabel *summary;
  GtkEditable *name;
  AdwActionRow *stage;
  AdwActionRow *birthday, *touch;
  SoIdentityGroup *identities;
  SoMergedGroup *merged;
  AdwPreferencesGroup *about;
  SoInquiryGroup *inquiry;
  SoFieldGroup *fields;
  SoFieldGroup *secrets;
  SoBookingGroup *bookings;
  SoHouseholdGroup *household;
  SoReferralGroup *referrals;
  SoInsightGroup *insight;
  SoTaskGroup *tasks;
  SoTrialGroup *trials;
  SoFollowUpGroup *follow_ups;
  SoScoreGroup *score;
  SoConsentGroup *consent;
  AdwWrapBox *tags;
  GtkEditable *tag;
  GtkTextView *notes;
  SoNoteGroup *dated;
  SoFileGroup *files;
  GtkWidget *threads_group;
  SoContactDataGroup *data;
  GtkListBox *threads;

  SoStudio *studio;
  char *id;                    /* NULL: nobody */
  char *kept_notes;            /* as stored */
  char *thread_id;             /* the conversation beside it, or NULL */
  GPtrArray *about_rows;       /* borrowed */
  SoLiveList *list;            /* her conversations */
};

G_DEFINE_FINAL_TYPE (SoContactDetail, so_contact_detail, ADW_TYPE_PREFERENCES_PAGE)

static void
start (SoContactDetail *self, SoVerb verb, const char *argument)
{
  if (self->id)
    so_do (GTK_WIDGET (self), self->studio, verb, self->id, argument);
}

static void
on_name_applied (SoContactDetail *self)
{
  start (self, SO_VERB_RENAME_CONTACT, gtk_editable_get_text (self->name));
}

static void
on_tag_applied (SoContactDetail *self)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (self->tag)));

  if (*tag)
    start (self, SO_VERB_TAG_CONTACT, tag);
  gtk_editable_set_text (self->tag, "");
}

static void
on_tag_clicked (GtkButton *button, SoContactDetail *self)
{
  start (self, SO_VERB_UNTAG_CONTACT, gtk_widget_get_name (GTK_WIDGET (button)));
}

static char *
dup_written_notes (SoContactDetail *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter first, last;

  gtk_text_buffer_get_bounds (buffer, &first, &last);
  return gtk_text_buffer_get_text (buffer, &first, &last, FALSE);
}

static void
keep_notes (SoContactDetail *self)
{
  g_autofree char *written = dup_written_notes (self);

  if (!self->id || !self->kept_notes || g_str_equal (written, self->kept_notes))
    return;
  g_set_str (&self->kept_notes, written);
  start (self, SO_VERB_NOTE_CONTACT, written);
}

static void
show_tags (SoContactDetail *self, char **tags)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))))
    adw_wrap_box_remove (self->tags, child);
  for (char **tag = tags; tag && *tag; tag++)
    {
      GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();
      g_autofree char *tooltip = g_strdup_printf (_("Remove the tag %s"), *tag);

      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), *tag);
      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_set_name (button, *tag);
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "so-hint");
      gtk_widget_set_tooltip_text (button, tooltip);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_tag_clicked), self, 0);
      adw_wrap_box_append (self->tags, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags), tags && *tags);
}

static gboolean
is_own_field (GPtrArray *kinds, const char *name)
{
  for (guint i = 0; i < kinds->len; i++)
    if (g_str_equal (((SoFieldKind *) kinds->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/* What she has accepted of what people say of themselves. */
static void
show_fields (SoContactDetail *self)
{
  g_autoptr (GPtrArray) fields = so_studio_list_fields (self->studio, self->id), kinds = so_studio_list_field_kinds (self->studio);

  for (guint i = 0; i < self->about_rows->len; i++)
    adw_preferences_group_remove (self->about, self->about_rows->pdata[i]);
  g_ptr_array_set_size (self->about_rows, 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const SoContactField *field = g_ptr_array_index (fields, i);
      GtkWidget *row;

      if (is_own_field (kinds, field->name))
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_insight_words_field (field->name));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), field->value);
      gtk_widget_add_css_class (row, "property");
      adw_preferences_group_add (self->about, row);
      g_ptr_array_add (self->about_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->about), self->about_rows->len > 0);
}

static void
set_property_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text && *text);
}

/* A text that is being written is the owner's: it is not replaced under her hands, unless it is another person's now. */
static void
show_texts (SoContactDetail *self, const SoContact *contact)
{
  const char *notes = contact->notes ? contact->notes : "";
  g_autofree char *written = dup_written_notes (self);
  gboolean other = !self->kept_notes;

  if (other || g_str_equal (written, self->kept_notes))
    {
      if (!g_str_equal (written, notes))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes), notes, -1);
      g_set_str (&self->kept_notes, notes);
    }
  if (other || !(gtk_widget_get_state_flags (GTK_WIDGET (self->name)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    gtk_editable_set_text (self->name, contact->name);
}

static void
show (SoContactDetail *self)
{
  g_autoptr (SoContact) contact = self->id ? so_studio_find_contact (self->studio, self->id) : NULL;
  g_autofree char *summary = NULL;

  if (!contact)
    return;
  summary = so_contact_summary (contact);
  adw_avatar_set_text (self->avatar, contact->name);
  so_face_set_avatar (self->avatar, self->studio, contact->photo);
  gtk_label_set_label (self->title, *contact->name ? contact->name : _("Without a name"));
  gtk_label_set_label (self->summary, summary);
  set_property_row (self->stage, so_contact_stage_label (contact->stage));
  set_property_row (self->birthday, contact->birthday);
  set_property_row (self->touch, contact->first_touch);
  show_fields (self);
  so_inquiry_group_show (self->inquiry, self->studio, contact);
  so_field_group_show (self->fields, self->studio, contact);
  so_field_group_show (self->secrets, self->studio, contact);
  so_booking_group_show (self->bookings, self->studio, contact);
  so_household_group_show (self->household, self->studio, contact);
  so_referral_group_show (self->referrals, self->studio, contact);
  so_insight_group_show (self->insight, self->studio, contact, self->thread_id);
  so_task_group_show (self->tasks, self->studio, contact);
  so_trial_group_show (self->trials, self->studio, contact);
  so_follow_up_group_show (self->follow_ups, self->studio, contact, self->thread_id);
  so_score_group_show (self->score, self->studio, contact);
  so_identity_group_show (self->identities, self->studio, contact);
  so_merged_group_show (self->merged, self->studio, contact);
  so_consent_group_show (self->consent, self->studio, contact);
  so_note_group_show (self->dated, self->studio, contact);
  so_file_group_show (self->files, self->studio, contact);
  so_contact_data_group_show (self->data, self->studio, contact);
  show_tags (self, contact->tags);
  show_texts (self, contact);
}

static GtkWidget *
make_thread_row (gpointer object, gpointer user_data)
{
  const SoThread *thread = so_item_get_value (object);
  GtkWidget *row = adw_action_row_new (), *label;
  g_autofree char *when = so_age_dup_short (thread->last_at, so_now ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), thread->title && *thread->title ? thread->title : _(so_channel_kind_label (thread->channel)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), thread->snippet ? thread->snippet : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  label = gtk_label_new (when);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, thread->id);
  return row;
}

static void
on_thread_activated (SoContactDetail *self, GtkListBoxRow *row)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_open_thread (window, gtk_widget_get_name (GTK_WIDGET (row)), NULL);
}

static void
on_threads_changed (SoContactDetail *self)
{
  gtk_widget_set_visible (self->threads_group, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0);
}

static void
drop_list (SoContactDetail *self)
{
  if (!self->list)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->threads)
    gtk_list_box_bind_model (self->threads, NULL, NULL, NULL, NULL);
  g_clear_object (&self->list);
}

static void
show_threads (SoContactDetail *self)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, self->id };

  drop_list (self);
  self->list = so_live_list_new_threads (so_studio_get_store (self->studio), &filter);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_threads_changed), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->threads, G_LIST_MODEL (self->list), make_thread_row, self, NULL);
  on_threads_changed (self);
}

void
so_contact_detail_set_contact (SoContactDetail *self, const char *contact_id)
{
  g_return_if_fail (SO_IS_CONTACT_DETAIL (self));

  if (!g_strcmp0 (self->id, contact_id))
    return;
  keep_notes (self);
  g_clear_pointer (&self->kept_notes, g_free);
  g_set_str (&self->id, contact_id);
  if (!contact_id)
    {
      drop_list (self);
      return;
    }
  show (self);
  show_threads (self);
  adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self));
}

void
so_contact_detail_set_conversation (SoContactDetail *self, const char *contact_id, const char *thread_id)
{
  g_return_if_fail (SO_IS_CONTACT_DETAIL (self));

  if (g_set_str (&self->thread_id, thread_id) && !g_strcmp0 (self->id, contact_id))
    show (self);
  so_contact_detail_set_contact (self, contact_id);
}

void
so_contact_detail_focus_insight (SoContactDetail *self)
{
  g_return_if_fail (SO_IS_CONTACT_DETAIL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->insight));
}

static void
on_store_changed (SoContactDetail *self, guint changes)
{
  if (changes & SO_CHANGED_CONTACTS)
    show (self);
  else if (changes & SO_CHANGED_SETTINGS)
    so_follow_up_group_refresh (self->follow_ups);
}

void
so_contact_detail_set_studio (SoContactDetail *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_CONTACT_DETAIL (self) && !self->studio);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

static void
so_contact_detail_unmap (GtkWidget *widget)
{
  keep_notes (SO_CONTACT_DETAIL (widget));
  GTK_WIDGET_CLASS (so_contact_detail_parent_class)->unmap (widget);
}

static gboolean
so_contact_detail_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_CONTACT_DETAIL (widget)->name));
}

static void
so_contact_detail_dispose (GObject *object)
{
  SoContactDetail *self = SO_CONTACT_DETAIL (object);

  drop_list (self);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->kept_notes, g_free);
  g_clear_pointer (&self->thread_id, g_free);
  g_clear_pointer (&self->about_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_CONTACT_DETAIL);
  G_OBJECT_CLASS (so_contact_detail_parent_class)->dispose (object);
}

static void
so_contact_detail_class_init (SoContactDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_contact_detail_dispose;
  widget_class->grab_focus = so_contact_detail_grab_focus;
  widget_class->unmap = so_contact_detail_unmap;
  g_type_ensure (SO_TYPE_BOOKING_GROUP);
  g_type_ensure (SO_TYPE_CONSENT_GROUP);
  g_type_ensure (SO_TYPE_CONTACT_DATA_GROUP);
  g_type_ensure (SO_TYPE_INQUIRY_GROUP);
  g_type_ensure (SO_TYPE_FIELD_GROUP);
  g_type_ensure (SO_TYPE_FILE_GROUP);
  g_type_ensure (SO_TYPE_HOUSEHOLD_GROUP);
  g_type_ensure (SO_TYPE_REFERRAL_GROUP);
  g_type_ensure (SO_TYPE_INSIGHT_GROUP);
  g_type_ensure (SO_TYPE_NOTE_GROUP);
  g_type_ensure (SO_TYPE_IDENTITY_GROUP);
  g_type_ensure (SO_TYPE_MERGED_GROUP);
  g_type_ensure (SO_TYPE_TASK_GROUP);
  g_type_ensure (SO_TYPE_TRIAL_GROUP);
  g_type_ensure (SO_TYPE_FOLLOW_UP_GROUP);
  g_type_ensure (SO_TYPE_SCORE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-contact-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, avatar);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, summary);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, name);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, stage);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, about);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, inquiry);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, fields);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, secrets);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, household);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, bookings);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, referrals);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, insight);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, tasks);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, trials);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, follow_ups);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, score);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, birthday);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, touch);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, identities);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, merged);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, consent);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, data);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, tags);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, tag);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, notes);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, dated);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, files);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, threads_group);
  gtk_widget_class_bind_template_child (widget_class, SoContactDetail, threads);
  gtk_widget_class_bind_template_callback (widget_class, on_name_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_tag_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_thread_activated);
}

static void
so_contact_detail_init (SoContactDetail *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->about_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (keep_notes), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->notes), focus);
  so_settle_attach (GTK_WIDGET (self->notes));
}
