/* SPDX-License-Identifier: MIT */
#include "so-part-view.h"

#include "so-file-open.h"
#include "so-part-away.h"
#include "so-picture.h"
#include "so-player-view.h"
#include "so-window.h"

#include <glib/gi18n.h>

static const struct {
  const char *label;
  const char *icon;
} looks[SO_N_PARTS] = {
  [SO_PART_TEXT] = { N_("Text"), "text-x-generic-symbolic" },
  [SO_PART_IMAGE] = { N_("Photo"), "image-x-generic-symbolic" },
  [SO_PART_AUDIO] = { N_("Voice note"), "audio-x-generic-symbolic" },
  [SO_PART_VIDEO] = { N_("Video"), "video-x-generic-symbolic" },
  [SO_PART_DOCUMENT] = { N_("Document"), "x-office-document-symbolic" },
  [SO_PART_LOCATION] = { N_("Location"), "mark-location-symbolic" },
  [SO_PART_CONTACT] = { N_("Contact card"), "x-office-address-book-symbolic" },
  [SO_PART_STICKER] = { N_("Sticker"), "face-smile-symbolic" },
  [SO_PART_STORY] = { N_("Story"), "camera-photo-symbolic" },
  [SO_PART_CALL] = { N_("Call"), "call-start-symbolic" },
  [SO_PART_UNSUPPORTED] = { N_("Not available here"), "dialog-question-symbolic" },
};

const char *
so_part_view_label (const SoPart *part)
{
  return _(looks[part->kind].label);
}

gboolean
so_part_view_has_caption (const SoPart *part)
{
  return part->kind <= SO_PART_DOCUMENT;
}

static char *
dup_detail (const SoPart *part)
{
  g_autofree char *size = part->size > 0 ? g_format_size (part->size) : NULL;

  if (!so_part_view_has_caption (part))
    return g_strdup (part->text);
  if (!part->sha256)
    return g_strdup (part->remote ? _("Waiting to be fetched") : _("Not in the import"));
  return size ? g_steal_pointer (&size) : NULL;
}

static void
on_moved (GtkLabel *label, const char *name, SoTransfers *transfers)
{
  int percent = so_transfers_percent (transfers, name);
  g_autofree char *words = NULL;

  if (g_strcmp0 (name, g_object_get_data (G_OBJECT (label), "remote")))
    return;
  words = percent < 0 ? g_strdup (_("Waiting to be fetched")) : g_strdup_printf (_("Being fetched: %d %%"), percent);
  gtk_label_set_label (label, words);
}

/* Only what stands in a window has a studio to ask. */
static void
on_realize (GtkWidget *label)
{
  SoWindow *window = so_window_of (label);
  SoTransfers *transfers = window ? so_studio_get_transfers (so_window_get_studio (window)) : NULL;

  if (!transfers)
    return;
  g_signal_handlers_disconnect_by_func (transfers, on_moved, label);
  g_signal_connect_object (transfers, "moved", G_CALLBACK (on_moved), label, G_CONNECT_SWAPPED);
  on_moved (GTK_LABEL (label), g_object_get_data (G_OBJECT (label), "remote"), transfers);
}

/* The detail of a file that comes says how far it is. */
static void
follow (GtkWidget *label, const SoPart *part)
{
  if (part->sha256 || !part->remote || !so_part_view_has_caption (part))
    return;
  g_object_set_data_full (G_OBJECT (label), "remote", g_strdup (part->remote), g_free);
  g_signal_connect (label, "realize", G_CALLBACK (on_realize), NULL);
}

/* *@shown (may be NULL): the label that says @detail. */
static GtkWidget *
chip_content (const SoPart *part, const char *title, const char *detail, GtkWidget **shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (looks[part->kind].icon));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_box_append (GTK_BOX (words), name);
  if (detail && *detail)
    {
      GtkWidget *label = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 4);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      follow (label, part);
      if (shown)
        *shown = label;
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

typedef struct {
  char *path;
  char *name;
  char *mime;
} Kept;

static void
kept_free (Kept *kept)
{
  g_free (kept->path);
  g_free (kept->name);
  g_free (kept->mime);
  g_free (kept);
}

static void
on_clicked (GtkButton *button, Kept *kept)
{
  so_file_open (GTK_WIDGET (button), kept->path, kept->name, kept->mime);
}

static GtkWidget *
file_button (SoStore *store, const SoPart *part, GtkWidget *child, const char *title)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strdup_printf (_("Open %s"), title);
  Kept *kept = g_new0 (Kept, 1);

  kept->path = so_store_file_path (store, part->sha256);
  kept->name = g_strdup (part->name);
  kept->mime = g_strdup (part->mime);
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), kept, (GClosureNotify) kept_free, 0);
  return button;
}

static const char *
title_of (const SoPart *part)
{
  return part->name && *part->name && so_part_view_has_caption (part) ? part->name : so_part_view_label (part);
}

static GtkWidget *
player (const SoPart *part)
{
  SoPlayerView *view = SO_PLAYER_VIEW (so_player_view_new ());

  so_player_view_set_file (view, part->name, part->mime);
  so_player_view_set_sound (view, NULL, part->sha256, NULL);
  return GTK_WIDGET (view);
}

static GtkWidget *
view_here (SoStore *store, const SoPart *part)
{
  const char *title = title_of (part);
  g_autofree char *path = part->sha256 ? so_store_file_path (store, part->sha256) : NULL;
  g_autofree char *detail = dup_detail (part);
  GtkWidget *view;

  if ((part->kind == SO_PART_IMAGE || part->kind == SO_PART_STICKER) && path)
    {
      view = file_button (store, part, so_picture_new (path, so_part_view_label (part)), title);
      gtk_widget_add_css_class (view, "picture");
      return view;
    }
  if (part->kind == SO_PART_AUDIO && path)
    return player (part);
  view = chip_content (part, title, detail, NULL);
  if (path)
    {
      view = file_button (store, part, view, title);
      gtk_widget_add_css_class (view, "file");
      return view;
    }
  gtk_widget_add_css_class (view, "placeholder");
  return view;
}

/* Another computer of the studio may have it. */
static GtkWidget *
view_away (SoStore *store, const SoPart *part)
{
  GtkWidget *detail, *chip = chip_content (part, title_of (part), _("Not on this computer"), &detail);

  gtk_widget_add_css_class (chip, "placeholder");
  return so_part_away_new (store, part, chip, detail, view_here);
}

GtkWidget *
so_part_view_new (SoStore *store, const SoPart *part)
{
  g_autofree char *path = part->sha256 ? so_store_file_path (store, part->sha256) : NULL;

  return path && !g_file_test (path, G_FILE_TEST_IS_REGULAR) ? view_away (store, part) : view_here (store, part);
}
