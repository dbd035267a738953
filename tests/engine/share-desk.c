/* SPDX-License-Identifier: MIT */
/* share-desk FOLDER: a studio that is open, as in the window, without one. It sends, hears and shares by itself, until standard input ends. A line "price NAME" there
 * adds a price, and "look SHA256" looks at a file that is not here; whenever the number of prices is another one it says "prices N MS", with the monotonic clock. */
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>

#include "so-clock.h"
#include "so-outbox.h"
#include "so-prices.h"
#include "so-studio.h"

typedef struct {
  SoStudio *studio;
  GMainLoop *loop;
  guint prices;
} Desk;

static void
say_prices (Desk *desk)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (desk->studio), NULL);
  g_autoptr (GPtrArray) prices = db ? so_price_list (db, NULL) : NULL;

  if (!prices || prices->len == desk->prices)
    return;
  desk->prices = prices->len;
  g_print ("prices %u %" G_GINT64_FORMAT "\n", desk->prices, so_monotonic ());
}

static void
add_price (Desk *desk, const char *name)
{
  SoStore *store = so_studio_get_store (desk->studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);
  SoPrice price = { .name = (char *) name, .amount = 1200, .currency = (char *) "EUR" };
  gint64 began = so_monotonic ();
  g_autofree char *id = db ? so_price_save (db, &price, &error) : NULL;

  if (!id || !so_store_commit (store, &db, &error))
    g_error ("%s", error->message);
  g_print ("saved %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", began, so_monotonic ());
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *desk = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (!line)
    {
      g_main_loop_quit (desk->loop);
      return;
    }
  if (g_str_has_prefix (line, "price "))
    add_price (desk, line + strlen ("price "));
  if (g_str_has_prefix (line, "look "))
    g_print ("looked %d\n", so_transfers_wish (so_studio_get_transfers (desk->studio), line + strlen ("look ")));
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, on_line, desk);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  Desk desk = { 0 };

  setvbuf (stdout, NULL, _IOLBF, 0);
  so_studio_init_process ();
  desk.studio = argc == 2 ? so_studio_open (argv[1], &error) : NULL;
  if (!desk.studio)
    {
      g_printerr ("share-desk: %s\n", error ? error->message : "a folder is needed");
      return 1;
    }
  desk.loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect_swapped (so_studio_get_store (desk.studio), "changed", G_CALLBACK (say_prices), &desk);
  so_outbox_start (desk.studio);
  say_prices (&desk);
  g_print ("ready\n");
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_line, &desk);
  g_main_loop_run (desk.loop);
  so_outbox_stop (desk.studio);
  g_object_unref (desk.studio);
  g_main_loop_unref (desk.loop);
  return 0;
}
