/* SPDX-License-Identifier: MIT */
#include "so-import-preview.h"

#include "so-import-table.h"

#include <glib/gi18n.h>

struct _SoImportPreview {
  AdwNavigationPage parent_instance;

  AdwActionRow *file;
  AdwActionRow *kind;
  AdwActionRow *counts;
  AdwPreferencesGroup *me_group;
  AdwComboRow *me;
  SoImportTable *table;
  AdwPreferencesGroup *found;
  AdwExpanderRow *same;
  AdwPreferencesGroup *sample;
  AdwExpanderRow *skipped;
  GtkWidget *accept;

  GPtrArray *sample_rows;   /* borrowed: children of the groups */
  GPtrArray *skipped_rows;
  GPtrArray *same_rows;
  guint n_names;            /* 0: nobody asked */
  gboolean nobody;          /* no column of the table is anybody's yet */
};

G_DEFINE_FINAL_TYPE (SoImportPreview, so_import_preview, ADW_TYPE_NAVIGATION_PAGE)

enum { ACCEPTED, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define MAX_LISTED 100

const char *
so_import_kind_label (SoImportKind kind)
{
  switch (kind)
    {
    case SO_IMPORT_WHATSAPP: return _("WhatsApp chat");
    case SO_IMPORT_MBOX: return _("Mailbox");
    case SO_IMPORT_EML: return _("Mail message");
    case SO_IMPORT_INSTAGRAM: return _("Instagram messages");
    case SO_IMPORT_CSV: return _("Customer table");
    case SO_IMPORT_VCARD: return _("Address book");
    case SO_IMPORT_UNKNOWN:
    case SO_N_IMPORTS:
    default: return _("Unknown");
    }
}

char *
so_import_path_from_text (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gsize length = strlen (trimmed);

  if (length > 1 && (trimmed[0] == '"' || trimmed[0] == '\'') && trimmed[length - 1] == trimmed[0])
    {
      trimmed[length - 1] = '\0';
      memmove (trimmed, trimmed + 1, length - 1);
    }
  if (g_str_has_prefix (trimmed, "file://"))
    return g_filename_from_uri (trimmed, NULL, NULL);
  if (g_str_has_prefix (trimmed, "~/"))
    return g_build_filename (g_get_home_dir (), trimmed + 2, NULL);
  return *trimmed ? g_steal_pointer (&trimmed) : NULL;
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  /* names and texts of strangers are never markup */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle && *subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  return row;
}

/* Rows of pairs "where", "what", in place of those of @rows. */
static void
list_pairs (AdwExpanderRow *expander, GPtrArray *rows, GPtrArray *pairs, const char *more)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
  adw_expander_row_set_enable_expansion (expander, pairs && pairs->len);
  for (guint i = 0; pairs && i + 1 < pairs->len && rows->len < MAX_LISTED; i += 2)
    {
      GtkWidget *row = new_row (pairs->pdata[i], pairs->pdata[i + 1]);

      adw_expander_row_add_row (expander, row);
      g_ptr_array_add (rows, row);
    }
  if (pairs && pairs->len / 2 > rows->len)
    {
      GtkWidget *row = new_row (more, NULL);

      adw_expander_row_add_row (expander, row);
      g_ptr_array_add (rows, row);
    }
}

void
so_import_list_skipped (AdwExpanderRow *expander, GPtrArray *rows, const SoExchangeReport *report)
{
  gulong n = MAX (report->batch->skipped, report->skipped ? report->skipped->len / 2 : 0);
  g_autofree char *subtitle = NULL;

  subtitle = n ? g_strdup_printf (ngettext ("%'lu item, with its reason", "%'lu items, each with its reason", n), n)
               : g_strdup (_("Nothing"));
  adw_expander_row_set_subtitle (expander, subtitle);
  list_pairs (expander, rows, report->skipped, _("… and more, in the saved list"));
}

static void
list_same (SoImportPreview *self, const SoExchangeReport *report)
{
  gulong n = report->fates[SO_CARD_COMPLETES] + report->fates[SO_CARD_TWICE];
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%'lu row is about somebody known or met before", "%'lu rows are about somebody known or met before", n), n);

  adw_expander_row_set_subtitle (self->same, subtitle);
  list_pairs (self->same, self->same_rows, report->same, _("… and more"));
  gtk_widget_set_visible (GTK_WIDGET (self->same), n > 0);
}

static void
add_sample_row (SoImportPreview *self, GtkWidget *row)
{
  adw_preferences_group_add (self->sample, row);
  g_ptr_array_add (self->sample_rows, row);
}

static void
add_message (SoImportPreview *self, const SoIncoming *message)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (message->sent_at / 1000);
  g_autofree char *when = time ? g_date_time_format (time, "%x %H:%M") : NULL;
  g_autofree char *text = so_incoming_dup_text (message);
  const char *sender = !message->sender ? _("System message")
                       : message->sender->name ? message->sender->name : message->sender->value;
  GtkWidget *row, *label;

  if (!text || !*text)
    g_set_str (&text, _("Picture or file"));
  row = new_row (sender ? sender : "", text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  label = gtk_label_new (when);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_sample_row (self, row);
}

static const char *
fate_label (SoCardFate fate)
{
  switch (fate)
    {
    case SO_CARD_COMPLETES: return _("completed");
    case SO_CARD_KNOWN: return _("nothing new");
    case SO_CARD_TWICE: return _("twice in the file");
    case SO_CARD_NEW:
    case SO_N_CARD_FATES:
    default: return _("new");
    }
}

static void
add_card (SoImportPreview *self, const SoCard *card, SoCardFate fate)
{
  g_autoptr (GString) ways = g_string_new (NULL);
  GtkWidget *row, *label = gtk_label_new (fate_label (fate));

  for (guint i = 0; card->identities && i < card->identities->len; i++)
    {
      const SoIdentity *identity = card->identities->pdata[i];

      g_string_append_printf (ways, "%s%s", ways->len ? ", " : "", identity->value);
    }
  row = new_row (*card->name ? card->name : _("Without a name"), ways->str);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_sample_row (self, row);
}

static void
fill_sample (SoImportPreview *self, const SoExchangeReport *report)
{
  for (guint i = 0; i < self->sample_rows->len; i++)
    adw_preferences_group_remove (self->sample, self->sample_rows->pdata[i]);
  g_ptr_array_set_size (self->sample_rows, 0);

  for (guint i = 0; report->sample && i < MIN (10, report->sample->len); i++)
    add_message (self, report->sample->pdata[i]);
  for (guint i = 0; report->cards && i < MIN (10, report->cards->len); i++)
    add_card (self, report->cards->pdata[i], i < report->card_fates->len ? g_array_index (report->card_fates, SoCardFate, i) : SO_CARD_NEW);
  gtk_widget_set_visible (GTK_WIDGET (self->sample), self->sample_rows->len > 0);
}

static void
update_accept (SoImportPreview *self)
{
  gtk_widget_set_sensitive (self->accept, !self->nobody && (self->n_names == 0 || adw_combo_row_get_selected (self->me) > 0));
}

static void
fill_names (SoImportPreview *self, char **names)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  self->n_names = names ? g_strv_length (names) : 0;
  gtk_string_list_append (model, _("Choose…"));
  for (guint i = 0; i < self->n_names; i++)
    gtk_string_list_append (model, names[i]);
  gtk_string_list_append (model, _("None of these"));
  adw_combo_row_set_model (self->me, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->me, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->me_group), self->n_names > 0);
  update_accept (self);
}

static void G_GNUC_PRINTF (3, 4)
add_count (GPtrArray *parts, guint64 n, const char *format, ...)
{
  va_list args;

  if (n == 0)
    return;
  va_start (args, format);
  g_ptr_array_add (parts, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
add_people (GPtrArray *parts, const SoExchangeReport *report)
{
  gulong n = report->fates[SO_CARD_NEW];

  add_count (parts, n, ngettext ("%'lu new person", "%'lu new people", n), n);
  n = report->fates[SO_CARD_COMPLETES];
  add_count (parts, n, ngettext ("%'lu completes somebody known", "%'lu complete somebody known", n), n);
  n = report->fates[SO_CARD_KNOWN];
  add_count (parts, n, ngettext ("%'lu known already", "%'lu known already", n), n);
  n = report->fates[SO_CARD_TWICE];
  add_count (parts, n, ngettext ("%'lu twice in the file", "%'lu twice in the file", n), n);
}

static char *
describe_counts (const SoExchangeReport *report)
{
  const SoBatch *batch = report->batch;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gulong n;

  n = batch->messages;
  add_count (parts, n, ngettext ("%'lu message", "%'lu messages", n), n);
  n = batch->threads;
  add_count (parts, n, ngettext ("%'lu conversation", "%'lu conversations", n), n);
  n = batch->contacts - report->fates[SO_CARD_NEW];
  add_count (parts, n, ngettext ("%'lu person", "%'lu people", n), n);
  add_people (parts, report);
  n = batch->media;
  add_count (parts, n, ngettext ("%'lu file", "%'lu files", n), n);
  n = batch->known + report->fates[SO_CARD_NEW];
  for (guint i = 0; i < SO_N_CARD_FATES; i++)
    n -= report->fates[i];
  add_count (parts, n, ngettext ("%'lu already here", "%'lu already here", n), n);
  if (parts->len == 0)
    return g_strdup (_("Nothing new"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/* What is said of an import, with the columns as they are. */
static void
show_found (SoImportPreview *self, const SoExchangeReport *report)
{
  g_autofree char *counts = describe_counts (report);

  self->nobody = report->no_people;
  adw_action_row_set_subtitle (self->counts, counts);
  fill_sample (self, report);
  list_same (self, report);
  so_import_list_skipped (self->skipped, self->skipped_rows, report);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped), self->skipped_rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->found), self->skipped_rows->len || self->same_rows->len);
  update_accept (self);
}

void
so_import_preview_update (SoImportPreview *self, const SoExchangeReport *report)
{
  g_return_if_fail (SO_IS_IMPORT_PREVIEW (self));

  so_import_table_update (self->table, report);
  show_found (self, report);
}

void
so_import_preview_show (SoImportPreview *self, const char *path, const SoExchangeReport *report)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_return_if_fail (SO_IS_IMPORT_PREVIEW (self));

  adw_action_row_set_subtitle (self->file, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), path);
  adw_action_row_set_subtitle (self->kind, so_import_kind_label (report->kind));
  fill_names (self, report->names);
  so_import_table_show (self->table, report);
  show_found (self, report);
}

GStrv
so_import_preview_dup_map (SoImportPreview *self)
{
  g_return_val_if_fail (SO_IS_IMPORT_PREVIEW (self), NULL);

  return so_import_table_dup_map (self->table);
}

char *
so_import_preview_dup_country (SoImportPreview *self)
{
  g_return_val_if_fail (SO_IS_IMPORT_PREVIEW (self), NULL);

  return so_import_table_dup_country (self->table);
}

char *
so_import_preview_dup_me (SoImportPreview *self)
{
  guint selected;

  g_return_val_if_fail (SO_IS_IMPORT_PREVIEW (self), NULL);

  selected = adw_combo_row_get_selected (self->me);
  if (selected == 0 || selected > self->n_names)
    return NULL;
  return g_strdup (gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (self->me)), selected));
}

static void
so_import_preview_shown (AdwNavigationPage *page)
{
  SoImportPreview *self = SO_IMPORT_PREVIEW (page);

  GtkWidget *question = self->n_names ? GTK_WIDGET (self->me) : so_import_table_get_question (self->table);

  /* what is still to be said, or what is left to do */
  gtk_widget_grab_focus (question ? question : self->accept);
}

static void
on_me_changed (SoImportPreview *self)
{
  update_accept (self);
}

static void
on_table_changed (SoImportPreview *self)
{
  /* What is accepted is what is seen: it comes with the answer. */
  gtk_widget_set_sensitive (self->accept, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_accept_clicked (SoImportPreview *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
so_import_preview_dispose (GObject *object)
{
  SoImportPreview *self = SO_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->sample_rows, g_ptr_array_unref);
  g_clear_pointer (&self->skipped_rows, g_ptr_array_unref);
  g_clear_pointer (&self->same_rows, g_ptr_array_unref);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_IMPORT_PREVIEW);
  G_OBJECT_CLASS (so_import_preview_parent_class)->dispose (object);
}

static void
so_import_preview_class_init (SoImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_import_preview_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = so_import_preview_shown;
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (SO_TYPE_IMPORT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, file);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, kind);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, counts);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, me_group);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, me);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, table);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, found);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, same);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, sample);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, skipped);
  gtk_widget_class_bind_template_child (widget_class, SoImportPreview, accept);
  gtk_widget_class_bind_template_callback (widget_class, on_me_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_table_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_clicked);
}

static void
so_import_preview_init (SoImportPreview *self)
{
  self->sample_rows = g_ptr_array_new ();
  self->skipped_rows = g_ptr_array_new ();
  self->same_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
