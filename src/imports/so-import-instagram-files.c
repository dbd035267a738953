/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-instagram-files.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-zip.h"
#include "so-json.h"

#define MAX_JSON (256u * 1024 * 1024)
#define MAX_DEPTH 8

typedef struct {
  char *sha256;
  gint64 size;
  char *beside;   /* the folder of the conversation that named it */
} Media;

struct _SoInstagramFiles {
  char *root;           /* the zip, the folder, or the folder of the one file */
  gboolean zip;
  int scratch;          /* JSON files of a zip, one behind the other */
  guint64 scratch_size;
  GPtrArray *docs;
  SoInstagramDoc *profile;
  GHashTable *media;    /* key_of (uri) → Media */
};

static void
doc_free (SoInstagramDoc *doc)
{
  g_free (doc->path);
  g_free (doc->thread);
  g_free (doc);
}

static void
media_free (Media *media)
{
  g_free (media->sha256);
  g_free (media->beside);
  g_free (media);
}

void
so_instagram_files_free (SoInstagramFiles *files)
{
  if (!files)
    return;
  if (files->scratch >= 0)
    close (files->scratch);
  g_free (files->root);
  g_ptr_array_unref (files->docs);
  g_clear_pointer (&files->profile, doc_free);
  g_hash_table_unref (files->media);
  g_free (files);
}

/* What is the same in the uri of a message and in the name of the zip's entry, which may have a folder
 * more in front: "inbox/ana_1/photos/2.jpg". */
static const char *
key_of (const char *path)
{
  const char *below = strstr (path, "messages/");

  return below ? below + strlen ("messages/") : path;
}

/* N of "message_N.json", 0 where it is another file. */
static guint
part_of (const char *base)
{
  char *end;
  guint64 n;

  if (!g_str_has_prefix (base, "message_"))
    return 0;
  n = g_ascii_strtoull (base + strlen ("message_"), &end, 10);
  return !strcmp (end, ".json") && n < 1000000 ? n : 0;
}

/* Takes a JSON file that is of use; FALSE for any other. */
static SoInstagramDoc *
add_doc (SoInstagramFiles *files, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  SoInstagramDoc *doc;
  guint part = part_of (base);

  if (!part && strcmp (base, "personal_information.json"))
    return NULL;
  if (!part && files->profile)
    return NULL;
  doc = g_new0 (SoInstagramDoc, 1);
  doc->path = g_strdup (path);
  doc->thread = g_path_get_dirname (path);
  doc->part = part;
  if (part)
    g_ptr_array_add (files->docs, doc);
  else
    files->profile = doc;
  return doc;
}

static gboolean
scan_zip (SoInstagramFiles *files, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (files->root, error);
  g_autoptr (GError) inner = NULL;
  const char *name;

  files->scratch = zip ? so_import_open_scratch (error) : -1;
  if (files->scratch < 0)
    return FALSE;
  while ((name = so_import_zip_next (zip, sink, cancellable, &inner)))
    {
      SoInstagramDoc *doc = add_doc (files, name);
      if (!doc)
        continue;
      doc->offset = files->scratch_size;
      if (!so_import_zip_copy (zip, files->scratch, MAX_JSON, &doc->size, cancellable, &inner))
        {
          if (g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            break;
          so_import_skip (sink, doc->path, inner->message);
          g_clear_error (&inner);
        }
      files->scratch_size += doc->size;
    }
  if (so_import_zip_get_damage (zip))
    so_import_skip (sink, _("the end of the zip file"), so_import_zip_get_damage (zip));
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
scan_folder (SoInstagramFiles *files, GFile *folder, const char *below, guint depth, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) entries =
    g_file_enumerate_children (folder, "standard::name,standard::type", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, NULL);
  GFileInfo *info;
  GFile *file;

  while (entries && g_file_enumerator_iterate (entries, &info, &file, cancellable, NULL) && info)
    {
      g_autofree char *path = *below ? g_build_filename (below, g_file_info_get_name (info), NULL) : g_strdup (g_file_info_get_name (info));
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        add_doc (files, path);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH &&
               !scan_folder (files, file, path, depth + 1, cancellable, error))
        return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static int
compare_docs (gconstpointer a, gconstpointer b)
{
  const SoInstagramDoc *x = a, *y = b;
  int order = strcmp (x->thread, y->thread);

  return order ? order : (int) y->part - (int) x->part;
}

static gboolean
is_zip (const char *path)
{
  char magic[2] = { 0 };
  int fd = so_import_open (path, NULL, NULL);

  if (fd < 0)
    return FALSE;
  if (read (fd, magic, 2) != 2)
    magic[0] = 0;
  close (fd);
  return magic[0] == 'P' && magic[1] == 'K';
}

SoInstagramFiles *
so_instagram_files_open (const char *path, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoInstagramFiles) files = g_new0 (SoInstagramFiles, 1);
  gboolean ok = TRUE;

  files->scratch = -1;
  files->docs = g_ptr_array_new_with_free_func ((GDestroyNotify) doc_free);
  files->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) media_free);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);
      files->root = g_strdup (path);
      ok = scan_folder (files, folder, "", 0, cancellable, error);
    }
  else if (is_zip (path))
    {
      files->zip = TRUE;
      files->root = g_strdup (path);
      ok = scan_zip (files, sink, cancellable, error);
    }
  else
    {
      SoInstagramDoc *doc = g_new0 (SoInstagramDoc, 1);
      files->root = g_path_get_dirname (path);
      doc->path = g_path_get_basename (path);
      doc->thread = g_strdup (".");
      doc->part = 1;
      g_ptr_array_add (files->docs, doc);
    }
  g_ptr_array_sort_values (files->docs, compare_docs);
  if (ok && !files->docs->len)
    ok = so_fail (error, SO_ERROR_CHANGE, _("There are no messages in this download of Instagram. Ask for messages in the format JSON and choose the new file."));
  return ok ? g_steal_pointer (&files) : NULL;
}

GPtrArray *
so_instagram_files_get_docs (SoInstagramFiles *files)
{
  return files->docs;
}

const SoInstagramDoc *
so_instagram_files_get_profile (SoInstagramFiles *files)
{
  return files->profile;
}

JsonNode *
so_instagram_files_read (SoInstagramFiles *files, const SoInstagramDoc *doc, GError **error)
{
  g_autofree char *path = files->zip ? NULL : g_build_filename (files->root, doc->path, NULL);
  guint64 size = doc->size;
  int fd = files->zip ? files->scratch : so_import_open (path, &size, error);
  g_autofree char *data = NULL;
  guint64 done = 0;
  gssize n = 1;

  if (fd < 0)
    return NULL;
  if (size <= MAX_JSON)
    {
      data = g_malloc (size + 1);
      for (; done < size && n > 0; done += MAX (n, 0))
        n = pread (fd, data + done, size - done, doc->offset + done);
    }
  if (!files->zip)
    close (fd);
  if (!data)
    {
      so_fail (error, SO_ERROR_CHANGE, _("The file is larger than Studio OS accepts (256 MB)."));
      return NULL;
    }
  return so_json_parse (data, done, MAX_JSON, error);
}

void
so_instagram_files_want (SoInstagramFiles *files, const SoInstagramDoc *doc, const char *uri)
{
  const char *key = key_of (uri);

  if (!so_import_is_inside (uri) || strstr (uri, "://") || g_hash_table_contains (files->media, key))
    return;
  Media *media = g_new0 (Media, 1);
  media->beside = g_strdup (doc->thread);
  g_hash_table_insert (files->media, g_strdup (key), media);
}

static gboolean
collect_zip (SoInstagramFiles *files, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (files->root, error);
  g_autoptr (GError) inner = NULL;
  const char *name;

  if (!zip)
    return FALSE;
  while ((name = so_import_zip_next (zip, NULL, cancellable, &inner)))
    {
      Media *media = g_hash_table_lookup (files->media, key_of (name));
      g_autoptr (SoPullStream) stream = NULL;
      if (!media || media->sha256)
        continue;
      stream = so_import_zip_stream (zip);
      if (!so_import_keep (sink, stream, key_of (name), &media->sha256, &media->size, cancellable, error))
        return FALSE;
    }
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gssize
pull_fd (gpointer data, void *buffer, gsize count, GError **error)
{
  gssize n = read (GPOINTER_TO_INT (data), buffer, count);

  if (n < 0)
    so_fail (error, SO_ERROR_CHANGE, _("The file could not be read."));
  return n;
}

/* The real place of a file below the root, or NULL: a link that leads out is not followed. */
static char *
place_of (SoInstagramFiles *files, const char *first, const char *second)
{
  g_autofree char *path = g_build_filename (files->root, first, second, NULL);
  char *real = realpath (path, NULL);
  char *root = realpath (files->root, NULL);
  gboolean inside = real && root && g_str_has_prefix (real, root) && real[strlen (root)] == '/';
  char *place = inside && g_file_test (real, G_FILE_TEST_IS_REGULAR) ? g_strdup (real) : NULL;

  free (real);
  free (root);
  return place;
}

/* The folder of the download, the folder "messages" in it, or the conversation's own may have been chosen. */
static char *
locate (SoInstagramFiles *files, const char *key, const Media *media)
{
  static const char *const above[] = { "your_instagram_activity/messages", "messages", "your_activity_across_facebook/messages", "" };
  g_auto (GStrv) steps = g_strsplit (key, "/", -1);
  guint n = g_strv_length (steps);
  g_autofree char *last = n >= 2 ? g_build_filename (steps[n - 2], steps[n - 1], NULL) : g_strdup (key);
  char *place = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (above) && !place; i++)
    place = place_of (files, above[i], key);
  return place ? place : place_of (files, media->beside, last);
}

static gboolean
collect_folder (SoInstagramFiles *files, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, files->media);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Media *media = value;
      g_autofree char *path = locate (files, key, media);
      int fd = path ? so_import_open (path, NULL, NULL) : -1;
      g_autoptr (SoPullStream) stream = NULL;
      gboolean ok;
      if (fd < 0)
        continue;
      stream = so_pull_stream_new (pull_fd, GINT_TO_POINTER (fd));
      ok = so_import_keep (sink, stream, key, &media->sha256, &media->size, cancellable, error);
      close (fd);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

gboolean
so_instagram_files_collect (SoInstagramFiles *files, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  if (!g_hash_table_size (files->media))
    return TRUE;
  return files->zip ? collect_zip (files, sink, cancellable, error) : collect_folder (files, sink, cancellable, error);
}

const char *
so_instagram_files_find (SoInstagramFiles *files, const char *uri, gint64 *size)
{
  Media *media = g_hash_table_lookup (files->media, key_of (uri));

  *size = media ? media->size : 0;
  return media ? media->sha256 : NULL;
}
