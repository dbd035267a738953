/* SPDX-License-Identifier: MIT */
#include "so-tour.h"

#include "so-live-list.h"
#include "so-page.h"
#include "so-pages.h"
#include "so-ui-settings.h"

#include <string.h>

#define POLL_MS 30
/* Drawn and nothing more drawn for so long: the picture stands. */
#define QUIET_MS 150
#define LIMIT_MS 4000

static const struct {
  int width, height;
} sizes[] = { { 360, 720 }, { 900, 640 }, { 1600, 900 } };

/* The tabs of Analytics after the first: pages of their own, as "analytics-calls". */
static const char *const tabs[] = { "calls", "appointments", "growth" };
#define TAB "analytics-"

/* What is shown over the pages, by the action that shows it. */
static const char *const dialogs[] = { "win.import", "win.changes", "win.preferences", "win.shortcuts", "win.palette", "win.studios", "win.health", "win.help" };

typedef struct {
  char *page;          /* of the table, "conversation", "decision" or "welcome"; NULL for a dialog */
  const char *dialog;  /* id of an action, or NULL */
  int width, height;
  gboolean dark;
} Step;

typedef struct {
  SoWindow *window;
  char *folder;
  GPtrArray *steps;          /* Step */
  guint at;
  guint failed;
  int height;                /* of all pictures, px; 0: as of a screen */
  GdkPaintable *paintable;   /* of the window: has contents once it was drawn */
  gint64 applied, painted;   /* monotonic ms */
} Tour;

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
step_free (Step *step)
{
  g_free (step->page);
  g_free (step);
}

static void
add_step (Tour *tour, const char *page, const char *dialog, guint size, gboolean dark)
{
  Step *step = g_new0 (Step, 1);

  step->page = g_strdup (page);
  step->dialog = dialog;
  step->width = sizes[size].width;
  step->height = tour->height > 0 ? tour->height : sizes[size].height;
  step->dark = dark;
  g_ptr_array_add (tour->steps, step);
}

static void
add_page (Tour *tour, const char *page, guint size, gboolean dark)
{
  add_step (tour, page, NULL, size, dark);
  if (g_str_equal (page, "inbox"))
    add_step (tour, "conversation", NULL, size, dark);
  if (g_str_equal (page, "log"))
    add_step (tour, "decision", NULL, size, dark);
  for (guint i = 0; g_str_equal (page, "analytics") && i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *name = g_strconcat (TAB, tabs[i], NULL);

      add_step (tour, name, NULL, size, dark);
    }
}

static void
plan (Tour *tour)
{
  guint n;
  const SoPageInfo *pages = so_pages (&n);

  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (int dark = 0; dark < 2; dark++)
      {
        if (!so_window_get_studio (tour->window))
          add_step (tour, "welcome", NULL, size, dark);
        for (guint i = 0; so_window_get_studio (tour->window) && i < n; i++)
          add_page (tour, pages[i].name, size, dark);
      }
  for (guint i = 0; so_window_get_studio (tour->window) && i < G_N_ELEMENTS (dialogs); i++)
    add_step (tour, NULL, dialogs[i], 1, FALSE);
}

/* The newest conversation, as if it had been opened. */
static void
open_conversation (Tour *tour)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) threads = so_live_list_new_threads (so_studio_get_store (so_window_get_studio (tour->window)), &filter);
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (threads), 0);
  const SoThread *thread = item ? so_item_get_value (item) : NULL;

  so_window_show_page (tour->window, "inbox");
  if (thread)
    so_window_open_thread (tour->window, thread->id, NULL);
}

static void
open_tab (Tour *tour, const char *page)
{
  gboolean first = !g_str_has_prefix (page, TAB);
  g_autofree char *action = g_strconcat ("analytics.", first ? "overview" : page + strlen (TAB), NULL);

  so_window_show_page (tour->window, "analytics");
  gtk_widget_activate_action (so_window_get_page_widget (tour->window, "analytics"), action, NULL);
}

static void
close_dialogs (Tour *tour)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (tour->window))))
    adw_dialog_force_close (dialog);
}

static void
apply (Tour *tour, const Step *step)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      step->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (tour->window), step->width, step->height);
  close_dialogs (tour);
  if (step->dialog)
    so_window_activate (tour->window, step->dialog);
  else if (g_str_equal (step->page, "conversation"))
    open_conversation (tour);
  else if (g_str_has_prefix (step->page, "analytics"))
    open_tab (tour, step->page);
  else if (g_str_equal (step->page, "decision"))
    gtk_widget_activate_action (so_window_get_page_widget (tour->window, "log"), "decision.open", NULL);
  else
    {
      GtkWidget *inbox = so_window_get_page_widget (tour->window, "inbox"), *log = so_window_get_page_widget (tour->window, "log");

      if (inbox)
        so_page_go_back (inbox);
      if (log)
        so_page_go_back (log);
      so_window_show_page (tour->window, step->page);
    }
  gtk_widget_queue_draw (GTK_WIDGET (tour->window));
  tour->applied = now_ms ();
  tour->painted = 0;
}

static GdkTexture *
take_picture (Tour *tour)
{
  GtkNative *native = GTK_NATIVE (tour->window);
  int width = gdk_paintable_get_intrinsic_width (tour->paintable);
  int height = gdk_paintable_get_intrinsic_height (tour->paintable);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (tour->paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_to_node (snapshot);
  return node ? gsk_renderer_render_texture (gtk_native_get_renderer (native), node, &GRAPHENE_RECT_INIT (0, 0, width, height)) : NULL;
}

static void
save (Tour *tour, const Step *step)
{
  const char *what = step->page ? step->page : step->dialog + strlen ("win.");
  g_autofree char *name = g_strdup_printf ("%s-%d-%s.png", what, step->width, step->dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (tour->folder, name, NULL);
  g_autoptr (GdkTexture) texture = take_picture (tour);

  if (texture && gdk_texture_save_to_png (texture, path))
    g_print ("%s: %d × %d, %s: %s\n", what, gdk_texture_get_width (texture), gdk_texture_get_height (texture),
             step->dark ? "dark" : "light", name);
  else
    {
      g_print ("%s: no picture could be saved as %s\n", what, path);
      tour->failed++;
    }
}

static void
tour_free (Tour *tour)
{
  g_ptr_array_unref (tour->steps);
  g_clear_object (&tour->paintable);
  g_free (tour->folder);
  g_free (tour);
}

static gboolean
on_poll (gpointer user_data)
{
  Tour *tour = user_data;
  gint64 now = now_ms ();
  gboolean stands = tour->painted && now - tour->painted >= QUIET_MS;

  if (!stands && now - tour->applied < LIMIT_MS)
    return G_SOURCE_CONTINUE;
  save (tour, tour->steps->pdata[tour->at]);
  if (++tour->at < tour->steps->len)
    {
      apply (tour, tour->steps->pdata[tour->at]);
      return G_SOURCE_CONTINUE;
    }
  close_dialogs (tour);
  g_print ("%u pages seen, %u without a picture\n", tour->at, tour->failed);
  gtk_window_close (GTK_WINDOW (tour->window));
  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock, Tour *tour)
{
  tour->painted = now_ms ();
}

static void
on_map (Tour *tour)
{
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (tour->window)), "after-paint", G_CALLBACK (on_painted), tour);
  apply (tour, tour->steps->pdata[0]);
  g_timeout_add_full (G_PRIORITY_DEFAULT, POLL_MS, on_poll, tour, NULL);
}

void
so_tour_prepare (void)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();

  /* Where settings are kept in memory, as for pictures, she was never asked; the question would be in each of them. */
  if (settings)
    g_settings_set_boolean (settings, "tour-offered", TRUE);
}

void
so_tour_start (SoWindow *window, const char *folder)
{
  Tour *tour = g_new0 (Tour, 1);

  g_mkdir_with_parents (folder, 0755);
  if (g_getenv ("STUDIO_OS_TOUR_RTL"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  tour->height = g_getenv ("STUDIO_OS_TOUR_HEIGHT") ? (int) g_ascii_strtoll (g_getenv ("STUDIO_OS_TOUR_HEIGHT"), NULL, 10) : 0;
  tour->window = window;
  tour->folder = g_strdup (folder);
  tour->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  tour->paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  plan (tour);
  /* As it looks on a desktop of GNOME, whatever is set up here; and nothing that moves. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Adwaita Sans 11", "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (window), "so-tour", tour, (GDestroyNotify) tour_free);
  g_signal_connect_swapped (window, "map", G_CALLBACK (on_map), tour);
}
