/* SPDX-License-Identifier: MIT */
#include "so-account-dialog.h"

#include "so-account-answers.h"
#include "so-account-checklist.h"
#include "so-account-fields.h"
#include "so-account-verbs.h"
#include "so-choice-row.h"
#include "so-json.h"
#include "so-list-verbs.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoAccountDialog {
  AdwDialog parent_instance;

  SoStudio *studio;
  SoChannelKind channel;
  char *id;                    /* of the account, once there is one; or NULL */
  GtkStack *stack;             /* "form", "busy", "browser", "points" */
  AdwStatusPage *waiting;      /* for the browser */
  char *url;                   /* of the page that it shows, or NULL */
  GtkWidget *form, *points;    /* groups */
  GPtrArray *rows;             /* of the form, in the order of its fields; borrowed. Those of another service are not seen */
  GPtrArray *services;         /* SoAccountService to choose from, borrowed; empty: there is one */
  AdwComboRow *answers;        /* who takes the calls, or NULL: that is not asked; borrowed */
  GtkLabel *error;
  GtkWidget *button;           /* Connect, then Done */
  gpointer job;                /* on its way, or NULL */
};

G_DEFINE_FINAL_TYPE (SoAccountDialog, so_account_dialog, ADW_TYPE_DIALOG)

/* What the worker is given, and gives back. In an atomic rc box: it outlives whichever of the two ends first. */
typedef struct {
  SoAccount *account;          /* a new one, or NULL */
  char *id;                    /* of one that is there, or NULL */
  char *secret;
  GPtrArray *points;           /* SoSetupItem, or NULL */
  GCancellable *browser;       /* for who is waited for there; NULL: nobody signs in */
  SoAccountDialog *dialog;     /* borrowed: it lives until the job is done */
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->browser);
  g_clear_pointer (&job->account, so_account_free);
  g_clear_pointer (&job->points, g_ptr_array_unref);
  if (job->secret)
    explicit_bzero (job->secret, strlen (job->secret));
  g_free (job->secret);
  g_free (job->id);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

/* The browser --------------------------------------------------------------------------------------------- */

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAccountDialog) self = user_data;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL))
    adw_status_page_set_title (self->waiting, _("No Browser Could Be Started"));
}

/* What the aside thread hands to the main one. */
typedef struct {
  SoAccountDialog *dialog;
  char *url;
} Page;

static gboolean
show_page (gpointer data)
{
  Page *page = data;
  SoAccountDialog *self = page->dialog;
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (page->url);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_str (&self->url, page->url);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_launched, g_object_ref (self));
  g_object_unref (self);
  g_free (page->url);
  g_free (page);
  return G_SOURCE_REMOVE;
}

static gboolean
browse (const char *url, gpointer data, GError **error)
{
  Job *job = data;
  Page *page = g_new0 (Page, 1);

  page->dialog = g_object_ref (job->dialog);
  page->url = g_strdup (url);
  g_main_context_invoke (NULL, show_page, page);
  return TRUE;
}

static void
on_copy (SoAccountDialog *self)
{
  if (self->url)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->url);
}

static void
stop_waiting (SoAccountDialog *self)
{
  Job *job = self->job;

  if (job && job->browser)
    g_cancellable_cancel (job->browser);
}

static GtkWidget *
make_waiting (SoAccountDialog *self)
{
  GtkWidget *page = adw_status_page_new (), *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("Copy the _Address")), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->waiting = ADW_STATUS_PAGE (page);
  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (self->waiting, "network-server-symbolic");
  adw_status_page_set_description (self->waiting, _("Sign in there and allow Studio OS to read and send mail: leave all boxes ticked. It goes on here by itself."));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "pill");
  gtk_widget_add_css_class (cancel, "pill");
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (on_copy), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (stop_waiting), self);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), copy);
  adw_status_page_set_child (self->waiting, buttons);
  g_object_set_data (G_OBJECT (page), "so-cancel", cancel);
  return page;
}

/* The job ------------------------------------------------------------------------------------------------- */

static char *
connect_account (SoStudio *studio, Job *job, GError **error)
{
  SoAccount again = { .id = job->id };

  if (job->browser)
    return so_studio_sign_in (studio, job->account ? job->account : &again, job->secret, browse, job, job->browser, error);
  if (job->account)
    return so_studio_add_account (studio, job->account, job->secret, error);
  return !job->secret || so_studio_renew_account (studio, job->id, job->secret, error) ? g_strdup (job->id) : NULL;
}

/* Connected, or with another secret, as far as that is wanted; then looked at. */
static char *
run_job (SoStudio *studio, gpointer data, GError **error)
{
  Job *job = data;
  g_autofree char *id = connect_account (studio, job, error);

  if (!id)
    return NULL;
  /* It is connected now, whatever is still missing: that nobody could be asked is no reason to begin again. */
  job->points = so_studio_check_account (studio, id, NULL);
  return g_steal_pointer (&id);
}

static void
show_error (SoAccountDialog *self, const char *sentence)
{
  gtk_label_set_label (self->error, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), sentence != NULL);
  if (sentence)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_points (SoAccountDialog *self, const GPtrArray *points)
{
  g_autoptr (GPtrArray) rows = so_account_points_new (points, NULL);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->points), rows->pdata[i]);
  gtk_button_set_label (GTK_BUTTON (self->button), _("_Done"));
  gtk_widget_set_sensitive (self->button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "points");
  gtk_widget_grab_focus (self->button);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error);
  Job *job = self->job;

  if (!id)
    {
      g_clear_pointer (&self->job, job_unref);
      gtk_stack_set_visible_child_name (self->stack, "form");
      gtk_widget_set_sensitive (self->button, TRUE);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error ? error->message : _("The account could not be connected"));
      gtk_widget_grab_focus (self->rows->len ? self->rows->pdata[0] : self->button);
      return;
    }
  g_set_str (&self->id, id);
  show_points (self, job->points);
  g_clear_pointer (&self->job, job_unref);
}

static void
start (SoAccountDialog *self, Job *job)
{
  show_error (self, NULL);
  self->job = job;
  job->dialog = self;
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, job->browser ? "browser" : "busy");
  if (!job->browser)
    {
      so_studio_job_async (self->studio, run_job, g_atomic_rc_box_acquire (job), job_unref, NULL, on_job_done, g_object_ref (self));
      return;
    }
  adw_status_page_set_title (self->waiting, _("Your Browser Has Opened"));
  gtk_widget_grab_focus (g_object_get_data (G_OBJECT (self->waiting), "so-cancel"));
  so_studio_aside_async (self->studio, run_job, g_atomic_rc_box_acquire (job), job_unref, on_job_done, g_object_ref (self));
}

/* The form --------------------------------------------------------------------------------------------- */

static void
read_answers (SoAccountDialog *self, JsonObject *settings)
{
  const char *answers = self->answers && gtk_widget_get_visible (GTK_WIDGET (self->answers)) ? so_choice_row_get (self->answers) : NULL;

  if (answers)
    json_object_set_string_member (settings, "answers", answers);
}

static Job *
read_form (SoAccountDialog *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *settings = json_object_new ();
  Job *job = g_atomic_rc_box_new0 (Job);

  json_node_take_object (node, settings);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SoAccountField *field = g_object_get_data (self->rows->pdata[i], "so-field");
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->rows->pdata[i])));

      if (!gtk_widget_get_visible (self->rows->pdata[i]))
        continue;
      if (!*field->key)
        job->secret = g_steal_pointer (&text);
      else if (*text)
        json_object_set_string_member (settings, field->key, text);
    }
  read_answers (self, settings);
  job->id = g_strdup (self->id);
  if (so_studio_signs_in (self->channel))
    job->browser = g_cancellable_new ();
  if (self->id)
    return job;
  job->account = g_new0 (SoAccount, 1);
  job->account->channel = self->channel;
  job->account->address = g_strdup (so_json_string (settings, so_json_string (settings, "address") ? "address" : "from"));
  json_object_remove_member (settings, "address");
  job->account->settings = so_json_write (node, FALSE);
  return job;
}

static void
on_button (SoAccountDialog *self)
{
  if (!gtk_widget_get_sensitive (self->button) || self->job)
    return;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "points"))
    adw_dialog_close (ADW_DIALOG (self));
  else
    start (self, read_form (self));
}

static void
on_changed (SoAccountDialog *self)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SoAccountField *field = g_object_get_data (self->rows->pdata[i], "so-field");
      complete &= field->optional || !gtk_widget_get_visible (self->rows->pdata[i]) || *gtk_editable_get_text (self->rows->pdata[i]) != '\0';
    }
  gtk_widget_set_sensitive (self->button, complete);
}

static GtkWidget *
make_field (SoAccountDialog *self, const SoAccountField *field)
{
  GtkWidget *row = *field->key ? adw_entry_row_new () : adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(field->title));
  g_object_set_data (G_OBJECT (row), "so-field", (gpointer) field);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (on_button), self);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_server (SoAccountDialog *self)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Another Server"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_field (self, so_account_field_server ()));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->form), row);
}

/* Only what @service (NULL: any) asks for is seen. */
static void
show_service (SoAccountDialog *self, const char *service)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SoAccountField *field = g_object_get_data (self->rows->pdata[i], "so-field");
      gtk_widget_set_visible (self->rows->pdata[i], !field->service || !service || g_str_equal (field->service, service));
    }
  if (self->answers)
    gtk_widget_set_visible (GTK_WIDGET (self->answers), so_account_says_who_answers (&(SoAccount) { .channel = self->channel, .transport = (char *) service }));
  on_changed (self);
}

static void
on_service (SoAccountDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  const SoAccountService *chosen = g_ptr_array_index (self->services, adw_combo_row_get_selected (row));

  show_service (self, chosen->nick);
}

static void
add_services (SoAccountDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint n;
  const SoAccountService *services = so_account_services (&n);

  for (guint i = 0; i < n; i++)
    if (services[i].channel == self->channel)
      {
        g_ptr_array_add (self->services, (gpointer) &services[i]);
        gtk_string_list_append (names, services[i].label);
      }
  if (!self->services->len)
    return g_object_unref (g_object_ref_sink (row));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Service"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_service), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->form), row);
}

static void
add_answers (SoAccountDialog *self)
{
  if (self->channel != SO_CHANNEL_CALL)
    return;
  self->answers = so_account_answers_row ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->form), GTK_WIDGET (self->answers));
}

/* @service: of whose account the secret is, or NULL. */
static void
fill_form (SoAccountDialog *self, gboolean only_secret, const char *service)
{
  guint n;
  const SoAccountField *fields = so_account_fields (&n);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->form), so_account_fields_help (self->channel));
  if (!only_secret)
    add_services (self);
  for (guint i = 0; i < n; i++)
    if (fields[i].channel == self->channel && (!only_secret || (!*fields[i].key && !so_studio_signs_in (self->channel))))
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->form), make_field (self, &fields[i]));
  if (!only_secret)
    {
      add_answers (self);
      add_server (self);
    }
  show_service (self, self->services->len ? ((SoAccountService *) self->services->pdata[0])->nick : service);
}

static void
so_account_dialog_finalize (GObject *object)
{
  SoAccountDialog *self = SO_ACCOUNT_DIALOG (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_clear_pointer (&self->job, job_unref);
  g_free (self->id);
  g_free (self->url);
  G_OBJECT_CLASS (so_account_dialog_parent_class)->finalize (object);
}

static void
so_account_dialog_class_init (SoAccountDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_account_dialog_finalize;
}

/* A page with one group, which is returned. */
static GtkWidget *
add_page (GtkStack *stack, const char *name)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_stack_add_named (stack, page, name);
  return group;
}

static void
so_account_dialog_init (SoAccountDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spinner = adw_spinner_new ();

  self->rows = g_ptr_array_new ();
  self->services = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->error = GTK_LABEL (gtk_label_new (NULL));
  self->button = gtk_button_new_with_mnemonic (_("_Connect"));
  self->form = add_page (self->stack, "form");
  self->points = add_page (self->stack, "points");
  gtk_widget_set_size_request (spinner, 48, 48);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_stack_add_named (self->stack, spinner, "busy");
  gtk_stack_add_named (self->stack, make_waiting (self), "browser");
  g_signal_connect (self, "closed", G_CALLBACK (stop_waiting), NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_label_set_wrap (self->error, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "batch-bar");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_button), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), box);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 460);
  adw_dialog_set_content_height (ADW_DIALOG (self), 440);
}

static SoAccountDialog *
make (SoStudio *studio, SoChannelKind channel, const char *title)
{
  SoAccountDialog *self = g_object_new (SO_TYPE_ACCOUNT_DIALOG, NULL);

  self->studio = g_object_ref (studio);
  self->channel = channel;
  adw_dialog_set_title (ADW_DIALOG (self), title);
  return self;
}

AdwDialog *
so_account_dialog_new (SoStudio *studio, SoChannelKind channel)
{
  /* Translators: the name of a channel, as in "Connect SMS" */
  g_autofree char *title = g_strdup_printf (_("Connect %s"), _(so_studio_connect_label (channel)));
  SoAccountDialog *self = make (studio, channel, title);

  fill_form (self, FALSE, NULL);
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows->len ? self->rows->pdata[0] : NULL);
  return ADW_DIALOG (self);
}

AdwDialog *
so_account_dialog_new_renewal (SoStudio *studio, const SoAccount *account)
{
  gboolean browser = so_studio_signs_in (account->channel);
  SoAccountDialog *self = make (studio, account->channel, browser ? _("Sign In Again") : _("New Token"));

  self->id = g_strdup (account->id);
  fill_form (self, TRUE, account->transport);
  if (browser)
    gtk_button_set_label (GTK_BUTTON (self->button), _("_Sign In"));
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows->len ? self->rows->pdata[0] : self->button);
  return ADW_DIALOG (self);
}
